"""How long the smallest plan takes, at worst: `python benchmarks/plan.py`, over random assessments."""

import random
from argparse import ArgumentParser
from time import perf_counter

from knowledge.loader import load
from knowledge.plan import plan
from storage.records import Answer

NOTES = ("", "Title of a document")


def somebody(framework, draw):
    """A random assessment: some are low, some high, with notes and without."""
    low, high = sorted((draw.randint(0, 4), draw.randint(0, 4)))
    return {
        each.id: Answer(score=draw.randint(low, high), evidence=draw.choice(NOTES))
        for each in framework.criteria
        if draw.random() < 0.95
    }


def measure(framework, assessments, seed=5):
    """The times of the plans to every level, in milliseconds, shortest first."""
    draw, times = random.Random(seed), []
    for _ in range(assessments):
        answers = somebody(framework, draw)
        for level in framework.levels[1:]:
            begun = perf_counter()
            plan(framework, answers, level)
            times.append((perf_counter() - begun) * 1e3)
    return sorted(times)


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--assessments", type=int, default=2000)
    times = measure(load().framework, asked.parse_args().assessments)
    print("| plans | median | p99 | worst |\n| --- | --- | --- | --- |")
    shown = (times[len(times) // 2], times[len(times) * 99 // 100], times[-1])
    print(f"| {len(times):,} | " + " | ".join(f"{each:.1f} ms" for each in shown) + " |")
