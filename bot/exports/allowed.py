"""Whether a file may still go to whoever asked for it: looked at each time, since roles change meanwhile."""

from bot.rights import COMMANDS, may
from storage.records import ExportJob, Member
from storage.store import Turn


async def still_may(turn: Turn, job: ExportJob) -> bool:
    """Whether whoever asked for an export may ask for one now."""
    member = await turn.get(Member, job.address)
    return member is not None and may(COMMANDS, "export", member.role, group=False)
