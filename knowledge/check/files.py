"""What only the files show: facts with one id, a version under another name, entries passed over."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.check.facts import check_each_once
from knowledge.errors import Problem
from knowledge.loader import Content, Reading
from knowledge.model import Fact


def check_files(folder: Path, content: Content) -> Iterator[Problem]:
    """Check the files of a folder against the content that was read from it."""
    yield from check_each_once(Reading(folder).yaml(folder / "facts.yaml", list[Fact]) or [])
    yield from _passed_over(folder, content)
    yield from _versions(folder, content)


def _passed_over(folder: Path, content: Content) -> Iterator[Problem]:
    for path in sorted((folder / "entries").glob("*.md")):
        if path.stem not in content.entries:
            mend = "Begin it with a line --- and its keys; see docs/writing-entries.md"
            yield Problem(f"entries/{path.name}", "top", "no entry could be read from it", mend)


def _versions(folder: Path, content: Content) -> Iterator[Problem]:
    for path in sorted((folder / "framework").glob("*.yaml")):
        if path.stem not in content.frameworks:
            mend = "Name the file after the version it holds"
            yield Problem(f"framework/{path.name}", "version", "it does not equal the file's name", mend)
    if not any(each.status == "published" for each in content.frameworks.values()):
        yield Problem("framework", "status", "no version is published", "Publish one, for assessments to use")
