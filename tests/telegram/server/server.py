"""The server itself: start it, put people into it, point a bot at its address, and look at what happened."""

import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from .chats import Chat, Group
from .desk import Desk
from .endpoint import Endpoint
from .faults import Delay, Failure, Faults, Hold, Reset
from .limits import RateLimits
from .people import Person
from .presses import Press
from .wire import Call, Json
from .world import World

TOKEN = "123456:TEST"
Found = TypeVar("Found")


class BotApiServer:
    """A Telegram Bot API server on a loopback port, for one bot."""

    def __init__(
        self,
        token: str = TOKEN,
        username: str = "charter_test_bot",
        *,
        enforce_rates: bool = False,
        clock: Callable[[], float] = time.monotonic,
        webhook_interval: float = 0.05,
        webhook_attempts: int = 100,
    ) -> None:
        bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": username,
            "username": username,
        }
        self.token = token
        self.url = ""
        self.world = World(bot, webhook_interval, webhook_attempts)
        self._faults = Faults()
        self._desk = Desk(self.world, self._faults, RateLimits(clock) if enforce_rates else None)
        application = Endpoint(token, self._desk).application()
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=1)
        self.world.webhook.on_answer = self._desk.obey

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.updates.close()
        self._faults.release_all()
        await self.world.webhook.stop()
        await self._runner.cleanup()

    @property
    def calls(self) -> list[Call]:
        """Every request that came with the right token, valid or not."""
        return self._desk.calls

    @property
    def problems(self) -> list[str]:
        """Every invalid request: method, field, reason. A good bot leaves this empty."""
        return self._desk.problems

    @property
    def refusals(self) -> list[str]:
        """Every `"ok": false` the bot was given: problems, and what may happen to a good bot too."""
        return self._desk.refusals

    @property
    def unanswered_presses(self) -> list[Press]:
        """The presses the bot has still to answer."""
        return self.world.presses.unanswered

    @property
    def pending(self) -> list[Json]:
        """The updates the bot has not confirmed."""
        return self.world.updates.pending

    @property
    def issued(self) -> list[Json]:
        """Every update there ever was, confirmed or not."""
        return self.world.updates.issued

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    async def until(self, found: Callable[[], Found], within: float = 10) -> Found:
        """Wait for something to become true: `await server.until(lambda: server.called("getMe"))`."""
        result = await self.world.bell.until(found, within)
        if result is None:
            raise AssertionError(f"still waiting after {within} s; problems: {self.problems}")
        return result

    def person(self, name: str, *, username: str | None = None, language_code: str | None = "en") -> Person:
        """Somebody who has Telegram; the bot cannot write to them before they write to it."""
        return self.world.add_person(name, username, language_code)

    def group(self, title: str, people: Iterable[Person]) -> Group:
        """A group of these people and the bot."""
        return self.world.add_group(title, people)

    def commands_for(self, whom: Person | Chat, language_code: str | None = None) -> list[Json]:
        """The menu of commands that a person sees, or that is seen in a group."""
        chat = whom.private if isinstance(whom, Person) else whom
        spoken = whom.user.get("language_code", "") if isinstance(whom, Person) else ""
        return self.world.profile.commands_shown(chat.info, language_code or spoken)

    def fail_next(
        self,
        method: str,
        status: int = 429,
        *,
        retry_after: int = 1,
        times: int = 1,
        chat_id: int | None = None,
        description: str | None = None,
    ) -> None:
        """Refuse the next calls; from 500 on with a page of HTML unless there is a description."""
        self._faults.add(Failure(method, chat_id, times, status, retry_after, description))

    def reset_next(
        self, method: str, *, after_effect: bool = False, times: int = 1, chat_id: int | None = None
    ) -> None:
        """Break the connection of the next calls, before or after they had their effect."""
        self._faults.add(Reset(method, chat_id, times, after_effect))

    def delay_next(
        self,
        method: str,
        seconds: float,
        *,
        after_effect: bool = False,
        times: int = 1,
        chat_id: int | None = None,
    ) -> None:
        """Answer the next calls late, before or after they had their effect."""
        self._faults.add(Delay(method, chat_id, times, seconds, after_effect))

    def hold_next(self, method: str, *, chat_id: int | None = None) -> Hold:
        """Hold the next call: `await hold.arrived()`, then `hold.release()`."""
        hold = Hold(method, chat_id, 1)
        self._faults.add(hold)
        return hold
