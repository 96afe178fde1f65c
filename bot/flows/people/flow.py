"""`/people` as the rest of the assistant sees it: the list, one of it, and what can be done."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.commands import Commands
from bot.errors import BotError
from bot.flows.people.blocking import Blocking
from bot.flows.people.listing import Listing
from bot.flows.people.roles import Roles
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.texts import Texts

Replies = tuple[Reply, ...]
Press = Callable[[Visit, str], Awaitable[Replies]]


class People:
    """For admins. Choices carry `people:<what>:<id or page>`; what changes a role is asked first:
    `people:ask:<id>:<role>`, then `people:do:<id>:<role>`.
    """

    def __init__(self, texts: Texts, commands: Commands, tell_soon: Callable[[], None]) -> None:
        self._say = texts.say
        self._commands = commands
        self._tell_soon = tell_soon
        self._listing = Listing(texts)
        self._roles = Roles(texts)
        self._blocking = Blocking(texts)
        self.block, self.unblock = self._blocking.block, self._blocking.unblock
        self._table: Mapping[str, Press] = {
            "page": self._page,
            "limits": self._limits,
            "one": self._one,
            "ask": self._ask,
            "do": self._do,
            "block": self.block,
            "unblock": self.unblock,
        }

    async def people(self, visit: Visit, words: str) -> Replies:
        """List who has a role: `/people`; or who reached the limit: `/people limits`."""
        return await (self._limits if words.casefold() == "limits" else self._page)(visit, "0")

    async def press(self, visit: Visit, carried: str) -> Replies:
        """Follow a press."""
        what, _, rest = carried.partition(":")
        if what not in self._table:
            raise BotError(self._say("assess.old_choice"))
        return await self._table[what](visit, rest)

    async def _page(self, visit: Visit, number: str) -> Replies:
        at = int(number) if number.isdecimal() and len(number) < 5 else 0
        return (await self._listing.page(visit, at),)

    async def _limits(self, visit: Visit, rest: str) -> Replies:
        return (await self._listing.limits(visit),)

    async def _one(self, visit: Visit, member_id: str) -> Replies:
        return (await self._listing.one(visit, await self._blocking.named(visit, member_id)),)

    async def _ask(self, visit: Visit, rest: str) -> Replies:
        member_id, _, role = rest.partition(":")
        member = await self._blocking.named(visit, member_id)
        await self._roles.must_be_lower(visit, member, role)
        text = self._say(
            "people.ask", who=self._listing.name(visit, member), role=self._say(f"people.roles.{role}")
        )
        choices = (
            Choice(self._say("people.yes"), f"people:do:{member.id}:{role}"),
            Choice(self._say("people.no"), f"people:one:{member.id}"),
        )
        return (Reply(text, choices=choices),)

    async def _do(self, visit: Visit, rest: str) -> Replies:
        """Change a role; an old yes is asked once more."""
        if not any(carries == f"people:do:{rest}" for _, _, carries in visit.session.offered):
            return await self._ask(visit, rest)
        visit.session = replace(visit.session, offered=())
        member_id, _, role = rest.partition(":")
        member = await self._blocking.named(visit, member_id)
        await self._roles.lower(visit, member, role)
        visit.afterwards.append(self._tell_soon)
        name = self._say(f"people.roles.{role}")
        if member.address == visit.address:
            return (Reply(self._say("people.done_you", role=name), menu=self._commands.menu(role)),)
        who = self._listing.name(visit, replace(member, role=role))
        back = Choice(self._say("people.back"), "people:page:0")
        return (Reply(self._say("people.done", who=who), choices=(back,)),)
