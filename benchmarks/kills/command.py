"""The command line: how many kills, from which seed; the table comes last."""

import argparse
import asyncio
import sys

from variants import VARIANTS, suffer

from knowledge.loader import load

HEADER = ("what", "kills", "acknowledged", "lost", "doubled", "out of order", "left over", "said again")


def arguments():
    parser = argparse.ArgumentParser(
        "benchmarks/kills",
        description="Kills whole bots at any instant under load. Only replies may come again, right behind"
        " themselves: a delivery that nobody could confirm any more.",
    )
    parser.add_argument("kills", nargs="?", type=int, default=100, help="kills of each kind (100)")
    parser.add_argument("--seed", default="1", help="what people do follows from it; when, does not")
    parser.add_argument("--only", choices=VARIANTS, help="one kind alone")
    return parser


def main():
    given = arguments().parse_args()
    chosen = [given.only] if given.only else list(VARIANTS)
    verdicts = {name: asyncio.run(suffer(name, given.kills, given.seed, load())) for name in chosen}
    print(table(verdicts))
    for name, verdict in verdicts.items():
        for wrong in verdict.wrong:
            print(f"{VARIANTS[name].title}: {wrong}")
    sys.exit(not all(verdict.all_is_well for verdict in verdicts.values()))


def table(verdicts):
    marks = ["---", *["---:"] * (len(HEADER) - 1)]
    rows = [HEADER, marks, *(row(VARIANTS[name].title, verdict) for name, verdict in verdicts.items())]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def row(title, verdict):
    figures = (
        verdict.kills, verdict.acknowledged, verdict.lost, verdict.doubled, verdict.disordered,
        verdict.left_over, verdict.repeated,
    )  # fmt: skip
    return [title, *(f"{each:,}" for each in figures)]
