"""PgBouncer in transaction mode before the tests' server: a connection serves one turn, then another."""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import postgres_server
import psycopg
from postgres_server import PASSWORD, PATIENCE, NoServer, Server

SBIN = "/usr/sbin"  # where Debian puts it; not on everybody's PATH
CONFIG = """
[databases]
* = host=127.0.0.1 port={server}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
server_reset_query =
server_login_retry = 1
logfile = {folder}/log
verbose = 0
"""


def is_here() -> bool:
    """Whether PgBouncer is installed."""
    return _program() is not None


class PgBouncer:
    """A PgBouncer of our own, before a server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._folder = Path(tempfile.mkdtemp(prefix="charter-pgb-"))
        self.port = postgres_server.free_port()
        config = CONFIG.format(server=server.port, port=self.port, folder=self._folder)
        (self._folder / "config").write_text(config)
        (self._folder / "users").write_text(f'"charter" "{PASSWORD}"\n')
        user = postgres_server.another_user()  # it refuses to run as root, too
        for path in (self._folder, *self._folder.iterdir()):
            if user:
                os.chown(path, user.pw_uid, user.pw_gid)
        command = [_program() or "pgbouncer", "-q", self._folder / "config"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **postgres_server.as_user(user))
        atexit.register(self.remove)
        self._wait()

    def url(self, url: str) -> str:
        """Return the url of the same database by way of this."""
        return url.replace(f":{self._server.port}/", f":{self.port}/")

    def remove(self) -> None:
        """Stop it and leave nothing behind."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                log = self._folder / "log"
                raise NoServer(f"PgBouncer did not start: {log.read_text() if log.exists() else ''}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url(self._server.url())):
            return True
        return False


@cache
def running() -> PgBouncer:
    """Return the one that all tests share; it is stopped when they are through."""
    return PgBouncer(postgres_server.running())


def _program() -> str | None:
    return shutil.which("pgbouncer", path=os.pathsep.join([os.environ.get("PATH", ""), SBIN]))
