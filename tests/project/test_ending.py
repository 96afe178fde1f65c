"""Whatever hangs, the program is gone in time, and what ends by itself is left alone."""

import subprocess
import sys

from bot.ending import WITHIN

HANGS = """
import threading
from bot.ending import Ending
ending = Ending(0.05)
ending.begin()
ending.begin()
{over}
threading.Event().wait({seconds})
print("still here", flush=True)
"""


def run(**how: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", HANGS.format(**how)]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


def test_what_hangs_is_ended():
    done = run(over="", seconds="50")
    assert (done.returncode, done.stdout) == (0, "")
    assert "did not stop in time" in done.stderr


def test_what_is_over_is_left_alone():
    done = run(over="ending.over()", seconds="0.5")
    assert (done.returncode, done.stdout, done.stderr) == (0, "still here\n", "")


def test_eight_seconds_are_promised():
    assert WITHIN == 7.5
