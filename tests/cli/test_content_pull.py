"""`charter-bot content pull`: what was published in chat, as files that others review in git."""

import asyncio
import difflib
import shutil

import pytest

from bot import pulling
from knowledge.loader import SHIPPED, load_entries
from storage.records import ContentEdit
from storage.tinydb_store import TinyDbStore

NEW = "There are four levels.\n\n- Working Towards\n- Bronze, Silver and Gold"
WEE = "how many: wee cups # are there"


def edit(number, change, state="live", **words) -> ContentEdit:
    words = {"ask": (), "by": "CREW2345", "at": "2026-11-23", **words}
    return ContentEdit(f"e{number}", "levels", change=change, number=number, state=state, **words)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "sources" / "content")


@pytest.fixture
def published(tmp_path):
    """Keep changes in the store that the settings name."""

    async def keep(some):
        store = TinyDbStore(tmp_path / "data" / "charter.db")
        async with store.turn("test") as turn:
            for each in some:
                turn.put(each)
        await store.close()

    return lambda *some: asyncio.run(keep(some))


@pytest.fixture
def all_kinds(content):
    entry = content.entries["levels"]
    return (
        edit(1, "answer", text=NEW, old=entry.answer),
        edit(2, "question", text="Which levels are there?", old=entry.question),
        edit(3, "ask", ask=(WEE,)),
        edit(4, "unask", ask=(entry.ask[1],)),
        edit(5, "reviewed", text="2026-12-01 2027-06-01", old=f"{entry.checked} {entry.review_by}"),
    )


def changed_lines(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [each for each in lines if each[:3] not in {"---", "+++"} and each[0] in "+-"]


def test_each_change_stands_in_the_file_and_all_else_as_it_was(
    charter_bot, folder, published, all_kinds, content
):
    path = folder / "entries" / "levels.md"
    before = path.read_text("utf-8").replace("ask:\n", "ask:  # as people type\n", 1)
    path.write_text(before, "utf-8")
    published(*all_kinds)
    said = charter_bot("content", "pull", "--out", str(folder))
    assert said.stdout == f"Written: {path}\n"
    after = load_entries(folder)["levels"]
    assert (after.answer, after.question) == (NEW, "Which levels are there?")
    assert f"{after.checked} {after.review_by}" == "2026-12-01 2027-06-01"
    assert after.ask == [each for each in content.entries["levels"].ask if each != all_kinds[3].ask[0]] + [
        WEE
    ]
    head = changed_lines(before.split("\n---\n")[0], path.read_text("utf-8").split("\n---\n")[0])
    assert len(head) == 2 + 1 + 1 + 4  # question and days anew, one way of asking more and one less
    assert "  # as people type" in path.read_text("utf-8")
    others = [each for each in folder.rglob("*.*") if each != path]
    assert all(each.read_bytes() == (SHIPPED / each.relative_to(folder)).read_bytes() for each in others)


def test_pulled_twice_the_second_time_there_is_nothing_to_do(charter_bot, folder, published, all_kinds):
    published(*all_kinds)
    charter_bot("content", "pull", "--out", str(folder))
    once = (folder / "entries" / "levels.md").read_text("utf-8")
    said = charter_bot("content", "pull", "--out", str(folder))
    assert said.stdout == "Nothing to do: the files say all that was published in chat.\n"
    assert (folder / "entries" / "levels.md").read_text("utf-8") == once


def test_check_only_says_what_would_be_written(charter_bot, folder, published, all_kinds):
    before = (folder / "entries" / "levels.md").read_text("utf-8")
    published(*all_kinds)
    said = charter_bot("content", "pull", "--check", "--out", str(folder))
    assert said.stdout == f"Would be written: {folder / 'entries' / 'levels.md'}\n"
    assert (folder / "entries" / "levels.md").read_text("utf-8") == before


def test_what_the_files_contradict_is_said_and_not_written(charter_bot, folder, published):
    before = (folder / "entries" / "levels.md").read_text("utf-8")
    published(
        edit(1, "answer", text=NEW, old="Something that the file never said."), edit(2, "ask", state="stale")
    )
    said = charter_bot("content", "pull", "--out", str(folder))
    assert said.stdout.splitlines() == [
        "Not used, the file has changed since: levels, change 1 (answer)",
        "Not used, the file has changed since: levels, change 2 (ask)",
    ]
    assert (folder / "entries" / "levels.md").read_text("utf-8") == before


def test_into_an_empty_folder_goes_the_whole_file(charter_bot, tmp_path, published, all_kinds):
    published(*all_kinds)
    charter_bot("content", "pull", "--out", str(tmp_path / "taken"))
    assert len(list((tmp_path / "taken").rglob("*.md"))) == 1
    assert load_entries(tmp_path / "taken")["levels"].answer == NEW


def test_a_proposal_is_not_pulled(charter_bot, folder, published, content):
    published(edit(1, "answer", text=NEW, old=content.entries["levels"].answer, state="proposed"))
    assert "Nothing to do" in charter_bot("content", "pull", "--out", str(folder)).stdout


def test_nothing_is_written_into_an_installed_program(charter_bot, tmp_path, published, all_kinds):
    published(*all_kinds)
    inside = tmp_path / "lib" / "site-packages" / "knowledge" / "content"
    said = charter_bot("content", "pull", "--out", str(inside))
    assert said.exit_code == 2
    assert "belongs to the installed program" in said.stderr
    assert not inside.exists()


def test_without_sources_it_asks_where_to(charter_bot, tmp_path, published, monkeypatch):
    published()
    monkeypatch.setattr(pulling, "CHECKOUT", tmp_path)
    said = charter_bot("content", "pull")
    assert said.exit_code == 2
    assert "Say with --out where the files go." in said.stderr


def test_without_a_store_it_says_so(charter_bot, folder):
    said = charter_bot("content", "pull", "--out", str(folder))
    assert said.exit_code == 2
    assert "there is no store" in said.stderr


@pytest.mark.parametrize("name", sorted(path.stem for path in (SHIPPED / "entries").glob("*.md")))
def test_every_shipped_file_written_without_a_change_is_the_very_same(name, content):
    text = (SHIPPED / "entries" / f"{name}.md").read_text("utf-8")
    assert pulling.written(text, content.entries[name], content.entries[name]) == text
