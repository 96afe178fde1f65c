"""Tell those who waited, and whose question has an answer by now, each once."""

import asyncio
from dataclasses import replace

from bot.answers import Answers
from bot.flows.hearing_back import HearingBack
from bot.upkeep.reaching import Reaching
from storage.errors import TurnConflict
from storage.records import Member, Question, Session
from storage.store import Store


class Telling:
    """Asks again what people waited for, and hands the answer to their channel."""

    def __init__(self, answers: Answers, store: Store, hearing_back: HearingBack, reaching: Reaching) -> None:
        self._answers = answers
        self._store = store
        self._hearing_back = hearing_back
        self._reaching = reaching

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
            session = await turn.get(Session, address)
            member = await turn.get(Member, address)
            if session is None or not self._reaching.reaches(address) or (member and member.gone):
                return
            turn.put(replace(question, tell="", place=""))
            if self._reaching.at_once(address):
                news = self._hearing_back.news(question.text, entry_id)
                turn.put(self._reaching.message(address, f"news-{question.id}", question.place, news))
            else:
                turn.put(replace(session, told=(*session.told, (question.text, entry_id))))
        self._reaching.deliver(address)
