"""Measures the stores: an answer, stalls, starts, memory: `python benchmarks/store`; `--help` tells more."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "search"))  # the tables and the machine are the same

from command import main

if __name__ == "__main__":
    main()
