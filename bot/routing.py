"""Takes a message to its flow: a choice by its first word, a command by the table, text to the open flow."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bot.answers import URGENT
from bot.commands import Commands
from bot.errors import BotError, NotAgreed
from bot.flows.ask import Ask
from bot.flows.assess.flow import Assess
from bot.flows.consent.flow import WORD as AGREES
from bot.flows.consent.flow import Consent
from bot.flows.export.flow import Export
from bot.flows.hearing_back import HearingBack
from bot.flows.people.notices import Notices
from bot.flows.plan.flow import Plans
from bot.flows.practice.flow import STAYS, Practice
from bot.flows.reminders.flow import Reminders
from bot.messages import CARRIES_AT_MOST, TEXT_AT_MOST, Reply, plain
from bot.noting import Noting
from bot.rights import PRESSES, may
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Handled, Member, Session

Replies = tuple[Reply, ...]
# Choices that leave the conversation where it is.
ASIDE = {
    "audit",
    "entry",
    "export",
    "forget",
    "helpful",
    "invite",
    "overview",
    "people",
    "pictures",
    "q",
    "remind",
    "report",
    "tell",
}
KNOWLEDGE = "know"  # the flow that waits for a curator's words
Handle = Callable[[Visit, str], Awaitable[Replies]]


class Flow(Protocol):
    """What the router needs to know of a flow that can be open."""

    async def typed(self, visit: Visit, text: str) -> Replies | None:
        """Take typed words at the open step; None when they are no answer to it."""

    async def again(self, visit: Visit) -> Replies:
        """Show the open step again."""


@dataclass(frozen=True)
class Routes:
    """Where messages go: commands by their table, choices by the word before their first colon, other text
    to the open flow. What that does not take goes to the plan, if it asks what would be, or to the question
    flow. `urgent` hears distress before all of them.
    """

    commands: Commands
    choices: Mapping[str, Handle]
    flows: Mapping[str, Flow]
    assess: Assess
    ask: Ask
    plans: Plans
    practice: Practice
    hearing_back: HearingBack
    reminders: Reminders
    notices: Notices
    export: Export
    consent: Consent
    urgent: Callable[[str], bool]


class Router:
    """Finds what handles a message, and shows the open step again after an aside."""

    def __init__(self, routes: Routes, texts: Texts) -> None:
        self._say = texts.say
        self._commands = routes.commands
        self._choices = {**routes.choices, AGREES: self._agrees}
        self._assess = routes.assess
        self._flows = routes.flows
        self._ask = routes.ask
        self._plans = routes.plans
        self._practice = routes.practice
        self._hearing_back = routes.hearing_back
        self._reminders = routes.reminders
        self._notices = routes.notices
        self._export = routes.export
        self._consent = routes.consent
        self.in_distress = routes.urgent

    async def urgent(self, visit: Visit) -> Replies:
        """Give the urgent entry; the conversation stays where it was."""
        visit.session = replace(visit.session, about=URGENT)
        open_step = visit.session.flow and not visit.message.group
        if not open_step or self._practice.is_open(visit):
            return (self.urgent_reply(),)
        words = visit.session.flow == KNOWLEDGE or self._assess.open_step.wants_words(visit.session.step)
        return (self.urgent_reply(), Reply(self._say("urgent.not_saved" if words else "urgent.carry_on")))

    def urgent_reply(self) -> Reply:
        """Return the urgent entry by itself: it needs no store."""
        return self._ask.urgent()

    async def route(self, visit: Visit) -> Replies:
        """Return the replies to a message; what a person can mend is told, and changes nothing."""
        before = (visit.session, visit.member)
        visit.agreed = self._consent.given(visit.member)
        try:
            noticed = self._notices.told(visit)
            news = (*noticed, *self._hearing_back.told(visit), *await self._reminders.told(visit))
            news += await self._export.told(visit)
            goes_on = _goes_on(visit) and not self._practice.is_open(visit)
            greeting = await self._assess.welcome_back(visit) if goes_on else ()
            return (*news, *greeting, *await self._with_agreement(visit))
        except NotAgreed:
            self._undo(visit, before)
            visit.taken = ""
            return self._consent.ask(visit, visit.then)
        except BotError as error:
            self._undo(visit, before)
            return (Reply(str(error)), *await self._again(visit))

    def _undo(self, visit: Visit, before: tuple[Session, Member]) -> None:
        visit.turn.undo()
        visit.afterwards.clear()
        visit.session, visit.member = before

    async def _with_agreement(self, visit: Visit) -> Replies:
        """Answer; raises `NotAgreed` when that would keep something of somebody who has not agreed to it."""
        pending = visit.session.pending
        visit.turn = noting = Noting(visit.turn)
        replies = await self._answer(visit)
        keeps = noting.keeps or visit.session.pending not in {pending, ()}
        if keeps and not visit.agreed and not visit.forgotten:
            raise NotAgreed
        return replies

    async def _answer(self, visit: Visit) -> Replies:
        message = visit.message
        if message.choice is not None:
            return await self._choice(visit, message.choice)
        text = message.text.strip()
        if len(text) > TEXT_AT_MOST:
            raise BotError(self._say("limits.too_long", length=len(text), most=TEXT_AT_MOST))
        if message.unreadable or not text:
            raise BotError(self._say("unreadable"))
        if message.corrects and not text.startswith("/"):
            return await self._edited(visit, text)
        return await self._text(visit, text)

    async def _text(self, visit: Visit, text: str) -> Replies:
        if text.startswith("/"):
            return await self._command(visit, text)
        if visit.message.group:
            return await self._ask.question(visit, text)
        if self._practice.is_open(visit):
            return await self._practised(visit, text)
        if chosen := self._typed_choice(visit, text) or self._consent.chosen(visit, text):
            visit.taken = self._assess.open_step.taken_at(visit.session, chosen)
            return await self._choice(visit, chosen)
        flow = self._flows.get(visit.session.flow)
        if flow and (taken := await flow.typed(visit, text)) is not None:
            return taken
        answered = await self._plans.asked(visit, text) or await self._ask.question(visit, text)
        return (*answered, *await self._again(visit))

    async def _practised(self, visit: Visit, text: str) -> Replies:
        """Take words typed in practice: a choice, or a question that is answered and not kept."""
        if chosen := self._practice.chosen(visit, text):
            return await self._choice(visit, chosen)
        visit.unkept = True
        return (*await self._ask.question(visit, text), *await self._again(visit))

    async def _edited(self, visit: Visit, text: str) -> Replies:
        """Take an edited message as a correction of what it was taken for; what was no answer is a question,
        and never the answer to another step.
        """
        if self._practice.is_open(visit):
            raise BotError(self._say("practice.not_corrected"))
        old = await visit.turn.get(Handled, f"{visit.address}|{visit.message.corrects}")
        if old and old.taken:
            replies = await self._assess.correcting.correct(visit, old.taken, text)
            visit.turn.put(replace(old, taken=visit.taken or old.taken))  # where another edit of it belongs
        else:
            replies = await self._ask.question(visit, text)
        return (*replies, *await self._again(visit))

    async def _command(self, visit: Visit, text: str) -> Replies:
        word, _, rest = text[1:].partition(" ")
        name = word.partition("@")[0].casefold()
        command = self._commands.find(name, visit.member.role, group=visit.message.group)
        if command is None and visit.message.group:
            return ()  # it may be meant for another bot
        if command is None:
            raise BotError(self._say("unknown_command"))
        self._practice.leave(visit)
        visit.then = self._consent.command(visit, name, rest.strip())
        replies = await command.run(visit, rest.strip())
        return (*replies, *await self._again(visit)) if command.aside else replies

    async def _choice(self, visit: Visit, carried: str) -> Replies:
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
        replies = await self._choices[what](visit, rest)
        aside = what in ASIDE or carried in {"start:roles", "start:help"}
        return (*replies, *await self._again(visit)) if aside else replies

    async def _agrees(self, visit: Visit, carried: str) -> Replies:
        """Take what somebody says to what is kept, and go on with what they wanted."""
        visit.then = ""
        if self._consent.declines(visit, carried):
            return (*self._consent.declined(visit), *await self._again(visit))
        then = self._consent.take(visit, carried)
        before = (visit.session, visit.member)
        try:
            return await self._go_on(visit, then)
        except BotError as error:  # the agreement holds all the same
            self._undo(visit, before)
            visit.turn.put(visit.member)
            return (Reply(str(error)), *await self._again(visit))

    async def _go_on(self, visit: Visit, then: str) -> Replies:
        if then.startswith("/"):
            return await self._command(visit, then)
        if then:
            return await self._choice(visit, then)
        if not visit.agreed:
            raise NotAgreed
        return (self._consent.thanks(), *await self._again(visit))

    async def _again(self, visit: Visit) -> Replies:
        """Show the open step of the flow again, if there is one."""
        if self._practice.is_open(visit) and not visit.message.group:
            return self._practice.again(visit)
        flow = self._flows.get(visit.session.flow)
        return await flow.again(visit) if flow and not visit.message.group else ()

    def _typed_choice(self, visit: Visit, text: str) -> str:
        """Return what a typed label or number of the last offered choices carries.

        At a scale a number is a score and nothing else, unless the channel shows other numbers beside it.
        """
        said = plain(text)
        numbers = (
            not said.isdecimal()
            or visit.message.numbered
            or self._assess.open_step.takes_number(visit.session, said)
        )
        for number, label, carries in visit.session.offered:
            in_short = label.partition(",")[0]  # "yes" will do for "Yes, delete it"
            if said in {plain(label), plain(in_short)}:
                return carries
            if number and said == number and numbers and not self._is_free_text(visit.session, carries):
                return carries
        return ""

    def _is_free_text(self, session: Session, carries: str) -> bool:
        """Whether a number would be the words that the open step waits for."""
        of_the_step = self._assess.has(carries.partition(":")[0])
        return bool(session.flow) and of_the_step and self._assess.open_step.wants_words(session.step)


def _goes_on(visit: Visit) -> bool:
    """Whether the message simply goes on with an open flow, without a command that says where it is."""
    said = visit.message.choice or visit.message.text
    return bool(visit.session.flow) and not visit.message.group and not said.startswith(("/", "start:"))
