"""Lives of whole bots: begun, sent signals, and waited for, in processes of their own."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

WARM = Path(__file__).with_name("warm_process.py")
A_HANG = 60  # seconds after which something that should end has failed

Settings = dict[str, str]


class Life(Protocol):
    """One process, from its begin to its end."""

    def send(self, sign: signal.Signals) -> None:
        """Send it a signal."""

    async def ends(self) -> int:
        """Wait for its end; return its exit status, or minus the signal that ended it."""


class Cold:
    """Lives begun as anybody begins one: the interpreter, the imports, the content, everything."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Those who began a life end it."""

    async def begin(self, settings: Settings, log: Path) -> "ColdLife":
        """Run `charter-bot run` with these settings."""
        words = (sys.executable, "-m", "bot.cli", "run")
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *words, env=os.environ | settings, stdin=DEVNULL, stdout=output, stderr=output
            )
        return ColdLife(process)


class ColdLife:
    """A process of our own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def send(self, sign: signal.Signals) -> None:
        """See `Life.send`."""
        if self._process.returncode is None:
            self._process.send_signal(sign)

    async def ends(self) -> int:
        """See `Life.ends`."""
        async with asyncio.timeout(A_HANG):
            return await self._process.wait()


class Warm:
    """Lives begun in some hundredths of a second, see `warm_process.py`."""

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(sys.executable, WARM, stdin=PIPE, stdout=PIPE)
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._begun: asyncio.Queue[int] = asyncio.Queue()
        self._hearing = asyncio.create_task(self._hear())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        await self._process.wait()
        await self._hearing

    async def begin(self, settings: Settings, log: Path) -> "WarmLife":
        """Fork a process that runs `charter-bot run` with these settings."""
        self.order(settings=settings, log=str(log))
        async with asyncio.timeout(A_HANG):
            pid = await self._begun.get()
        return WarmLife(pid, self, self._ends[pid])

    def order(self, **what: object) -> None:
        """Have the process that warms them do something."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what).encode() + b"\n")

    async def _hear(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            told = json.loads(line)
            if "begun" in told:
                self._ends[told["begun"]] = asyncio.get_running_loop().create_future()
                self._begun.put_nowait(told["begun"])
            elif "ended" in told:
                self._ends.pop(told["ended"]).set_result(told["status"])


class WarmLife:
    """A process that somebody else has begun for us."""

    def __init__(self, pid: int, warm: Warm, end: asyncio.Future[int]) -> None:
        self._pid = pid
        self._warm = warm
        self._end = end

    def send(self, sign: signal.Signals) -> None:
        """See `Life.send`."""
        self._warm.order(pid=self._pid, signal=int(sign))

    async def ends(self) -> int:
        """See `Life.ends`."""
        return await asyncio.wait_for(asyncio.shield(self._end), A_HANG)
