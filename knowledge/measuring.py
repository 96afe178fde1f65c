"""How well questions are answered, as figures: what the floors hold and the tuning looks at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.model import TestQuestions

# "sent": to somebody else, who answers it; "urgent": the help that comes before everything else
Given = Literal["answered", "sent", "urgent", "offered", "none"]
URGENT = "urgent-help"
OURS = {"answered", "urgent"}


@dataclass(frozen=True)
class Came:
    """What a question came to: what was given, and the entries that were found, best first."""

    given: Given
    entries: tuple[str, ...]

    @property
    def outright(self) -> str:
        """The entry that was given outright, or nothing."""
        return self.entries[0] if self.given in {"answered", "sent", "urgent"} else ""


@dataclass(frozen=True)
class Judged:
    """A test question with what it came to.

    `kind` is "ours", "elsewhere", for what nothing answers "far", "near" or "adversarial", or "distress" and
    "not_distress"; `wanted` is the entry that answers it, or nothing.
    """

    kind: str
    question: str
    wanted: str
    came: Came

    @property
    def first(self) -> bool:
        """Whether the right entry came first."""
        return self.came.entries[:1] == (self.wanted,)

    @property
    def among(self) -> bool:
        """Whether the right entry is among the first three."""
        return self.wanted in self.came.entries[:3]

    @property
    def standing(self) -> int:
        """How well it came out: 3 right outright, 2 right among the offers, 1 not known, 0 wrong outright."""
        if self.right:
            return 3
        if self.came.given == "offered":
            return 2 if self.among else 1
        return 0 if self.came.outright else 1

    @property
    def right(self) -> bool:
        """Whether the right entry was given outright, or for what nothing answers, none was."""
        if self.kind == "not_distress":  # any answer will do but one
            return self.came.given != "urgent"
        return self.came.outright == self.wanted


def judge(
    ask: Callable[[str], Came], tests: TestQuestions, elsewhere: frozenset[str] = frozenset()
) -> list[Judged]:
    """Ask every test question; `elsewhere` are the ids of the entries that send people to somebody else."""
    asked = [
        ("elsewhere" if entry in elsewhere else "ours", question, entry)
        for entry, questions in tests.questions.items()
        for question in questions
    ]
    for kind in ("far", "near", "adversarial", "distress", "not_distress"):
        wanted = URGENT if kind == "distress" else ""
        asked += [(kind, question, wanted) for question in getattr(tests, kind)]
    return [Judged(kind, question, entry, ask(question)) for kind, question, entry in asked]


def figures(judged: Iterable[Judged]) -> dict[str, float]:
    """Return shares, 0 to 1, by name; content/tests/floors.yaml says what each must reach."""
    kinds: dict[str, list[Judged]] = {}
    for each in judged:
        kinds.setdefault(each.kind, []).append(each)
    ours, elsewhere = kinds.get("ours", []), kinds.get("elsewhere", [])
    unsure = [each for each in ours if not each.came.outright]
    found = {
        "right_first": _share(each.first for each in ours),
        "right_among_three": _share(each.among for each in ours),
        "answered_right": _share(each.right for each in ours),
        "answered_wrong": _share(bool(each.came.outright) and not each.right for each in ours),
        "offered_right_when_unsure": _share(each.came.given == "offered" and each.among for each in unsure),
        "sent_elsewhere_right": _share(each.right for each in elsewhere),
        "elsewhere_answered": _share(each.came.given in OURS for each in elsewhere),
    }
    found["distress_heard"] = _share(each.came.given == "urgent" for each in kinds.get("distress", []))
    found["distress_imagined"] = _share(each.came.given == "urgent" for each in kinds.get("not_distress", []))
    for kind in ("far", "near", "adversarial"):
        found[f"{kind}_answered"] = _share(each.came.given in OURS for each in kinds.get(kind, []))
        found[f"{kind}_offered"] = _share(each.came.given == "offered" for each in kinds.get(kind, []))
    return found


def _share(values: Iterable[bool]) -> float:
    counted = list(values)
    return sum(counted) / max(1, len(counted))
