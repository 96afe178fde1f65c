"""What is counted and timed, for Prometheus: every label is from a small fixed set, there from the start."""

from collections.abc import Sequence
from itertools import product

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.metrics import MetricWrapperBase

prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]  # a second line for each count, which nobody asks for

CHANNELS = ("telegram", "web", "console", "other")
# `done` is a step, a press or a command; the four before it are what a question came to.
OUTCOMES = (
    "answered", "offered", "elsewhere", "none", "done", "urgent", "repeated", "turned_away",
    "not_saved", "failed",
)  # fmt: skip
REMINDED = ("told", "moved", "dropped")  # what becomes of a reminder that is due
TURN_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
COMMIT_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
LAG_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1)


class Metrics:
    """The counts of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._of_turns()
        self._of_telegram()
        self.reminders = self._counter("reminders", "Reminders that were due and are settled.", ["outcome"])
        _are_there(self.reminders, REMINDED)
        self.pings_failed = self._counter("store_pings_failed", "Checks that the store did not pass.")
        self.loop_lag = self._histogram(
            "event_loop_lag_seconds", "How late the event loop comes to what is due.", LAG_SECONDS
        )

    def _of_turns(self) -> None:
        self.turns = self._counter("turns", "Turns taken.", ["channel", "outcome"])
        self.turn_seconds = self._histogram(
            "turn_seconds", "From a message to its replies, kept.", TURN_SECONDS, ["channel"]
        )
        self.commit_seconds = self._histogram(
            "commit_seconds", "From the end of a turn's work until it is kept.", COMMIT_SECONDS
        )
        self.conflicts = self._counter("turn_conflicts", "Turns run again: what they read was changed.")
        _are_there(self.turns, CHANNELS, OUTCOMES)
        _are_there(self.turn_seconds, CHANNELS)

    def _of_telegram(self) -> None:
        self.fetches = self._counter("fetches", "Requests for updates.", ["outcome"])
        self.fetched = self._gauge(
            "last_fetch_timestamp_seconds", "When updates were last fetched or brought."
        )
        self.leads = self._gauge("leads", "Whether this process is the one that fetches.")
        self.received = self._counter("updates_received", "Updates fetched or brought.")
        self.settled = self._counter("updates_settled", "Updates worked off.")
        self.set_aside = self._counter("updates_set_aside", "Updates that could not be worked off.")
        self.replies = self._counter("replies", "Replies done with.", ["outcome"])
        self.retried = self._counter("calls_retried", "Calls to Telegram made again after trouble.")
        self.told_to_wait = self._counter("calls_told_to_wait", "Calls that Telegram answered with 429.")
        self.gone = self._counter("people_gone", "People found to have left or blocked the bot.")
        _are_there(self.fetches, ("done", "failed"))
        _are_there(self.replies, ("delivered", "refused"))

    def _counter(self, name: str, says: str, labels: Sequence[str] = ()) -> Counter:
        return Counter(f"charter_{name}", says, labels, registry=self.registry)

    def _gauge(self, name: str, says: str) -> Gauge:
        return Gauge(f"charter_{name}", says, registry=self.registry)

    def _histogram(
        self, name: str, says: str, buckets: Sequence[float], labels: Sequence[str] = ()
    ) -> Histogram:
        return Histogram(f"charter_{name}", says, labels, registry=self.registry, buckets=buckets)


def _are_there(metric: MetricWrapperBase, *labels: Sequence[str]) -> None:
    """Begin at nothing: what never happened is 0, not missing."""
    for each in product(*labels):
        metric.labels(*each)
