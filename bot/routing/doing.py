"""Commands and choices: who may is looked up, the flow does it, and an aside shows the open step again."""

from bot.errors import BotError
from bot.flows.practice.flow import STAYS
from bot.messages import CARRIES_AT_MOST, Reply
from bot.rights import PRESSES, ROLES, may
from bot.routing.commanded import command_in
from bot.routing.routes import Replies, Routes
from bot.visit import Visit
from knowledge.texts import Texts

# Choices that leave the conversation where it is.
ASIDE = {
    "audit",
    "entry",
    "export",
    "forget",
    "helpful",
    "invite",
    "link",
    "overview",
    "people",
    "pictures",
    "q",
    "remind",
    "report",
    "tell",
}

INSTEAD = {"unlink"}  # what people type for a thing that another command does: they are told which


class Doing:
    """Does what somebody asked for. `choices` go by their first word; `assess` has its own."""

    def __init__(self, routes: Routes, texts: Texts) -> None:
        self._say = texts.say
        self._commands = routes.commands
        self._assess = routes.assess
        self._flows = routes.flows
        self._practice = routes.practice
        self._consent = routes.consent
        self.choices = {**routes.choices}

    async def command(self, visit: Visit, text: str) -> Replies:
        """Do what a command says, if there is one for whoever typed it."""
        name, rest = command_in(text)
        command = self._commands.find(name, visit.member.role, group=visit.message.group)
        if command is None and visit.message.group:
            return self._not_in_a_group(name)
        if command is None:
            raise BotError(self._say(f"instead.{name}" if name in INSTEAD else "unknown_command"))
        self._practice.leave(visit)
        visit.then = self._consent.command(visit, name, rest)
        replies = await command.run(visit, rest)
        return (*replies, *await self.again(visit)) if command.aside else replies

    def _not_in_a_group(self, name: str) -> Replies:
        """Say that what anybody may use in private is not for a group; the rest may be for another bot."""
        in_private = self._commands.find(name, ROLES[0])
        return (Reply(self._say("groups.type_here")),) if in_private else ()

    async def choice(self, visit: Visit, carried: str) -> Replies:
        """Do what a choice carries, if whoever made it may."""
        if not carried.isprintable():  # no button of ours: half a character cannot even be looked up
            raise BotError(self._say("assess.old_choice"))
        what, _, rest = carried.partition(":")
        fits = len(carried.encode("utf-8", "replace")) <= CARRIES_AT_MOST
        if not fits or not may(PRESSES, what, visit.member.role, group=visit.message.group):
            raise BotError(self._say("assess.old_choice"))
        visit.then = carried
        if what not in STAYS:
            self._practice.leave(visit)
        if self._assess.has(what):
            return await self._assess.press(visit, what, rest)
        replies = await self.choices[what](visit, rest)
        aside = what in ASIDE or carried in {"start:roles", "start:help"}
        return (*replies, *await self.again(visit)) if aside else replies

    async def again(self, visit: Visit) -> Replies:
        """Show the open step of the flow again, if there is one."""
        if self._practice.is_open(visit) and not visit.message.group:
            return self._practice.again(visit)
        flow = self._flows.get(visit.session.flow)
        return await flow.again(visit) if flow and not visit.message.group else ()
