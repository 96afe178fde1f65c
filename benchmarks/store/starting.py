"""How long a start takes, and what it holds in memory then: each in a process of its own.

The first start has the content checked, seals the store and keeps Python's byte code: it is not timed.
The first with Telegram keeps that of the library.
"""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from assistants import people
from collected import fill
from machine import machine
from tables import markdown

from storage.tinydb_store import TinyDbStore

OPEN = "from pathlib import Path; from storage.tinydb_store import TinyDbStore; TinyDbStore(Path('{}'))"
TELEGRAM = {"TELEGRAM_BOT_TOKEN": "1:x", "TELEGRAM_API_URL": "http://127.0.0.1:1"}
REST = 2.0  # seconds after which a process that is ready is idle


async def measure(sizes, content, times):
    rows = []
    for stored in sizes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "charter.db"
            store = TinyDbStore(path)
            await fill(store, people(content, stored))
            await store.close()
            first = _run(path)
            opened = min(_opened(path) for _ in range(times))
            runs = [_run(path) for _ in range(times)]
            with_telegram = [_run(path, **TELEGRAM)[1] for _ in range(2)]
            ready, memory = min(each[0] for each in runs), min(each[1] for each in runs)
        seconds = (f"{each:.2f} s" for each in (opened, ready))
        megabytes = (f"{each:.0f} MB" for each in (first[1], memory, *with_telegram))
        rows.append([f"{stored:,}", *seconds, *megabytes])
        print(*rows[-1], machine(), flush=True)
    header = [
        "assessments", "store open", "`run` ready", "idle, first start", "page alone",
        "first with Telegram", "with Telegram",
    ]  # fmt: skip
    return markdown(header, rows)


def _opened(path):
    """Seconds from the start of a process until the store is open in it, and the process has ended."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", OPEN.format(path)], env=_environment(path), check=True)
    return perf_counter() - start


def _run(path, **settings):
    """Return the seconds until `charter-bot run` is ready, and its megabytes once it is idle."""
    start = perf_counter()
    with _running(path, settings) as process:
        ready = perf_counter() - start
        try:
            process.wait(REST)
        except subprocess.TimeoutExpired:
            return ready, _megabytes(process.pid)
    raise SystemExit("The assistant has ended; what it said stands above.")


@contextmanager
def _running(path, settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings = {
        "CHARTER_STORE": f"tinydb:{path}",
        "CHARTER_CACHE": str(path.parent / "cache"),
        "CHARTER_SENTENCES": "off",
        "CHARTER_WEB_PORT": str(port),
        **settings,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        env=_environment(path) | settings, cwd=path.parent, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for line in process.stdout:
            if line.startswith("The assistant is ready"):
                break
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def _environment(path):
    """That of this process, but that byte code is kept: else each start would compile 400 files anew."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(path.parent / "code")}


def _megabytes(number):
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
