"""The database's password is in no error, no line of the log, and nothing that can be printed."""

import asyncio
import logging
from urllib.parse import quote

import postgres_server
import pytest
from sessions import A_HANG

from storage.errors import StoreError
from storage.postgres_store import PostgresStore, schema
from storage.postgres_store.address import Address
from storage.records import Member

PASSWORD = "Tr0ub4dor&3"
PASSWORDS = (PASSWORD, quote(PASSWORD, safe=""), postgres_server.PASSWORD)
PASSWORDS += (quote(postgres_server.PASSWORD, safe=""),)


def everything_in(error: BaseException) -> str:
    """Return an error with all that is behind it, as the worst of loggers would write it."""
    behind = [each for each in (error.__cause__, error.__context__) if each]
    return f"{error!r} {error} {error.args} {vars(error)}" + "".join(everything_in(each) for each in behind)


def holds_none(*texts: str) -> bool:
    return not any(password in text for text in texts for password in PASSWORDS)


@pytest.fixture
def log(caplog):
    listen_to_all(caplog)
    return caplog


def listen_to_all(caplog) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("psycopg", "psycopg.pool", "alembic", "sqlalchemy.engine", "charter.store", "asyncio"):
        caplog.set_level(logging.DEBUG, name)


def wrong_urls(server) -> dict[str, tuple[str, str]]:
    here, word = f"127.0.0.1:{server.port}", quote(PASSWORD, safe="")
    return {
        "password": (f"postgresql://charter:{word}@{here}/postgres", "password authentication failed for"),
        "user": (f"postgresql://nobody:{word}@{here}/postgres", "password authentication failed for"),
        "database": (server.url("not_there"), 'database "not_there" does not exist'),
        "port": (f"postgresql://charter:{word}@127.0.0.1:9/postgres", "Connection refused"),
        "host": (f"postgresql://charter:{word}@not-there.invalid/postgres", "not-there.invalid"),
    }


MENDS = {
    "password": "Check the user and the password in CHARTER_STORE.",
    "user": "Check the user and the password in CHARTER_STORE.",
    "database": "Make the database, or name another in CHARTER_STORE.",
    "port": "Start it, or set CHARTER_STORE to where it is.",
    "host": "Start it, or set CHARTER_STORE to where it is.",
}


@pytest.mark.parametrize("wrong", ["password", "user", "database", "port", "host"])
async def test_a_database_that_cannot_be_opened_is_told_with_its_place_and_why(server, log, wrong):
    url, why = wrong_urls(server)[wrong]
    with pytest.raises(StoreError) as refused:
        await asyncio.wait_for(PostgresStore.open(url), A_HANG)
    told = str(refused.value)
    assert told.startswith(f"the database at {Address.read(url).place} cannot be reached: ")
    assert why in told
    assert told.endswith(MENDS[wrong])
    with pytest.raises(StoreError) as not_migrated:
        await asyncio.to_thread(schema.upgrade, url)
    assert why in str(not_migrated.value)
    assert str(not_migrated.value).endswith(MENDS[wrong])
    assert holds_none(log.text, everything_in(refused.value), everything_in(not_migrated.value))


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://u:{PASSWORD}@[::1/charter",
        f"postgresql://u:{PASSWORD}%zz@h/charter",
        f"postgresql://u:{PASSWORD}@h:not-a-port-{PASSWORD}/c?{PASSWORD}=1",
        f"postgresql:u:{PASSWORD}@h",
        f"postgresql://u:{PASSWORD}\udfff@h",
        f"host=h password={PASSWORD}",
    ],
)
def test_a_url_that_cannot_be_read_is_not_repeated(url):
    with pytest.raises(ValueError) as refused:
        Address.read(url)
    assert holds_none(everything_in(refused.value))


async def test_turns_migrations_and_a_database_that_goes_away_tell_nothing_of_it(own_server, log):
    url = own_server.empty()
    await asyncio.to_thread(schema.upgrade, url)
    store = await PostgresStore.open(url)
    listen_to_all(log)  # opening has hushed the libraries

    async def turn():
        async with store.turn("mine") as turn:
            turn.put(Member("web:x"))
            own_server.kill()

    with pytest.raises(StoreError) as failed:
        await asyncio.wait_for(turn(), A_HANG)
    with pytest.raises(StoreError) as away:
        await asyncio.wait_for(store.ping(), A_HANG)
    leads = asyncio.Event()

    async def work():
        leads.set()
        await asyncio.Event().wait()

    leading = asyncio.create_task(store.lead("telegram", work))
    own_server.start()
    await asyncio.wait_for(leads.wait(), A_HANG)  # until then nothing of ours need have been told
    leading.cancel()
    await asyncio.wait([leading])
    await store.close()
    assert {"psycopg", "psycopg.pool", "charter.store"} <= {record.name for record in log.records}
    told = [everything_in(each.value) for each in (failed, away)]
    assert holds_none(log.text, repr(store), repr(vars(store)), repr(store._address), *told)
