"""The benchmarks of the store and of turns run through, with numbers too small to mean anything."""

import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[2]
A_HANG = 300  # seconds after which a benchmark that hangs has failed
TINY = {
    "store": ["--sizes", "5", "10", "--turns", "8", "--stored", "20", "--times", "1"],
    "export": ["--stored", "6", "csv", "json"],
    "turns": [
        "--chats",
        "6",
        "--turns",
        "2",
        "--ease",
        "3",
        "--seconds",
        "1",
        "--at-once",
        "4",
        "--does",
        "press",
    ],
}


def figures(name):
    """Run a benchmark as people do, and return the rows of its tables, by their first cell."""
    done = subprocess.run(
        [sys.executable, HOME / "benchmarks" / name, *TINY[name]],
        env=os.environ | {"PYTHONPATH": str(HOME)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=A_HANG,
    )
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    return {row[0]: row[1:] for row in rows}, done.stdout


def test_the_stores_are_measured_one_beside_the_other():
    rows, said = figures("store")
    assert said.count("| charter-bot, TinyDB |") == said.count("| stock TinyDB, JSONStorage |") == 2
    assert {"nothing at all", "the store alone", "whole turns of the assistant"} <= rows.keys()
    assert rows["20"][0].endswith(" s")
    assert rows["20"][-1].endswith(" MB")
    assert "Syncs of the disk for an answer: " in said


def test_turns_are_measured_beside_an_echo_by_polling_and_by_webhook():
    rows, _ = figures("turns")
    for way in ("polling", "webhook"):
        messages, rate, *_ = rows[f"a press that answers a criterion, {way}"]
        assert float(messages) == 2
        assert float(rate) > 0
        assert float(rows[f"{way}, 4 at once"][0]) > 0


def test_an_export_is_measured_in_time_memory_and_stalls():
    rows, _ = figures("export")
    for kind in ("csv", "json"):
        time, before, at_most, beside, *stalls, files = rows[kind]
        assert time.endswith(" s")
        assert all(each.endswith(" MB") for each in (before, at_most, beside))
        assert all(each.endswith(" ms") for each in stalls)
        assert "MB" in files
