"""Starts whole bots quickly, one after the other or side by side: `python warm_process.py`.

Most of a start is reading the content and indexing it, before any store is opened, and always the same. It is
done once here; then every line of JSON on the standard input forks a process that runs `charter-bot run`, or
sends one a signal. What has begun and ended is told in lines of JSON. All end when the input does.
Only two things differ from a start by hand: the content is there already, and the sender is in no hurry to
wait. Each life runs in its own process, with its own event loop, store, sockets and signals.
"""

import contextlib
import json
import os
import select
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import uvicorn.protocols.http.auto  # noqa: F401 - what a start would import

import bot.app
import bot.running
from bot.answers import Answers
from bot.channels.telegram import pace
from bot.cli import main
from knowledge.loader import load


class InNoHurryToWait(pace.Pace):
    """A pace that never makes a test wait."""

    def __init__(self) -> None:
        super().__init__(everywhere=1e6, chat=1e6, group=1e6, burst=1e6)


pace.Pace = InNoHurryToWait  # type: ignore[misc]
import bot.channels.telegram.channel  # noqa: E402 - it takes the pace from there

CONTENT = load()
ANSWERS = Answers(CONTENT)
bot.running.read_content = lambda **_: CONTENT
bot.app.Answers = lambda *_: ANSWERS  # type: ignore[assignment,misc]


def become_a_bot(settings: dict[str, str], log: str) -> NoReturn:
    """Be `charter-bot run` from now on, with these settings, writing to this file."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    output = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.close(0)
    os.environ.update(settings)
    status = 1
    try:
        main(["run"], standalone_mode=False)
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(status)


def tell(**what: Any) -> None:
    """Say what has happened."""
    os.write(1, json.dumps(what).encode() + b"\n")


class Nursery:
    """The processes that live now."""

    def __init__(self) -> None:
        self._lives: set[int] = set()

    def obey(self, order: dict[str, Any]) -> None:
        """Start a bot, or send one a signal; one that has just ended by itself gets none."""
        if "settings" in order:
            if (pid := os.fork()) == 0:
                become_a_bot(order["settings"], order["log"])
            self._lives.add(pid)
            tell(begun=pid)
        elif order["pid"] in self._lives:
            os.kill(order["pid"], order["signal"])

    def bury(self) -> None:
        """Tell of those that have ended."""
        for pid in list(self._lives):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._lives.remove(pid)
                tell(ended=pid, status=os.waitstatus_to_exitcode(status))

    def close(self) -> None:
        """End all that still live."""
        for pid in self._lives:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def work() -> None:
    """Take orders until there are no more."""
    news, bell = os.pipe()
    os.set_blocking(bell, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(bell)
    nursery, heard = Nursery(), b""
    tell(tasks=len(list(Path("/proc/self/task").iterdir())) if Path("/proc/self/task").exists() else 1)
    while True:
        ready, _, _ = select.select([0, news], [], [])
        if news in ready:
            os.read(news, 1024)
            nursery.bury()
        if 0 in ready:
            if not (more := os.read(0, 65536)):
                break
            *orders, heard = (heard + more).split(b"\n")
            for order in orders:
                nursery.obey(json.loads(order))
    nursery.close()


if __name__ == "__main__":
    work()
