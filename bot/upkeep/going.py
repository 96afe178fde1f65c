"""What goes with one old record, in a turn: all that hangs on it, if it is still old enough by then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.flows.privacy.forgetting import forget
from bot.flows.privacy.mine import mine
from bot.flows.team.removing import remove
from bot.notices import made
from bot.reminders import when
from bot.retention import WARNED, Retention, Rule
from bot.rights import ROLES
from storage.records import Assessment, Handled, Member, Notice, Record, Session
from storage.store import Turn

LISTED = timedelta(days=7)  # after somebody has reached the ceiling of a day
TO_BE_TOLD = timedelta(days=7)  # that somebody stays whom a notice has not reached yet


@dataclass(frozen=True)
class Ages:
    """The periods, at one time."""

    keep: Retention
    now: datetime

    def before(self, rule: Rule) -> str:
        """Return the time before which the rule's records are old; of days their day counts."""
        return (self.now - timedelta(days=getattr(self.keep, rule.name))).isoformat()

    def soon(self, assessment: Assessment) -> str:
        """Return the time before which an assessment was left alone that goes in so few days."""
        days = self.keep.finished if assessment.finished else self.keep.drafts
        return (self.now - timedelta(days=days - WARNED)).isoformat()

    def has_known(self, assessment: Assessment, last: str) -> bool:
        """Whether its owner has known for long enough that it goes, without anybody touching it since.

        A part whose whole is gone is nobody's any more: of it nobody has to know.
        """
        if assessment.of:
            return True
        return assessment.warned > last and when(assessment.warned) <= self.now - timedelta(days=WARNED)

    def is_old(self, rule: Rule, record: Record) -> bool:
        """Whether a record is older than its rule says."""
        day = rule.day(record)
        return bool(day) and day < self.before(rule)[: len(day)]


async def goes(turn: Turn, rule: Rule, record: Record, ages: Ages) -> bool:
    """Remove a record that is old, with what hangs on it; say whether anything went."""
    fresh = await turn.get(type(record), record.key)
    if fresh is None or not ages.is_old(rule, fresh):
        return False
    return await REMOVES.get((rule.name, rule.kind), _alone)(turn, fresh, ages)


async def _alone(turn: Turn, record: Record, _ages: Ages) -> bool:
    turn.remove(type(record), record.key)
    return True


async def _draft(turn: Turn, draft: Assessment, ages: Ages) -> bool:
    """A draft goes when nobody has looked at any part of it, and its owner has known for long enough."""
    whole = await turn.get(Assessment, draft.of) if draft.of else None
    if whole is not None:
        return False  # a part goes with its whole
    last = await touched(turn, draft)
    if not ages.has_known(draft, last) or when(last) > ages.now - timedelta(days=ages.keep.drafts):
        return False
    await remove(turn, draft, ages.now)
    return True


async def touched(turn: Turn, whole: Assessment) -> str:
    """Return when anybody last looked at a draft, or changed anything in an assessment."""
    parts = [] if whole.finished else await turn.find(Assessment, f"of:{whole.ref}")
    return max(each.touched for each in (whole, *parts))


async def _finished(turn: Turn, assessment: Assessment, ages: Ages) -> bool:
    """A result goes when its owner has known for long enough; not while it is being looked at again."""
    if assessment.of and await turn.get(Assessment, assessment.of):
        return False
    if not ages.has_known(assessment, assessment.touched) or await is_looked_at_again(turn, assessment):
        return False
    await remove(turn, assessment, ages.now)
    return True


async def is_looked_at_again(turn: Turn, assessment: Assessment) -> bool:
    """Whether an assessment that begun from this one's answers is not finished yet."""
    later = await turn.get(Assessment, assessment.later) if assessment.later else None
    return later is not None and not later.finished


async def _person(turn: Turn, session: Session, ages: Ages) -> bool:
    """Somebody goes who has no role and no assessment, whom nobody keeps out, and who is told all."""
    member = await turn.get(Member, session.address) or Member(session.address)
    if not _is_nobody(member, ages) or await turn.find(Assessment, f"owner:{session.address}"):
        return False
    if await _is_told_first(turn, session.address, ages):
        return False
    await forget(turn, await mine(turn, member, session), ages.now)
    return True


async def _is_told_first(turn: Turn, address: str, ages: Ages) -> bool:
    """Whether somebody is still to be told something; who cannot be reached for a week goes untold."""
    notices = await turn.find(Notice, f"person:{address}")
    return any(made(each) > ages.now - TO_BE_TOLD for each in notices)


async def _member(turn: Turn, member: Member, ages: Ages) -> bool:
    if member.agreed or not _is_nobody(member, ages) or await turn.get(Session, member.address):
        return False
    turn.remove(Member, member.address)
    return True


async def _last_words(turn: Turn, handled: Handled, _ages: Ages) -> bool:
    """Replies that wait go only where nobody is left; whoever is here still gets theirs."""
    address = handled.address
    if await turn.get(Member, address) or await turn.get(Session, address):
        return False
    turn.remove(Handled, handled.key)
    return True


async def _pending(turn: Turn, session: Session, _ages: Ages) -> bool:
    turn.put(replace(session, pending=()))
    return bool(session.pending)


def _is_nobody(member: Member, ages: Ages) -> bool:
    """Whether nobody has to know of somebody: who reached the limit is listed for a week, and a block ends
    with the period of people.
    """
    listed = member.limited and when(member.limited) > ages.now - LISTED
    ends = timedelta(days=ages.keep.members)
    blocked = member.blocked and when(member.blocked) >= ages.now - ends
    return member.role == ROLES[0] and not blocked and not listed


Removes = Callable[[Turn, Any, Ages], Awaitable[bool]]
REMOVES: dict[tuple[str, type[Record]], Removes] = {
    ("drafts", Assessment): _draft,
    ("finished", Assessment): _finished,
    ("members", Session): _person,
    ("not_agreed", Session): _person,
    ("not_agreed", Member): _member,
    ("pending", Session): _pending,
    ("last_words", Handled): _last_words,
}
