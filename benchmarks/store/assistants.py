"""The assistant over a store, and somebody who answers one criterion after the other."""

from itertools import count

from collected import WHEN, half, in_hand

from bot.limits import Rates
from bot.messages import Message, Sender
from storage.records import Handled, Member, Session

NO_HURRY = Rates(at_once=10**9, a_day=10**9)  # one person takes all the turns
OWNER = "telegram:{index}"
REPLY = {"text": "Saved. " * 20, "choices": [["0 Not yet", "answer:B0000000:L1:0"]] * 10}


def reference(index):
    """The reference of an assessment: eight letters and digits, as real ones are."""
    return f"B{index:07d}"


def people(content, stored):
    """Yield what is kept of so many people, all in the middle of their assessment."""
    answered = half(content.framework)
    for index in range(stored):
        yield in_hand(reference(index), OWNER.format(index=index), content, answered)


class Answering:
    """Somebody who answers a criterion with each turn, and then again from the first."""

    def __init__(self, content, assistant, index=0):
        self._assistant = assistant
        self._sender = Sender("telegram", str(index))
        self._ref = reference(index)
        self._criteria = content.framework.criteria
        self._turns = count()

    async def __call__(self):
        at = next(self._turns)
        choice = f"answer:{self._ref}:{self._criteria[at % len(self._criteria)].id}:{at % 3}"
        message = Message(f"turn {at}", self._sender, choice=choice, place=self._sender.id)
        replies = await self._assistant.handle(message)
        assert len(replies) > 1, "the answer was not taken"


class Bare:
    """The same turns without the assistant: what they read and keep, and nothing else."""

    def __init__(self, store, assessment, index=0):
        self._store = store
        self._address = OWNER.format(index=index)
        self._assessment = assessment
        self._turns = count()

    async def __call__(self):
        at = next(self._turns)
        async with self._store.turn(self._address) as turn:
            name, replies = f"bare turn {at}", (REPLY, REPLY)
            handled = Handled(self._address, name, self._address, group=False, replies=replies, order=WHEN)
            await turn.get(Handled, handled.key)
            await turn.get(Member, self._address)
            session = await turn.get(Session, self._address)
            kept = await turn.get(type(self._assessment), self._assessment.key)
            turn.put(session)
            turn.put(kept)
            turn.put(handled)
            turn.remove(Handled, f"{self._address}|bare turn {at - 20}")
