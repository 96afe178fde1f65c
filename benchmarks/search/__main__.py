"""Measures the search, and our rivals beside it: `python benchmarks/search`; `--help` says what else."""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported

from command import main

if __name__ == "__main__":
    main()
