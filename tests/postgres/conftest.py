"""What the tests of the store on PostgreSQL share: several stores on one database, as processes would be."""

from collections.abc import AsyncIterator, Iterator

import postgres_server
import pytest
from postgres_server import Server

from storage.postgres_store import PostgresStore


@pytest.fixture
def server() -> Server:
    """The server that all tests share: for looking at, not for stopping."""
    return postgres_server.running()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that a test may stop, kill and start again."""
    server = Server()
    yield server
    server.remove()


@pytest.fixture
async def stores(database) -> AsyncIterator[list[PostgresStore]]:
    """Three stores on one database."""
    stores = [await PostgresStore.open(database) for _ in range(3)]
    yield stores
    for store in stores:
        await store.close()
