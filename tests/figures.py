"""Figures as Prometheus reads them, and a store with the troubles that a health check must see."""

import asyncio

from prometheus_client.parser import text_string_to_metric_families

from bot.watch.scrape import scrape
from storage.errors import StoreError
from storage.memory_store import MemoryStore


class AilingStore(MemoryStore):
    """A store that can be away, or not answer at all."""

    def __init__(self):
        super().__init__()
        self.away = False
        self.hangs = False
        self.counts_hang = False

    async def ping(self):
        if self.hangs:
            await asyncio.Event().wait()
        if self.away:
            raise StoreError("canary: the server has gone away")

    async def count(self, kind, tag=""):
        if self.counts_hang:
            await asyncio.Event().wait()
        return await super().count(kind, tag)


class Ticks:
    """A clock of seconds that moves only when a test moves it."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now

    def passes(self, seconds):
        self.now += seconds


class Figures(dict):
    """Numbers by name and labels: `figures["charter_turns_total", "web", "answered"]`."""

    def __init__(self, text):
        super().__init__()
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                self[sample.name, *sample.labels.values()] = sample.value

    def of(self, name):
        """Those of one name that are not nothing, by their labels."""
        return {key[1:]: value for key, value in self.items() if key[0] == name and value}


async def figures(watch, store, within=2.0):
    return Figures((await scrape(watch, store, within)).decode())
