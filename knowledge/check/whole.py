"""All checks in a row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from knowledge.check.distress import check_distress
from knowledge.check.facts import check_facts
from knowledge.check.files import check_files
from knowledge.check.follow_ups import check_follow_ups
from knowledge.check.framework import check_framework
from knowledge.check.grounds import check_grounds
from knowledge.check.inferred import check_inferred
from knowledge.check.kinds import check_kinds
from knowledge.check.levels import check_levels
from knowledge.check.names import check_names
from knowledge.check.phrasings import check_phrasings
from knowledge.check.profile import check_profile
from knowledge.check.questions import check_questions
from knowledge.check.settings import check_settings
from knowledge.check.wording import check_wording
from knowledge.errors import ContentError, Problem
from knowledge.loader import Content, load, load_tests
from knowledge.model import TestQuestions

T = TypeVar("T")
EMPTY = Problem("content", "top", "one of its files is empty", "Put its text back")


def check_folder(folder: Path, today: date) -> list[Problem]:
    """Return everything wrong with a content folder: with its shapes, or if they are right, across them."""
    problems: list[Problem] = []
    content = _reading(lambda: load(folder), problems)
    tests = _reading(lambda: load_tests(folder), problems)
    if content is None or tests is None:
        return sorted(problems)
    return sorted([*check_files(folder, content), *check(content, tests, today)])


def check(content: Content, tests: TestQuestions, today: date) -> list[Problem]:
    """Return everything wrong across the content; `today` decides which reviews are overdue."""
    entries = content.entries
    problems = [
        *check_wording(entries),
        *check_grounds(entries, content.facts, today),
        *check_inferred(entries, content.facts),
        *check_kinds(entries),
        *check_phrasings(entries),
        *check_follow_ups(entries),
        *check_questions(entries, tests),
        *check_distress(content.search, tests),
        *check_facts(content.facts.values()),
        *check_profile(content.profile),
        *check_settings(content.search),
        *check_names(content.search, entries),
    ]
    for framework in content.frameworks.values():
        problems += check_framework(framework, content.facts)
        problems += check_levels(framework)
    return sorted(problems)


def _reading(read: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return read()
    except ContentError as error:
        problems += error.problems or [EMPTY]
        return None
