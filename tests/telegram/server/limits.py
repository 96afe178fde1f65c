"""Telegram's published limits: a message a second to a person, 20 a minute to a group, 30 a second in all."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from .chats import Chat, Group
from .refusals import too_many_requests

BURST = 5
"""Messages to one private chat that may go out at once before the limit bites; Telegram gives no number."""


class Bucket:
    """Refills at a steady rate and lets short bursts through."""

    def __init__(self, rate: float, burst: int) -> None:
        self.rate = rate
        self.burst = burst
        self.level = float(burst)
        self.time = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed."""
        self.level = min(self.burst, self.level + (now - self.time) * self.rate)
        self.time = now
        return max(0.0, (1 - self.level) / self.rate)

    def take(self, now: float) -> None:
        self.level -= 1


class Window:
    """At most so many in any stretch of so many seconds."""

    def __init__(self, most: int, seconds: float) -> None:
        self.seconds = seconds
        self.times: deque[float] = deque(maxlen=most)

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed."""
        full = len(self.times) == self.times.maxlen
        return max(0.0, self.times[0] + self.seconds - now) if full else 0.0

    def take(self, now: float) -> None:
        self.times.append(now)


class RateLimits:
    """Counts what the bot sends and refuses what is too much."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._all = Window(30, 1)
        self._groups: dict[int, Window] = defaultdict(lambda: Window(20, 60))
        self._people: dict[int, Bucket] = defaultdict(lambda: Bucket(1, BURST))

    def check(self, chat: Chat) -> None:
        """Count one message to the chat, or refuse it and say when to come back."""
        now = self._clock()
        own = self._groups[chat.id] if isinstance(chat, Group) else self._people[chat.id]
        wait = max(self._all.wait(now), own.wait(now))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        self._all.take(now)
        own.take(now)
