"""Forget what is old, by the rules of retention: a few records a turn, and only what is still old by then."""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.audit import ITSELF, note
from bot.audit.dropping import drop
from bot.retention import RULES, Retention, Rule
from bot.trouble import trouble
from bot.upkeep.going import Ages, goes
from bot.upkeep.reading import Reading, pages
from bot.upkeep.warning import warn
from storage.errors import StoreError, TurnConflict
from storage.records import Arrival, Assessment, AuditEvent, Member, Record, Session
from storage.store import Store

log = logging.getLogger("charter.upkeep")

DAY = "2026-11-23"

AT_ONCE = 500  # small records a turn: nobody should have to wait for it
OFTEN = {"receipts", "pending", "not_agreed"}  # found by a tag, so that each round can look
BY_THEMSELVES = (Assessment, Session, Member)  # each in a turn of its own: much may hang on it
ON_RECORD = ("drafts", "finished", "members")


async def forget_often(store: Store, now: datetime, keep: Retention) -> None:
    """Forget what may stay only for a day or two."""
    for rule in RULES:
        if rule.name in OFTEN and rule.kind is not Member:
            await _sweep(store, rule, Ages(keep, now))


async def forget(store: Store, now: datetime, keep: Retention) -> Counter[str]:
    """Forget all that is old by now, and warn of what will be; return how many records of each rule went."""
    ages = Ages(keep, now)
    await _notice(store, now)
    await warn(store, ages)
    gone = Counter[str]()
    for rule in RULES:
        gone[rule.name] += await _sweep(store, rule, ages)
    if any(gone[name] for name in ON_RECORD):
        async with store.turn("audit") as turn:
            counts = {name: str(gone[name]) for name in ON_RECORD}
            await note(turn, ITSELF, "old data deleted", now, **counts)
    return gone


async def would_go(store: Store, now: datetime, keep: Retention) -> list[tuple[Rule, int, str]]:
    """Return for each rule how many records would go, and the day of the oldest; nothing goes."""
    ages = Ages(keep, now)
    found = []
    for rule in RULES:
        reading = Reading(store)
        old = _old(store, rule, ages)
        days = [rule.day(each) async for each in old if await _would_go(reading, rule, each, ages)]
        found.append((rule, len(days), min(days, default="")[:10]))
    return found


async def _sweep(store: Store, rule: Rule, ages: Ages) -> int:
    if rule.kind is AuditEvent:
        return await drop(store, ages.before(rule), ages.now)
    old = [each async for each in _old(store, rule, ages)]
    if rule.kind in BY_THEMSELVES:
        old = [each for each in old if await _would_go(Reading(store), rule, each, ages)]
    size = 1 if rule.kind in BY_THEMSELVES else AT_ONCE
    some_at_once = [old[at : at + size] for at in range(0, len(old), size)]
    return sum([await _together(store, rule, some, ages) for some in some_at_once])


async def _would_go(reading: Reading, rule: Rule, record: Record, ages: Ages) -> bool:
    """Whether a record goes; one that cannot be judged stays, and keeps nothing else here."""
    try:
        return await goes(reading, rule, record, ages)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others are as they were
        log.error("a record of kind %s cannot be judged: %s", rule.kind.kind, trouble(error))  # noqa: TRY400 - no words
        return False


async def _together(store: Store, rule: Rule, some: Iterable[Record], ages: Ages) -> int:
    with suppress(TurnConflict):  # somebody was at it just then: the next time may do
        async with store.turn("what is old") as turn:
            return sum([await goes(turn, rule, each, ages) for each in some])
    return 0


async def _old(store: Store, rule: Rule, ages: Ages) -> AsyncIterator[Record]:
    """Read the records that are old by their own day, some at a time where there may be many."""
    async for each in _candidates(store, rule, ages.before(rule)):
        if ages.is_old(rule, each):
            yield each


async def _candidates(store: Store, rule: Rule, before: str) -> AsyncIterator[Record]:
    if rule.dated:
        async for each in _dated(store, rule, before):
            yield each
    elif rule.tag:
        for each in await store.read(rule.kind, rule.tag):
            yield each
    else:
        async for each in pages(store, rule.kind):
            yield each


async def _dated(store: Store, rule: Rule, before: str) -> AsyncIterator[Record]:
    """Read those that are tagged with a day or a month in which something old can be."""
    for tag in await store.tags(rule.kind, rule.dated):
        date = tag.removeprefix(rule.dated)
        cut = before[: len(date)]
        if date < cut or (date == cut and len(date) < len(DAY)):
            for each in await store.read(rule.kind, tag):
                yield each


async def _notice(store: Store, now: datetime) -> None:
    """Note of what was set aside since when we know of it: it bears no day of its own."""
    async for each in pages(store, Arrival):
        if each.aside and not each.noticed:
            with suppress(TurnConflict):
                async with store.turn("what is old") as turn:
                    if await turn.get(Arrival, each.key) == each:
                        turn.put(replace(each, noticed=now.date().isoformat()))
