"""What the tests of the stores share: a store of every kind, and the places that remember."""

from collections.abc import AsyncIterator, Iterator

import pgbouncer
import pytest
from store_places import DURABLE, EVERYWHERE, PLACES, InOneFile, Place

from storage.store import Store
from storage.tinydb_store import TinyDbStore

TURNS = {"test_store_turns", "test_store_conflicts", "test_store_settling"}


def pytest_generate_tests(metafunc):
    """Run the contract on every store, and what it says of turns behind PgBouncer too, where that is."""
    turns = metafunc.module.__name__ in TURNS and pgbouncer.is_here()
    more = ("pgbouncer",) if turns else ()
    if "place" in metafunc.fixturenames:
        metafunc.parametrize("place", (*EVERYWHERE, *more), indirect=True)
    if "durable_place" in metafunc.fixturenames:
        metafunc.parametrize("durable_place", (*DURABLE, *more), indirect=True)


@pytest.fixture
def place(request, tmp_path) -> Iterator[Place]:
    place = PLACES[request.param](tmp_path)
    yield place
    place.forget()


@pytest.fixture
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
