"""A result goes after three years; its owner is told before, with how to keep a copy."""

import pytest
from people import Person
from test_looking_again import AREAS, says_that_all_is_the_same
from walking import finishes

from bot.replies import from_json
from storage.records import Assessment, Handled, Reminder

WARNING = "is old. In 14 days it will be deleted."


@pytest.fixture
async def finished(app):
    """Somebody on the web with a result."""
    amal = Person(app, "amal")
    await finishes(amal)
    return amal


@pytest.fixture
def days(app, clock):
    """Let days go by, each of the last twenty with its round of upkeep."""

    async def pass_by(number: int) -> None:
        rounds = min(number, 20)
        clock.passes(days=number - rounds)
        for _ in range(rounds):
            clock.passes(days=1)
            await app.upkeep.once()

    return pass_by


async def looks_again(person):
    await person.says("/assess")
    await person.presses("Start a new one")
    await person.presses(next(each for each in person.choices if each.startswith("Start from")))


async def finishes_again(person):
    await says_that_all_is_the_same(person, *AREAS)
    await person.presses("Finish and see the result")


async def test_the_owner_is_told_with_how_to_keep_a_copy_and_looking_keeps_nothing(finished, days, store):
    await days(1085)
    await finished.says("hello")
    assert "Moorland NHS Trust" in finished.sees
    assert WARNING in finished.sees
    assert "Looking at it does not keep it longer." in finished.sees
    await finished.presses("Report to print (PDF)")
    assert finished.documents
    await finished.presses("See the result")
    await days(13)
    assert len(await store.read(Assessment)) == 1
    await days(1)
    assert await store.read(Assessment) == []


async def test_who_wants_no_reminders_is_told_too_by_day(app, monkeypatch, days, store, clock):
    monkeypatch.setitem(app.upkeep.first, "telegram", lambda address: None)
    quiet = Person(app, "9", channel="telegram")
    await finishes(quiet)
    await quiet.says("/reminders off")
    clock.passes(hours=12)

    async def told():
        waiting = await store.read(Handled, f"to-send:{quiet.address}")
        return [from_json(each).text for handled in waiting for each in handled.replies]

    await days(1085)
    assert not any(WARNING in each for each in await told())
    clock.passes(hours=12)
    await app.upkeep.once()
    assert sum(WARNING in each for each in await told()) == 1


async def test_before_that_and_while_it_is_looked_at_again_nothing_is_said_of_it(finished, days, store):
    await days(1081)
    await finished.says("hello")
    assert WARNING not in finished.sees
    await days(3)
    await finished.says("hello")
    assert WARNING in finished.sees
    await looks_again(finished)
    await days(40)
    assert len(await store.read(Assessment)) == 2
    await finished.says("hello")
    assert WARNING not in finished.sees


async def test_a_warning_that_waits_for_the_morning_is_dropped_once_it_is_looked_at_again(
    app, finished, days, store, clock
):
    clock.passes(hours=12)
    await days(1085)
    assert "going" in {each.what for each in await store.read(Reminder)}
    await looks_again(finished)
    clock.passes(hours=12)
    await app.upkeep.once()
    await finished.says("hello")
    assert WARNING not in finished.sees
    assert "going" not in {each.what for each in await store.read(Reminder)}


async def test_once_the_new_one_is_finished_the_old_one_is_warned_of_anew(finished, days, store):
    await days(1085)
    await finished.says("hello")
    await looks_again(finished)
    await days(20)
    await finishes_again(finished)
    await days(1)
    assert len(await store.read(Assessment)) == 2
    await finished.says("hello")
    assert WARNING in finished.sees
    await days(14)
    [new] = await store.read(Assessment)
    assert new.earlier
    await finished.says("/result")
    assert "indicative" in finished.sees
