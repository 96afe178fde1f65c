"""Measures turns through Telegram's protocol, beside a bare echo bot: `python benchmarks/turns`."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / other) for other in ("store", "search")]  # what they share

from command import main

if __name__ == "__main__":
    main()
