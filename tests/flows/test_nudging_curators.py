"""Those who look after answers are told when some are overdue: once a week at most, at civil hours."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from people import Person

from bot.replies import from_json
from storage.records import Handled, Member, Reminder

BOTH_STORES = True
OVERDUE = datetime(2027, 3, 22, 9, tzinfo=UTC)  # the first of the shipped answers is due on this day
SAID = "Some answers are due to be checked again."


@pytest.fixture
def sent_on_telegram(app, monkeypatch):
    """Telegram is running."""
    monkeypatch.setitem(app.upkeep.first, "telegram", lambda _address: None)


@pytest.fixture
async def cleo(app, store, clock, content) -> Person:
    """A curator on Telegram, who was here when an answer was due."""
    assert min(each.review_by for each in content.entries.values()) == OVERDUE.date()
    clock.time = OVERDUE
    return await who_looks_after_answers(app, store, "cleo", "telegram")


async def who_looks_after_answers(app, store, name, channel, role="curator") -> Person:
    async with store.turn("test") as turn:
        turn.put(Member(f"{channel}:{name}", role=role))
    person = Person(app, name, channel)
    await person.says("/reviews")
    return person


async def told(store, person) -> int:
    """How often somebody was told."""
    waiting = await store.read(Handled, f"to-send:{person.address}")
    return sum(from_json(each).text.startswith(SAID) for handled in waiting for each in handled.replies)


@pytest.mark.usefixtures("sent_on_telegram")
async def test_they_are_told_the_day_after_a_review_was_due_and_not_on_that_day(app, store, clock, cleo):
    await app.upkeep.once()
    assert await told(store, cleo) == 0
    clock.passes(days=1)
    await app.upkeep.once()
    assert await told(store, cleo) == 1
    [nudge] = await store.read(Handled, f"to-send:{cleo.address}")
    labels = [choice.label for choice in from_json(nudge.replies[0]).choices]
    assert labels == ["Show which", "Stop reminders"]


@pytest.mark.usefixtures("sent_on_telegram")
async def test_a_week_later_they_are_told_again_and_not_sooner(app, store, clock, cleo):
    clock.passes(days=1)
    await app.upkeep.once()
    clock.passes(days=6, hours=23, minutes=59)
    await app.upkeep.once()
    assert await told(store, cleo) == 1
    clock.passes(minutes=1)
    await app.upkeep.once()
    assert await told(store, cleo) == 2


@pytest.mark.usefixtures("sent_on_telegram")
async def test_at_night_nobody_is_told(app, store, clock, cleo):
    clock.passes(hours=15)
    await app.upkeep.once()
    assert await told(store, cleo) == 0
    clock.passes(hours=8)
    await app.upkeep.once()
    assert await told(store, cleo) == 1


@pytest.mark.usefixtures("sent_on_telegram")
async def test_one_press_stops_it(app, store, clock, cleo):
    clock.passes(days=1)
    await app.upkeep.once()
    await cleo.presses_data("remind:stop")
    for _ in range(3):
        clock.passes(days=7)
        await app.upkeep.once()
    assert await told(store, cleo) == 1


@pytest.mark.usefixtures("sent_on_telegram")
async def test_when_all_was_checked_meanwhile_nothing_more_is_said(app, store, clock, cleo, content):
    clock.passes(days=1)
    await app.upkeep.once()
    clock.time = datetime(2026, 11, 25, 9, tzinfo=UTC)  # as if all reviews had been moved on
    [planned] = await store.read(Reminder)
    async with store.turn("test") as turn:
        turn.put(replace(planned, due="2026-11-24T09:00:00+00:00"))
    await app.upkeep.once()
    assert await store.read(Reminder) == []
    assert await told(store, cleo) == 1


@pytest.mark.usefixtures("sent_on_telegram")
async def test_an_admin_is_told_too_and_somebody_without_that_role_is_not(app, store, clock, cleo):
    ada = await who_looks_after_answers(app, store, "ada", "telegram", "admin")
    asha = await who_looks_after_answers(app, store, "asha", "telegram", "assessor")
    clock.passes(days=1)
    await app.upkeep.once()
    assert [await told(store, each) for each in (cleo, ada, asha)] == [1, 1, 0]


@pytest.mark.usefixtures("sent_on_telegram")
async def test_who_lost_the_role_since_is_not_told(app, store, clock, cleo):
    clock.passes(days=1)
    await app.upkeep.once()
    async with store.turn("test") as turn:
        turn.put(Member(cleo.address))
    clock.passes(days=7)
    await app.upkeep.once()
    assert await told(store, cleo) == 1
    assert await store.read(Reminder) == []


async def test_on_the_page_they_are_told_at_the_next_visit(app, store, clock):
    clock.time = OVERDUE
    cleo = await who_looks_after_answers(app, store, "cleo", "web")
    clock.passes(days=1)
    await app.upkeep.once()
    await cleo.says("/help")
    assert cleo.sees.count(SAID) == 1
    await cleo.presses("Show which")
    assert "Answers to check again" in cleo.sees
    await cleo.says("/help")
    assert SAID not in cleo.sees


@pytest.mark.usefixtures("sent_on_telegram")
async def test_what_is_planned_shows_it_without_a_button_that_would_not_last(app, store, clock, cleo):
    clock.passes(days=1)
    await app.upkeep.once()
    await cleo.says("/reminders")
    assert "30 March 2027: answers to be checked again, if some are due by then" in cleo.sees
    assert cleo.choices == ["Stop reminders"]
