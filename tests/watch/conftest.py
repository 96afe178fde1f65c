"""What the tests of the watch share: an assistant of their own, whose counts begin at nothing."""

import pytest
from figures import AilingStore
from people import NO_HURRY, Clock

from bot.app import assemble


@pytest.fixture
def ailing():
    return AilingStore()


@pytest.fixture
def watched(content, answers, ailing, monkeypatch):
    """The assistant, put together anew over the entries that were indexed once."""
    monkeypatch.setattr("bot.app.Answers", lambda _content, _sentences: answers)
    return assemble(content, ailing, Clock(), rates=NO_HURRY)
