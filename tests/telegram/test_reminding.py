"""A reminder reaches its person on Telegram without their having to write first, and one press ends them."""

import pytest
from driving import everything_was_right, words

from bot.assistant import now
from storage.records import Assessment, Reminder

NUDGE = "asks you to answer your part"
LONG_AGO = "2026-01-02T09:00:00+00:00"


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    """These tests run at any hour."""
    monkeypatch.setattr("bot.london.is_civil", lambda _now: True)


async def is_nudged(telegram, person):
    """What a colleague does, as it is kept."""
    address = f"telegram:{person.id}"
    async with telegram.store.turn("test") as turn:
        at = now().isoformat(timespec="seconds")
        turn.put(Assessment("PARTPART", address, "2026.10", LONG_AGO, LONG_AGO, changed=at))
        turn.put(Reminder(address, str(person.id), "nudge", "PARTPART", LONG_AGO))


async def test_a_nudge_is_sent_once_and_can_be_the_last(telegram, server, amal, sam):
    for person in (amal, sam):
        person.says("/start")
        await person.hears("What would you like to do?")
    await is_nudged(telegram, amal)
    for _ in range(2):
        await telegram.app.upkeep.once()
    await amal.hears(NUDGE)
    await sam.quiet()
    amal.presses("Stop reminders")
    await amal.hears("Reminders are off")
    await telegram.settled()
    assert sum(NUDGE in said for said in words(amal)) == 1
    assert everything_was_right(server)
