"""Backup, restore and migrate as the operator types them, with a database."""

import asyncio
import base64
import gzip
from pathlib import Path
from urllib.parse import quote

import postgres_server
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.opening import open_store
from bot.settings import Settings
from storage.errors import StoreError
from storage.postgres_store import PostgresStore
from storage.records import AuditEvent, Member, Session

FILE = "tinydb:data/charter.db"
THEY = [Member("web:harriet", role="curator"), Member("web:jo"), Session("web:jo", step="1")]
KEY = base64.b64encode(b"a master key of thirty-two bytes").decode()
SECRETS = {KEY, postgres_server.PASSWORD, quote(postgres_server.PASSWORD, safe="")}


@pytest.fixture
def url():
    url = postgres_server.running().with_tables()
    yield url
    postgres_server.running().take_back(url)


new_url = url  # another


@pytest.fixture
def bare():
    """A database without tables."""
    url = postgres_server.running().empty()
    yield url
    postgres_server.running().drop(url)


def shown(url):
    return f"postgresql://127.0.0.1:{postgres_server.running().port}/{url.rsplit('/', 1)[1]}"


@pytest.fixture
def charter_bot(tmp_path, monkeypatch):
    """The command line in an empty folder; whatever it prints, the password is not in it."""
    monkeypatch.chdir(tmp_path)

    def run(*words, store=FILE, **key):
        settings = {"CHARTER_STORE": store, **(key or {"CHARTER_KEY": KEY})}
        result = CliRunner().invoke(main, words, env=settings, prog_name="charter-bot")
        assert not any(secret in result.output for secret in SECRETS)
        return result

    return run


def with_store(store, work, key=KEY):
    """Open a store, do something with it and return what that returns."""

    async def do():
        opened = await open_store(Settings.model_validate({"charter_store": store, "charter_key": key}))
        try:
            return await work(opened)
        finally:
            await opened.close()

    return asyncio.run(do())


async def _take(store):
    async with store.turn("mine") as turn:
        for record in THEY:
            turn.put(record)


async def _look(store):
    keys = [each.key for each in await store.read(Member)]
    return keys, await store.tags(Member, "role:"), [each.what for each in await store.read(AuditEvent)]


def test_a_database_is_backed_up_and_restored_into_an_empty_one(charter_bot, url, new_url):
    with_store(url, _take)
    made = charter_bot("backup", "one.backup", store=url)
    assert made.stdout.startswith(
        "Written and checked: one.backup, with 4 records (1 audit, 2 member, 1 session). Its keys: "
    )
    again = charter_bot("restore", "one.backup", store=new_url)
    assert again.stdout == (
        f"Restored and checked: {shown(new_url)}, with 4 records (1 audit, 2 member, 1 session).\n"
    )
    both = ["web:harriet", "web:jo"], ["role:curator", "role:visitor"]
    assert with_store(new_url, _look) == (*both, ["backup", "restore"])
    assert b'"store": "postgresql"' in gzip.decompress(Path("one.backup").read_bytes())


def test_a_database_that_holds_something_is_not_restored_over_unless_asked(charter_bot, url):
    with_store(url, _take)
    charter_bot("backup", "one.backup", store=url)
    refused = charter_bot("restore", "one.backup", store=url)
    assert refused.exit_code == 2
    assert f"{shown(url)} is not empty, and nothing was restored." in refused.stderr
    assert "Name an empty database in CHARTER_STORE." in refused.stderr
    result = charter_bot("restore", "--replace", "one.backup", store=url)
    assert "What was there before: one.backup.before-restore-" in result.stdout
    assert with_store(url, _look)[2] == ["backup", "restore"]


def test_migrate_makes_the_tables_that_a_restore_asks_for(charter_bot, url, bare):
    with_store(url, _take)
    charter_bot("backup", "one.backup", store=url)
    refused = charter_bot("restore", "one.backup", store=bare)
    assert refused.exit_code == 2
    assert "Run `charter-bot migrate` first." in refused.stderr
    assert charter_bot("migrate", store=bare).stdout == f"{shown(bare)} is as this charter-bot needs it.\n"
    assert charter_bot("restore", "one.backup", store=bare).exit_code == 0


def test_a_store_moves_to_a_database_and_back(charter_bot, bare):
    with_store(FILE, _take)
    there = charter_bot("migrate", "--from", FILE, "--to", bare)
    assert there.stdout == (
        f"Copied and compared, record by record: 3 records (2 member, 1 session). {FILE} is as it was. "
        f"To go on with the other, set CHARTER_STORE to {shown(bare)}. "
        "Its key is the one in CHARTER_KEY: leave that as it is.\n"
    )
    assert with_store(bare, _look) == with_store(FILE, _look)
    back = charter_bot("migrate", "--from", bare, "--to", "tinydb:back.db")
    assert back.exit_code == 0
    charter_bot("backup", "one.backup")
    charter_bot("backup", "back.backup", store="tinydb:back.db")
    assert records("one.backup") == records("back.backup")


