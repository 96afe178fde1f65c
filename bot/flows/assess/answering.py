"""What the choices do that answer a question, say why it does not apply, or speak of its evidence."""

from bot.errors import BotError
from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.scale import NOT_APPLICABLE
from bot.messages import Reply
from bot.visit import Visit
from storage.records import Assessment


class Answering:
    """Takes an answer, keeps it, and goes on to what comes behind it."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey

    async def profile(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Take a profile answer, go back to the question before, or ask one again."""
        if assessment.of:
            raise BotError(self._journey.say("assess.old_choice"))
        field_id, _, value = rest.partition(":")
        if field_id == "back":
            return (self._journey.setup.show(visit, assessment, self._journey.setup.before(value)),)
        if field_id == "ask":
            return (self._journey.setup.show(visit, assessment, self._journey.setup.field(value)),)
        return self._journey.after_profile(
            visit, self._journey.setup.take(visit, assessment, field_id, value), field_id
        )

    async def answer(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Take a score, or go on to ask why a criterion does not apply."""
        name, _, said = rest.partition(":")
        criterion = self._journey.drafts.criterion(assessment, name)
        if said == NOT_APPLICABLE:
            return (self._journey.reasons.ask(visit, assessment, criterion),)
        assessment = self._journey.questions.score(visit, assessment, criterion, said)
        saved = self._journey.questions.saved(assessment, criterion)
        if self._journey.evidence.wanted(assessment, criterion):
            return (saved, self._journey.evidence.ask(visit, assessment, criterion))
        return (saved, *self._journey.onwards(visit, assessment, criterion))

    async def reason(self, visit: Visit, assessment: Assessment, name: str, reason: str = "") -> Replies:
        """Take why a criterion does not apply."""
        criterion = self._journey.drafts.criterion(assessment, name)
        reason = reason or criterion.not_applicable_when
        assessment = self._journey.reasons.take(visit, assessment, criterion, reason)
        saved = self._journey.questions.saved(assessment, criterion)
        return (saved, *self._journey.onwards(visit, assessment, criterion))

    async def no_evidence(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Go on without a note, or with the one that is there."""
        return self._journey.onwards(visit, assessment, self._journey.drafts.criterion(assessment, name))

    async def ask_note(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Ask for evidence again."""
        criterion = self._journey.drafts.criterion(assessment, name)
        if not self._journey.evidence.wanted(assessment, criterion):
            return (self._journey.ask(visit, assessment, criterion),)
        return (self._journey.evidence.ask(visit, assessment, criterion),)

    async def remove_note(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Take an evidence note away."""
        criterion = self._journey.drafts.criterion(assessment, name)
        assessment = self._journey.evidence.take(visit, assessment, criterion, "")
        removed = Reply(self._journey.say("evidence.removed"))
        return (removed, *self._journey.onwards(visit, assessment, criterion))

    async def what_counts(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """List what counts as evidence, and show the open step again."""
        criterion = self._journey.drafts.criterion(assessment, name)
        listed = self._journey.evidence.what_counts(criterion)
        if visit.session.step == f"evidence:{criterion.id}" and criterion.id in assessment.answers:
            return (listed, self._journey.evidence.ask(visit, assessment, criterion))
        return (listed, self._journey.questions.show(visit, assessment, criterion))

    async def same(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Keep that the answer of last time still holds, and go on."""
        criterion = self._journey.drafts.criterion(assessment, name)
        if name not in assessment.answers:
            raise BotError(self._journey.say("assess.old_choice"))
        assessment = self._journey.again.same(visit, assessment, [criterion])
        saved = self._journey.questions.saved(assessment, criterion)
        return (saved, *self._journey.onwards(visit, assessment, criterion))

    async def same_area(self, visit: Visit, assessment: Assessment, area_id: str) -> Replies:
        """Keep that all answers of last time still hold in an area, and go on."""
        area = self._journey.hub.area(assessment, area_id)
        looked_at = self._journey.again.same(visit, assessment, area.criteria)
        if looked_at == assessment:
            raise BotError(self._journey.say("assess.old_choice"))
        saved = Reply(self._journey.say("again.area_saved", area=area.title))
        return (saved, *self._journey.onwards(visit, looked_at, area.criteria[-1]))
