"""Taking roles away: never the last admin's; with an admin's role go their open codes and their exports."""

from dataclasses import replace

from bot.audit import note
from bot.errors import BotError
from bot.exports.pieces import remove_exports
from bot.flows.privacy.read_replies import forget_replies
from bot.notices import NEW_ROLE, notice
from bot.rights import ROLES, rank
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import OPEN_CODE, Invite, Member

ADMIN = ROLES[-1]


async def is_last_admin(visit: Visit, *members: Member) -> bool:
    """Whether nobody would look after the assistant without this one; or these, who are one person.

    All admins count as read: of two who demote each other at once, one is run again, and is no admin then.
    """
    admins = await visit.turn.find(Member, f"role:{ADMIN}")
    return bool(admins) and {each.address for each in admins} <= {each.address for each in members}


class Roles:
    """Changes somebody's role to a lower one."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    async def must_be_lower(self, visit: Visit, member: Member, role: str) -> None:
        """Raise `BotError` unless this role is a lower one, and another admin stays."""
        if role not in ROLES or rank(role) >= rank(member.role):
            raise BotError(self._say("people.changed"))
        if await is_last_admin(visit, member):
            raise BotError(self._say("people.last_admin"))

    async def lower(self, visit: Visit, member: Member, role: str) -> None:
        """Give somebody a lower role, record it, and have them told unless it is the speaker."""
        await self.must_be_lower(visit, member, role)
        if member.role == ADMIN:
            await self._withdraw_codes(visit, member.id)
            await remove_exports(visit.turn, member.address)
        await forget_replies(visit.turn, member.address)  # they may hold what only the role may read
        changed = replace(member, role=role, since=visit.at)
        visit.turn.put(changed)
        await note(
            visit.turn, visit.who, "role changed", visit.now, member=member.id, before=member.role, role=role
        )
        if member.address == visit.address:
            visit.member = changed
        else:
            visit.turn.put(notice(member.address, NEW_ROLE, visit.now, role=role))

    async def _withdraw_codes(self, visit: Visit, made_by: str) -> None:
        for invite in await visit.turn.find(Invite, OPEN_CODE):
            if invite.by == made_by:
                visit.turn.remove(Invite, invite.key)
