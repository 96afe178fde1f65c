"""Taking parts and whole assessments away, with all that hangs on them: nothing is left without its owner.

Whose part goes with a whole is told so; whoever was shown anything of it, keeps no last replies.
"""

from dataclasses import replace
from datetime import datetime

from bot.flows.privacy.read_replies import forget_replies
from bot.notices import GONE, notice
from bot.reminders import forget_about
from storage.records import Assessment, Invite, Session
from storage.store import Turn


async def remove_all(turn: Turn, address: str, now: datetime) -> None:
    """Take away all that somebody has begun or joined; what they lead goes with everybody's parts."""
    for assessment in await turn.find(Assessment, f"owner:{address}"):
        await remove(turn, assessment, now)


async def remove(turn: Turn, assessment: Assessment, now: datetime) -> None:
    """Take an assessment away: a part by itself, a whole with everybody's parts."""
    if assessment.of:
        await remove_part(turn, assessment)
    else:
        await _remove_whole(turn, assessment, now)


async def remove_part(turn: Turn, part: Assessment) -> None:
    """Take one person's part away. What the lead was shown with it stays kept, so nothing can be compared."""
    await _remove(turn, part)


async def _remove_whole(turn: Turn, whole: Assessment, now: datetime) -> None:
    for invite in await turn.find(Invite, f"for:{whole.ref}"):
        turn.remove(Invite, invite.code_hash)
    for part in await turn.find(Assessment, f"of:{whole.ref}"):
        await _tell(turn, part.owner, now)
        await forget_replies(turn, part.owner)
        await _remove(turn, part)
    await _open_earlier(turn, whole)
    await forget_replies(turn, whole.owner)
    await _remove(turn, whole)


async def _tell(turn: Turn, colleague: str, now: datetime) -> None:
    """Have a colleague told that their part is gone; one that came from a file is nobody's here."""
    if await turn.get(Session, colleague):
        turn.put(notice(colleague, GONE, now))


async def _open_earlier(turn: Turn, whole: Assessment) -> None:
    """Let the assessment that this one looked at again be looked at once more; it may be somebody else's."""
    earlier = await turn.get(Assessment, whole.earlier) if whole.earlier else None
    if earlier and earlier.later == whole.ref:
        turn.put(replace(earlier, later=""))


async def _remove(turn: Turn, assessment: Assessment) -> None:
    await forget_about(turn, assessment.ref)
    turn.remove(Assessment, assessment.ref)
