"""Whose part goes with somebody else's self-assessment is told so, once, and can go on elsewhere."""

from dataclasses import replace

import pytest
from people import Person
from teams import joins, leads, part_of
from walking import finishes

from bot.notices import NEW_ROLE, notice
from bot.replies import from_json
from storage.records import Assessment, Handled, Notice, Session

BOTH_STORES = True
TOLD = "A self-assessment that you took part in was deleted, and your answers in it too."
NOT_HERE = (
    "The self-assessment that you were in is not kept here any more, and your answers in it are deleted."
)


@pytest.fixture
def telegram(app, monkeypatch):
    """Telegram is running, and somebody uses it."""
    monkeypatch.setitem(app.upkeep.first, "telegram", lambda address: None)
    return Person(app, "9", channel="telegram")


@pytest.fixture
async def team(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await jo.presses_data(f"area:{(await part_of(jo)).ref}:leadership")


async def forgets(person):
    await person.says("/forget")
    await person.presses("Yes, delete it")


async def sent(app, person):
    """All that waits to be sent to somebody, each message by itself."""
    waiting = await app.store.read(Handled, f"to-send:{person.address}")
    return [from_json(each).text for handled in waiting for each in handled.replies]


async def lies(app, clock, days, *people):
    """Let days go by, a round of upkeep on each of the last twenty; before them some people look in."""
    clock.passes(days=days - 20)
    for person in people:
        await person.says("/help")
    for _ in range(20):
        clock.passes(days=1)
        await app.upkeep.once()


# Who is told


async def test_when_a_lead_is_forgotten_their_colleague_is_told_once(app, amal, jo, team):
    await forgets(amal)
    await app.upkeep.once()
    await jo.says("/help")
    assert jo.sees.count(TOLD) == 1
    assert "Moorland" not in jo.sees
    await app.upkeep.once()
    await jo.says("/help")
    assert TOLD not in jo.sees
    assert await app.store.read(Notice) == []


async def test_where_it_can_be_the_colleague_is_written_to(app, amal, telegram):
    await leads(amal)
    await joins(amal, telegram, "Human resources")
    await forgets(amal)
    for _ in range(2):
        await app.upkeep.once()
    assert sum(TOLD in each for each in await sent(app, telegram)) == 1


async def test_at_night_nobody_is_written_to_of_it(app, amal, telegram, clock):
    await leads(amal)
    await joins(amal, telegram, "Human resources")
    clock.passes(hours=11)
    await forgets(amal)
    await app.upkeep.once()
    assert not any(TOLD in each for each in await sent(app, telegram))
    clock.passes(hours=12)
    await app.upkeep.once()
    assert sum(TOLD in each for each in await sent(app, telegram)) == 1


async def test_whoever_comes_by_at_night_reads_it_then(app, amal, jo, clock, team):
    clock.passes(hours=14)
    await forgets(amal)
    await app.upkeep.once()
    await jo.says("/help")
    assert TOLD in jo.sees


async def test_of_a_changed_role_people_are_told_at_night_too(app, telegram, clock):
    await telegram.says("/help")
    clock.passes(hours=14)
    async with app.store.turn("test") as turn:
        turn.put(notice(telegram.address, NEW_ROLE, clock(), role="curator"))
    await app.upkeep.once()
    assert any("Your role" in each or "your role" in each for each in await sent(app, telegram))


async def is_finished(app, lead):
    """The lead has finished just now."""
    async with app.store.turn("test") as turn:
        whole = await lead.assessment()
        turn.put(replace(whole, finished=whole.changed))


async def test_when_a_draft_goes_with_age_the_colleague_is_told(app, amal, jo, clock, team):
    await lies(app, clock, 92, jo)
    assert await app.store.read(Assessment) == []
    await jo.says("/help")
    assert TOLD in jo.sees


async def test_when_a_result_goes_with_age_the_colleague_is_told(app, amal, jo, clock, team):
    await is_finished(app, amal)
    await lies(app, clock, 1096, jo)
    assert await app.store.read(Assessment) == []
    await jo.says("/help")
    assert TOLD in jo.sees


async def test_who_was_not_here_for_years_is_told_before_they_are_forgotten(app, amal, telegram, clock):
    await leads(amal)
    await joins(amal, telegram, "Human resources")
    await is_finished(app, amal)
    clock.time = clock.time.replace(hour=3)
    await lies(app, clock, 1096)
    assert await app.store.read(Assessment) == []
    assert await app.store.read(Session) != []
    clock.passes(hours=9)
    await app.upkeep.once()
    assert sum(TOLD in each for each in await sent(app, telegram)) == 1
    clock.passes(days=1)
    await app.upkeep.once()
    assert await app.store.read(Session) == []


async def test_neither_who_deletes_it_nor_who_has_left_is_told(app, amal, jo, team):
    await jo.says("/team")
    await jo.presses("Leave this team")
    await jo.presses("Yes, leave and delete my answers")
    await forgets(amal)
    assert await app.store.read(Notice) == []


async def test_of_a_part_that_came_from_a_file_nobody_is_told(app, amal, team):
    imported = Assessment("FFFF2222", "file:7", "2026.10", "a", "s", "c", of=(await amal.assessment()).ref)
    async with app.store.turn("test") as turn:
        turn.put(imported)
    await forgets(amal)
    assert [each.address for each in await app.store.read(Notice)] == ["web:jo"]


async def test_before_a_lead_is_forgotten_they_read_that_the_others_are_told(amal, team):
    await amal.says("/forget")
    assert "They will be told that it is gone." in amal.sees


# What they press next


async def test_an_old_button_says_that_it_is_not_here_and_where_to_go_on(amal, jo, team):
    await forgets(amal)
    await jo.presses("3 Embedded")
    assert "is not here any more, or is not yours. Nothing has changed. Type /assess to go on." in jo.sees


async def test_words_for_it_are_no_question_and_are_not_kept(amal, jo, team):
    await jo.presses("3 Embedded")
    await forgets(amal)
    await jo.says("The minutes of our board")
    assert "What you were answering is not here any more, so I did not keep that." in jo.sees
    assert len(jo.replies) == 1
    await jo.says("what are the levels?")
    assert "Working towards, Bronze, Silver and Gold" in jo.sees


@pytest.mark.parametrize("said", ["/result", "/answers", "/team", "/pause", "/plan"])
async def test_a_command_about_it_says_what_happened_and_what_to_do(amal, jo, team, said):
    await forgets(amal)
    await jo.says(said)
    assert NOT_HERE in jo.sees
    assert "start a new one with /assess" in jo.sees
    assert "no self-assessment yet" not in jo.sees


async def test_assess_says_it_once_and_then_begins(amal, jo, team):
    await forgets(amal)
    await jo.says("/assess")
    assert NOT_HERE in jo.sees
    assert "Before we start" not in jo.sees
    await jo.presses("Start a new one")
    assert "Before we start" in jo.sees


async def test_the_owner_of_a_result_that_was_old_reads_what_is_true_of_them_too(app, amal, clock):
    await finishes(amal)
    await lies(app, clock, 1097, amal)
    assert await app.store.read(Assessment) == []
    await amal.says("/assess")
    assert NOT_HERE in amal.sees
    assert "It was too old" in amal.sees
    assert "took part" not in amal.sees
