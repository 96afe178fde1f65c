"""The self-assessment as the rest of the assistant sees it: begin, go on, pause, check, result."""

from datetime import datetime, timedelta

from bot.errors import BotError
from bot.flows.assess.asked_to_lead import offers
from bot.flows.assess.choosing import Choosing
from bot.flows.assess.history import History
from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.presses import Presses
from bot.flows.assess.questions import NOT_APPLICABLE, SCORES
from bot.flows.assess.wording import LooksPersonal, Wording
from bot.flows.register.flow import Register
from bot.messages import Choice, Reply, plain
from bot.visit import Visit
from knowledge.framework import TOP
from knowledge.loader import Content
from storage.records import Assessment, Session

WORDS_TAKEN = {"profile", "score", "evidence", "reason"}  # steps at which typed words can be an answer
ANSWERS = {"profile", "answer", "evidence", "reason"}  # choices that answer those steps
ANEW = {"new", "from", "empty"}  # ways to begin beside a finished assessment
CHANGES = {  # choices that change something, or lead there
    "profile", "answer", "evidence", "unnote", "reason", "counts", "go", "back", "skip", "hub", "area",
    "finish", "carry", "same", "sameall",
}  # fmt: skip
KEPT = {  # those that change what is kept
    "profile", "answer", "note", "unnote", "reason", "finish", "keep", "same", "sameall",
}  # fmt: skip
AWAY = timedelta(minutes=30)  # after so long, whoever comes back is told where they were


