"""What a turn has taken back counts for nothing: nobody is asked to agree to it."""

import pytest

from bot.noting import Noting
from storage.memory_store import MemoryStore
from storage.records import Question, Session


@pytest.mark.parametrize(
    ("record", "keeps"),
    [(Question("q1", "2026-11-23", "why", "none"), True), (Session("web:jo"), False)],
    ids=["words", "a place in the conversation"],
)
async def test_a_turn_keeps_something_until_it_is_taken_back(record, keeps):
    store = MemoryStore()
    async with store.turn("web:jo") as turn:
        noting = Noting(turn)
        noting.put(record)
        assert noting.keeps is keeps
        noting.undo()
        assert not noting.keeps
    assert await store.read(type(record)) == []
