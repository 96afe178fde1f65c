"""Blocking somebody by their id, and taking that back: `/block ID` and `/unblock ID`."""

from dataclasses import replace

from bot.audit import note
from bot.codes import exactly, grouped
from bot.errors import BotError
from bot.flows.people.roles import ADMIN
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Member

Replies = tuple[Reply, ...]


class Blocking:
    """A blocked person is told so once a day, and is answered in distress. An admin cannot be blocked."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    async def block(self, visit: Visit, words: str) -> Replies:
        """Block whoever has this id."""
        member = await self.named(visit, words)
        if member.role == ADMIN:
            raise BotError(self._say("people.no_block"))
        if not member.blocked:
            visit.turn.put(replace(member, blocked=visit.at, told_blocked=""))
            await note(visit.turn, visit.who, "blocked", visit.now, member=member.id)
        undo = Choice(self._say("people.unblock"), f"people:unblock:{member.id}")
        return (Reply(self._say("people.blocked", who=grouped(member.id)), choices=(undo,)),)

    async def unblock(self, visit: Visit, words: str) -> Replies:
        """Answer whoever has this id again."""
        member = await self.named(visit, words)
        if member.blocked:
            visit.turn.put(replace(member, blocked="", told_blocked=""))
            await note(visit.turn, visit.who, "unblocked", visit.now, member=member.id)
        return (Reply(self._say("people.unblocked", who=grouped(member.id))),)

    async def named(self, visit: Visit, words: str) -> Member:
        """Return whoever has this id; raises `BotError` when there is nobody."""
        typed = exactly(words)
        if not typed:
            raise BotError(self._say("people.type_id"))
        found = await visit.turn.find(Member, f"id:{typed}")
        if not found:
            raise BotError(self._say("people.nobody"))
        return found[0]
