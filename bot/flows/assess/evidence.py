"""The evidence note of a high score: asked for, taken, taken away."""

from dataclasses import replace

from bot.errors import BotError
from bot.evidence_days import counting_day, in_date
from bot.flows.assess.draft import Drafts
from bot.flows.assess.questions import Questions
from bot.flows.assess.wording import checked
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.framework import Criterion
from storage.records import Answer, Assessment

LONGEST_NOTE = 500  # characters: titles of documents, not the documents
TITLE = "title:"  # words behind it are the title of a document, however they sound


class Evidence:
    """Asks for titles of documents. Choices carry `evidence:`, `unnote:` and `counts:<ref>:<criterion>`."""

    def __init__(self, drafts: Drafts, questions: Questions) -> None:
        self._drafts = drafts
        self._questions = questions
        self._say = drafts.say

    def wanted(self, assessment: Assessment, criterion: Criterion) -> bool:
        """Whether the score is one that counts in full only with an evidence note."""
        rule = self._drafts.framework(assessment).evidence_rule
        answer = assessment.answers.get(criterion.id, Answer())
        return (answer.score or 0) >= rule.needed_from

    def ask(self, visit: Visit, assessment: Assessment, criterion: Criterion) -> Reply:
        """Ask for the titles of documents that would show a high score."""
        visit.go("assess", f"evidence:{criterion.id}", assessment=assessment.ref)
        framework = self._drafts.framework(assessment)
        note = assessment.answers[criterion.id].evidence
        text = self._say(
            "evidence.ask",
            what=self._questions.in_words(framework, assessment.answers[criterion.id]),
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
        progress = self._questions.progress(framework, criterion)
        return Reply(text, self._say("evidence.title", criterion=criterion.id), shown, choices, progress)

    def take(self, visit: Visit, assessment: Assessment, criterion: Criterion, note: str) -> Assessment:
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

    def what_counts(self, criterion: Criterion) -> Reply:
        """List what could serve as evidence."""
        text = self._say("evidence.what_counts", examples=_listed(criterion.evidence))
        return Reply(text, title=self._say("evidence.title", criterion=criterion.id))


def without_prefix(words: str) -> str:
    """Return a title without the word that says it is one."""
    words = words.strip()
    return words[len(TITLE) :].strip() if words.casefold().startswith(TITLE) else words


def _listed(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
