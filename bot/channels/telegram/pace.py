"""Telegram's pace: about one message a second to a chat, with short bursts, and a bound for all chats.

Source: Telegram's Bots FAQ, "My bot is hitting limits": one message a second in a chat (short bursts are
tolerated), about 30 a second altogether, 20 a minute in a group.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

CHATS = 10_000  # remembered; beyond that, those that have rested are forgotten
Pause = Callable[[float], Awaitable[None]]


@dataclass
class Bucket:
    """Lets `rate` things a second pass, and up to `burst` at once after a rest."""

    rate: float
    burst: float
    _level: float = field(default=-1.0)
    _at: float = field(default=0.0)

    def take(self, now: float) -> float:
        """Take one; return how many seconds to wait before using it."""
        if self._level < 0 and self._at == 0.0:
            self._level = self.burst
        else:
            self._level = min(self.burst, self._level + (now - self._at) * self.rate)
        self._at = now
        self._level -= 1
        return max(0.0, -self._level / self.rate)

    def is_full(self, now: float) -> bool:
        """Whether it has rested: one that is forgotten and made anew would be the same."""
        return self._level + (now - self._at) * self.rate >= self.burst


class Pace:
    """Says when the next message to a chat may go."""

    def __init__(
        self, everywhere: float = 25.0, chat: float = 1.0, group: float = 1 / 3, burst: float = 8
    ) -> None:
        self._all = Bucket(everywhere, everywhere)
        self._chat, self._group, self._burst = chat, group, burst
        self._chats: dict[str, Bucket] = {}
        self._not_before: dict[str, float] = {}

    def hold(self, chat: str, seconds: float) -> None:
        """Send nothing to a chat for so long: Telegram has asked for it."""
        self._not_before[chat] = time.monotonic() + seconds

    def _forget_rested(self, now: float) -> None:
        self._chats = {chat: each for chat, each in self._chats.items() if not each.is_full(now)}
        self._not_before = {chat: until for chat, until in self._not_before.items() if until > now}

    async def wait(self, chat: str, pause: Pause) -> None:
        """Return when it is this chat's turn; `pause` does the waiting, and may raise to end it."""
        if len(self._chats) > CHATS:
            self._forget_rested(time.monotonic())
        rate = self._group if chat.startswith("-") else self._chat
        bucket = self._chats.setdefault(chat, Bucket(rate, self._burst))
        while (left := self._not_before.get(chat, 0.0) - time.monotonic()) > 0:
            await pause(left)
        for each in (bucket, self._all):  # the second only now: one that waits holds nothing
            if seconds := each.take(time.monotonic()):
                await pause(seconds)
