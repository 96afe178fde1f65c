"""Content that was found right is not checked again; whatever is changed is."""

import shutil
from datetime import date

import pytest

from bot import content as content_module
from bot.content import read_content
from knowledge.errors import ContentError
from knowledge.loader import SHIPPED


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "content")


@pytest.fixture
def checks(monkeypatch) -> list[date]:
    """The days for which the content was checked."""
    checked = []

    def check(content, folder, today):
        checked.append(today)
        return []

    monkeypatch.setattr(content_module, "found_apart", check)
    return checked


def test_the_same_content_is_checked_once(folder, tmp_path, checks):
    for _ in range(2):
        read_content(date.min, folder, tmp_path / "cache" / "note")
    assert len(checks) == 1


def test_changed_content_is_checked_again(folder, tmp_path, checks):
    read_content(date.min, folder, tmp_path / "note")
    entry = folder / "entries" / "cost.md"
    entry.write_text(entry.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    read_content(date.min, folder, tmp_path / "note")
    assert len(checks) == 2


def test_content_that_is_wrong_is_refused_every_time(folder, tmp_path):
    (folder / "entries" / "cost.md").unlink()
    for _ in range(2):
        with pytest.raises(ContentError):
            read_content(date.min, folder, tmp_path / "note")


@pytest.mark.parametrize("note", ["", "\udcff", "x"])
def test_a_note_that_is_garbage_means_that_it_is_checked(folder, tmp_path, checks, note):
    (tmp_path / "note").write_bytes(note.encode("utf-8", "surrogateescape"))
    read_content(date.min, folder, tmp_path / "note")
    assert len(checks) == 1


def test_a_note_that_cannot_be_kept_stops_nothing(folder, tmp_path, checks):
    (tmp_path / "file").write_text("in the way")
    assert read_content(date.min, folder, tmp_path / "file" / "note").entries
    assert len(checks) == 1
