"""One-time codes typed where no command takes them: kept nowhere, and ended where others could read them."""

from bot.audit import note
from bot.codes import exactly, hashed
from bot.errors import BotError
from bot.messages import Reply
from bot.routing.commanded import command_in
from bot.routing.routes import Replies
from bot.typed_codes import codes_in
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Invite, LinkCode

TAKE_ROLES = {"code", "start"}  # a link on Telegram brings its code along behind /start
TAKE_CODES = {*TAKE_ROLES, "link"}


class CodesElsewhere:
    """Looks for codes before any flow does: a question, a note or a name with one in it would be kept."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    async def said(self, visit: Visit, text: str) -> Replies:
        """Return what is said to codes in a group; nothing where there are none, or a command takes them.

        Raises `BotError` for those typed in private without their command: they work on.
        """
        codes = codes_in(text)
        command, rest = command_in(text)
        if not codes:
            return ()
        if visit.message.group:
            used = command in TAKE_ROLES and await self._used_at_once(visit, rest)
            return () if used else await self._end(visit, codes)
        if command in TAKE_CODES:
            return ()
        raise BotError(self._say("codes.elsewhere"))

    async def _used_at_once(self, visit: Visit, typed: str) -> bool:
        """Whether it is a code for a role, and whoever typed it need not be asked anything first."""
        invite = await visit.turn.get(Invite, hashed(exactly(typed)))
        if invite is None or invite.used or invite.expires < visit.at:
            return False
        return visit.agreed and not invite.assessment

    async def _end(self, visit: Visit, codes: tuple[str, ...]) -> Replies:
        """End the codes that others could read. That needs no agreement, and reads the same for all codes."""
        for each in map(hashed, codes):
            visit.turn.remove(LinkCode, each)
            invite = await visit.turn.get(Invite, each)
            if invite and not invite.used:
                visit.turn.remove(Invite, each)
                await note(visit.turn, visit.who, "invite withdrawn", visit.now, role=invite.role)
        visit.takes_back = True
        return (Reply(self._say("codes.overheard")),)
