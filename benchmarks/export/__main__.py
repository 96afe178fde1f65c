"""Measures a large export: `python benchmarks/export`; `--help` tells more."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "search"))  # the tables and the machine are the same
sys.path.append(str(Path(__file__).parents[1] / "store"))  # as people are there, so they are here

from command import main

if __name__ == "__main__":
    main()
