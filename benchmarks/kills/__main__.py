"""Kills whole bots under load and prints what came of it: `python benchmarks/kills 1000`."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[2] / "tests"
sys.path[:0] = [str(TESTS / folder) for folder in ("crash", "store", "telegram", ".")]

from command import main  # noqa: E402 - the engine is that of the tests, and is found by now

if __name__ == "__main__":
    main()
