"""What must be done now and then: learn what curators have published, forget what is old, tell who waited."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot import replies as as_json
from bot.answers import Answers
from bot.edits import with_edits
from bot.flows.hearing_back import HearingBack
from bot.trouble import trouble
from knowledge.check import check
from knowledge.loader import Content, load_tests
from knowledge.model import Entry
from storage.errors import TurnConflict
from storage.records import ContentEdit, Handled, Question, Session
from storage.store import Store

log = logging.getLogger("charter.upkeep")

EVERY = 60.0  # seconds; a publication does not wait for it
WRITES_FIRST = {"telegram"}  # channels that can write to people; where one is not running, its people wait
Deliver = Callable[[str, str], None]


class Upkeep:
    """`learn` before anybody asks, then `run` beside the channels."""

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
        self.news = True  # there may be answers that were not there when people asked

    def soon(self) -> None:
        """Ask for `once` without delay; the turn at hand must have been kept."""
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
        await self.learn()
        await self._forget()
        if self.news:
            self.news = False
            await self._tell()

    async def learn(self) -> None:
        """Answer from what is published by now."""
        edits = sorted(await self._store.read(ContentEdit, "live"), key=lambda edit: (edit.at, edit.id))
        live = frozenset(edit.id for edit in edits)
        if live != self._live:
            entries = await asyncio.to_thread(self._sound, edits)
            await asyncio.to_thread(self._answers.use, entries)
            self._live = live
            self.news = True

    def _sound(self, edits: list[ContentEdit]) -> dict[str, Entry]:
        """The entries with those edits that still pass the check: the files may have moved on since."""
        entries, tests = dict(self._content.entries), load_tests()
        for edit in edits:
            edited = with_edits(entries, [edit])
            if check(replace(self._content, entries=edited), tests, date.min):
                log.warning(
                    "an edit of %s no longer passes the check and is left out: %s", edit.entry, edit.id
                )
            else:
                entries = edited
        return entries

    async def _forget(self) -> None:
        """Forget questions and proposals that are old; what is ignored for good stays, without who asked."""
        before = (self._clock() - self._keep).date().isoformat()
        questions = [each for each in await self._store.read(Question) if each.at < before]
        proposals = [each for each in await self._store.read(ContentEdit, "proposed") if each.at < before]
        gone = [each for each in questions if each.settled != "ignored"]
        if not gone and not proposals:
            return
        async with self._store.turn("questions") as turn:
            for question in gone:
                turn.remove(Question, question.id)
            for proposal in proposals:
                turn.remove(ContentEdit, proposal.id)

    async def _tell(self) -> None:
        """Tell those who waited and whose question has an answer by now, each once."""
        for question in await self._store.read(Question, "waiting"):
            asked = await asyncio.to_thread(self._answers.ask, question.text, question.after)
            given = asked.answer or asked.elsewhere
            before = question.entries[0] if question.outcome in {"answered", "elsewhere"} else ""
            if given and asked.outcome != "urgent" and given.id != before:
                try:
                    await self._tell_one(question.id, given.id)
                except TurnConflict:  # they are writing just now
                    self.news = True

    async def _tell_one(self, question_id: str, entry_id: str) -> None:
        async with self._store.turn("questions") as turn:
            question = await turn.get(Question, question_id)
            if question is None or not question.tell:
                return
            address, place = question.tell, question.place
            channel = address.partition(":")[0]
            deliver = self.first.get(channel)
            session = await turn.get(Session, address)
            if session is None or (deliver is None and channel in WRITES_FIRST):
                return
            turn.put(replace(question, tell="", place=""))
            if deliver is None:
                turn.put(replace(session, told=(*session.told, (question.text, entry_id))))
                return
            news = tuple(as_json.to_json(each) for each in self._hearing_back.news(question.text, entry_id))
            handled = Handled(
                address, f"news-{question_id}", place, group=False, replies=news,
                order=self._clock().isoformat(), to_send=len(news),
            )  # fmt: skip
            turn.put(handled)
        deliver(address, handled.key)
