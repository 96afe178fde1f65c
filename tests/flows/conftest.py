"""What the conversations share: both stores for those that matter most, and two assistants on any store."""

import pytest
from at_once import two_assistants
from store_places import EVERYWHERE


def pytest_generate_tests(metafunc):
    """Run a test file that says `BOTH_STORES = True` on both."""
    if getattr(metafunc.module, "BOTH_STORES", False) and "store" in metafunc.fixturenames:
        metafunc.parametrize("store", ["memory", "tinydb"], indirect=True)


@pytest.fixture(params=EVERYWHERE)
async def two(request, tmp_path, content, monkeypatch, answers):
    """Two assistants on one store, and the store."""
    monkeypatch.setattr("bot.app.Answers", lambda *_: answers)
    async with two_assistants(request.param, tmp_path, content) as both:
        yield both
