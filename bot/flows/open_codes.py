"""Codes for roles that nobody has used yet: shown with `/invite`, and withdrawn."""

from bot.audit import OPERATOR, note
from bot.codes import grouped
from bot.days import day_in_words
from bot.errors import BotError
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import OPEN_CODE, Invite

START = "start"  # who made a code: the start of the assistant, while there was no admin
SHOWN = 20  # codes in a list; more than a phone shows


class OpenCodes:
    """Its choices carry `invite:withdraw:<beginning of the hash>`."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    async def show(self, visit: Visit) -> tuple[Reply, ...]:
        """List the codes that still work, if there are any."""
        found = [each for each in await visit.turn.find(Invite, OPEN_CODE) if each.expires >= visit.at]
        if not found:
            return ()
        shown = list(enumerate(sorted(found, key=lambda each: (each.made, each.key))[:SHOWN], 1))
        lines = [f"{number}. {self._line(visit, each)}" for number, each in shown]
        choices = tuple(
            Choice(
                self._say("invite.withdraw", number=number, **self._about(visit, each)),
                f"invite:withdraw:{each.short}",
            )
            for number, each in shown
        )
        return (Reply("\n".join(lines), self._say("invite.open"), choices=choices),)

    async def withdraw(self, visit: Visit, short: str) -> tuple[Reply, ...]:
        """Take an open code back: from now on it works no more."""
        for invite in await visit.turn.find(Invite, f"code:{short}"):
            visit.turn.remove(Invite, invite.key)
            await note(visit.turn, visit.who, "invite withdrawn", visit.now, role=invite.role)
            return (Reply(self._say("invite.withdrawn")),)
        raise BotError(self._say("invite.gone"))

    async def withdraw_start(self, visit: Visit) -> None:
        """Take back what a start has printed: once there is an admin, it lies about for nothing."""
        for invite in await visit.turn.find(Invite, OPEN_CODE):
            if invite.by == START:
                visit.turn.remove(Invite, invite.key)

    def _line(self, visit: Visit, invite: Invite) -> str:
        until = day_in_words(invite.expires)
        return self._say("invite.one", until=until, **self._about(visit, invite))

    def _about(self, visit: Visit, invite: Invite) -> dict[str, str]:
        """Return by what codes are told apart."""
        return {
            "role": self._say(f"people.roles.{invite.role}"),
            "made": day_in_words(invite.made),
            "by": self._by(visit, invite.by),
        }

    def _by(self, visit: Visit, by: str) -> str:
        if by == visit.who:
            return self._say("invite.by_you")
        if by in {OPERATOR, START, ""}:
            return self._say("invite.by_operator")
        return self._say("invite.by_admin", who=grouped(by))
