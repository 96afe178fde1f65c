"""Taking parts and whole assessments away, with all that hangs on them: nothing is left without its owner."""

from dataclasses import replace

from bot.reminders import forget_about
from bot.visit import Visit
from storage.records import Assessment, Invite


async def remove_part(visit: Visit, part: Assessment) -> None:
    """Take one person's part away. What the lead was shown with it stays kept, so nothing can be compared."""
    await _remove(visit, part)


async def remove_all(visit: Visit) -> None:
    """Take away all that the speaker has begun or joined; what they lead goes with everybody's parts."""
    for assessment in await visit.turn.find(Assessment, f"owner:{visit.address}"):
        if assessment.of:
            await remove_part(visit, assessment)
        else:
            await _remove_whole(visit, assessment)


async def _remove_whole(visit: Visit, whole: Assessment) -> None:
    for invite in await visit.turn.find(Invite, f"for:{whole.ref}"):
        visit.turn.remove(Invite, invite.code_hash)
    for part in await visit.turn.find(Assessment, f"of:{whole.ref}"):
        await _remove(visit, part)
    await _open_earlier(visit, whole)
    await _remove(visit, whole)


async def _open_earlier(visit: Visit, whole: Assessment) -> None:
    """Let the assessment that this one looked at again be looked at once more; it may be somebody else's."""
    earlier = await visit.turn.get(Assessment, whole.earlier) if whole.earlier else None
    if earlier and earlier.later == whole.ref:
        visit.turn.put(replace(earlier, later=""))


async def _remove(visit: Visit, assessment: Assessment) -> None:
    await forget_about(visit.turn, assessment.ref)
    visit.turn.remove(Assessment, assessment.ref)
