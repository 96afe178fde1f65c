"""A process that does a part of the work is our own program, wherever it is started."""

import subprocess
from datetime import date

from bot import own_process
from bot.content_problems import found_apart
from bot.reports.apart import Apart, Job
from knowledge.loader import SHIPPED, load


def said_by(module: str) -> str:
    command = own_process.command(module, "one word")
    return subprocess.run(
        command, env=own_process.surroundings(), capture_output=True, text=True, check=True
    ).stdout.strip()


def test_content_is_not_checked_by_a_program_of_the_same_name_where_we_are(elsewhere):
    assert found_apart(load(SHIPPED), SHIPPED, date.min) == []
    assert not elsewhere.exists()


async def test_nothing_is_drawn_by_a_program_of_the_same_name_where_we_are(elsewhere, content):
    assert await Apart(content.texts).draw(Job(())) == []
    assert not elsewhere.exists()


def test_a_module_that_only_this_process_was_told_of_is_found(tmp_path, monkeypatch):
    (tmp_path / "only_here.py").write_text("import sys; print(sys.argv[1:])\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert said_by("only_here") == "['one word']"


def test_what_this_process_finds_first_the_other_does_too(tmp_path, monkeypatch):
    for folder in ("second", "first"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "twice.py").write_text(f"print({folder!r})\n")
        monkeypatch.syspath_prepend(tmp_path / folder)
    assert said_by("twice") == "first"
