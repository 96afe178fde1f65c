"""Up to when results count, so that nobody can find one organisation out by looking twice.

What is shown of many results holds those finished before a time that is kept. It moves on only when enough
further organisations have finished since: so two looks hold the same results, or differ by enough of them.
There is one such time for all who look. Somebody forgotten between two looks, or gone with age, does change
what is shown.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.overview.organisations import Organisations, marks
from storage.errors import TurnConflict
from storage.records import Assessment, CutOff
from storage.store import Store, Turn

SETTLED = timedelta(minutes=1)  # what is finished just now may be kept a moment later

Finish = tuple[str, tuple[bytes, ...]]  # when a result was finished, and the marks of whose it is


def finish(assessment: Assessment) -> Finish:
    """Return what a cut-off needs to know of an assessment; the time is empty while it is not finished."""
    name = assessment.profile.get("organisation", "")
    return assessment.finished, tuple(marks(assessment.owner, name))


async def move(turn: Turn, name: str, finishes: Iterable[Finish], least: int, now: datetime) -> str:
    """Move a cut-off on if at least so many organisations have finished since; return where it is."""
    kept = await turn.get(CutOff, name) or CutOff(name, "")
    until = (now - SETTLED).isoformat(timespec="seconds")
    if _organisations(finishes, kept.at, until) < least:
        return kept.at
    turn.put(CutOff(name, until))
    return until


async def move_in(store: Store, name: str, finishes: Iterable[Finish], least: int, now: datetime) -> str:
    """Do that in a turn of its own; where somebody else has moved it meanwhile, theirs holds."""
    try:
        async with store.turn(f"cut-off {name}") as turn:
            return await move(turn, name, finishes, least, now)
    except TurnConflict:
        kept = await store.fetch(CutOff, name)
        return kept.at if kept else ""


def counts(at: str, cut_off: str) -> bool:
    """Whether a result finished then counts by now."""
    return bool(at) and at < cut_off


def _organisations(finishes: Iterable[Finish], since: str, until: str) -> int:
    """Return how many organisations have finished since, a look again too; all results say which are one."""
    found, new = Organisations(), []
    for at, whose in finishes:
        if counts(at, until):
            found.add(whose)
            if at >= since:
                new.append(whose[0])
    return len({found.of(mark) for mark in new})
