"""What the tests share: the shipped content, the assistant over each store, a clock, and the people."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import postgres_server
import pytest
from people import MORNING, NO_HURRY, Clock, Person, StoreInUse

from bot.answers import Answers
from bot.app import App, assemble
from bot.flows.invite import make_invite
from knowledge.framework import Framework
from knowledge.loader import Content, load
from knowledge.search import VectorCache
from knowledge.search.encoder import MiniLm
from storage.memory_store import MemoryStore
from storage.tinydb_store import TinyDbStore

CACHE = Path(__file__).parents[1] / ".test-cache"  # what the model has learnt stays for the next run
os.environ["CHARTER_CACHE"] = str(CACHE)


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture(scope="session")
def framework(content) -> Framework:
    return content.framework


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder in which there is a program of the same name, and in which we happen to be."""
    mark = tmp_path / "was run"
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    return mark


@pytest.fixture(scope="session")
def sentences() -> VectorCache:
    """The sentence model that set-up has made, with what it has learnt before."""
    return VectorCache(MiniLm(), CACHE / "sentences.db")


@pytest.fixture(scope="session")
def answers(content, sentences) -> Answers:
    """The knowledge base, indexed once for all tests."""
    return Answers(content, sentences)


@pytest.fixture(scope="session")
def assembled(content, sentences) -> tuple[App, StoreInUse, Clock]:
    """The assistant, put together once: that takes a while, and it remembers nothing between tests."""
    store, clock = StoreInUse(), Clock()
    return assemble(content, store, clock, sentences=sentences, rates=NO_HURRY), store, clock


@pytest.fixture
async def store(request, assembled, tmp_path) -> AsyncIterator[StoreInUse]:
    """A store in memory, unless the test asks for TinyDB (tests/flows/conftest.py)."""
    _app, store, _clock = assembled
    tinydb = getattr(request, "param", "memory") == "tinydb"
    kept = TinyDbStore(tmp_path / "charter.db") if tinydb else MemoryStore()
    store.store = kept
    yield store
    await kept.close()


@pytest.fixture
def database() -> Iterator[str]:
    """The url of a PostgreSQL database with our tables and nothing in them."""
    server = postgres_server.running()
    url = server.with_tables()
    yield url
    server.take_back(url)


@pytest.fixture
def clock(assembled) -> Clock:
    _app, _store, clock = assembled
    clock.time = MORNING
    return clock


@pytest.fixture
def app(assembled, store, clock) -> App:
    app = assembled[0]
    app.invites._guesses._wrong.clear()  # what it remembers beside the store
    return app


@pytest.fixture
def amal(app) -> Person:
    """A service manager."""
    return Person(app, "amal", channel="telegram")


@pytest.fixture
def jo(app) -> Person:
    """Leads human resources."""
    return Person(app, "jo")


@pytest.fixture
def sam(app) -> Person:
    """A peer mentor, on an old phone."""
    return Person(app, "sam", channel="telegram")


@pytest.fixture
async def priya(app, clock) -> Person:
    """Looks after the assistant: an admin."""
    priya = Person(app, "priya", channel="console")
    made = make_invite("admin", clock())
    await app.store.append([made.record])
    await priya.says(f"/code {made.code}")
    return priya
