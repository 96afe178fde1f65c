"""What curators took from somebody's questions, once that somebody is forgotten."""

from dataclasses import replace

import pytest

from storage.records import ContentEdit, Member, Question, Session

BOTH_STORES = True
THEIRS = ContentEdit("e1", "cost", ("their words",), "K7F2M9QX", "2026-11-23", questions=("q1", "q2"))


@pytest.fixture
async def forgotten(amal, store):
    """Somebody whose question a curator took over in these edits is forgotten."""

    async def forget(*edits: ContentEdit, asked: bool = True) -> list[ContentEdit]:
        await amal.says("hello")
        session = await amal.session()
        async with store.turn("test") as turn:
            turn.put(replace(session, questions=("q1",)))
            for record in (*edits, *([Question("q1", "2026-11-23", "their words", "none")] if asked else [])):
                turn.put(record)
        await amal.says("/forget")
        assert "A way of asking that a curator has taken over" in amal.sees
        await amal.presses("Yes, delete it")
        assert amal.address not in {each.key for kind in (Member, Session) for each in await store.read(kind)}
        return await store.read(ContentEdit)

    return forget


async def test_what_is_only_proposed_goes(forgotten):
    others = replace(THEIRS, id="e2", questions=("q2",))
    assert await forgotten(THEIRS, others) == [others]


@pytest.mark.parametrize("state", ["live", "merged", "stale", "unsound", "dropped"])
async def test_what_was_published_stays_without_a_link(forgotten, state):
    live = replace(THEIRS, state=state, number=1)
    assert await forgotten(live) == [replace(live, questions=("q2",))]


async def test_also_where_the_question_itself_has_gone_with_age(forgotten):
    assert await forgotten(THEIRS, asked=False) == []
