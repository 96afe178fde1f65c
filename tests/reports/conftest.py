"""What the tests of the exports share: the shipped content, its framework, and one moment."""

from datetime import UTC, datetime

import pytest

from knowledge.loader import load


@pytest.fixture(scope="session")
def content():
    return load()


@pytest.fixture(scope="session")
def framework(content):
    return content.framework


@pytest.fixture(scope="session")
def profile(content):
    return content.profile


@pytest.fixture
def now():
    return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
