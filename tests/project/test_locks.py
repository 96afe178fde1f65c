"""What people run is what was tested: the lock files agree, and name no place to fetch from."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
MEASURED_ONLY = {"bm25s"}  # a rival of our search


def pins(name: str) -> set[tuple[str, str]]:
    return set(PIN.findall((ROOT / name).read_text()))


def test_everything_that_is_run_is_tested_at_the_same_version():
    run = pins("requirements.lock")
    assert {"tinydb", "rapidfuzz", "python-telegram-bot"} <= {package for package, _ in run}
    assert run <= pins("requirements-test.lock")


def test_what_is_measured_is_what_is_run_with_nothing_but_its_rivals_beside_it():
    measured = pins("requirements-bench.lock")
    assert {package for package, _ in measured - pins("requirements.lock")} == MEASURED_ONLY
    assert pins("requirements.lock") <= measured


def test_no_lock_file_names_a_package_host():
    locks = [path.name for path in ROOT.glob("requirements*.lock")]
    assert {"requirements.lock", "requirements-test.lock", "requirements-bench.lock"} <= set(locks)
    assert [name for name in locks if "://" in (ROOT / name).read_text()] == []
