"""The way of a message: what is new is told, it is answered, and what was refused changes nothing."""

from dataclasses import replace

from bot.answers import URGENT
from bot.errors import BotError, NotAgreed
from bot.flows.consent.flow import WORD as AGREES
from bot.messages import TEXT_AT_MOST, Reply
from bot.noting import Noting
from bot.routing.agreed import Agreed
from bot.routing.before import Before
from bot.routing.codes_elsewhere import CodesElsewhere
from bot.routing.doing import Doing
from bot.routing.routes import Replies, Routes
from bot.routing.words import Words
from bot.visit import Visit
from knowledge.texts import Texts

KNOWLEDGE = "know"  # the flow that waits for a curator's words


class Router:
    """Finds what handles a message, and shows the open step again after an aside."""

    def __init__(self, routes: Routes, texts: Texts) -> None:
        self._say = texts.say
        self._assess = routes.assess
        self._ask = routes.ask
        self._practice = routes.practice
        self._hearing_back = routes.hearing_back
        self._reminders = routes.reminders
        self._notices = routes.notices
        self._export = routes.export
        self._consent = routes.consent
        self._doing = Doing(routes, texts)
        self._words = Words(routes, texts, self._doing)
        self._codes_elsewhere = CodesElsewhere(texts)
        self._doing.choices[AGREES] = Agreed(routes.consent, self._doing).answered
        self.in_distress = routes.urgent

    async def urgent(self, visit: Visit) -> Replies:
        """Give the urgent entry; the conversation stays where it was."""
        visit.session = replace(visit.session, about=URGENT)
        open_step = visit.session.flow and not visit.message.group
        if not open_step or self._practice.is_open(visit):
            return (self.urgent_reply(),)
        words = visit.session.flow == KNOWLEDGE or self._assess.open_step.wants_words(visit.session.step)
        return (self.urgent_reply(), Reply(self._say("urgent.not_saved" if words else "urgent.carry_on")))

    def repeated_reply(self) -> Reply:
        """Return what is said to a message that came again, and whose replies are not kept any more."""
        return Reply(self._say("repeated"))

    def urgent_reply(self) -> Reply:
        """Return the urgent entry by itself: it needs no store."""
        return self._ask.urgent()

    async def route(self, visit: Visit) -> Replies:
        """Return the replies to a message; what a person can mend is told, and changes nothing."""
        before = Before.of(visit)
        visit.agreed = self._consent.given(visit.member)
        try:
            noticed = self._notices.told(visit)
            news = (*noticed, *self._hearing_back.told(visit), *await self._reminders.told(visit))
            news += await self._export.told(visit)
            goes_on = _goes_on(visit) and not self._practice.is_open(visit)
            greeting = await self._assess.welcome_back(visit) if goes_on else ()
            return (*news, *greeting, *await self._with_agreement(visit))
        except NotAgreed:
            before.back(visit)
            visit.taken = ""
            return self._consent.ask(visit, visit.then)
        except BotError as error:
            before.back(visit)
            return (Reply(str(error)), *await self._doing.again(visit))

    async def _with_agreement(self, visit: Visit) -> Replies:
        """Answer; raises `NotAgreed` when that would keep something of somebody who has not agreed to it."""
        pending = visit.session.pending
        visit.turn = noting = Noting(visit.turn)
        replies = await self._answer(visit)
        keeps = noting.keeps or visit.session.pending not in {pending, ()}
        if keeps and not (visit.agreed or visit.forgotten or visit.takes_back):
            raise NotAgreed
        return replies

    async def _answer(self, visit: Visit) -> Replies:
        message = visit.message
        if message.choice is not None:
            return await self._doing.choice(visit, message.choice)
        text = message.text.strip()
        if len(text) > TEXT_AT_MOST:
            raise BotError(self._say("limits.too_long", length=len(text), most=TEXT_AT_MOST))
        if message.unreadable or not text:
            raise BotError(self._say("unreadable"))
        if said := await self._codes_elsewhere.said(visit, text):
            return said
        if message.corrects and not text.startswith("/"):
            return await self._words.edited(visit, text)
        return await self._words.typed(visit, text)


def _goes_on(visit: Visit) -> bool:
    """Whether the message simply goes on with an open flow, without a command that says where it is."""
    said = visit.message.choice or visit.message.text
    return bool(visit.session.flow) and not visit.message.group and not said.startswith(("/", "start:"))
