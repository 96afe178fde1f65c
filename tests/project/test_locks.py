"""What people run is what was tested: the two lock files agree, and name no place to fetch from."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str]]:
    return set(PIN.findall((ROOT / name).read_text()))


def test_everything_that_is_run_is_tested_at_the_same_version():
    run = pins("requirements.lock")
    assert {"tinydb", "rapidfuzz", "python-telegram-bot"} <= {package for package, _ in run}
    assert run <= pins("requirements-test.lock")


def test_no_lock_file_names_a_package_host():
    for name in ("requirements.lock", "requirements-test.lock"):
        assert "://" not in (ROOT / name).read_text()
