"""What lies on disk while a workbook is made is for its process alone, and does not outlive it."""

import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from collected import assessment

from bot.reports import workbook
from bot.reports.columns import Column, Table
from bot.reports.export import export
from bot.reports.workbook import TooManyRows
from bot.reports.workplace import remove_left, workplace

HOLDING = """
from pathlib import Path
from bot.reports.workplace import workplace
with workplace() as folder:
    (Path(folder) / "sheet").write_text("people's words")
    print(folder, flush=True)
    input()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files, of this process and those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def lies_in(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


def test_it_is_its_users_alone_and_gone_at_the_end(temporary):
    with workplace() as folder:
        assert Path(folder).parent == temporary
        assert Path(folder).stat().st_mode & 0o777 == 0o700
        (Path(folder) / "sheet").write_text("people's words")
    assert lies_in(temporary) == []


def test_all_that_lies_on_disk_while_a_workbook_is_made_lies_there(now, temporary):
    seen = []

    def about():
        yield "people's words"
        seen.extend(lies_in(temporary))

    table = Table("said", (Column("said", str, "Said", "What was said"),), about)
    assert b"".join(workbook.workbook([table], now))
    [folder, *sheets] = sorted(seen)
    assert sheets
    assert {each.parent for each in sheets} == {folder}


@pytest.mark.parametrize("most_rows", [workbook.MOST_ROWS, 40])
def test_a_workbook_leaves_nothing_on_disk_refused_or_not(content, now, temporary, monkeypatch, most_rows):
    monkeypatch.setattr(workbook, "MOST_ROWS", most_rows)
    with suppress(TooManyRows):
        export(content, [assessment("ONE22222"), assessment("TWO33333")], "xlsx", now)
    assert lies_in(temporary) == []


def test_what_a_killed_process_has_left_is_removed_and_what_a_living_one_has_stays(temporary):
    with holding() as process:
        folder = Path(process.stdout.readline().strip())
        remove_left()
        assert (folder / "sheet").read_text() == "people's words"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (folder / "sheet").exists()
    remove_left()
    assert lies_in(temporary) == []


def holding():
    return subprocess.Popen(
        [sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_folder_that_is_about_to_be_locked_and_links_are_left_alone(temporary):
    (temporary / "charter-export-new").mkdir()
    (temporary / "elsewhere").mkdir()
    (temporary / "elsewhere" / "file").touch()
    (temporary / "charter-export-link").symlink_to(temporary / "elsewhere")
    remove_left()
    assert len(lies_in(temporary)) == 4
