"""One criterion at a time: its five worded scores, evidence for a high one, a reason for "not applicable"."""

from dataclasses import replace

from bot.errors import BotError
from bot.evidence_days import counting_day, in_date
from bot.flows.assess.again import Again
from bot.flows.assess.draft import Drafts, number
from bot.flows.assess.wording import checked
from bot.flows.voices.gathering import is_agreed
from bot.flows.voices.gathering import said as in_short
from bot.messages import Choice, Progress, Reply, plain
from bot.visit import Visit
from knowledge.framework import TOP, Criterion, Framework
from storage.records import Answer, Assessment

LONGEST_NOTE = 500  # characters: titles of documents, not the documents
TITLE = "title:"  # words behind it are the title of a document, however they sound
DONT_KNOW = "dk"
SCORES = frozenset(map(str, range(TOP + 1)))  # as they are typed
NOT_APPLICABLE = "na"


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
        return self._drafts.answer(visit, assessment, criterion.id, _beside_agreed(old, answer))

    def saved(self, assessment: Assessment, criterion: Criterion) -> Reply:
        """Say back what was kept."""
        answer = assessment.answers[criterion.id]
        what = self.in_words(self._drafts.framework(assessment), answer)
        told = "voices.own_saved" if is_agreed(answer) else "assess.saved"
        return Reply(self._say(told, criterion=criterion.id, what=what))

    def wants_evidence(self, assessment: Assessment, criterion: Criterion) -> bool:
        """Whether the score is one that counts in full only with an evidence note."""
        rule = self._drafts.framework(assessment).evidence_rule
        answer = assessment.answers.get(criterion.id, Answer())
        return (answer.score or 0) >= rule.needed_from

    def ask_evidence(self, visit: Visit, assessment: Assessment, criterion: Criterion) -> Reply:
        """Ask for the titles of documents that would show a high score."""
        visit.go("assess", f"evidence:{criterion.id}", assessment=assessment.ref)
        framework = self._drafts.framework(assessment)
        note = assessment.answers[criterion.id].evidence
        text = self._say(
            "evidence.ask",
            what=self.in_words(framework, assessment.answers[criterion.id]),
            examples=_listed(criterion.evidence),
            counts_as=framework.evidence_rule.counts_as,
        )
        served = in_date(assessment, criterion.id, counting_day(assessment, visit.now.date()))
        keep = "evidence.keep" if note or served else "evidence.none"
        ref = assessment.ref
        pick = Choice(self._say("evidence.pick"), f"reg:{ref}:pick:{criterion.id}")
        remove = [Choice(self._say("evidence.remove"), f"unnote:{ref}:{criterion.id}")] if note else []
        choices = (
            Choice(self._say(keep), f"evidence:{ref}:{criterion.id}"),
            *remove,
            *([pick] if assessment.register else []),
            Choice(self._say("evidence.button"), f"counts:{ref}:{criterion.id}"),
            Choice(self._say("assess.back"), f"go:{ref}:{criterion.id}"),
            Choice(self._say("assess.pause"), f"pause:{ref}"),
        )
        titles = "; ".join(each.title for each in served)
        here = self._say("evidence.now", note=note) if note else ""
        there = self._say("evidence.from_register", titles=titles) if titles else ""
        shown = "\n".join(filter(None, (here, there)))
        progress = self.progress(framework, criterion)
        return Reply(text, self._say("evidence.title", criterion=criterion.id), shown, choices, progress)

    def take_evidence(
        self, visit: Visit, assessment: Assessment, criterion: Criterion, note: str
    ) -> Assessment:
        """Keep an evidence note."""
        note = without_prefix(note)
        if note and not any(letter.isalpha() for letter in note):  # a slip: a score typed twice, a thumb
            raise BotError(self._say("profile.empty"))
        if len(note) > LONGEST_NOTE:
            raise BotError(self._say("evidence.too_long", most=LONGEST_NOTE, length=len(note)))
        answer = assessment.answers.get(criterion.id)
        if answer is None:
            raise BotError(self._say("assess.old_choice"))
        asked = checked(visit, assessment, f"evidence:{criterion.id}", note)
        return self._drafts.answer(
            visit, assessment, criterion.id, replace(answer, evidence=note, asked=asked)
        )

    def ask_reason(self, visit: Visit, assessment: Assessment, criterion: Criterion) -> Reply:
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

    def take_reason(
        self, visit: Visit, assessment: Assessment, criterion: Criterion, reason: str
    ) -> Assessment:
        """Keep that a criterion does not apply, and why."""
        reason = reason.strip()
        if not criterion.not_applicable:
            raise BotError(self._say("assess.always_applies", criterion=criterion.id))
        if len(reason) > LONGEST_NOTE:
            raise BotError(self._say("evidence.too_long", most=LONGEST_NOTE, length=len(reason)))
        old = assessment.answers.get(criterion.id, Answer())
        asked = checked(visit, assessment, f"reason:{criterion.id}", reason)
        answer = Answer(evidence=old.evidence, not_applicable=reason, asked=asked or old.asked)
        return self._drafts.answer(visit, assessment, criterion.id, _beside_agreed(old, answer))

    def what_counts(self, criterion: Criterion) -> Reply:
        """List what could serve as evidence."""
        text = self._say("evidence.what_counts", examples=_listed(criterion.evidence))
        return Reply(text, title=self._say("evidence.title", criterion=criterion.id))

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


def worded(framework: Framework, criterion: Criterion) -> str:
    """Return why a criterion is asked, and its five scores in words."""
    scores = [f"{step.score} {step.name}: {criterion.scores[step.score]}." for step in framework.scale]
    return f"{criterion.why}\n\n" + "\n".join(scores)


def typed_score(framework: Framework, criterion: Criterion, text: str, dont_know: str) -> str:
    """Return the score that typed words stand for: a number, a score's name or its whole sentence.

    `dont_know` lists, line by line, the words for "don't know yet".
    """
    said = plain(text)
    for step in framework.scale:
        words = criterion.scores[step.score]
        if said in map(plain, (str(step.score), step.name, f"{step.score} {step.name}", words)):
            return str(step.score)
    return DONT_KNOW if said in dont_know.splitlines() else ""


def without_prefix(words: str) -> str:
    """Return a title without the word that says it is one."""
    words = words.strip()
    return words[len(TITLE) :].strip() if words.casefold().startswith(TITLE) else words


def _beside_agreed(old: Answer, new: Answer) -> Answer:
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


def _listed(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
