"""What the operator does with the record of who did what: verify it, and list it, also while it runs."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.audit.checking import Checked, check, each_event
from bot.errors import BotError
from bot.opening import open_store
from bot.settings import Settings
from bot.whole_stores import refuse_missing
from storage.records import AuditEvent

NOTED = re.compile(r"(\d+):([0-9a-f]{64})")


@dataclass(frozen=True)
class Verdict:
    """Whether all is well, and what to print."""

    ok: bool
    words: str


async def verify(settings: Settings, since: str = "") -> Verdict:
    """Look through the whole record; with `since`, whether a head noted earlier is still part of it."""
    noted = _noted(since) if since else None
    refuse_missing(settings)
    store = await open_store(settings, guest=True)
    try:
        checked = await check(store)
    finally:
        await store.close()
    trouble = checked.trouble or (checked.since(*noted) if noted else "")
    return Verdict(not trouble, _in_words(checked, trouble))


async def listed(settings: Settings, *, as_json: bool) -> AsyncIterator[str]:
    """Give the record line by line, oldest first; what is not in the chain yet is numbered 0."""
    refuse_missing(settings)
    store = await open_store(settings, guest=True)
    try:
        events = [event async for event in each_event(store)]
    finally:
        await store.close()
    for event in sorted(events, key=lambda each: (not each.number, each.number, each.id)):
        yield json.dumps(event.to_json(), sort_keys=True) if as_json else _line(event)


def _noted(since: str) -> tuple[int, str]:
    found = NOTED.fullmatch(since)
    if found is None:
        raise BotError("Write --since as `charter-bot audit verify` prints the head: NUMBER:HASH.")
    return int(found[1]), found[2]


def _in_words(checked: Checked, trouble: str) -> str:
    head = checked.head
    holds = f"The record does not hold: {trouble}." if trouble else "The record holds."
    gone = f" {head.dropped} older ones have gone with age." if head.dropped else ""
    waits = f" {checked.waiting} wait to be taken in." if checked.waiting else ""
    return (
        f"{holds}\nEvents: {len(checked.links)}.{gone}{waits}\n"
        f"Head, to note elsewhere: {head.number}:{head.hash}"
    )


def _line(event: AuditEvent) -> str:
    details = " ".join(f"{name}={value}" for name, value in sorted(event.details.items()))
    return f"{event.number} {event.at} {event.who}: {event.what} {details}".rstrip()
