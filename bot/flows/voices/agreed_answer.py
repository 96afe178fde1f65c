"""The agreed answer: kept in the whole assessment, beside what its lead had said before."""

from dataclasses import replace

from bot.errors import BotError
from bot.evidence_days import counted
from bot.flows.assess.draft import Drafts
from bot.flows.voices.gathering import of_the_lead, said
from bot.flows.voices.words import Words
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.counted import evidenced_score
from knowledge.framework import Criterion
from knowledge.voices import DONT_KNOW, NOT_APPLICABLE
from storage.records import Answer, Assessment


class AgreedAnswer:
    """Keeps what was agreed. `how` is "lower", "middle", "talked" or "alike"."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say
        self._words = Words(drafts.content.texts)

    def keep(
        self, visit: Visit, whole: Assessment, criterion: Criterion, wanted: str, how: str
    ) -> Assessment:
        """Keep an agreed answer; the evidence note that was there stays."""
        old = whole.answers.get(criterion.id, Answer())
        own = of_the_lead(whole, criterion.id).said
        fresh = self._answer(whole, criterion, wanted)
        answer = replace(
            fresh, evidence=old.evidence, asked=old.asked, agreed=how, own=own, own_note=old.own_note
        )
        return self._drafts.answer(visit, whole, criterion.id, answer)

    def saved(self, visit: Visit, whole: Assessment, criterion: Criterion) -> Reply:
        """Say back what was agreed, and that a high score still needs evidence."""
        framework = self._drafts.framework(whole)
        answer = counted(whole, visit.now.date())[criterion.id]
        what = self._words.said(framework, said(answer))
        text = self._say("voices.agreed", criterion=criterion.id, what=what)
        counts = evidenced_score(framework, answer)
        if (answer.score or 0) == counts:
            return Reply(text)
        note = Choice(self._say("voices.add_note"), f"note:{whole.ref}:{criterion.id}")
        return Reply(f"{text} {self._say('voices.needs_note', counts_as=counts)}", choices=(note,))

    def _answer(self, whole: Assessment, criterion: Criterion, wanted: str) -> Answer:
        if wanted == NOT_APPLICABLE and criterion.not_applicable:
            return Answer(not_applicable=criterion.not_applicable_when)
        if wanted == DONT_KNOW:
            return Answer(dont_know=True)
        if wanted in {str(step.score) for step in self._drafts.framework(whole).scale}:
            return Answer(score=int(wanted))
        raise BotError(self._say("assess.old_choice"))
