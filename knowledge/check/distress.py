"""Every message of distress is heard, and nothing that only sounds like one."""

from collections.abc import Iterator

from knowledge.check.places import DISTRESS
from knowledge.errors import Problem
from knowledge.model import SearchSettings, TestQuestions
from knowledge.search import UrgentEar


def check_distress(search: SearchSettings, tests: TestQuestions) -> Iterator[Problem]:
    """Check the phrases of distress against the messages they are measured by."""
    ear = UrgentEar(search.urgent_phrases, search.urgent_unless)
    for at, message in enumerate(tests.distress):
        if not ear.hears(message):
            mend = "Add a phrase to urgent_phrases in search.yaml"
            yield Problem(DISTRESS, f"distress.{at}", f'"{message}" is not heard', mend)
    for at, message in enumerate(tests.not_distress):
        if ear.hears(message):
            mend = "Narrow urgent_phrases or widen urgent_unless in search.yaml"
            yield Problem(DISTRESS, f"not_distress.{at}", f'"{message}" is heard as distress', mend)
