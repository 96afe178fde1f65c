"""Takes into the chain what was added beside it: by another process, or by a version that had no chain."""

from dataclasses import replace

from bot.audit.chain import add
from bot.audit.checking import each_event
from bot.audit.noting import SOMEBODY, WHO, is_plain
from bot.members import known
from storage.records import AuditEvent, Member
from storage.store import Store, Turn

AT_ONCE = 100  # events a turn


async def take_in(store: Store, *, look_at_all: bool = False) -> None:
    """Put every event that waits at the end of the chain, oldest first.

    With `look_at_all`, those too that an older version kept, whose tags say nothing.
    """
    while waiting := await _waiting(store, look_at_all=look_at_all):
        async with store.turn("audit") as turn:
            for event in waiting:
                await _take_in(turn, event)


async def _waiting(store: Store, *, look_at_all: bool) -> list[AuditEvent]:
    if not look_at_all:
        return await store.read(AuditEvent, "unchained", AT_ONCE)
    return [event async for event in each_event(store) if not event.number][:AT_ONCE]


async def _take_in(turn: Turn, waiting: AuditEvent) -> None:
    event = await turn.get(AuditEvent, waiting.key)
    if event and not event.number:
        details = {name: value if is_plain(value) else "" for name, value in event.details.items()}
        await add(turn, replace(event, who=await _who(turn, event.who), details=details))


async def _who(turn: Turn, who: str) -> str:
    """Return who did it as the chain says it: an older version kept addresses."""
    if WHO.fullmatch(who):
        return who
    member = await turn.get(Member, who)
    if member is None:
        return SOMEBODY
    turn.put(named := known(member))
    return named.id
