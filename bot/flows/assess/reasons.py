"""Why a criterion does not apply: asked for, and taken."""

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.assess.evidence import LONGEST_NOTE
from bot.flows.assess.questions import beside_agreed
from bot.flows.assess.wording import checked
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.framework import Criterion
from storage.records import Answer, Assessment


class Reasons:
    """Asks for a reason. Choices carry `reason:<ref>:<criterion>`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    def ask(self, visit: Visit, assessment: Assessment, criterion: Criterion) -> Reply:
        """Ask why a criterion does not apply."""
        if not criterion.not_applicable:
            raise BotError(self._say("assess.always_applies", criterion=criterion.id))
        visit.go("assess", f"reason:{criterion.id}", assessment=assessment.ref)
        ref = assessment.ref
        choices = (
            Choice(criterion.not_applicable_when, f"reason:{ref}:{criterion.id}"),
            Choice(self._say("assess.back"), f"go:{ref}:{criterion.id}"),
        )
        title = self._say("reason.title", criterion=criterion.id)
        return Reply(self._say("reason.ask"), title, choices=choices)

    def take(self, visit: Visit, assessment: Assessment, criterion: Criterion, reason: str) -> Assessment:
        """Keep that a criterion does not apply, and why."""
        reason = reason.strip()
        if not criterion.not_applicable:
            raise BotError(self._say("assess.always_applies", criterion=criterion.id))
        if len(reason) > LONGEST_NOTE:
            raise BotError(self._say("evidence.too_long", most=LONGEST_NOTE, length=len(reason)))
        old = assessment.answers.get(criterion.id, Answer())
        asked = checked(visit, assessment, f"reason:{criterion.id}", reason)
        answer = Answer(evidence=old.evidence, not_applicable=reason, asked=asked or old.asked)
        return self._drafts.answer(visit, assessment, criterion.id, beside_agreed(old, answer))
