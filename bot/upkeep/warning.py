"""Warn whoever owns a draft or a result that it goes soon: once for each time that it was left alone."""

from contextlib import suppress
from dataclasses import replace

from bot import reminders
from bot.upkeep.going import Ages, is_looked_at_again, touched
from bot.upkeep.reading import Reading, pages
from storage.errors import TurnConflict
from storage.records import Assessment
from storage.store import Store, Turn


async def warn(store: Store, ages: Ages) -> None:
    """Warn of all that goes soon, each in a turn of its own."""
    reading = Reading(store)
    async for each in pages(store, Assessment):
        if not each.of and each.touched < ages.soon(each) and await _goes_unwarned(reading, each, ages):
            with suppress(TurnConflict):  # somebody was at it just then: tomorrow may do
                await _warn_of(store, each, ages)


async def _goes_unwarned(turn: Turn, whole: Assessment, ages: Ages) -> bool:
    """Whether it goes soon, and its owner was not warned since anybody last looked at any part of it."""
    return whole.warned <= await touched(turn, whole) < ages.soon(whole)


async def _warn_of(store: Store, seen: Assessment, ages: Ages) -> None:
    async with store.turn(seen.owner) as turn:
        whole = await turn.get(Assessment, seen.ref)
        if whole != seen or not await _goes_unwarned(turn, whole, ages):
            return
        if not await is_looked_at_again(turn, whole):
            warned = replace(whole, warned=ages.now.isoformat(timespec="seconds"))
            turn.put(warned)
            turn.put(reminders.about(warned, reminders.GOING, ages.now))
