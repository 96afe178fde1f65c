"""What one answer counts: a high score only with an evidence note."""

from typing import Protocol

from knowledge.framework import Framework


class Answered(Protocol):
    """What scoring needs to know of an answer."""

    @property
    def score(self) -> int | None:
        """The claimed score, 0 to 4."""

    @property
    def evidence(self) -> str:
        """The evidence note."""

    @property
    def dont_know(self) -> bool:
        """Whether the answer is "don't know yet": it counts 0."""

    @property
    def not_applicable(self) -> str:
        """Why the criterion does not apply; it then counts nowhere."""


def evidenced_score(framework: Framework, answer: Answered | None) -> int:
    """Return what an answer counts: a high score without an evidence note counts less."""
    score = (answer.score or 0) if answer else 0
    return counts(framework, score, noted=noted(answer))


def counts(framework: Framework, score: int, *, noted: bool) -> int:
    """Return what a claimed score counts, with an evidence note or without."""
    rule = framework.evidence_rule
    return rule.counts_as if score >= rule.needed_from and not noted else score


def noted(answer: Answered | None) -> bool:
    """Whether an answer has an evidence note."""
    return bool(answer and answer.evidence.strip())
