"""Tell those who waited, and whose question has an answer by now, each once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot import replies as as_json
from bot.answers import Answers
from bot.flows.hearing_back import HearingBack
from storage.errors import TurnConflict
from storage.records import Handled, Member, Question, Session
from storage.store import Store

WRITES_FIRST = {"telegram"}  # channels that can write to people; where one is not running, its people wait
Deliver = Callable[[str], None]


class Telling:
    """Asks again what people waited for, and hands the answer to their channel."""

    def __init__(
        self, answers: Answers, store: Store, hearing_back: HearingBack, clock: Callable[[], datetime]
    ) -> None:
        self._answers = answers
        self._store = store
        self._hearing_back = hearing_back
        self._clock = clock
        self.first: dict[str, Deliver] = {}  # how channels write to people who have not just written

    async def tell(self) -> bool:
        """Tell everybody who can be told now; True when somebody was writing just then: try again."""
        again = False
        for question in await self._store.read(Question, "waiting"):
            asked = await asyncio.to_thread(self._answers.ask, question.text, question.after)
            given = asked.answer or asked.elsewhere
            before = question.entries[0] if question.outcome in {"answered", "elsewhere"} else ""
            if given and asked.outcome != "urgent" and given.id != before:
                try:
                    await self._tell_one(question.id, given.id)
                except TurnConflict:
                    again = True
        return again

    async def _tell_one(self, question_id: str, entry_id: str) -> None:
        async with self._store.turn("questions") as turn:
            question = await turn.get(Question, question_id)
            if question is None or not question.tell:
                return
            address = question.tell
            channel = address.partition(":")[0]
            deliver = self.first.get(channel)
            session = await turn.get(Session, address)
            member = await turn.get(Member, address)
            if session is None or (deliver is None and channel in WRITES_FIRST) or (member and member.gone):
                return
            turn.put(replace(question, tell="", place=""))
            if deliver is None:
                turn.put(replace(session, told=(*session.told, (question.text, entry_id))))
                return
            turn.put(self._news(question, entry_id))
        deliver(address)

    def _news(self, question: Question, entry_id: str) -> Handled:
        news = tuple(as_json.to_json(each) for each in self._hearing_back.news(question.text, entry_id))
        return Handled(
            question.tell, f"news-{question.id}", question.place, group=False, replies=news,
            order=self._clock().isoformat(), to_send=len(news),
        )  # fmt: skip
