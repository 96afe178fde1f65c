"""The program as a stranger runs it: `charter-bot run` in an empty folder, with a page and nothing else."""

import asyncio
import os
import re
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

CHARTER_BOT = Path(sys.executable).with_name("charter-bot")
CODE = re.compile(r"/code ([A-Z0-9-]{20,})")


@dataclass
class Running:
    """A running program: where its page is, and what it has printed so far."""

    process: asyncio.subprocess.Process
    address: str
    folder: Path
    printed: str = ""

    async def prints(self, words: str) -> str:
        """Read on until these words are printed."""
        async with asyncio.timeout(60):
            while words not in self.printed:
                line = await self.process.stdout.readline()
                assert line, f"it ended before it printed {words!r}:\n{self.printed}"
                self.printed += line.decode()
        return self.printed

    @property
    def admin_code(self) -> str:
        return CODE.search(self.printed).group(1)

    async def stops(self) -> int:
        """Ask it to stop, as Ctrl+C and a service manager do; return its exit status."""
        self.process.terminate()
        async with asyncio.timeout(20):
            rest = await self.process.stdout.read()
            self.printed += rest.decode()
            return await self.process.wait()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


async def started(folder: Path, port: int) -> Running:
    """Start the program as anybody does, in a folder, and wait until it is ready."""
    process = await asyncio.create_subprocess_exec(
        CHARTER_BOT, "run",
        cwd=folder,
        env={
            "CHARTER_WEB_PORT": str(port),
            "PATH": "/usr/bin:/bin",
            "CHARTER_LIMIT_AT_ONCE": "0",  # nobody presses as fast as a test
            "CHARTER_CACHE": os.environ["CHARTER_CACHE"],
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    program = Running(process, f"http://127.0.0.1:{port}", folder)
    await program.prints("Press Ctrl+C to stop.")
    return program


@pytest.fixture
async def running(tmp_path, free_port) -> AsyncIterator[Running]:
    program = await started(tmp_path, free_port)
    yield program
    if program.process.returncode is None:
        await program.stops()


@pytest.fixture
def start_again(free_port) -> Callable[[Path], Awaitable[Running]]:
    return lambda folder: started(folder, free_port)
