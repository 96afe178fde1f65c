"""How well the search answers the content's own test questions, and the numbers of content/search.yaml.

    python benchmarks/search.py          print the figures of the shipped settings
    python benchmarks/search.py --tune   fit the confidence anew and print what to write into search.yaml

The figures of --tune are cross-validated: each question is judged by a fit that has not seen it.
"""

import sys
import time
from dataclasses import dataclass

import numpy as np

from knowledge.loader import load, load_tests
from knowledge.search import Engine
from knowledge.search.engine import evidence

WRONG_AT_MOST = 0.025  # answered outright and wrong, of all questions an entry answers
NEAR_AT_MOST = 0.06  # answered outright, of the near questions that nothing answers
RIGHT_OFFERED = 0.98  # of the questions whose entry is among the best three, kept at least as an offer
FOLDS = 5


@dataclass(frozen=True)
class Case:
    """A question, how it ranked, and the entry that answers it ("" where none does)."""

    kind: str
    expected: str
    names: tuple[str, ...]
    best: float
    lead: float

    @property
    def right(self) -> bool:
        return bool(self.expected) and self.names[0] == self.expected


def cases(engine, tests):
    asked = [("entry", name, q) for name, questions in tests.questions.items() for q in questions]
    for kind in ("far", "near", "adversarial"):
        asked += [(kind, "", q) for q in getattr(tests, kind)]
    for kind, expected, question in asked:
        ranked = engine.rank(question)
        yield Case(kind, expected, tuple(name for name, _ in ranked), *evidence(ranked))


def fit(some):
    """Logistic regression by Newton's method, a little ridge for safety; returns a, b, c."""
    x = np.array([[1.0, case.best, case.lead] for case in some])
    y = np.array([float(case.right) for case in some])
    w = np.zeros(3)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - 1e-3 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(3)
        w += np.linalg.solve(hessian, gradient)
    return w


def confidences(some, w):
    return 1 / (1 + np.exp(-np.array([[1.0, case.best, case.lead] for case in some]) @ w))


def crossed(some):
    """Each case's confidence by a fit on the other folds."""
    folds = np.random.default_rng(1).permutation(len(some)) % FOLDS
    p = np.zeros(len(some))
    for fold in range(FOLDS):
        w = fit([case for case, at in zip(some, folds, strict=True) if at != fold])
        mine = np.flatnonzero(folds == fold)
        p[mine] = confidences([some[at] for at in mine], w)
    return p


def share(values):
    values = list(values)
    return sum(values) / max(1, len(values))


def thresholds(some, p):
    """The lowest answer_at that keeps both promises, and the highest offer_at that keeps right offers."""
    inside = [(case, each) for case, each in zip(some, p, strict=True) if case.kind == "entry"]
    near = [each for case, each in zip(some, p, strict=True) if case.kind == "near"]
    for answer_at in np.arange(0.40, 0.96, 0.01):
        wrong = share(each >= answer_at and not case.right for case, each in inside)
        if wrong <= WRONG_AT_MOST and share(each >= answer_at for each in near) <= NEAR_AT_MOST:
            break
    offered = sorted(each for case, each in inside if case.expected in case.names[:3])
    offer_at = offered[int(len(offered) * (1 - RIGHT_OFFERED))]
    return round(float(answer_at), 2), round(float(min(offer_at, answer_at / 2)), 2)


def table(some, p, answer_at, offer_at):
    inside = [(case, each) for case, each in zip(some, p, strict=True) if case.kind == "entry"]
    unsure = [(case, each) for case, each in inside if offer_at <= each < answer_at]
    rows = {
        "right entry first": share(case.right for case, _ in inside),
        "right entry among three": share(case.expected in case.names[:3] for case, _ in inside),
        "answered outright, right": share(case.right and each >= answer_at for case, each in inside),
        "answered outright, wrong": share(not case.right and each >= answer_at for case, each in inside),
        "offered": share(offer_at <= each < answer_at for _, each in inside),
        "offered with the right one among them": share(case.expected in case.names[:3] for case, _ in unsure),
    }
    for kind in ("far", "near", "adversarial"):
        mine = [each for case, each in zip(some, p, strict=True) if case.kind == kind]
        rows[f"nothing answers ({kind}): answered outright"] = share(each >= answer_at for each in mine)
        rows[f"nothing answers ({kind}): offered something"] = share(offer_at <= x < answer_at for x in mine)
    for name, value in rows.items():
        print(f"| {name} | {value:.1%} |")


def main():
    content, tests = load(), load_tests()
    start = time.perf_counter()
    engine = Engine(list(content.entries.values()), content.search)
    print(f"index: {time.perf_counter() - start:.2f} s, {len(content.entries)} entries")
    start = time.perf_counter()
    some = list(cases(engine, tests))
    print(f"a question: {(time.perf_counter() - start) / len(some) * 1e3:.2f} ms, {len(some)} questions\n")
    if "--tune" not in sys.argv:
        search = content.search
        table(some, confidences(some, np.array(search.calibration)), search.answer_at, search.offer_at)
        return
    p = crossed(some)
    answer_at, offer_at = thresholds(some, p)
    table(some, p, answer_at, offer_at)
    a, b, c = fit(some)
    print(f"\nanswer_at: {answer_at}\noffer_at: {offer_at}\ncalibration: [{a:.3f}, {b:.3f}, {c:.3f}]")


if __name__ == "__main__":
    main()
