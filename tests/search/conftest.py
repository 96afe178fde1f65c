"""What the tests of the search share: the answers, and the questions the content is measured by."""

import pytest

from bot.answers import Answers
from knowledge.loader import load_tests
from knowledge.model import TestQuestions


@pytest.fixture(scope="session")
def asked() -> TestQuestions:
    return load_tests()


@pytest.fixture(scope="session")
def by_words(content) -> Answers:
    """The same knowledge base, searched by words alone."""
    return Answers(content)


@pytest.fixture(params=["words", "sentences"])
def either(request) -> Answers:
    """Both engines, one after the other."""
    return request.getfixturevalue("by_words" if request.param == "words" else "answers")
