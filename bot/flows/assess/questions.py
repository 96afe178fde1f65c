"""One criterion at a time: its five worded scores, and what was said of it."""

from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.again import Again
from bot.flows.assess.draft import Drafts, number
from bot.flows.assess.scale import DONT_KNOW, NOT_APPLICABLE, SCORES, typed_score, worded
from bot.flows.voices.gathering import is_agreed
from bot.flows.voices.gathering import said as in_short
from bot.messages import Choice, Progress, Reply
from bot.visit import Visit
from knowledge.framework import Criterion, Framework
from storage.records import Answer, Assessment


class Questions:
    """Shows criteria and takes what is said of them. Choices carry `answer:<ref>:<criterion>:<score>`."""

    def __init__(self, drafts: Drafts, again: Again) -> None:
        self._drafts = drafts
        self._again = again
        self._say = drafts.say

    def show(self, visit: Visit, assessment: Assessment, criterion: Criterion) -> Reply:
        """Ask for a score: what it is about, why it is asked, and the five scores in words."""
        visit.go("assess", f"score:{criterion.id}", assessment=assessment.ref)
        framework = self._drafts.framework(assessment)
        essential = self._say("assess.essential") if criterion.essential else ""
        title = f"{criterion.id}. {criterion.title}"
        note = " ".join(filter(None, (essential, self._now(framework, assessment, criterion))))
        choices = self._choices(framework, assessment, criterion)
        return Reply(worded(framework, criterion), title, note, choices, self.progress(framework, criterion))

    def progress(self, framework: Framework, criterion: Criterion) -> Progress:
        """Return how far along this criterion is, in words and numbers."""
        area = framework.area_of(criterion.id)
        return Progress(number(framework, criterion.id), len(framework.criteria), area.title)

    def score(self, visit: Visit, assessment: Assessment, criterion: Criterion, said: str) -> Assessment:
        """Keep a score, or "don't know yet". An evidence note that was there stays."""
        old = assessment.answers.get(criterion.id, Answer())
        if said == DONT_KNOW:
            answer = Answer(evidence=old.evidence, dont_know=True, asked=old.asked)
        elif said in SCORES:
            answer = Answer(score=int(said), evidence=old.evidence, asked=old.asked)
        else:
            raise BotError(self._say("assess.old_choice"))
        return self._drafts.answer(visit, assessment, criterion.id, beside_agreed(old, answer))

    def saved(self, assessment: Assessment, criterion: Criterion) -> Reply:
        """Say back what was kept."""
        answer = assessment.answers[criterion.id]
        what = self.in_words(self._drafts.framework(assessment), answer)
        told = "voices.own_saved" if is_agreed(answer) else "assess.saved"
        return Reply(self._say(told, criterion=criterion.id, what=what))

    def in_words(self, framework: Framework, answer: Answer) -> str:
        """Say an answer in words: `3 Embedded`, `Don't know yet`, `Not applicable`."""
        if answer.not_applicable:
            return self._say("assess.not_applicable")
        if answer.score is None:
            return self._say("assess.dont_know")
        return f"{answer.score} {framework.scale[answer.score].name}"

    def typed(self, framework: Framework, criterion: Criterion, text: str) -> str | None:
        """Return the score that typed words stand for, or "don't know yet"."""
        return typed_score(framework, criterion, text, self._say("assess.dont_know_words")) or None

    def _choices(
        self, framework: Framework, assessment: Assessment, criterion: Criterion
    ) -> tuple[Choice, ...]:
        ref, this = assessment.ref, criterion.id
        scores = [
            Choice(f"{step.score} {step.name}", f"answer:{ref}:{this}:{step.score}")
            for step in framework.scale
        ]
        unsure = self._again.choices(assessment, framework.area_of(this), criterion)
        unsure.append(Choice(self._say("assess.dont_know"), f"answer:{ref}:{this}:{DONT_KNOW}"))
        if criterion.not_applicable:
            unsure.append(Choice(self._say("assess.not_applicable"), f"answer:{ref}:{this}:{NOT_APPLICABLE}"))
        ways = [
            Choice(self._say("evidence.button"), f"counts:{ref}:{this}"),
            Choice(self._say("assess.back"), f"back:{ref}:{this}"),
            Choice(self._say("assess.skip"), f"skip:{ref}:{this}"),
            Choice(self._say("assess.areas"), f"hub:{ref}"),
            Choice(self._say("assess.pause"), f"pause:{ref}"),
        ]
        return (*scores, *unsure, *ways)

    def _now(self, framework: Framework, assessment: Assessment, criterion: Criterion) -> str:
        answer = assessment.answers.get(criterion.id)
        aside = assessment.set_aside.get(criterion.id)
        if answer is None and aside is None:
            return ""
        name = _how_it_stands(answer)
        shown = answer or aside or Answer()
        note = (
            ""
            if name in {"assess.now", "voices.agreed_on", "voices.from_before"} or not shown.evidence
            else self._say("evidence.now", note=shown.evidence)
        )
        return " ".join(filter(None, (self._say(name, what=self.in_words(framework, shown)), note)))


def beside_agreed(old: Answer, new: Answer) -> Answer:
    """Return the answer to keep: what was agreed stays, and what its lead says now is their own voice."""
    return replace(old, own=in_short(new)) if is_agreed(old) else replace(new, own_note=old.own_note)


def _how_it_stands(answer: Answer | None) -> str:
    """Return the name of the sentence for what was answered so far."""
    if answer is None:
        return "versions.before"
    if answer.carried:
        return "again.last"
    if is_agreed(answer):
        return "voices.agreed_on"
    return "voices.from_before" if answer.agreed else "assess.now"
