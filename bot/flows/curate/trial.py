"""What a change of content would do, seen before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from threading import Lock
from time import monotonic

from bot.answers import Answers, came
from knowledge.check import check
from knowledge.loader import Content, load_tests
from knowledge.measuring import Judged, figures, judge
from knowledge.model import Entry, TestQuestions
from knowledge.search import VectorCache

TENS = 10  # seconds, in which it is said how long a trial takes


@dataclass(frozen=True)
class Move:
    """A test question that would come to something else."""

    question: str
    before: str
    after: str


@dataclass(frozen=True)
class Trial:
    """What would happen: problems that the check finds, floors that are missed, test questions that move.

    `asked` is 0 where nothing can move, because the search does not read what is changed.
    """

    problems: tuple[str, ...]
    missed: tuple[str, ...]
    better: tuple[Move, ...]
    worse: tuple[Move, ...]
    asked: int

    @property
    def passes(self) -> bool:
        """Whether it may be published."""
        return not self.problems and not self.missed


class Trials:
    """Tries changes against the check and all test questions; it takes some seconds, so use a thread."""

    def __init__(self, content: Content, vectors: VectorCache | None) -> None:
        self._content = content
        self._vectors = vectors.keeping_nothing() if vectors else None  # a trial's words are not content yet
        self._one_at_a_time = Lock()
        self._tests: TestQuestions | None = None
        self._before: tuple[Mapping[str, Entry], list[Judged]] | None = None
        self._last: tuple[Mapping[str, Entry], dict[str, Entry], Trial] | None = None
        self.seconds = 6 * TENS if vectors else TENS  # about how long one takes: as the last one did

    def of(self, now: Answers, entries: dict[str, Entry]) -> Trial:
        """Return what answering from `entries` instead would do."""
        with self._one_at_a_time:
            if self._last is None or self._last[0] is not now.entries or self._last[1] != entries:
                self._last = (now.entries, entries, self._tried(now, entries))
            return self._last[2]

    def _tried(self, now: Answers, entries: dict[str, Entry]) -> Trial:
        tests = self._tests = self._tests or self._read_tests()
        changed = replace(self._content, entries=entries)
        problems = tuple(str(each) for each in check(changed, tests, date.min))
        if problems:
            return Trial(problems, (), (), (), 0)
        if _found_alike(now.entries, entries):
            return Trial((), (), (), (), 0)
        began = monotonic()
        trial = self._measured(now, entries, tests)
        self.seconds = TENS * ceil((monotonic() - began) / TENS)
        return trial

    def _measured(self, now: Answers, entries: dict[str, Entry], tests: TestQuestions) -> Trial:
        if self._before is None or self._before[0] is not now.entries:
            self._before = (now.entries, self._judged(now, tests))
        before = self._before[1]
        after = self._judged(Answers(self._content, self._vectors, entries), tests)
        floors = tests.floors["sentences" if self._vectors else "words"]
        moves = [
            (new.standing - old.standing, _move(old, new)) for old, new in zip(before, after, strict=True)
        ]
        return Trial(
            (),
            tuple(floors.missed(figures(after))),
            tuple(move for change, move in moves if change > 0),
            tuple(move for change, move in moves if change < 0),
            len(after),
        )

    def _read_tests(self) -> TestQuestions:
        tests = load_tests()
        if self._vectors:
            self._vectors.at_hand([question for some in tests.questions.values() for question in some])
        return tests

    def _judged(self, answers: Answers, tests: TestQuestions) -> list[Judged]:
        elsewhere = frozenset(each.id for each in answers.entries.values() if each.kind == "elsewhere")
        return judge(lambda question: came(answers, question), tests, elsewhere)


def _found_alike(some: Mapping[str, Entry], others: Mapping[str, Entry]) -> bool:
    """Whether the search knows no difference: it reads how entries are asked for, never how they answer."""
    return all(
        (each.phrasings, each.not_this, each.follow_ups, each.kind)
        == (other.phrasings, other.not_this, other.follow_ups, other.kind)
        for each, other in ((each, others[name]) for name, each in some.items())
    )


def _move(old: Judged, new: Judged) -> Move:
    return Move(old.question, _in_words(old), _in_words(new))


def _in_words(judged: Judged) -> str:
    came_to = judged.came
    if came_to.given == "offered" and judged.wanted:
        return "offered, with the right one" if judged.among else "offered, without the right one"
    return f"{came_to.given} {came_to.outright}".strip()
