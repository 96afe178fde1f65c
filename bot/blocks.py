"""What a block leaves of somebody who is forgotten: a fingerprint of their address, and since when."""

import hashlib

from storage.records import Blocked, Member
from storage.store import Turn


def of(member: Member) -> Blocked:
    """Return what is kept of a block once its person is forgotten."""
    return Blocked(_hash(member.address), member.blocked)


async def since(turn: Turn, member: Member) -> str:
    """Return since when somebody is not answered, or nothing; only who is new can have been forgotten."""
    if member.blocked or member.agreed:
        return member.blocked
    left = await turn.get(Blocked, _hash(member.address))
    return left.since if left else ""


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
