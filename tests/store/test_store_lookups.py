"""Rows that a turn asks for side by side are looked up by one question, and each asker gets its own."""

import asyncio

from storage.tinydb_store.lookups import Lookups

KEPT = {("receipt", str(number)): {"number": number} for number in range(3)}


class File:
    def __init__(self):
        self.questions = []
        self.asked = asyncio.Event()

    async def bodies(self, names):
        self.questions.append(names)
        self.asked.set()
        await asyncio.sleep(0)
        return {name: KEPT[name] for name in names if name in KEPT}


async def test_what_is_asked_for_side_by_side_is_one_question():
    lookups = Lookups((file := File()).bodies)
    names = [*KEPT, ("receipt", "another")]
    assert await asyncio.gather(*map(lookups.body, names)) == [*KEPT.values(), None]
    assert file.questions == [names]


async def test_what_is_asked_for_while_a_question_is_under_way_is_the_next():
    lookups = Lookups((file := File()).bodies)
    first, second, _ = KEPT
    asking = asyncio.create_task(lookups.body(first))
    await file.asked.wait()
    assert await lookups.body(second) == KEPT[second]
    assert await asking == KEPT[first]
    assert file.questions == [[first], [second]]


async def test_who_stops_waiting_takes_no_answer_from_the_others():
    lookups = Lookups(File().bodies)
    first, second, _ = KEPT
    asking = [asyncio.create_task(lookups.body(name)) for name in (first, second)]
    await asyncio.sleep(0)
    asking[0].cancel()
    assert await asking[1] == KEPT[second]
