"""Old events go from the beginning of the chain, and only from there: what stays still hangs together."""

from dataclasses import replace
from datetime import datetime

from bot.audit.chain import add, the_head
from bot.audit.noting import ITSELF, audit
from storage.records import AuditEvent, AuditHead
from storage.store import Store, Turn

DROPPED = "old events dropped"
AT_ONCE = 200  # events a turn


async def drop(store: Store, before: str, now: datetime) -> int:
    """Let events go that are older than a day or time, and record up to which; return how many went.

    The first event that is younger ends it, whatever comes behind. Where a link is missing, nothing more
    goes: a broken chain is to be looked into.
    """
    gone = 0
    upto = next(iter(await store.read(AuditHead)), AuditHead()).number  # what this adds stays
    while some := await _drop_some(store, before, now, upto):
        gone += some
    return gone


async def _drop_some(store: Store, before: str, now: datetime, upto: int) -> int:
    async with store.turn("audit") as turn:
        head = await the_head(turn)
        old = await _oldest(turn, head, before, upto)
        if not old:
            return 0
        for event in old:
            turn.remove(AuditEvent, event.key)
        last = old[-1]
        turn.put(replace(head, dropped=last.number, dropped_hash=last.hash))
        await add(turn, audit(ITSELF, DROPPED, now, upto=str(last.number), hash=last.hash))
    return len(old)


async def _oldest(turn: Turn, head: AuditHead, before: str, upto: int) -> list[AuditEvent]:
    found: list[AuditEvent] = []
    for number in range(head.dropped + 1, min(upto, head.dropped + AT_ONCE) + 1):
        event = next(iter(await turn.find(AuditEvent, f"number:{number:09d}")), None)
        if event is None or event.at >= before:
            break
        found.append(event)
    return found
