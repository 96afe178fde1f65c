"""A bot under test, and a plain one beside it, that takes each update once, in order, and undisturbed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from people import NO_HURRY, Clock
from raw_updates import Json
from telegram import Bot
from things_people_do import CRITERIA, REFS

import bot.app
from bot import replies as as_json
from bot.answers import Answers
from bot.app import App, assemble
from bot.channels.telegram.inbox import LANE, Inbox
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.reading import read
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.worker import Worker
from bot.messages import Reply
from bot.watch import Watch
from knowledge.loader import Content
from storage.errors import TurnConflict
from storage.memory_store import MemoryStore
from storage.records import Answer, Arrival, Assessment, Handled, Member, Record, Session
from storage.store import Names, Store, Turn

ROUNDS = 50  # in which everything must be worked off
SIDE_BY_SIDE = 2  # workers that want the same updates, as several processes do


class Line(AiohttpRequest):
    """A line to nobody; it remembers which presses were shown as taken."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: set[str] = set()

    async def post(self, url: str, request_data: Any = None, **_: Any) -> bool:
        assert url.endswith("/answerCallbackQuery")
        self.taken.add(request_data.parameters["callback_query_id"])
        return True


class Phone(Bot):
    """Telegram's side of the bot."""

    def __init__(self) -> None:
        line = Line()
        super().__init__("1:nobody", request=line, get_updates_request=AiohttpRequest())
        with self._unfrozen():
            self.taken = line.taken


class HastyStore:
    """Passes everything on to a store; somebody else is quicker than the next `conflicts` turns."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.conflicts = 0

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Turn]:
        async with self._store.turn(lock, settles, absent) as turn:
            yield turn
            if self.conflicts:
                self.conflicts -= 1
                raise TurnConflict("somebody was quicker")

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


class Assembly:
    """Puts assistants together over any store; the entries are indexed once for all of them."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._answers = Answers(content)

    def over(self, store: Any) -> App:
        """An assistant over a store, whose clock stands still."""
        shipped, bot.app.Answers = bot.app.Answers, lambda *_: self._answers  # type: ignore[assignment,misc]
        try:
            return assemble(self.content, store, Clock(), rates=NO_HURRY)
        finally:
            bot.app.Answers = shipped  # type: ignore[misc]

    def at_the_start(self) -> list[Record]:
        """Both people are asked about L1, and all but a few criteria are answered."""
        others = [each.id for each in self.content.framework.criteria if each.id not in CRITERIA]
        answers = {name: Answer(score=2, evidence="A policy", at="2026-11-22") for name in others}
        profile = {each.id: each.options[0].id if each.options else "Moor" for each in self.content.profile}
        kept: list[Record] = []
        for who, ref in REFS.items():
            owner = f"telegram:{who}"
            version = self.content.framework.version
            kept += [
                Assessment(ref, owner, version, "", "", "", profile=profile, answers=answers),
                Session(owner, "assess", "score:L1", ref),
                Member(owner, agreed=self.content.texts.say("information.version"), agreed_at="2026-11-22"),
            ]
        return kept


class BotAtWork:
    """The bot under test on a store: what is received is kept, and worked off when it is told to."""

    def __init__(self, assembly: Assembly, store: Store) -> None:
        self.store = HastyStore(store)
        self.app = assembly.over(self.store)
        self.phone = Phone()
        self.inbox = Inbox(self.store, Watch(), lambda lane: None, self._unkept)
        texts = assembly.content.texts
        self._workers = [
            Worker(self.phone, self.app.assistant, self.inbox, texts, lambda address: None)
            for _ in range(SIDE_BY_SIDE)
        ]

    async def keep(self, records: list[Record]) -> None:
        """Begin with these records."""
        await keep(self.store, records)

    async def waiting(self, who: int) -> list[Arrival]:
        """What waits in somebody's lane."""
        return await self.inbox.waiting(str(who))

    async def work(self, arrival: Arrival) -> bool:
        """Work off one update, if it is its turn."""
        return await self._workers[0].work(arrival)

    async def work_off_all(self) -> None:
        """Work off all that waits: all lanes side by side, each wanted by all workers at once."""
        for _ in range(ROUNDS):
            if not (lanes := await self.store.tags(Arrival, LANE)):
                break
            every = [Lanes(self.inbox.waiting, worker.work, 8) for worker in self._workers]
            for tag in lanes:
                for each in every:
                    each.add(tag.removeprefix(LANE))
            while running := [task for each in every for task in each._running.values()]:
                await asyncio.wait(running)
        assert await self.store.tags(Arrival, LANE) == []
        self.store.conflicts = 0

    async def send(self, who: int) -> list[tuple[str, ...]]:
        """Deliver to somebody what waits for them, in order; return it as they see it."""
        waiting = await self.store.read(Handled, f"to-send:telegram:{who}")
        said = []
        for handled in sorted(waiting, key=lambda each: each.order):
            said += [shown(as_json.from_json(each)) for each in handled.replies]
            await keep(self.store, [replace(handled, to_send=0)])
        return said

    async def _unkept(self, arrivals: list[Arrival]) -> None:
        raise AssertionError(f"{len(arrivals)} updates could not be kept")


class PlainBot:
    """The bot that nothing ever happens to."""

    def __init__(self, assembly: Assembly) -> None:
        self.store = MemoryStore()
        self.said: dict[int, list[tuple[str, ...]]] = {who: [] for who in REFS}
        self._assistant = assembly.over(self.store).assistant
        self._phone = Phone()

    async def take(self, body: Json) -> None:
        """Take the next update."""
        message = read(body, self._phone).message
        assert message
        replies = await self._assistant.handle(message)
        self.said[int(message.sender.id)] += map(shown, replies)


def shown(reply: Reply) -> tuple[str, ...]:
    """A reply as somebody sees it."""
    return (reply.title, reply.text, reply.note, *(choice.label for choice in reply.choices))


async def keep(store: Any, records: list[Record]) -> None:
    """Keep records in one turn, however often it takes."""
    kept = False
    while not kept:
        with suppress(TurnConflict):
            async with store.turn("somebody else") as turn:
                for record in records:
                    turn.put(record)
            kept = True