def test_a_file_with_its_key_beside_it_moves_to_a_database_with_that_key(charter_bot, bare):
    with_store(FILE, _take, key="")
    moved = charter_bot("migrate", "--from", FILE, "--to", bare, CHARTER_KEY="")
    assert moved.stdout.endswith(
        "Its key is in data/charter.db.key: set CHARTER_KEY_FILE to that, and keep a copy of the file apart "
        "from the backups.\n"
    )
    named = {"store": bare, "CHARTER_KEY_FILE": "data/charter.db.key"}
    assert charter_bot("backup", "one.backup", **named).exit_code == 0
    charter_bot("backup", "two.backup", CHARTER_KEY="")
    assert records("one.backup") == records("two.backup")


LOSES_A_SESSION = """
    CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN DELETE FROM record WHERE kind = 'session'; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER loses AFTER INSERT ON record DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION lose();
"""


def test_a_store_that_is_not_the_same_in_the_end_is_told(charter_bot, bare):
    with_store(FILE, _take)
    charter_bot("migrate", store=bare)
    postgres_server.running().do(LOSES_A_SESSION, url=bare)  # at the commit, when all was well so far
    result = charter_bot("migrate", "--from", FILE, "--to", bare)
    assert result.exit_code == 2
    assert f"{shown(bare)} is not what {FILE} is: a record of kind 'session' differs." in result.stderr
    assert "Stop every assistant that uses either." in result.stderr


def records(path):
    """Return the lines of a backup's records, but not that it was made."""
    lines = gzip.decompress(Path(path).read_bytes()).splitlines()[1:-1]
    return [line for line in lines if b'"kind":"audit"' not in line]


def test_a_database_is_not_moved_onto_itself_or_onto_another(charter_bot, url, new_url):
    with_store(url, _take)
    with_store(new_url, _take)
    assert "name the same store" in charter_bot("migrate", "--from", url, "--to", url).stderr
    refused = charter_bot("migrate", "--from", url, "--to", new_url)
    assert f"{shown(new_url)} is not empty, and nothing was copied." in refused.stderr
    assert "Name an empty database in --to." in refused.stderr


def test_a_url_that_is_none_is_told_without_it(charter_bot):
    wrong = f"postgresql://charter:{postgres_server.PASSWORD}@127.0.0.1/x"  # not escaped
    result = charter_bot("migrate", "--from", FILE, "--to", wrong)
    assert result.exit_code == 2
    assert result.stderr.startswith("--to: ")
    assert not any(part in result.stderr for part in ("s3cret", "of:the", "tests"))


@pytest.mark.parametrize("words", [["backup", "one.backup"], ["migrate"]])
def test_a_database_that_is_away_is_told(charter_bot, words):
    away = f"postgresql://charter:{quote(postgres_server.PASSWORD, safe='')}@127.0.0.1:1/x"
    result = charter_bot(*words, store=away)
    assert result.exit_code == 2
    assert "the database at 127.0.0.1:1 cannot be reached" in result.stderr


def test_a_database_of_an_older_version_is_sealed_by_migrate_and_the_start_says_so(charter_bot, url):
    asyncio.run(_take_plain(url))
    refused = charter_bot("backup", "one.backup", store=url)
    assert refused.exit_code == 2
    assert (
        "not sealed yet. Stop every assistant that uses it, then run `charter-bot migrate`." in refused.stderr
    )
    with pytest.raises(StoreError, match="charter-bot migrate"):
        with_store(url, _look)
    assert charter_bot("migrate", store=url).exit_code == 0
    assert with_store(url, _look) == (["web:harriet", "web:jo"], ["role:curator", "role:visitor"], [])
    rows = postgres_server.running().do(
        "SELECT key || body FROM record UNION SELECT key || tag FROM tag", url=url
    )
    assert rows
    assert not any("harriet" in row for (row,) in rows)


async def _take_plain(url):
    store = await PostgresStore.open(url)
    await _take(store)
    await store.close()


def test_what_an_older_version_has_written_over_sealed_records_takes_their_place(charter_bot, url):
    asyncio.run(_take_plain(url))
    assert charter_bot("migrate", store=url).exit_code == 0
    asyncio.run(_take_plain(url))
    assert charter_bot("migrate", store=url).exit_code == 0
    assert with_store(url, _look) == (["web:harriet", "web:jo"], ["role:curator", "role:visitor"], [])


def test_without_a_key_a_database_is_not_opened_and_how_to_make_one_is_told(charter_bot, url):
    result = CliRunner().invoke(main, ["migrate"], env={"CHARTER_STORE": url}, prog_name="charter-bot")
    assert result.exit_code == 2
    assert "charter-bot keys new" in result.stderr


def test_without_the_key_of_a_sealed_database_nobody_is_told_to_make_another(charter_bot, url):
    assert charter_bot("migrate", store=url).exit_code == 0
    result = CliRunner().invoke(main, ["migrate"], env={"CHARTER_STORE": url}, prog_name="charter-bot")
    assert result.exit_code == 2
    assert "sealed already" in result.stderr
    assert "keys new" not in result.stderr
