"""What the parts of the assistant tell of themselves, as it happens."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from bot.watch.fetching import Fetching, Way
from bot.watch.loop_lag import measure
from bot.watch.metrics import CHANNELS, OUTCOMES, Metrics
from storage.errors import StoreError, Taken, TurnConflict

UNWELL_FOR = 60.0  # seconds after a turn that could not be kept, unless one could since
Stage = Literal["starting", "ready", "stopping"]


@dataclass
class TurnInHand:
    """A turn while it is taken: what it comes to is said before it ends."""

    clock: Callable[[], float]
    outcome: str = "done"
    worked: float | None = None

    def comes_to(self, outcome: str) -> None:
        """Say what it comes to, once it is kept: its work is done by now."""
        self.outcome = outcome
        self.worked = self.clock()


class Watch:
    """Takes note; each method is one thing that can happen. `clock` counts seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.metrics = Metrics()
        self.fetching = Fetching(clock)
        self.stage: Stage = "starting"
        self._not_kept: float | None = None
        self._clock = clock

    # The process

    def started(self) -> None:
        """All has started: this process can take what comes."""
        self.stage = "ready"

    def stops(self) -> None:
        """It is time to stop: nothing more should be brought here."""
        self.stage = "stopping"

    async def measure_lag(self) -> None:
        """Measure how late the event loop is, until cancelled."""
        await measure(self.metrics.loop_lag.observe, asyncio.get_running_loop().time, asyncio.sleep)

    def ping_failed(self) -> None:
        """The store could not be used."""
        self.metrics.pings_failed.inc()

    @property
    def keeps(self) -> bool:
        """Whether turns can be kept, as far as the last ones show: a full disk can still be read."""
        return self._not_kept is None or self._clock() - self._not_kept > UNWELL_FOR

    # Turns

    @contextmanager
    def turn(self, channel: str) -> Iterator[TurnInHand]:
        """Time a turn, count what it comes to, and time how long that takes to be kept.

        What another process has in hand is no turn of ours.
        """
        turn, began, came_to = TurnInHand(self._clock), self._clock(), ""
        try:
            yield turn
            came_to = turn.outcome
            self._kept(turn)
        except Taken:
            raise
        except StoreError as error:
            came_to = "not_saved"
            if not isinstance(error, TurnConflict):
                self._not_kept = self._clock()
            raise
        except Exception:
            came_to = "failed"
            raise
        finally:
            if came_to:
                self._turn(channel, came_to, self._clock() - began)

    def _turn(self, channel: str, outcome: str, seconds: float) -> None:
        channel = channel if channel in CHANNELS else "other"
        outcome = outcome if outcome in OUTCOMES else "done"
        self.metrics.turns.labels(channel, outcome).inc()
        self.metrics.turn_seconds.labels(channel).observe(seconds)

    def _kept(self, turn: TurnInHand) -> None:
        self._not_kept = None
        if turn.worked is not None:
            self.metrics.commit_seconds.observe(self._clock() - turn.worked)

    def conflicted(self) -> None:
        """A turn is run again: what it had read was changed."""
        self.metrics.conflicts.inc()

    # Reminders

    def reminded(self, outcome: str) -> None:
        """A reminder that was due is settled: "told", "moved" to later, or "dropped"."""
        self.metrics.reminders.labels(outcome).inc()

    # Telegram, receiving

    def telegram_on(self, way: Way) -> None:
        """Telegram is on, and is being reached for the first time."""
        self.fetching.on(way)

    def telegram_reached(self) -> None:
        """Telegram has answered, and we have said how we want to be told of updates."""
        self.fetching.reached()

    def leads(self, *, leads: bool) -> None:
        """From now on this process fetches, or does not any more."""
        self.fetching.leads(leads)
        self.metrics.leads.set(int(leads))

    def fetched(self) -> None:
        """Telegram has answered a request for updates, with or without any, or has called the webhook."""
        self.fetching.heard()
        self.metrics.fetches.labels("done").inc()
        self.metrics.fetched.set_to_current_time()

    def fetch_failed(self) -> None:
        """A request for updates went wrong, or what it brought could not be kept."""
        self.metrics.fetches.labels("failed").inc()

    def has_no_room(self) -> None:
        """So many updates wait that no more are fetched for now."""
        self.fetching.has_no_room()

    def received(self, updates: int) -> None:
        """So many new updates are kept."""
        self.metrics.received.inc(updates)

    def settled(self) -> None:
        """An update is worked off."""
        self.metrics.settled.inc()

    def set_aside(self) -> None:
        """An update is set aside for good."""
        self.metrics.set_aside.inc()

    # Telegram, sending

    def delivered(self) -> None:
        """Telegram has taken a reply."""
        self.metrics.replies.labels("delivered").inc()

    def refused(self) -> None:
        """Telegram will never take this reply."""
        self.metrics.replies.labels("refused").inc()

    def retried(self) -> None:
        """A call was not answered, and is made again."""
        self.metrics.retried.inc()

    def told_to_wait(self) -> None:
        """Telegram has asked us to wait (429)."""
        self.metrics.told_to_wait.inc()

    def gone(self) -> None:
        """Somebody is found to have left or blocked the bot."""
        self.metrics.gone.inc()
