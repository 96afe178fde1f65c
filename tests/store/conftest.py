"""What the tests of the stores share: a store of every kind, and the places that remember."""

from collections.abc import AsyncIterator, Iterator

import pytest
from store_places import DURABLE, PLACES, InOneFile, Place

from storage.store import Store
from storage.tinydb_store import TinyDbStore


@pytest.fixture(params=PLACES)
def place(request, tmp_path) -> Iterator[Place]:
    place = PLACES[request.param](tmp_path)
    yield place
    place.forget()


@pytest.fixture(params=DURABLE)
def durable_place(request, tmp_path) -> Iterator[Place]:
    place = PLACES[request.param](tmp_path)
    yield place
    place.forget()


@pytest.fixture
async def store(place) -> AsyncIterator[Store]:
    store = await place.open()
    yield store
    await store.close()


@pytest.fixture
def path(tmp_path):
    return InOneFile(tmp_path).path


@pytest.fixture
async def running(path) -> AsyncIterator[TinyDbStore]:
    """The embedded store, as the running assistant has it open."""
    store = TinyDbStore(path)
    yield store
    await store.close()
