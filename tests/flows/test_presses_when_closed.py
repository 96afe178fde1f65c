"""An assessment that a later one has closed: every press that would change it says so at once."""

from dataclasses import replace

import pytest
from walking import reaches_the_first_question

CHANGES = (
    "profile", "answer", "evidence", "note", "unnote", "reason", "counts", "same", "sameall", "keep", "go",
    "back", "skip", "hub", "area", "carry", "move", "finish",
)  # fmt: skip
READS = ("check", "pause", "result", "stay", "reword", "reg")


@pytest.fixture
async def closed(app, amal):
    """The assessment that Amal has begun, closed by a later one."""
    await reaches_the_first_question(amal)
    kept = replace(await amal.assessment(), later="LATE2222")
    async with app.store.turn("test") as turn:
        turn.put(kept)
    return kept


@pytest.mark.parametrize("what", CHANGES)
async def test_what_would_change_it_says_that_it_is_closed(amal, closed, what, content):
    await amal.presses_data(f"{what}:{closed.ref}:L1:3")
    assert content.texts.say("again.closed") in amal.sees
    assert await amal.assessment() == closed


@pytest.mark.parametrize("what", READS)
async def test_what_only_reads_it_does_not(amal, closed, what, content):
    await amal.presses_data(f"{what}:{closed.ref}")
    assert amal.replies[0].text != content.texts.say("again.closed")


def test_no_press_of_the_self_assessment_is_left_out(app):
    assert set(app.assistant._router._assess._table) == {*CHANGES, *READS}
