"""The stores that are measured, each filled with so many assessments. A new one joins with a class here."""

import asyncio
import json

from assistants import NO_HURRY, Answering, people
from collected import AT_ONCE, fill
from embedded import open_embedded
from tinydb import TinyDB

from bot.app import assemble
from storage.records import Answer, Assessment, Handled, Member, Session


class Embedded:
    """The embedded store, sealed: one real turn of the assistant."""

    title = "charter-bot, TinyDB"
    most = 100_000

    async def open(self, folder, content, stored):
        self._store = await open_embedded(folder)
        await fill(self._store, people(content, stored))
        return Answering(content, assemble(content, self._store, rates=NO_HURRY).assistant)

    async def close(self):
        await self._store.close()


class Stock:
    """TinyDB as it comes, at its best: one update of one assessment, which is less than a turn keeps."""

    title = "stock TinyDB, JSONStorage"
    most = 10_000  # beyond, an update takes many seconds

    async def open(self, folder, content, stored):
        await asyncio.to_thread(_write_stock, folder / "stock.json", people(content, stored))
        self._db = TinyDB(folder / "stock.json")
        self._answer = Answer(1).__dict__
        return self._update

    async def _update(self):
        self._db.table("assessment").update({"answers": {"L1": self._answer}}, doc_ids=[1])

    async def close(self):
        self._db.close()


class Postgres:
    """A PostgreSQL database of its own, empty before and after, not sealed: a real turn of the assistant."""

    title = "charter-bot, PostgreSQL, not sealed"
    most = 100_000

    def __init__(self, url):
        self._url = url

    async def open(self, folder, content, stored):
        from storage.postgres_store import PostgresStore, schema  # noqa: PLC0415 - only where it is wanted

        schema.upgrade(self._url)
        self._store = await PostgresStore.open(self._url)
        await fill(self._store, people(content, stored))
        return Answering(content, assemble(content, self._store, rates=NO_HURRY).assistant)

    async def close(self):
        for kind in (Member, Session, Assessment, Handled):
            await self._forget(kind)
        await self._store.close()

    async def _forget(self, kind):
        records = await self._store.read(kind)
        for at in range(0, len(records), AT_ONCE):
            async with self._store.turn("emptying") as turn:
                for record in records[at : at + AT_ONCE]:
                    turn.remove(kind, record.key)


def _write_stock(path, of_people):
    """Write the file that stock TinyDB would have come to, at once."""
    documents = {str(at): records[-1].to_json() for at, records in enumerate(of_people, 1)}
    path.write_text(json.dumps({"assessment": documents}))
