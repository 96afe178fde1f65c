"""The names of files as problems tell them: from the content folder."""

from knowledge.framework import Framework
from knowledge.model import Entry

FACTS = "facts.yaml"
PROFILE = "profile.yaml"
SEARCH = "search.yaml"
QUESTIONS = "tests/questions.yaml"
FOLLOW_UPS = "tests/follow_ups.yaml"
UNANSWERED_FILE = "tests/unanswered.yaml"
DISTRESS = "tests/distress.yaml"


def file_of(entry: Entry) -> str:
    """Return the file of an entry."""
    return f"entries/{entry.id}.md"


def file_of_framework(framework: Framework) -> str:
    """Return the file of a version of the framework."""
    return f"framework/{framework.version}.yaml"


def twice(ids: list[str]) -> list[str]:
    """Return what stands more than once in a list, each once."""
    return sorted({each for each in ids if ids.count(each) > 1})
