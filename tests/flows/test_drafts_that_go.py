"""A draft that nobody opens goes; its owner is told, and whoever opens it keeps it."""

import pytest
from people import Person
from teams import joins, leads
from walking import answers, reaches_the_first_question

from storage.records import Assessment, Handled

WARNING = "In 14 days it will be deleted"
MILD = "You have begun a self-assessment for"


@pytest.fixture
async def begun(app):
    """Somebody on the web, who is told at their next visit."""
    amal = Person(app, "amal")
    await reaches_the_first_question(amal)
    await answers(amal, "2 In place")
    return amal


@pytest.fixture
def days(app, clock):
    """Let days go by, each with its round of upkeep."""

    async def pass_by(number: int) -> None:
        for _ in range(number):
            clock.passes(days=1)
            await app.upkeep.once()

    return pass_by


@pytest.fixture
def telegram(app, monkeypatch):
    """Telegram is running, and somebody uses it."""
    monkeypatch.setitem(app.upkeep.first, "telegram", lambda address: None)
    return Person(app, "9", channel="telegram")


async def test_at_the_first_visit_after_long_the_warning_comes_before_the_mild_reminder(begun, days):
    await days(80)
    await begun.says("hello")
    assert WARNING in begun.sees
    assert MILD not in begun.sees


async def test_who_carries_on_at_the_warning_keeps_the_draft_without_changing_anything(begun, days, store):
    await days(80)
    await begun.says("hello")
    before = await begun.assessment()
    await begun.presses("Carry on")
    assert (await begun.assessment()).changed == before.changed
    await days(76)
    assert len(await store.read(Assessment)) == 1


@pytest.mark.parametrize("looks", ["/result", "/answers", "/assess"])
async def test_who_looks_at_it_now_and_then_is_using_it(begun, days, store, looks):
    for _ in range(3):
        await days(60)
        await begun.says(looks)
        assert WARNING not in begun.sees
    assert len(await store.read(Assessment)) == 1


async def test_that_it_was_looked_at_is_noted_once_a_day(begun, clock):
    clock.passes(days=1)
    await begun.says("/result")
    noted = (await begun.assessment()).used
    assert noted == "2026-11-24T09:00:00+00:00"
    clock.passes(hours=3)
    await begun.says("/result")
    assert (await begun.assessment()).used == noted


async def test_the_fourteen_days_begin_when_the_warning_is_seen(begun, days, store):
    await days(85)
    await begun.says("hello")
    assert WARNING in begun.sees
    await days(13)
    assert len(await store.read(Assessment)) == 1
    await days(1)
    assert await store.read(Assessment) == []


async def test_without_a_visit_it_goes_all_the_same(begun, days, store):
    await days(91)
    assert await store.read(Assessment) == []


async def test_who_wants_no_reminders_is_warned_too(telegram, days, store):
    await reaches_the_first_question(telegram)
    await telegram.says("/reminders off")
    await days(80)
    waiting = await store.read(Handled, f"to-send:{telegram.address}")
    assert WARNING in str([each.replies for each in waiting])
    assert MILD not in str([each.replies for each in waiting])


async def test_on_the_web_too(begun, days):
    await begun.says("/reminders off")
    await days(80)
    await begun.says("hello")
    assert WARNING in begun.sees


async def test_a_colleague_who_looks_at_their_part_keeps_the_whole(amal, jo, days, store):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await days(60)
    await jo.says("/answers")
    await days(60)
    assert len(await store.read(Assessment)) == 2


async def test_after_a_colleagues_look_at_their_part_the_lead_is_warned_anew_and_then_it_goes(
    amal, jo, days, store
):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await days(77)
    [first] = await store.read(Assessment, f"owner:{amal.address}")
    await days(3)
    await jo.says("/answers")
    await days(76)
    assert (await amal.assessment()).warned == first.warned
    await days(1)
    again = (await amal.assessment()).warned
    assert again > first.warned
    await days(13)
    assert len(await store.read(Assessment)) == 2
    assert (await amal.assessment()).warned == again
    await days(1)
    assert await store.read(Assessment) == []
