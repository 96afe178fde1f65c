"""Faults that a test orders: refusals, lost connections, delays, and calls held until released."""

import asyncio
from dataclasses import dataclass, field

from .models import MODELS
from .refusals import BrokenAnswer, ConnectionLost, Refusal, too_many_requests
from .wire import Call

ANY_METHOD = "*"


@dataclass(eq=False)
class Fault:
    """What goes wrong, for which calls, and how often."""

    method: str
    chat_id: int | None
    times: int

    def matches(self, call: Call) -> bool:
        method = self.method in (ANY_METHOD, call.method)
        return self.times > 0 and method and self.chat_id in (None, call.chat_id)

    async def before(self) -> None:
        """Go wrong before the call has had its effect."""

    async def after(self) -> None:
        """Go wrong after it."""


@dataclass(eq=False)
class Failure(Fault):
    """Telegram refuses; from 500 on with a page of HTML, as a proxy does."""

    status: int
    retry_after: int
    description: str | None

    async def before(self) -> None:
        if self.status == 429:
            raise too_many_requests(self.retry_after)
        if self.status >= 500 and self.description is None:
            raise BrokenAnswer(self.status)
        raise Refusal(self.status, self.description or "Bad Request: the test wants this to fail")


@dataclass(eq=False)
class Reset(Fault):
    """The connection breaks, before or after the effect."""

    effect_first: bool

    async def before(self) -> None:
        if not self.effect_first:
            raise ConnectionLost

    async def after(self) -> None:
        if self.effect_first:
            raise ConnectionLost


@dataclass(eq=False)
class Delay(Fault):
    """Telegram takes its time."""

    seconds: float
    effect_first: bool

    async def before(self) -> None:
        if not self.effect_first:
            await asyncio.sleep(self.seconds)

    async def after(self) -> None:
        if self.effect_first:
            await asyncio.sleep(self.seconds)


@dataclass(eq=False)
class Hold(Fault):
    """A call waits until the test releases it: order without sleeping."""

    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    async def before(self) -> None:
        self._arrived.set()
        await self._released.wait()

    async def arrived(self, within: float = 10) -> None:
        """Wait until a call is held."""
        async with asyncio.timeout(within):
            await self._arrived.wait()

    def release(self) -> None:
        """Let the held call go on."""
        self.times = 0
        self._released.set()


class Faults:
    """The faults still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let something go wrong later on."""
        if fault.method != ANY_METHOD and fault.method not in MODELS:
            raise ValueError(f"no method is called {fault.method}, so it can never fail")
        self._waiting.append(fault)

    def take(self, call: Call) -> Fault:
        """The first fault that is meant for this call, or one that does nothing."""
        for fault in self._waiting:
            if fault.matches(call):
                fault.times -= 1
                return fault
        return Fault(call.method, None, times=0)

    def release_all(self) -> None:
        """Let every held call go on: the server closes."""
        for fault in self._waiting:
            if isinstance(fault, Hold):
                fault.release()
