"""A server that is too old is refused; one that may lose what it has confirmed is warned of."""

import pytest

from storage.errors import StoreUnreadable
from storage.postgres_store import PostgresStore
from storage.postgres_store.server import check


async def test_a_server_as_postgresql_ships_it_is_no_reason_to_warn(stores):
    assert stores[0].warning == ""


async def test_one_that_confirms_before_it_has_written_is_warned_of(database, server):
    store = await PostgresStore.open(f"{database}?options=-csynchronous_commit%3Doff")
    await store.close()
    assert store.warning == (
        f"The database at 127.0.0.1:{server.port} may lose what people were told is saved when its power"
        " fails. Switch on there: synchronous_commit."
    )


async def test_one_that_never_waits_for_its_disk_is_warned_of(own_server):
    url = own_server.with_tables()
    for name in ("fsync", "full_page_writes"):
        own_server.do(f"ALTER SYSTEM SET {name} = off")
    own_server.stop()
    own_server.start()
    store = await PostgresStore.open(url)
    await store.close()
    assert store.warning.endswith("Switch on there: fsync, full_page_writes.")


@pytest.mark.parametrize("at", ["local", "remote_write", "remote_apply"])
def test_one_that_writes_on_its_own_disk_first_is_trusted(at):
    assert check("db:5432", 160_004, "on", "on", at) == ""


def test_postgresql_13_is_refused_and_14_is_not():
    assert check("db:5432", 140_000, "on", "on", "on") == ""
    with pytest.raises(StoreUnreadable, match=r"at db:5432 is PostgreSQL 13; this charter-bot needs 14"):
        check("db:5432", 139_999, "on", "on", "on")