class Assess:
    """The flow `assess`: what its commands do, and what typed words mean at its open step."""

    def __init__(self, content: Content) -> None:
        self._journey = Journey(content)
        self._presses = Presses(self._journey)
        self._history = History(self._journey.drafts)
        self._wording = Wording(self._journey.drafts)
        self.register = Register(self._journey.drafts)
        self._table = {
            **self._presses.table,
            "reg": self.register.press,
            "keep": self._keep,
            "reword": self._reword,
        }
        self._choosing = Choosing(self._journey.drafts)

    # What people begin with

    async def begin(self, visit: Visit, words: str) -> Replies:
        """Start, or go on where this person is: `/assess`. What they are asked to lead comes first."""
        asked = await offers(self._journey.drafts, visit)
        return (*asked, *await self._begin(visit))

    async def _begin(self, visit: Visit) -> Replies:
        several = await self._choosing.several(visit)
        if several:
            return (self._choosing.ask(several),)
        draft = await self._journey.drafts.draft(visit) or await self._journey.drafts.current(visit)
        if draft:
            return await self._go_on(visit, draft)
        if visit.session.assessment:
            return (self._is_gone(visit),)
        return await self._begin_new(visit)

    def _is_gone(self, visit: Visit) -> Reply:
        """Say once that what somebody was in is not here any more: a part, taken away by whoever leads."""
        visit.go("", "", assessment="")
        choices = (Choice(self._journey.say("team.own"), "begin:new"),)
        return Reply(self._journey.say("team.gone"), choices=choices)

    async def choose(self, visit: Visit, ref: str) -> Replies:
        """Go on with one of several: the choice `which:<ref>`."""
        return await self._go_on(visit, await self._journey.drafts.open_one(visit, ref))

    async def _go_on(self, visit: Visit, assessment: Assessment) -> Replies:
        if await self._journey.drafts.is_closed(visit, assessment):
            visit.go("", "", assessment=assessment.ref)
            return (self._journey.closed(assessment),)
        if assessment.finished:
            visit.go("", "", assessment=assessment.ref)
            return (self._again_or_new(assessment),)
        assessment = self._journey.drafts.used(visit, assessment)
        news = self._journey.versions.news(visit, assessment)
        where, *step = await self._presses.carry_on(visit, assessment, "")
        return (where, *news, *step)

    async def anew(self, visit: Visit, said: str) -> Replies:
        """Begin beside a finished assessment; what was begun so is gone on with."""
        said, _, ref = said.partition(":")
        if said not in ANEW:
            raise BotError(self._journey.say("assess.old_choice"))
        if await self._journey.drafts.draft_of_their_own(visit):
            return await self.begin(visit, "")
        if said == "from":
            return await self._look_again(visit, ref)
        offer = await self._journey.again.offer(visit) if said == "new" else None
        return (offer,) if offer else await self._begin_new(visit)

    async def _begin_new(self, visit: Visit) -> Replies:
        draft = await self._journey.drafts.new(visit)
        visit.go("assess", "", assessment=draft.ref)
        return (self._journey.setup.intro(), *self._journey.show_step(visit, draft))

    async def press(self, visit: Visit, what: str, rest: str) -> Replies:
        """Follow a choice that speaks of an assessment."""
        ref, _, rest = rest.partition(":")
        assessment = await self._journey.drafts.open_one(visit, ref)
        if assessment.later and what in CHANGES:
            raise BotError(self._journey.say("again.closed"))
        if what in KEPT or what in CHANGES:
            await self._journey.drafts.may_change(visit, assessment)
        return await self._table[what](visit, assessment, rest)

    async def check(self, visit: Visit, words: str) -> Replies:
        """List the answers: `/answers`."""
        return await self._journey.check(visit, await self._journey.drafts.in_hand(visit))

    async def result(self, visit: Visit, words: str) -> Replies:
        """Show the result as it stands: `/result`."""
        return await self._journey.result(visit, await self._journey.drafts.in_hand(visit))

    async def history(self, visit: Visit, words: str) -> Replies:
        """List the finished assessments, or show the one with this reference: `/history`."""
        if not words:
            return (await self._history.show(visit),)
        return await self._journey.result(visit, await self._history.named(visit, words))

    async def pause(self, visit: Visit, words: str) -> Replies:
        """Stop for now: `/pause`. Everything is saved already."""
        return await self._presses.pause(visit, await self._journey.drafts.in_hand(visit), "")

    # What the assistant asks of a flow

    def has(self, what: str) -> bool:
        """Whether choices that carry this word are this flow's."""
        return what in self._table

    async def where(self, visit: Visit) -> str:
        """Say where this person's draft is, or nothing when there is none."""
        draft = await self._journey.drafts.draft(visit)
        return self._journey.where(visit, draft) if draft else ""

    async def welcome_back(self, visit: Visit) -> Replies:
        """Greet somebody who has been away from a draft."""
        seen = visit.session.seen
        draft = await self._journey.drafts.draft(visit)
        if draft is None:
            return ()
        news = self._journey.versions.news(visit, draft)
        if not seen or visit.now - datetime.fromisoformat(seen) < AWAY:
            return news
        where = self._journey.where(visit, draft)
        return (Reply(self._journey.say("assess.welcome_back", where=where)), *news)

    def wants_words(self, step: str) -> bool:
        """Whether the step waits for free words, so that a number is not a choice."""
        what, _, name = step.partition(":")
        if what == "profile":
            return not self._journey.setup.field(name).options
        return what in {"evidence", "reason"} or self.register.wants_words(step)

    def takes_number(self, session: Session, number: str) -> bool:
        """Whether a typed number may pick a choice: at a scale, only one of its scores."""
        at_a_scale = bool(session.flow) and session.step.startswith("score:")
        return not at_a_scale or number in SCORES

    async def again(self, visit: Visit) -> Replies:
        """Show the open step again; one that is closed, or of an unknown version, is left."""
        assessment = await self._journey.drafts.current(visit)
        drafts = self._journey.drafts
        if assessment is None or _is_another(visit, assessment) or not drafts.knows(assessment):
            visit.leave()
            return ()
        if await drafts.is_closed(visit, assessment):
            visit.leave()
            return ()
        if self.register.has(visit.session.step):
            return self.register.again(visit, assessment)
        return self._journey.show_step(visit, assessment)

    async def typed(self, visit: Visit, text: str) -> Replies | None:
        """Take typed words at the open step; None when they are no answer to it."""
        step = visit.session.step
        what = step.partition(":")[0]
        assessment = await self._journey.drafts.current(visit)
        takes_words = what in WORDS_TAKEN or self.register.wants_words(step)
        if assessment is None or not takes_words or _is_question(text):
            return None
        if _is_another(visit, assessment):
            raise BotError(self._journey.say("assess.step_gone"))
        if not self._journey.drafts.knows(assessment):
            visit.leave()
            return (Reply(self._journey.where(visit, assessment)),)
        await self._journey.drafts.may_change(visit, assessment)
        return await self._take(visit, assessment, step, text)

    def taken_at(self, session: Session, chosen: str) -> str:
        """Return the open step if a typed choice is an answer to it, so that an edit can correct it."""
        what, _, rest = chosen.partition(":")
        _ref, _, name = rest.partition(":")
        answers_it = what in ANSWERS and name.partition(":")[0] == session.step.partition(":")[2]
        return f"{session.assessment}|{session.step}" if answers_it else ""

    async def correct(self, visit: Visit, taken: str, text: str) -> Replies:
        """Put edited words in place of those taken before; the open step stays open."""
        ref, _, step = taken.partition("|")
        assessment = await self._journey.drafts.open_one(visit, ref)
        await self._journey.drafts.may_change(visit, assessment)
        if visit.session.pending[:2] == (ref, step):
            return await self._instead(visit, assessment, step, text)
        session, visit.taken = visit.session, taken
        try:
            await self._correct(visit, assessment, step, text)
        except LooksPersonal as found:
            return (self._wording.ask(visit, assessment, found),)
        visit.session = session
        return (self._corrected(text),)

    async def _instead(self, visit: Visit, assessment: Assessment, step: str, text: str) -> Replies:
        """Take edited words in place of those that waited for a decision: their step is open still."""
        asked = await self._take(visit, assessment, step, text) or ()
        return asked if visit.session.pending else (self._corrected(text),)

    def _corrected(self, text: str) -> Reply:
        return Reply(self._journey.say("assess.corrected", what=text.strip()))

    async def _correct(self, visit: Visit, assessment: Assessment, step: str, text: str) -> None:
        what, _, name = step.partition(":")
        if what == "profile":
            self._journey.setup.take(visit, assessment, name, text)
        elif self.register.wants_words(step):
            self.register.typed(visit, assessment, step, text)
        elif what == "score" and self._means("assess.not_applicable_words", text):
            raise BotError(self._journey.say("assess.not_corrected"))  # it takes a reason too
        elif await self._typed_answer(visit, assessment, what, name, text) is None:
            raise BotError(self._journey.say("assess.not_corrected"))

    async def _take(self, visit: Visit, assessment: Assessment, step: str, text: str) -> Replies | None:
        """Take words at a step; those that look personal wait until their writer has decided."""
        visit.taken = f"{assessment.ref}|{step}"
        what, _, name = step.partition(":")
        try:
            if self.register.wants_words(step):
                return self.register.typed(visit, assessment, step, text)
            if what == "profile":
                changed = self._journey.setup.take(visit, assessment, name, text)
                return self._journey.after_profile(visit, changed, name)
            replies = await self._typed_answer(visit, assessment, what, name, text)
        except LooksPersonal as found:
            return (self._wording.ask(visit, assessment, found),)
        visit.taken = visit.taken if replies is not None else ""
        return replies

    async def _keep(self, visit: Visit, assessment: Assessment, step: str) -> Replies:
        words = self._wording.kept(visit, assessment, step)
        return await self._take(visit, assessment, step, words) or ()

    async def _reword(self, visit: Visit, assessment: Assessment, step: str) -> Replies:
        self._wording.reword(visit, assessment, step)
        return await self.again(visit)

    async def _typed_answer(
        self, visit: Visit, assessment: Assessment, what: str, name: str, text: str
    ) -> Replies | None:
        criterion = self._journey.drafts.criterion(assessment, name)
        if what == "score":
            if plain(text).isdecimal() and plain(text) not in SCORES:
                raise BotError(self._journey.say("assess.off_the_scale", top=TOP))
            said = self._journey.questions.typed(self._journey.drafts.framework(assessment), criterion, text)
            if said is None and self._means("assess.not_applicable_words", text):
                said = NOT_APPLICABLE
            return await self._presses.answer(visit, assessment, f"{name}:{said}") if said else None
        if what == "evidence" and self._means("evidence.none_words", text):
            kept = assessment.answers.get(name)
            none = self._presses.remove_note if kept and kept.evidence else self._presses.no_evidence
            return await none(visit, assessment, name)
        if what == "evidence":
            assessment = self._journey.questions.take_evidence(visit, assessment, criterion, text)
            return (
                Reply(self._journey.say("evidence.saved")),
                *self._journey.onwards(visit, assessment, criterion),
            )
        return await self._presses.reason(visit, assessment, name, text)

    def _means(self, words: str, text: str) -> bool:
        """Whether a typed text is one of the words that content lists for a meaning."""
        return plain(text) in self._journey.say(words).splitlines()

    def _again_or_new(self, finished: Assessment) -> Reply:
        ref = finished.ref
        result = Choice(self._journey.say("assess.see_result"), f"result:{ref}")
        choices = (
            *(() if finished.of else (result,)),
            Choice(self._journey.say("check.button"), f"check:{ref}"),
            Choice(self._journey.say("assess.new"), "begin:new"),
        )
        said = "team.finished_part" if finished.of else "assess.finished_one"
        return Reply(self._journey.say(said), choices=choices)

    async def _look_again(self, visit: Visit, ref: str) -> Replies:
        earlier = await self._journey.again.last(visit, ref)
        draft = await self._journey.again.begin(visit, earlier)
        visit.go("assess", "", assessment=draft.ref)
        return (self._journey.again.begun(draft, earlier), *self._journey.show_step(visit, draft))


def _is_another(visit: Visit, assessment: Assessment) -> bool:
    """Whether the open step was of another assessment, which is not here any more or not theirs."""
    return visit.session.assessment not in {"", assessment.ref}


def _is_question(text: str) -> bool:
    """Whether the words are a question in the middle: it is answered, and not taken for the answer."""
    return text.rstrip().endswith("?")
