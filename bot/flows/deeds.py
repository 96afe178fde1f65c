"""Records what people did that matters, from within a flow."""

from bot.audit import note
from bot.members import known
from bot.visit import Visit


async def done(visit: Visit, what: str, **details: str) -> None:
    """Record that the speaker did something; who had no id has one from now on. `details` as for `note`."""
    if not visit.member.id:
        visit.member = known(visit.member)
        visit.turn.put(visit.member)
    await note(visit.turn, visit.who, what, visit.now, **details)
