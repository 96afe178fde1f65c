"""The steps of a practice run: a criterion, its evidence, and the result. Each says that nothing is saved."""

from dataclasses import replace

from bot.flows.assess.draft import number
from bot.flows.assess.outcome import Outcome
from bot.flows.assess.scale import worded
from bot.flows.practice.run import (
    DONT_KNOW,
    EVIDENCE,
    NOT_APPLICABLE,
    OPEN,
    RESULT,
    SCORES,
    WITH_EVIDENCE,
    WORD,
    Run,
)
from bot.messages import Choice, Progress, Reply
from knowledge.framework import Criterion
from knowledge.texts import Texts
from storage.records import Assessment


class Steps:
    """Shows the step that a run is at. The last reply bears the choices."""

    def __init__(self, texts: Texts, outcome: Outcome) -> None:
        self._say = texts.say
        self._outcome = outcome

    def show(self, run: Run) -> tuple[Reply, ...]:
        """Show the step."""
        criterion = run.criterion
        if criterion is None:
            return self._result(run)
        if run.where.endswith(EVIDENCE):
            return (self._evidence(run, criterion),)
        return (self._question(run, criterion),)

    def _question(self, run: Run, criterion: Criterion) -> Reply:
        said = run.mark(criterion)
        now = "" if said == OPEN else self._say("assess.now", what=self._in_words(run, said))
        note = f"{self._say('practice.not_saved')} {now}".strip()
        title = f"{criterion.id}. {criterion.title}"
        choices = (*self._answers(run, criterion), *self._ways(run, criterion))
        return Reply(worded(run.framework, criterion), title, note, choices, self._progress(run, criterion))

    def _answers(self, run: Run, criterion: Criterion) -> list[Choice]:
        say = self._say
        marks = [(f"{step.score} {step.name}", str(step.score)) for step in run.framework.scale]
        marks.append((say("assess.dont_know"), DONT_KNOW))
        if criterion.not_applicable:
            marks.append((say("assess.not_applicable"), NOT_APPLICABLE))
        return [Choice(label, run.saying(criterion, mark).carried) for label, mark in marks]

    def _ways(self, run: Run, criterion: Criterion) -> list[Choice]:
        say = self._say
        return [
            Choice(say("assess.back"), run.before(criterion).carried),
            Choice(say("assess.skip"), run.behind(criterion).carried),
            Choice(say("practice.result"), run.at(RESULT).carried),
            self._leave(),
        ]

    def _evidence(self, run: Run, criterion: Criterion) -> Reply:
        say = self._say
        text = say(
            "practice.evidence",
            what=self._in_words(run, run.mark(criterion)),
            examples="\n".join(f"- {each}" for each in criterion.evidence),
            counts_as=run.framework.evidence_rule.counts_as,
        )
        choices = (
            Choice(say("practice.would_be"), run.with_evidence(criterion).carried),
            Choice(say("evidence.none"), run.behind(criterion).carried),
            Choice(say("assess.back"), run.at(criterion.id).carried),
            self._leave(),
        )
        title = say("evidence.title", criterion=criterion.id)
        return Reply(text, title, say("practice.not_saved"), choices, self._progress(run, criterion))

    def _result(self, run: Run) -> tuple[Reply, ...]:
        say = self._say
        shown = self._outcome.in_short(_never_kept(run, say("practice.would_be")))
        following = next((each for each in run.framework.criteria if run.mark(each) == OPEN), None)
        back = run.framework.criteria[0]
        change = "check.continue" if following else "practice.change"
        choices = (
            Choice(say(change), run.at((following or back).id).carried),
            Choice(say("practice.for_real"), "start:assess"),
            self._leave(),
        )
        end = Reply(say("practice.end"), say("practice.title"), say("practice.not_saved"), choices)
        return (*(replace(each, choices=()) for each in shown), end)

    def _leave(self) -> Choice:
        return Choice(self._say("practice.leave"), f"{WORD}:end")

    def _progress(self, run: Run, criterion: Criterion) -> Progress:
        at = number(run.framework, criterion.id)
        return Progress(at, len(run.framework.criteria), self._say("practice.progress"))

    def _in_words(self, run: Run, mark: str) -> str:
        if mark in {DONT_KNOW, NOT_APPLICABLE}:
            return self._say("assess.dont_know" if mark == DONT_KNOW else "assess.not_applicable")
        step = run.framework.scale[(SCORES if mark in SCORES else WITH_EVIDENCE).index(mark)]
        return f"{step.score} {step.name}"


def _never_kept(run: Run, note: str) -> Assessment:
    """The run in the shape that results are shown of; it goes into no turn."""
    answers = run.answers(note)
    return Assessment("", "", run.framework.version, agreed="", started="", changed="", answers=answers)
