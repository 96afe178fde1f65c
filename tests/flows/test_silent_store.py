"""A store that does not answer: who is in distress is helped all the same, and soon."""

import asyncio

import pytest

from bot import assistant
from bot.messages import Message
from storage.errors import StoreAway
from storage.records import Arrival

CRY = "I want to kill myself"


@pytest.fixture
def frozen(store, monkeypatch):
    """No turn gets anywhere until it is let go; two seconds are over at once."""
    monkeypatch.setattr(assistant, "HELP_AFTER", 0.01)
    let_go, turn_of = asyncio.Event(), store.store.turn

    class Frozen:
        def __init__(self, lock, settles=None):
            self._turn = turn_of(lock, settles)

        async def __aenter__(self):
            await let_go.wait()
            return await self._turn.__aenter__()

        async def __aexit__(self, *trouble):
            return await self._turn.__aexit__(*trouble)

    store.store.turn = Frozen
    return let_go


def test_two_seconds_are_the_most_that_somebody_in_distress_waits():
    assert assistant.HELP_AFTER == 2.0


async def test_somebody_in_distress_is_answered_and_the_turn_is_kept_once_it_can_be(app, jo, frozen):
    message = Message("m1", jo.sender, text=CRY)
    [reply] = await asyncio.wait_for(app.assistant.handle(message), 10)
    assert "Samaritans" in reply.text
    [late] = app.assistant._urgent
    frozen.set()
    await late
    assert await app.assistant.handle(message) == (reply,)


async def test_where_a_sender_delivers_the_channel_is_told_so_that_it_can_help(app, jo, frozen):
    with pytest.raises(StoreAway):
        await asyncio.wait_for(app.assistant.handle(Message("m1", jo.sender, text=CRY), deliver=True), 10)
    frozen.set()
    await asyncio.gather(*app.assistant._urgent)


async def test_other_turns_wait(app, jo, frozen):
    turn = asyncio.create_task(app.assistant.handle(Message("m1", jo.sender, text="/help")))
    await asyncio.sleep(0)
    frozen.set()
    assert (await asyncio.wait_for(turn, 10))[0].title == "What I can do"
    assert Arrival not in {type(each) for each in await app.store.everything()}
