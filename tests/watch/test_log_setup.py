"""What Python would print by itself goes into the log too, without words: tried in a program of its own."""

import json
import logging
import subprocess
import sys

import pytest

from bot import logs

CANARY = "canary-8Qe"

TROUBLED = """
import asyncio, gc, logging, sys, threading, warnings
from bot import logs

logs.set_up()
logs.set_up(sys.argv[1])

CANARY = sys.argv[2]

def breaks(*_):
    raise ValueError(CANARY)

class BreaksWhenGone:
    __del__ = breaks

async def everything_goes_wrong():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    task = asyncio.create_task(fails(), name=CANARY)
    await asyncio.wait([task])
    del task
    gc.collect()
    loop.call_soon(breaks, CANARY)
    await asyncio.sleep(0)
    await asyncio.sleep(0)

async def fails():
    breaks()

asyncio.run(everything_goes_wrong(), debug=True)
threading.Thread(target=breaks, name=CANARY).start()
broken = BreaksWhenGone()
del broken
warnings.warn(CANARY, UserWarning)
logging.getLogger("library").warning("lost %d", CANARY)
logging.getLogger("charter.test").error("lost: tries=%d", CANARY)
logging.getLogger("charter.test").info("begun: id=%s", 7)
logging.getLogger("library").info("not told")
breaks()
"""


@pytest.fixture(params=["text", "json"])
def said(request):
    ended = subprocess.run(
        [sys.executable, "-c", TROUBLED, request.param, CANARY], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    return request.param, ended.stderr.splitlines()


def test_nothing_that_python_prints_by_itself_tells_words(said):
    form, lines = said
    assert not [line for line in lines if CANARY in line]
    assert not [line for line in lines if "Traceback" in line]
    if form == "json":
        assert all({"time", "level", "logger", "event", "line"} <= set(json.loads(line)) for line in lines)


@pytest.mark.parametrize(
    "told",
    [
        "Task exception was never retrieved",
        "a thread ended by an error: ValueError at <string>:",
        "an error could not be raised: ValueError at <string>:",
        "a warning about code: kind=UserWarning place=<string>:",
        "the program ends by an error: ValueError at <string>:",
        "lost %d (<string>:",
        "lost: tries=%d",
        "begun: id=7",
    ],
)
def test_what_went_wrong_is_told_once(said, told):
    assert len([line for line in said[1] if told in line]) == 1


def test_a_callback_that_failed_is_told_by_the_loops_place_and_the_errors_kind(said):
    assert [line for line in said[1] if "base_events.py:" in line and "ValueError at <string>:" in line]


def test_a_librarys_lines_are_told_from_a_warning_on_and_ours_all(said):
    assert not [line for line in said[1] if "not told" in line]


def test_who_has_set_up_logging_before_keeps_their_own(monkeypatch):
    before = logging.getLogger().handlers[:]
    hook = sys.excepthook
    assert before  # the tests' own
    logs.set_up("json")
    assert logging.getLogger().handlers == before
    assert sys.excepthook is hook
