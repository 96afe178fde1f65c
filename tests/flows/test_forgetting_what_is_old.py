"""What is old is forgotten in time and in slices, and no trouble with one kind keeps the other."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.upkeep import forgetting
from storage.errors import StoreError
from storage.memory_store import MemoryStore
from storage.records import Question, Receipt

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
A_MONTH = timedelta(days=30)


def receipt(number: int, days: int) -> Receipt:
    return Receipt(f"telegram|{number:020d}", (NOW - timedelta(days=days)).isoformat())


def question(number: int, days: int, **more: str) -> Question:
    return Question(f"q{number:05}", (NOW - timedelta(days=days)).date().isoformat(), "t", "none", **more)


@pytest.fixture
async def kept():
    store = MemoryStore()

    async def keep(*records):
        async with store.turn("test") as turn:
            for record in records:
                turn.put(record)
        return store

    return keep


async def test_an_update_is_known_for_two_days_and_not_much_longer(kept):
    store = await kept(*(receipt(days, days) for days in range(5)))
    await forgetting.forget(store, NOW, A_MONTH)
    assert await store.read(Receipt) == [receipt(days, days) for days in range(3)]


async def test_very_many_are_forgotten_in_slices(kept):
    store = await kept(
        *(receipt(number, 9) for number in range(1_201)), *(question(n, 40) for n in range(1_201))
    )
    sizes, turn_of = [], store.turn

    class Counting:
        def __init__(self, lock):
            self._turn = turn_of(lock)

        async def __aenter__(self):
            self.unit = await self._turn.__aenter__()
            return self.unit

        async def __aexit__(self, *trouble):
            sizes.append(len(self.unit.changes))
            return await self._turn.__aexit__(*trouble)

    store.turn = Counting
    await forgetting.forget(store, NOW, A_MONTH)
    assert await store.read(Receipt) == await store.read(Question) == []
    assert sizes == [500, 500, 201] * 2


async def test_what_is_ignored_for_good_stays(kept):
    ignored = question(1, 90, settled="ignored")
    store = await kept(ignored, question(2, 31), young := question(3, 30))
    await forgetting.forget(store, NOW, A_MONTH)
    assert await store.read(Question) == [ignored, young]


async def test_trouble_with_questions_keeps_no_receipts(kept, monkeypatch):
    store = await kept(receipt(1, 9))

    async def fails(*asked):
        raise StoreError("no questions today")

    monkeypatch.setattr(forgetting, "_questions", fails)
    with pytest.raises(StoreError):
        await forgetting.forget(store, NOW, A_MONTH)
    assert await store.read(Receipt) == []
