"""The command line: which parts are measured, on what; the tables come last."""

import argparse
from pathlib import Path

import memory
import own
import public
import side_by_side
import speed
from machine import machine
from subjects import NAMES, Subjects
from tables import against_targets, misses
from targets import ROWS
from tune import tune

PARTS = {
    "all": "everything",
    "speed": "how long a question takes",
    "memory": "what the assembled assistant keeps in memory",
    "tune": "nothing, but finds the numbers of content/search.yaml",
}


def arguments():
    parser = argparse.ArgumentParser("benchmarks/search", description="Measures the search and its rivals.")
    told = ", ".join(f"{part} ({what})" for part, what in PARTS.items())
    parser.add_argument("part", nargs="?", choices=PARTS, default="all", help=f"what is measured: {told}")
    files = ", ".join(public.FILES)
    parser.add_argument("--data", type=Path, metavar="DIR", help=f"the folder of the public sets: {files}")
    return parser


def main():
    parser = arguments()
    given = parser.parse_args()
    if given.data and (missing := [name for name in public.FILES if not (given.data / name).is_file()]):
        parser.error(f"{given.data} lacks {', '.join(missing)}")
    subjects = Subjects()
    if given.part == "tune":
        tune(subjects.content, subjects.tests, subjects.shipped)
        return
    if not given.data:
        print("The public sets are left out: --data DIR says where they are.")
    measure(given.part, subjects, public.read_sets(given.data) if given.data else [])


def measure(part, subjects, sets):
    print(machine())
    figures = {engine: {} for engine in NAMES}
    compared = ""
    if part == "all":
        merge(figures, own.measure(subjects))
        of_sets, compared = side_by_side.measure(subjects, sets)
        merge(figures, of_sets)
    if part in {"all", "speed"}:
        merge(figures, speed.measure(subjects, sets))
    if part in {"all", "memory"}:
        merge(figures, memory.resident(subjects.tests))
    missed = [
        f"Missed by {title}: {'; '.join(misses(ROWS, figures[engine])) or 'nothing'}."
        for engine, title in NAMES.items()
    ]
    parts = [machine(), against_targets(ROWS, figures, NAMES), compared, "\n".join(missed)]
    print("", *filter(None, parts), sep="\n\n")


def merge(figures, more):
    for engine, found in more.items():
        figures[engine] |= found
