"""Taking parts and whole assessments away, with all that hangs on them: nothing is left without its owner."""

from dataclasses import replace

from bot.reminders import forget_about
from storage.records import Assessment, Invite
from storage.store import Turn


async def remove_all(turn: Turn, address: str) -> None:
    """Take away all that somebody has begun or joined; what they lead goes with everybody's parts."""
    for assessment in await turn.find(Assessment, f"owner:{address}"):
        await remove(turn, assessment)


async def remove(turn: Turn, assessment: Assessment) -> None:
    """Take an assessment away: a part by itself, a whole with everybody's parts."""
    await (remove_part if assessment.of else _remove_whole)(turn, assessment)


async def remove_part(turn: Turn, part: Assessment) -> None:
    """Take one person's part away. What the lead was shown with it stays kept, so nothing can be compared."""
    await _remove(turn, part)


async def _remove_whole(turn: Turn, whole: Assessment) -> None:
    for invite in await turn.find(Invite, f"for:{whole.ref}"):
        turn.remove(Invite, invite.code_hash)
    for part in await turn.find(Assessment, f"of:{whole.ref}"):
        await _remove(turn, part)
    await _open_earlier(turn, whole)
    await _remove(turn, whole)


async def _open_earlier(turn: Turn, whole: Assessment) -> None:
    """Let the assessment that this one looked at again be looked at once more; it may be somebody else's."""
    earlier = await turn.get(Assessment, whole.earlier) if whole.earlier else None
    if earlier and earlier.later == whole.ref:
        turn.put(replace(earlier, later=""))


async def _remove(turn: Turn, assessment: Assessment) -> None:
    await forget_about(turn, assessment.ref)
    turn.remove(Assessment, assessment.ref)
