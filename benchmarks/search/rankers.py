"""How a ranker does on questions: anything with `rank(question) -> [(id, score), ...]`, best first."""

from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Run:
    """The share of questions with the right entry first; for each question, the best score and the time."""

    first: float
    best: list[float]
    milliseconds: list[float]


def run(ranker, asked):
    """Ask `(question, id of the right entry)` after the other."""
    right, best, times = 0, [], []
    for question, wanted in asked:
        start = perf_counter()
        ranked = ranker.rank(question)
        times.append((perf_counter() - start) * 1e3)
        name, score = ranked[0]
        right += name == wanted
        best.append(score)
    return Run(right / max(1, len(times)), best, times)
