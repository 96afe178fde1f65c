"""The command line: how many assessments there are, and what they are exported to; the table comes last."""

import argparse
import json
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from database import lent
from machine import machine
from tables import markdown

KINDS = ("xlsx", "csv", "json")
STEPS = Path(__file__).parent


def main():
    parser = argparse.ArgumentParser("benchmarks/export", description="Measures a large export.")
    parser.add_argument("kinds", nargs="*", default=KINDS, help=f"what is typed behind /export: {KINDS}")
    parser.add_argument("--stored", type=int, default=50_000, help="how many assessments there are")
    parser.add_argument("--postgres", metavar="URL", help="an empty PostgreSQL database to have them in")
    given = parser.parse_args()
    print(machine(), flush=True)
    print(measure(given.stored, given.kinds, given.postgres), machine(), sep="\n\n")


def measure(stored, kinds, url):
    """Fill a store, then export from it, each in a process of its own: so each has a peak of its own."""
    rows = []
    with TemporaryDirectory() as folder, lent(url) if url else nullcontext():
        store = [url or f"tinydb:{folder}/charter.db", f"{folder}/key"]
        _run("filling.py", *store, stored)
        for kind in kinds:
            rows.append([kind, *json.loads(_run("exporting.py", *store, kind))])
            print(*rows[-1], flush=True)
    header = [
        f"{stored:,} assessments to", "time", "the assistant before", "at most", "the process beside it",
        "stalls, p99", "worst", "files",
    ]  # fmt: skip
    return markdown(header, rows)


def _run(step, *words):
    command = [sys.executable, STEPS / step, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
