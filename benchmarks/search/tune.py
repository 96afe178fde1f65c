"""Finds the numbers of content/search.yaml from the content's own test questions.

    python benchmarks/search tune

Each question is judged by a fit that has not seen it (five folds), so the figures are what strangers get.
"""

from dataclasses import dataclass

import numpy as np

from knowledge.search.certainty import evidence
from knowledge.search.engine import Engine

WRONG_AT_MOST = 0.022  # answered outright and wrong, of all questions of ours
NEAR_AT_MOST = 0.04  # answered outright by an entry of ours, of what nothing answers but is near
AWAY_AT_MOST = 0.01  # the same, of what somebody else answers
RIGHT_KEPT = 0.99  # of the questions whose entry is among three, kept at least as an offer
FOLDS = 5


@dataclass(frozen=True)
class Case:
    """A question, how it ranked, and the entry that answers it ("" where none does)."""

    kind: str
    expected: str
    names: tuple[str, ...]
    evidence: tuple[float, float, float]


def cases(engine, tests, elsewhere):
    asked = [
        ("elsewhere" if name in elsewhere else "ours", name, q)
        for name, questions in tests.questions.items()
        for q in questions
    ]
    for kind in ("far", "near", "adversarial"):
        asked += [(kind, "", q) for q in getattr(tests, kind)]
    for kind, expected, question in asked:
        ranked = engine.rank(question)
        names, scores = zip(*ranked, strict=True)
        yield Case(kind, expected, names, evidence(scores))


def fit(x, y):
    """Logistic regression by Newton's method, a little ridge for safety; returns the weights."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - 1e-3 * w
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w)), gradient)
    return w


def crossed(x, y):
    """Each case's chance by a fit on the other folds."""
    folds = np.random.default_rng(1).permutation(len(y)) % FOLDS
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        w = fit(x[folds != fold], y[folds != fold])
        p[folds == fold] = 1 / (1 + np.exp(-x[folds == fold] @ w))
    return p


def tuned(engine, tests, elsewhere):
    """Return the numbers for one engine, as search.yaml has them."""
    some = list(cases(engine, tests, elsewhere))
    seen = np.array([[1.0, *case.evidence] for case in some])
    first = np.array([float(case.names[0] == case.expected) for case in some])
    among = np.array([float(case.expected in case.names[:3]) for case in some])
    p, q = crossed(seen[:, :3], first), crossed(seen, among)
    kinds = np.array([case.kind for case in some])
    ours_given = np.array([case.names[0] not in elsewhere for case in some])
    for answer_at in np.arange(0.40, 0.99, 0.01):
        sure = p >= answer_at
        wrong = (sure & (first == 0))[kinds == "ours"].mean()
        near = (sure & ours_given)[kinds == "near"].mean()
        away = (sure & ours_given)[kinds == "elsewhere"].mean() if (kinds == "elsewhere").any() else 0
        far = (sure & ours_given)[(kinds == "far") | (kinds == "adversarial")].any()
        if wrong <= WRONG_AT_MOST and near <= NEAR_AT_MOST and away <= AWAY_AT_MOST and not far:
            break
    else:
        raise SystemExit("no threshold keeps the promises at the head of tune.py")
    kept = np.sort(q[among == 1])
    offer_at = kept[int(len(kept) * (1 - RIGHT_KEPT))]
    numbers = [
        ", ".join(f"{each:.3f}" for each in weights)
        for weights in (fit(seen[:, :3], first), fit(seen, among))
    ]
    return (
        f"  answer_at: {answer_at:.2f}\n  offer_at: {offer_at:.2f}\n"
        f"  first: [{numbers[0]}]\n  among: [{numbers[1]}]"
    )


def tune(content, tests, vectors):
    elsewhere = {entry.id for entry in content.entries.values() if entry.kind == "elsewhere"}
    entries = list(content.entries.values())
    for name, cache in (("words", None), ("sentences", vectors)):
        print(f"{name}:\n{tuned(Engine(entries, content.search, cache), tests, elsewhere)}")
