"""All numbers as Prometheus reads them: what was counted, and what waits in the store just now."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from bot.watch.health import VERSION
from bot.watch.queues import WITHIN, Queues, is_usable, queues
from bot.watch.watch import Watch
from storage.store import Store

__all__ = ["CONTENT_TYPE_LATEST", "scrape"]


async def scrape(watch: Watch, store: Store, within: float = WITHIN) -> bytes:
    """Return the numbers of this moment."""
    usable = await is_usable(store, within)
    if not usable:
        watch.ping_failed()
    now = CollectorRegistry()  # anew each time: a number that cannot be read now is left out, not repeated
    now.register(_Now(usable, await queues(store, within) if usable else None))
    return generate_latest(watch.metrics.registry) + generate_latest(now)


class _Now(Collector):
    """The numbers that are read when they are asked for. Those of the store are of all processes together."""

    def __init__(self, usable: bool, waiting: Queues | None) -> None:
        self._usable = usable
        self._waiting = waiting

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        yield InfoMetricFamily("charter_build", "What runs here.", {"version": VERSION})
        yield _gauge("store_up", "Whether the store can be used.", int(self._usable))
        if self._waiting is None:
            return
        yield _gauge("updates_waiting", "Updates kept and not worked off yet.", self._waiting.updates)
        yield _gauge("lanes_waiting", "Chats that those updates are of.", self._waiting.lanes)
        yield _gauge("updates_aside", "Updates kept aside.", self._waiting.aside)
        yield _gauge(
            "replies_waiting", "Messages whose replies are not delivered yet.", self._waiting.replies
        )
        with suppress(ValueError):  # nothing waits
            since = _seconds(self._waiting.oldest)
            yield _gauge("replies_oldest_timestamp_seconds", "When the oldest of those was answered.", since)
        yield _gauge("reminders_waiting", "Reminders that are kept for later.", self._waiting.reminders)
        with suppress(ValueError):  # as above
            first = _seconds(f"{self._waiting.due}T00:00:00+00:00")
            yield _gauge("reminders_first_timestamp_seconds", "The day of the first of those.", first)
        if self._waiting.chain:
            holds, at = self._waiting.chain
            yield _gauge("audit_chain_ok", "Whether the record of who did what held.", int(holds))
            yield _gauge("audit_chain_checked_timestamp_seconds", "When that was looked at.", _seconds(at))


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"charter_{name}", says, value)
