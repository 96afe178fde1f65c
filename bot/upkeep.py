"""What must be done now and then: learn what curators have published, tell who waited, forget what is old."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot import replies as as_json
from bot.answers import Answers
from bot.edits import with_edits
from bot.flows.hearing_back import HearingBack
from bot.trouble import trouble
from knowledge.loader import Content
from storage.errors import TurnConflict
from storage.records import ContentEdit, Handled, Question, Session
from storage.store import Store

log = logging.getLogger("charter.upkeep")

EVERY = 60.0  # seconds; a publication does not wait for it
Deliver = Callable[[str, str], None]


class Upkeep:
    """Run `once` at the start and after a publication, and `run` beside the channels."""

    def __init__(
        self, content: Content, answers: Answers, store: Store, hearing_back: HearingBack,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._content = content
        self._answers = answers
        self._store = store
        self._hearing_back = hearing_back
        self._keep = timedelta(days=hearing_back.days)
        self._clock = clock
        self._soon = asyncio.Event()
        self._live: frozenset[str] = frozenset()
        self.first: dict[str, Deliver] = {}  # how channels write to people who have not just written

    def soon(self) -> None:
        """Ask for `once` as soon as the turn at hand is kept."""
        self._soon.set()

    async def run(self) -> None:
        """Look after everything until cancelled; what fails is tried again the next time."""
        while True:
            try:
                await self.once()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next time may do
                log.warning("upkeep has to wait: %s", trouble(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._soon.wait(), EVERY)
            self._soon.clear()

    async def once(self) -> None:
        """Do all of it, once."""
        await self._learn()
        await self._forget()
        await self._tell()

    async def _learn(self) -> None:
        """Answer from what is published by now."""
        edits = sorted(await self._store.read(ContentEdit, "live"), key=lambda edit: (edit.at, edit.id))
        live = frozenset(edit.id for edit in edits)
        if live != self._live:
            await asyncio.to_thread(self._answers.use, with_edits(self._content.entries, edits))
            self._live = live

    async def _forget(self) -> None:
        """Forget questions that are old; what is to be ignored for good stays, without who asked."""
        before = (self._clock() - self._keep).date().isoformat()
        old = [each for each in await self._store.read(Question) if each.at < before]
        for question in old:
            if question.settled != "ignored":
                async with self._store.turn("questions") as turn:
                    turn.remove(Question, question.id)

    async def _tell(self) -> None:
        """Tell those who waited and whose question has an answer by now, each once."""
        for question in await self._store.read(Question, "waiting"):
            asked = await asyncio.to_thread(self._answers.ask, question.text)
            before = question.entries[0] if question.outcome == "answered" else ""
            if asked.outcome == "answered" and asked.answer and asked.answer.id != before:
                with suppress(TurnConflict):  # they are writing just now: the next time
                    await self._tell_one(question.id, asked.answer.id)

    async def _tell_one(self, question_id: str, entry_id: str) -> None:
        async with self._store.turn("questions") as turn:
            question = await turn.get(Question, question_id)
            if question is None or not question.tell:
                return
            turn.put(replace(question, tell="", place=""))
            address = question.tell
            deliver = self.first.get(address.partition(":")[0])
            if deliver is None:
                session = await turn.get(Session, address)
                if session:
                    turn.put(replace(session, told=(*session.told, (question.text, entry_id))))
                return
            news = tuple(as_json.to_json(each) for each in self._hearing_back.news(question.text, entry_id))
            message = f"news-{question_id}"
            handled = Handled(
                address, message, question.place, group=False, replies=news,
                order=self._clock().isoformat(), to_send=len(news),
            )  # fmt: skip
            turn.put(handled)
        deliver(address, handled.key)
