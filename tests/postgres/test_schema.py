"""A start needs the right tables and says what to do; migrating makes them, twice and at once too."""

import asyncio
import importlib.util
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sessions import A_HANG, ask, waiting_for_locks

from storage.errors import StoreError, StoreUnreadable
from storage.postgres_store import PostgresStore, schema
from storage.records import Member

SHAPE = """
    SELECT table_name, column_name, data_type, collation_name, is_nullable
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"


@pytest.fixture
def empty(server):
    url = server.empty()
    yield url
    server.drop(url)


async def refused(url: str) -> str:
    with pytest.raises(StoreUnreadable) as why:
        await PostgresStore.open(url)
    return str(why.value)


async def works(url: str) -> bool:
    store = await PostgresStore.open(url)
    async with store.turn("mine") as turn:
        turn.put(Member("web:x"))
    found = await store.read(Member, "role:visitor")
    await store.close()
    return found == [Member("web:x")]


async def test_an_empty_database_is_not_begun_with(empty, server):
    assert await refused(empty) == (
        f"The database at 127.0.0.1:{server.port} has no tables yet; this charter-bot needs schema"
        f" {schema.NEEDED}. Run `charter-bot migrate` first."
    )


async def test_neither_is_one_with_older_tables(database, server, monkeypatch):
    monkeypatch.setattr(schema, "REVISIONS", [*schema.REVISIONS, "9999"])
    monkeypatch.setattr(schema, "NEEDED", "9999")
    assert await refused(database) == (
        f"The database at 127.0.0.1:{server.port} is at schema 0001; this charter-bot needs schema 9999."
        " Run `charter-bot migrate` first."
    )


async def test_nor_one_with_newer_tables_and_migrating_does_not_touch_it_either(empty, server):
    await asyncio.to_thread(schema.upgrade, empty)
    await ask(empty, "UPDATE alembic_version SET version_num = '9999'")
    newer = (
        f"The database at 127.0.0.1:{server.port} was migrated by a newer charter-bot (schema 9999, not"
        f" {schema.NEEDED}). Install the newer charter-bot to use it."
    )
    assert await refused(empty) == newer
    with pytest.raises(StoreUnreadable) as why:
        await asyncio.to_thread(schema.upgrade, empty)
    assert str(why.value) == newer
    assert await ask(empty, "SELECT version_num FROM alembic_version") == [("9999",)]


async def test_nor_one_that_cannot_hold_every_text(server):
    server.do("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    latin = server.url("latin")
    assert "keeps its text as LATIN1. Make one with ENCODING 'UTF8'." in await refused(latin)
    with pytest.raises(StoreUnreadable, match="LATIN1"):
        await asyncio.to_thread(schema.upgrade, latin)
    server.drop(latin)


async def test_migrating_makes_an_empty_database_ready_and_again_changes_nothing(empty):
    await asyncio.to_thread(schema.upgrade, empty)
    assert await works(empty)
    await asyncio.to_thread(schema.upgrade, empty)
    assert await works(empty)


async def test_many_who_migrate_at_once_do_no_harm(empty):
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as processes:
        assert list(processes.map(schema.upgrade, [empty] * 4)) == [None] * 4
    assert await works(empty)


async def test_who_migrates_waits_for_one_who_is_at_it(empty):
    async with await psycopg.AsyncConnection.connect(empty) as other:
        await other.execute("SELECT pg_advisory_xact_lock(%s)", [schema.MIGRATING])
        migrating = asyncio.create_task(asyncio.to_thread(schema.upgrade, empty))
        await waiting_for_locks(empty, 1)
        assert await ask(empty, "SELECT FROM pg_tables WHERE schemaname = 'public'") == []
    await asyncio.wait_for(migrating, A_HANG)
    assert await works(empty)


async def test_migrating_can_be_taken_back_and_done_again(empty):
    await asyncio.to_thread(schema.upgrade, empty)
    await asyncio.to_thread(schema.downgrade, empty)
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert await ask(empty, tables) == [("alembic_version",)]
    assert "has no tables yet" in await refused(empty)
    await asyncio.to_thread(schema.upgrade, empty)
    assert await works(empty)


async def test_a_migration_that_fails_leaves_nothing(empty):
    await ask(empty, "CREATE TABLE tag (theirs text)")
    with pytest.raises(StoreError, match="its tables are not as charter-bot made them"):
        await asyncio.to_thread(schema.upgrade, empty)
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert await ask(empty, tables) == [("tag",)]


async def test_the_tables_are_what_the_store_needs_and_nothing_else(database):
    assert await ask(database, SHAPE) == [
        ("alembic_version", "version_num", "character varying", None, "NO"),
        ("record", "kind", "text", "C", "NO"),
        ("record", "key", "text", "C", "NO"),
        ("record", "body", "json", None, "NO"),
        ("tag", "kind", "text", "C", "NO"),
        ("tag", "tag", "text", "C", "NO"),
        ("tag", "key", "text", "C", "NO"),
    ]
    assert [each.rpartition(" USING ")[2] for (each,) in await ask(database, INDEXES)] == [
        "btree (version_num)",
        "btree (kind, key)",
        "btree (kind, key)",
        "btree (kind, tag, key)",
    ]


def test_the_schema_that_is_needed_is_the_last_that_the_migrations_make():
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.NEEDED]
    assert [each.revision for each in scripts.walk_revisions()] == schema.REVISIONS[::-1]


def test_the_migrations_lie_in_a_package_so_that_they_are_installed():
    package = importlib.util.find_spec("storage.postgres_store.migrations.versions")
    assert Path(package.origin).parent == schema.MIGRATIONS / "versions"


async def test_a_user_who_may_not_make_tables_is_told_what_to_do(empty):
    await ask(empty, "REVOKE CREATE ON SCHEMA public FROM public")
    await ask(empty, "DROP ROLE IF EXISTS guest")
    await ask(empty, "CREATE ROLE guest LOGIN PASSWORD 'guest'")
    url = empty.replace(empty.partition("//")[2].partition("@127")[0], "guest:guest")
    with pytest.raises(StoreError, match="let it own the database and what is in it"):
        await asyncio.to_thread(schema.upgrade, url)
