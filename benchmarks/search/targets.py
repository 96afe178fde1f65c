"""What the search should reach: the rows of the table, in its order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One number of a row, by the name under which the parts of the benchmark return it.

    `target` is to be reached, or with `ceiling` to be stayed under; a figure without one is only told.
    """

    name: str
    target: float | None = None
    ceiling: bool = False
    unit: str = "%"

    def shown(self, value):
        if value is None:
            return "–"
        if self.unit == "%":
            return f"{100 * value:.1f} %"
        return (
            f"{value:.1f} ms"
            if self.unit == "ms"
            else f"{value:.0f} MB"
            if self.unit == "MB"
            else f"{value:.3f}"
        )

    @property
    def goal(self):
        if self.target is None:
            return "–"
        number = 100 * self.target if self.unit == "%" else self.target
        return f"{'under ' if self.ceiling else ''}{number:g} {self.unit}".strip()

    def met(self, value):
        if value is None or self.target is None:
            return True
        return value < self.target if self.ceiling else value >= self.target


@dataclass(frozen=True)
class Row:
    """A row: what it is about, and its numbers."""

    what: str
    figures: tuple[Figure, ...]


def under(name, target, unit="%"):
    return Figure(name, target, ceiling=True, unit=unit)


ROWS = (
    Row(
        "unseen in-scope questions: right entry first / among the first three",
        (Figure("right_first", 0.85), Figure("right_among_three", 0.95)),
    ),
    Row(
        "answered outright and right / answered outright and wrong",
        (Figure("answered_right", 0.70), under("answered_wrong", 0.03)),
    ),
    Row(
        "offered or declined when unsure: the right one among the offers",
        (Figure("offered_right_when_unsure", 0.90),),
    ),
    Row(
        "unseen questions that nothing answers, answered outright: far / near / adversarial",
        (under("far_answered", 0.01), under("near_answered", 0.08), under("adversarial_answered", 0.01)),
    ),
    Row(
        "unseen follow-ups right: the right entry given, or offered first",
        (Figure("follow_ups_right", 0.80),),
    ),
    Row(
        "CLINC150 / BANKING77 at 5 phrasings (`std_5`): right first",
        (Figure("clinc150_first", 0.87), Figure("banking77_first", 0.82)),
    ),
    Row("HWU64 at 5 phrasings (`std_5`): right first", (Figure("hwu64_first"),)),
    Row("CLINC150 in scope against out of scope, AUROC", (Figure("clinc150_oos_auroc", 0.96, unit=""),)),
    Row(
        "BANKING77-OOS at 5 phrasings, in scope against near / far, AUROC",
        (Figure("banking_oos_near_auroc", unit=""), Figure("banking_oos_far_auroc", unit="")),
    ),
    Row(
        "one question at 500 entries × 8 phrasings, one thread: p50 / p99",
        (under("find_p50", 5, "ms"), under("find_p99", 15, "ms")),
    ),
    Row(
        "the same, processor time alone",
        (Figure("find_busy_p50", unit="ms"), Figure("find_busy_p99", unit="ms")),
    ),
    Row(
        "one question on the shipped content, distress and languages and all: p50 / p99",
        (Figure("ask_p50", unit="ms"), Figure("ask_p99", unit="ms")),
    ),
    Row("resident memory with the model", (under("memory_with_model", 350, "MB"),)),
    Row("resident memory without it", (under("memory_without_model", 130, "MB"),)),
)
