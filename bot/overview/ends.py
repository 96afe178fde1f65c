"""Ends that are kept, so that they hold for everybody and for good: of batches, and of groups of them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from storage.errors import TurnConflict
from storage.records import CutOff
from storage.store import Store, Turn

KEPT = timedelta(days=366)  # ends that no period reaches are not needed

Further = Callable[[Sequence[str]], Awaitable[Sequence[str]]]  # finds ends behind those that are kept


async def keep(turn: Turn, name: str, further: Further, now: datetime) -> list[str]:
    """Keep further ends behind those that are kept; return them all."""
    kept = _ends(await turn.get(CutOff, name))
    new = await further(kept)
    if new:
        *earlier, at = _needed([*kept, *new], iso(now - KEPT))
        turn.put(CutOff(name, at, tuple(earlier)))
    return [*kept, *new]


async def keep_in(store: Store, name: str, further: Further, now: datetime) -> list[str]:
    """Do that in a turn of its own; where somebody else has found new ends meanwhile, theirs hold."""
    try:
        async with store.turn(f"cut-off {name}") as turn:
            return await keep(turn, name, further, now)
    except TurnConflict:
        return _ends(await store.fetch(CutOff, name))


def iso(time: datetime) -> str:
    """Return a time as it is kept: such texts can be compared."""
    return time.isoformat(timespec="seconds")


def _ends(kept: CutOff | None) -> list[str]:
    return [*kept.earlier, kept.at] if kept and kept.at else []


def _needed(ends: Sequence[str], since: str) -> list[str]:
    """Return the ends that a period can still reach, and the one before them."""
    return [end for end, following in zip(ends, [*ends[1:], since], strict=True) if following >= since]
