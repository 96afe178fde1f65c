"""The processes of a run: the API server, and one bot after the other."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")


class Api:
    """The API server. `run` has people talk to the bot that is running, and returns how that went."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, HERE / "api.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.url = f"http://127.0.0.1:{self._answer()['port']}"

    def run(self, **what):
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self):
        self._process.kill()
        self._process.wait()

    def _answer(self):
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("The API server has ended; what it said stands above.")
        return json.loads(line)


@contextmanager
def echo(api, way, at_once):
    """Run the rival; its pool has room for every update at once, and some for fetching."""
    pool = at_once + 8 if at_once else 0
    words = [HERE / "echo.py", api.url, way, str(at_once), str(pool), str(free_port())]
    with _running(words, {}, "ready") as process:
        yield process


@contextmanager
def ours(api, way, store):
    """Run the assistant."""
    port = free_port()
    settings = {
        "CHARTER_STORE": f"tinydb:{store}",
        "CHARTER_CACHE": str(store.parent / "cache"),
        "CHARTER_SENTENCES": "off",  # what people do here asks the search for nothing
        "CHARTER_LIMIT_AT_ONCE": "1000000",  # these people are in a hurry
        "CHARTER_LIMIT_A_DAY": "1000000",
        "CHARTER_WEB_PORT": str(port),
        "TELEGRAM_BOT_TOKEN": "1:x",
        "TELEGRAM_API_URL": api.url,
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}" if way == "webhook" else "",
    }
    with _running([HERE / "our_bot.py"], settings, "On Telegram", folder=store.parent) as process:
        yield process


def busy(process):
    """Return how many seconds of a processor's time a process has taken."""
    after_the_name = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_the_name[11]) + int(after_the_name[12])) / TICKS


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextmanager
def _running(words, settings, ready, folder=None):
    process = subprocess.Popen(
        [sys.executable, *words], env=os.environ | settings, cwd=folder, stdout=subprocess.PIPE, text=True
    )
    try:
        for line in process.stdout:
            if line.startswith(ready):
                break
        else:
            raise SystemExit("The bot did not start; what it said stands above.")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
