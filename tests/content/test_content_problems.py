"""A start that finds its content changed has it checked by another process, and says the same of it."""

import shutil
import sys
from datetime import date

import pytest

from bot import content_problems as module
from bot.content import read_content
from bot.content_problems import content_problems, found_apart
from knowledge.errors import ContentError
from knowledge.loader import SHIPPED, load

SAYS_ONE = """echo '[{"file": "facts.yaml", "place": "top", "what": "it is odd", "mend": "Mend it"}]'"""


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "content")


@pytest.fixture
def wrong(folder):
    """A folder in which more than one thing is wrong, at more than one place."""
    (folder / "entries" / "cost.md").unlink()
    texts = folder / "texts.yaml"
    texts.write_text(texts.read_text(encoding="utf-8") + "\nnever_said: Überblick\n", encoding="utf-8")
    return folder


@pytest.fixture
def instead(tmp_path, monkeypatch):
    """Put another program in place of the process that checks."""

    def put(lines):
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\n{lines}\n")
        program.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(program))

    return put


def test_another_process_finds_the_very_problems_that_are_found_here(wrong):
    content = load(wrong)
    here = content_problems(content, wrong, date.min)
    assert len({problem.file for problem in here}) > 1
    assert found_apart(content, wrong, date.min) == here


def test_another_process_finds_what_is_overdue_on_that_day(folder):
    content = load(folder)
    far = date(2100, 1, 1)
    found = found_apart(content, folder, far)
    assert any("review" in problem.what for problem in found)
    assert found == content_problems(content, folder, far)


def test_a_start_leaves_the_check_to_another_process(folder, tmp_path, instead):
    instead(SAYS_ONE)
    with pytest.raises(ContentError, match=r"^facts.yaml: top: it is odd. Mend it.$"):
        read_content(date.min, folder, tmp_path / "note")


def test_who_only_checks_does_it_alone(folder, instead):
    instead(SAYS_ONE)
    assert read_content(date.min, folder).entries


@pytest.mark.parametrize("lines", ["exit 0", "echo []; exit 1", "echo no"])
def test_what_another_process_could_not_do_is_done_here(wrong, instead, lines):
    content = load(wrong)
    instead(lines)
    assert found_apart(content, wrong, date.min) == content_problems(content, wrong, date.min) != []


@pytest.mark.parametrize("program", ["/nowhere", "", None])  # the last two where Python does not know its own
def test_where_no_process_can_be_started_it_is_done_here(wrong, monkeypatch, program):
    content = load(wrong)
    monkeypatch.setattr(sys, "executable", program)
    assert found_apart(content, wrong, date.min) == content_problems(content, wrong, date.min) != []


def test_what_another_process_does_not_end_is_done_here(wrong, monkeypatch, instead):
    content = load(wrong)
    instead("exec tail -f /dev/null")
    monkeypatch.setattr(module, "LONGEST", 0.1)
    assert found_apart(content, wrong, date.min) == content_problems(content, wrong, date.min) != []
