"""`charter-bot retention`: what would go is said, and goes only when it is not only said."""

import asyncio

import pytest
from stored import opened

from storage.records import Question

OLD = Question("q1", "2020-01-01", "what does it cost", "none")
LINE = "questions that people asked, 30 days after the day they were asked: 1, the oldest of 2020-01-01"


async def kept(path, *records) -> list[Question]:
    store = await opened(path)
    try:
        async with store.turn("test") as turn:
            for record in records:
                turn.put(record)
        return await store.read(Question)
    finally:
        await store.close()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "charter.db"
    asyncio.run(kept(path, OLD))
    return path


def test_a_dry_run_says_it_and_lets_nothing_go(charter_bot, path):
    shown = charter_bot("retention", "--dry-run", CHARTER_STORE=f"tinydb:{path}").stdout
    assert LINE in shown
    assert "Nothing has gone" in shown
    assert asyncio.run(kept(path)) == [OLD]


def test_without_it_what_is_old_goes_now(charter_bot, path):
    shown = charter_bot("retention", CHARTER_STORE=f"tinydb:{path}").stdout
    assert LINE in shown
    assert "All of that has gone." in shown
    assert asyncio.run(kept(path)) == []


def test_the_periods_are_those_of_the_settings(charter_bot, path):
    shown = charter_bot(
        "retention",
        "--dry-run",
        CHARTER_STORE=f"tinydb:{path}",
        CHARTER_KEEP_DRAFTS="45",
        CHARTER_KEEP_AUDIT="400",
    ).stdout
    assert "not finished, with everybody's parts, 45 days after" in shown
    assert "the record of who did what, 400 days after" in shown
    assert "people who have agreed to nothing, 1 day after" in shown


def test_where_there_is_no_store_it_says_so(charter_bot, tmp_path):
    result = charter_bot("retention", CHARTER_STORE=f"tinydb:{tmp_path / 'none.db'}")
    assert result.exit_code == 2
    assert "there is no store" in result.output
