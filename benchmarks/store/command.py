"""The command line: which parts are measured, and how far; the tables come last."""

import argparse
import asyncio

import saving
import stalls
import starting
import syncs
from machine import machine
from stores import Embedded, Postgres, Stock

from knowledge.loader import load

SIZES = (100, 1_000, 10_000, 100_000)
PARTS = {
    "saving": "one answer, by how many assessments are stored",
    "syncs": "syncs of the disk for an answer",
    "stalls": "how long the event loop is held up",
    "starting": "how long a start takes, and what is in memory then",
}


def arguments():
    parser = argparse.ArgumentParser("benchmarks/store", description="Measures the stores.")
    told = ", ".join(f"{part} ({what})" for part, what in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="part", help=f"what is measured; all of: {told}")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many assessments are stored")
    parser.add_argument("--turns", type=int, default=500, help="how many answers are saved")
    parser.add_argument("--stored", type=int, default=10_000, help="... for stalls and starts")
    parser.add_argument("--times", type=int, default=3, help="how many starts; the best one counts")
    parser.add_argument("--postgres", metavar="URL", help="an empty PostgreSQL database to measure too")
    return parser


def main():
    parser = arguments()
    given = parser.parse_args()
    if wrong := [part for part in given.parts if part not in PARTS]:
        parser.error(f"there is no part {', '.join(wrong)}")
    tables = asyncio.run(measure(given, given.parts or list(PARTS)))
    print("", machine(), *tables, sep="\n\n")


async def measure(given, parts):
    print(machine(), flush=True)
    content, tables = load(), []
    stores = [Embedded(), Stock(), *([Postgres(given.postgres)] if given.postgres else [])]
    if "saving" in parts:
        tables.append(await saving.measure(stores, given.sizes, content, given.turns))
    if "syncs" in parts:
        tables.append(f"Syncs of the disk for an answer: {syncs.measure(given.turns)}")
    if "stalls" in parts:
        tables.append(await stalls.measure(given.stored, content, given.turns))
    if "starting" in parts:
        tables.append(await starting.measure([1, given.stored], content, given.times))
    return tables
