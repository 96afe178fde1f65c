"""Taking an agreement back in one place of a person, also where they are not just now."""

from dataclasses import replace

from bot.rights import ROLES
from bot.visit import left
from storage.records import Member, Session
from storage.store import Turn


def withdrawn(turn: Turn, member: Member, at: str) -> Member:
    """Keep that somebody agrees to nothing any more, and wants no reminders."""
    if not member.agreed:
        return member
    without = replace(member, agreed="", agreed_at="", quiet=member.quiet or at)
    turn.put(without)
    return without


async def leave(turn: Turn, member: Member) -> None:
    """Leave what is open in another place, and have it go as of who has not agreed."""
    if session := await turn.get(Session, member.address):
        turn.put(replace(left(session), passing=member.role == ROLES[0]))
