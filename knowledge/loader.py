"""Reads the content folder into values, or says everything that is wrong with it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import ContentError, Problem
from knowledge.framework import Framework
from knowledge.languages import Language
from knowledge.model import Entry, Fact, ProfileField, SearchSettings, TestQuestions, UrgentExamples
from knowledge.texts import Texts, read_texts
from knowledge.yaml_text import Unreadable, read_yaml

SHIPPED = Path(__file__).parent / "content"
FENCE = "---"
MOST = 50  # problems with the shape of one file that are told
T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """Everything the assistant knows, read and validated."""

    entries: dict[str, Entry]
    facts: dict[str, Fact]
    frameworks: dict[str, Framework]
    profile: tuple[ProfileField, ...]
    texts: Texts
    search: SearchSettings
    urgent: UrgentExamples
    languages: tuple[Language, ...]

    @property
    def framework(self) -> Framework:
        """The newest published version: the one that new assessments begin with."""
        published = [each for each in self.frameworks.values() if each.status == "published"]
        return max(published, key=lambda each: (each.published, each.version))


def load(folder: Path = SHIPPED) -> Content:
    """Read the whole content folder; raises `ContentError` with every problem found."""
    reading = Reading(folder)
    entries = [reading.entry(path) for path in sorted((folder / "entries").glob("*.md"))]
    frameworks = [reading.yaml(path, Framework) for path in sorted((folder / "framework").glob("*.yaml"))]
    facts = reading.yaml(folder / "facts.yaml", list[Fact])
    profile = reading.yaml(folder / "profile.yaml", list[ProfileField])
    search = reading.yaml(folder / "search.yaml", SearchSettings)
    urgent = reading.yaml(folder / "urgent.yaml", UrgentExamples)
    languages = reading.yaml(folder / "languages.yaml", list[Language])
    texts = reading.texts(folder / "texts.yaml")
    if reading.problems or not (facts and profile and search and urgent and languages and texts):
        raise ContentError(reading.problems)
    return Content(
        entries={entry.id: entry for entry in entries if entry},
        facts={fact.id: fact for fact in facts},
        frameworks={each.version: each for each in frameworks if each},
        profile=tuple(profile),
        texts=texts,
        search=search,
        urgent=urgent,
        languages=tuple(languages),
    )


def load_tests(folder: Path = SHIPPED) -> TestQuestions:
    """Read the test questions, which only measuring needs; raises `ContentError`."""
    reading = Reading(folder)
    tests = reading.tests(folder / "tests")
    if tests is None:
        raise ContentError(reading.problems)
    return tests


def load_entries(folder: Path) -> dict[str, Entry]:
    """Read only the entries of a folder, for measuring: all that each must have is `ask` and an answer.

    Raises `ContentError` with every problem found.
    """
    reading = Reading(folder)
    read = [reading.entry(path, bare=True) for path in sorted((folder / "entries").glob("*.md"))]
    if reading.problems:
        raise ContentError(reading.problems)
    return {entry.id: entry for entry in read if entry}


class Reading:
    """One pass over a folder: reads files into shapes and collects what is wrong."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: list[Problem] = []

    def entry(self, path: Path, *, bare: bool = False) -> Entry | None:
        """Read one entry: YAML between two fences, then the answer. Its id is the file's name.

        A `bare` entry may leave out everything but `ask`.
        """
        head, body = split_entry(self._text(path))
        tree = self._parse(path, head)
        if tree is None:
            return None
        if not isinstance(tree, dict):
            self._wrong(path, "top", "the part between the two --- lines is not a list of keys")
            return None
        left_out = _left_out(tree) if bare else {}
        return self._shape(path, {**left_out, **tree, "id": path.stem, "answer": body}, Entry)

    def yaml(self, path: Path, shape: type[T]) -> T | None:
        """Read one YAML file into a shape."""
        tree = self._parse(path, self._text(path))
        if tree is None and not self.problems:
            self._wrong(path, "file", "it is empty", "Put it back")
        return None if tree is None else self._shape(path, tree, shape)

    def texts(self, path: Path) -> Texts | None:
        """Read the sentences."""
        tree = self._parse(path, self._text(path))
        return self._collecting(lambda: read_texts(self._name(path), tree))

    def tests(self, folder: Path) -> TestQuestions | None:
        """Read the test questions: several files, each with its own part."""
        whole = {
            "questions": self._parse_file(folder / "questions.yaml"),
            "follow_ups": self._parse_file(folder / "follow_ups.yaml"),
            "floors": self._parse_file(folder / "floors.yaml"),
            **self._mapping(folder / "unanswered.yaml"),
            **self._mapping(folder / "distress.yaml"),
        }
        return self._shape(folder, whole, TestQuestions)

    def _parse_file(self, path: Path) -> Any:
        return self._parse(path, self._text(path))

    def _mapping(self, path: Path) -> dict[str, Any]:
        tree = self._parse_file(path)
        if isinstance(tree, dict):
            return tree
        self._wrong(path, "top", "this is not a list of keys, each with its questions")
        return {}

    def _text(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._wrong(path, "file", f"it cannot be read: {error}", "Put it back, as UTF-8 text")
            return ""

    def _parse(self, path: Path, text: str) -> Any:
        try:
            return read_yaml(text)
        except Unreadable as error:
            self._wrong(
                path, error.place, error.what, "Put quotes round text with a colon or other marks in it"
            )
            return None

    def _shape(self, path: Path, tree: Any, shape: type[T]) -> T | None:
        try:
            return TypeAdapter(shape).validate_python(tree)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_input=False)[:MOST]:
                place = ".".join(str(part) for part in each["loc"]) or "top"
                self._wrong(path, place, each["msg"])
            return None

    def _collecting(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ContentError as error:
            self.problems += error.problems
            return None

    def _wrong(self, path: Path, place: str, what: str, mend: str = "See docs/writing-entries.md") -> None:
        self.problems.append(Problem(self._name(path), place, what, mend))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self._folder))


def split_entry(text: str) -> tuple[str, str]:
    """Split an entry's file into its YAML head and its answer."""
    if not text.startswith(FENCE):
        return "", text.strip()
    head, _, body = text[len(FENCE) :].partition(f"\n{FENCE}")
    return head, body.strip()


def _left_out(tree: dict[str, Any]) -> dict[str, Any]:
    """What stands for the keys that a bare entry leaves out."""
    asked = tree.get("ask") or [""]
    return {
        "question": asked[0],
        "not_this": [],
        "kind": "fact",
        "audience": ["everyone"],
        "topic": "charter",
        "facts": [],
        "source": [],
        "checked": date.min,
        "review_by": date.max,
        "follow_ups": [],
    }
