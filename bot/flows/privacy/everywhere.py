"""All places of one person as one: what is kept of them everywhere, and forgetting it in one turn."""

from datetime import datetime

from bot.flows.privacy.forgetting import forget, forget_in_files, forget_where_read
from bot.flows.privacy.mine import Mine, mine
from bot.messages import WRITES_FIRST, Reply
from bot.places import channel, linked_with
from bot.reminders import own_chat
from bot.replies import waiting
from storage.records import Member, Notice, Session
from storage.store import Turn


async def mine_everywhere(turn: Turn, member: Member, session: Session) -> list[Mine]:
    """Find all that is kept of somebody: in the place where they are, then in those linked with it."""
    here, *others = await linked_with(turn, member)
    return [await mine(turn, here, session), *[await _mine_there(turn, each) for each in others]]


async def _mine_there(turn: Turn, member: Member) -> Mine:
    session = await turn.get(Session, member.address) or Session(member.address)
    return await mine(turn, member, session)


async def forget_everywhere(turn: Turn, everywhere: list[Mine], *, why: str, now: datetime) -> None:
    """Remove all of it. What each place holds was found before anything goes, for they may share a team."""
    for each in everywhere:
        await forget_where_read(turn, each)
    for each in everywhere:
        await forget(turn, each, now)
    for each in everywhere:
        await forget_in_files(turn, each, why=why, now=now)
        for told in await turn.find(
            Notice, f"person:{each.member.address}"
        ):  # of a part of their own that went
            turn.remove(Notice, told.key)


def last_words(turn: Turn, there: Member, said: Reply, now: datetime) -> None:
    """Have a place that was forgotten from elsewhere told so, where its channel can write to it."""
    if channel(there.address) in WRITES_FIRST and not there.gone:
        place = own_chat(there.address)
        turn.put(waiting(there.address, f"forgotten-{now.isoformat()}", place, [said], now))
