"""The tests' own server: whichever of the two is here runs, and is gone when it is not needed any more."""

import asyncio
import os
from pathlib import Path

import postgres_server
import psycopg
import pytest
from postgres_server import NoServer, Server
from sessions import ask

from storage.postgres_store import PostgresStore
from storage.records import Member


@pytest.mark.parametrize("binaries", [postgres_server.found, postgres_server.embedded])
async def test_a_server_runs_with_the_binaries_that_are_here(binaries):
    server = Server(binaries())
    store = await PostgresStore.open(server.with_tables())
    async with store.turn("mine") as turn:
        turn.put(Member("web:x"))
    server.kill()
    server.start()
    assert await store.read(Member) == [Member("web:x")]
    await store.close()

    assert await ask(server.url(), "SHOW fsync") == [("on",)]
    owner = (await asyncio.to_thread(Path(f"/proc/{server._process.pid}").stat)).st_uid
    assert owner != 0
    assert os.geteuid() in (0, owner)
    server.remove()
    with pytest.raises(psycopg.OperationalError):
        await ask(server.url(), "SELECT 1")
    assert not server._folder.exists()


def test_where_debians_server_is_not_the_package_with_one_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert postgres_server.found() == postgres_server.embedded()


def test_the_newest_of_debians_servers_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path)
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "postgres").touch()
    assert postgres_server.found() == tmp_path / "17" / "bin"


def test_where_there_is_none_the_tests_say_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoServer, match="apt-get install postgresql"):
        postgres_server.found()
