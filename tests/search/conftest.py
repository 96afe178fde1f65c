"""What the tests of the search share: the answers, and the questions the content is measured by."""

import pytest

from knowledge.loader import load_tests
from knowledge.model import TestQuestions


@pytest.fixture(scope="session")
def asked() -> TestQuestions:
    return load_tests()
