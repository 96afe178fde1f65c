"""Practice as the rest of the assistant sees it: begin, press, type, leave. It puts nothing into any turn."""

from functools import partial

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.assess.outcome import Outcome
from bot.flows.assess.scale import DONT_KNOW as DONT_KNOW_TYPED
from bot.flows.assess.scale import SCORES, typed_score
from bot.flows.practice.last_shown import LastShown
from bot.flows.practice.run import DONT_KNOW, EVIDENCE, WORD, Run
from bot.flows.practice.steps import Steps
from bot.messages import Choice, Reply, numbered, plain
from bot.visit import Visit
from knowledge.framework import TOP
from knowledge.loader import Content

FLOW = "practice"
STAYS = {WORD, "entry", "helpful"}  # choices that do not leave practice
Replies = tuple[Reply, ...]


class Practice:
    """The flow `practice`. Its choices carry `try:`, `try:<where>:<what was said>` and `try:end`."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._say = content.texts.say
        self._steps = Steps(content.texts, Outcome(Drafts(content)))
        self._last_shown = LastShown()

    def is_open(self, visit: Visit) -> bool:
        """Whether this person is practising."""
        return visit.session.flow == FLOW

    async def begin(self, visit: Visit, words: str) -> Replies:
        """Begin with nothing said: `/practice`. Where somebody was in an assessment is remembered."""
        run = Run.begin(self._content.framework)
        minutes = self._content.framework.minutes
        intro = Reply(self._say("practice.intro", minutes=minutes), self._say("practice.title"))
        return (intro, *self._show(visit, run))

    async def press(self, visit: Visit, carried: str) -> Replies:
        """Go where a button leads."""
        if not carried:
            return await self.begin(visit, "")
        if carried == "end":
            self.leave(visit)
            for_real = Choice(self._say("practice.for_real"), "start:assess")
            return (Reply(self._say("practice.left"), choices=(for_real,)),)
        return self._show(visit, self._read(carried))

    def leave(self, visit: Visit) -> None:
        """End practice; the place in an assessment is as it was."""
        if self.is_open(visit):
            visit.leave()
            visit.afterwards.append(partial(self._last_shown.forget, visit.address))

    def again(self, visit: Visit) -> Replies:
        """Show the open step again, if it is known."""
        step = self._last_shown.open_before(visit.address, visit.message.id)
        return self._show(visit, self._read(step)) if step else ()

    def chosen(self, visit: Visit, text: str) -> str:
        """Return what typed words choose at the open step, or nothing; a stray number raises `BotError`."""
        step = self._last_shown.open_before(visit.address, visit.message.id)
        is_number = plain(text).isdecimal()
        if not step and is_number:
            raise BotError(self._say("practice.lost"))
        if not step:
            return ""
        run = self._read(step)
        at_a_scale = run.criterion is not None and not run.where.endswith(EVIDENCE)
        *_, shown = self._steps.show(run)
        for at, choice in numbered(shown):
            by_number = not at_a_scale or visit.message.numbered or plain(text) in SCORES
            if plain(text) == plain(choice.label) or (by_number and plain(text) == str(at)):
                return choice.carries
        if is_number:
            raise BotError(self._say("assess.off_the_scale", top=TOP))
        return self._named(run, text) if at_a_scale else ""

    def _named(self, run: Run, text: str) -> str:
        """Return what the name of a score chooses."""
        assert run.criterion is not None  # noqa: S101 - the caller has looked
        said = typed_score(run.framework, run.criterion, text, self._say("assess.dont_know_words"))
        mark = DONT_KNOW if said == DONT_KNOW_TYPED else said
        return run.saying(run.criterion, mark).carried if mark else ""

    def _show(self, visit: Visit, run: Run) -> Replies:
        visit.unkept = True
        visit.go(FLOW, visit.session.step)
        self._last_shown.note(visit.address, visit.message.id, run.carried)
        return self._steps.show(run)

    def _read(self, carried: str) -> Run:
        run = Run.read(self._content.framework, carried.removeprefix(f"{WORD}:"))
        if run is None:
            raise BotError(self._say("assess.old_choice"))
        return run
