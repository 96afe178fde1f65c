"""The step that is open: showing it again, and which words it waits for."""

from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.scale import SCORES
from bot.flows.register.flow import Register
from bot.visit import Visit
from storage.records import Assessment, Session

WORDS_TAKEN = {"profile", "score", "evidence", "reason"}  # steps at which typed words can be an answer
ANSWERS = {"profile", "answer", "evidence", "reason"}  # choices that answer those steps


class OpenStep:
    """Knows the step of the session: one or two words, as `Journey` lists them, or one of the register's."""

    def __init__(self, journey: Journey, register: Register) -> None:
        self._journey = journey
        self._register = register

    async def again(self, visit: Visit) -> Replies:
        """Show the open step again; one that is closed, or of an unknown version, is left."""
        assessment = await self._journey.drafts.current(visit)
        drafts = self._journey.drafts
        if assessment is None or is_another(visit, assessment) or not drafts.knows(assessment):
            visit.leave()
            return ()
        if await drafts.is_closed(visit, assessment):
            visit.leave()
            return ()
        if self._register.has(visit.session.step):
            return self._register.again(visit, assessment)
        return self._journey.show_step(visit, assessment)

    def wants_words(self, step: str) -> bool:
        """Whether the step waits for free words, so that a number is not a choice."""
        what, _, name = step.partition(":")
        if what == "profile":
            return not self._journey.setup.field(name).options
        return what in {"evidence", "reason"} or self._register.wants_words(step)

    def takes_number(self, session: Session, number: str) -> bool:
        """Whether a typed number may pick a choice: at a scale, only one of its scores."""
        at_a_scale = bool(session.flow) and session.step.startswith("score:")
        return not at_a_scale or number in SCORES

    def taken_at(self, session: Session, chosen: str) -> str:
        """Return the open step if a typed choice is an answer to it, so that an edit can correct it."""
        what, _, rest = chosen.partition(":")
        _ref, _, name = rest.partition(":")
        answers_it = what in ANSWERS and name.partition(":")[0] == session.step.partition(":")[2]
        return f"{session.assessment}|{session.step}" if answers_it else ""

    def takes_words(self, step: str) -> bool:
        """Whether typed words can be an answer at the step."""
        return step.partition(":")[0] in WORDS_TAKEN or self._register.wants_words(step)


def is_another(visit: Visit, assessment: Assessment) -> bool:
    """Whether the open step was of another assessment, which is not here any more or not theirs."""
    return visit.session.assessment not in {"", assessment.ref}
