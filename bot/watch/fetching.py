"""Whether updates come in from Telegram: how, who fetches them, and since when it has not worked."""

from collections.abc import Callable
from typing import Any, Literal

DEAF_AFTER = 120.0  # seconds without a successful fetch; one is held open for 25, and three may fail in a row

Way = Literal["polling", "webhook"]


class Fetching:
    """Told of every fetch; says whether it goes well. Off until `on` is called."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._way: Way | None = None
        self._reached = False
        self._leads = False
        self._tried_since = 0.0
        self._heard: float | None = None

    def on(self, way: Way) -> None:
        """Telegram is on, and is being reached for the first time."""
        self._way = way
        self._tried_since = self._clock()

    def reached(self) -> None:
        """Telegram has answered: what came before does not count."""
        self._reached = True
        self._tried_since = self._clock()

    def leads(self, leads: bool) -> None:
        """From now on this process fetches, or another one does."""
        self._leads = leads
        self._tried_since = self._clock()

    def has_no_room(self) -> None:
        """So much waits that nothing is fetched now: that is no failure."""
        self._tried_since = self._clock()

    def heard(self) -> None:
        """A fetch has worked, or Telegram has called."""
        self._heard = self._clock()

    @property
    def ok(self) -> bool:
        """Whether there is nothing to worry about: a webhook may be silent, and so is who does not lead."""
        mine = self._way == "polling" and self._leads
        tries = self._way is not None and (mine or not self._reached)
        since = max(self._tried_since, self._heard or 0.0)
        return not tries or self._clock() - since < DEAF_AFTER

    def to_json(self) -> dict[str, Any]:
        """Return what the health report says of it."""
        if self._way is None:
            return {"on": False, "ok": True}
        ago = None if self._heard is None else round(self._clock() - self._heard, 1)
        return {
            "on": True, "ok": self.ok, "way": self._way, "reached": self._reached, "leads": self._leads,
            "heard_seconds_ago": ago,
        }  # fmt: skip
