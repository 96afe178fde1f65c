"""Kills of the whole bot under load, and what came of it: the engine of tests and of `benchmarks/kills`."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from crowd import Crowd
from deliveries import Heard, hear
from fleet import Fleet
from plain_order import Json, PlainOrder, left, seen_by
from server import Person
from server.webhook import SECRET_HEADER

from knowledge.loader import Content
from storage.records import Arrival, Handled, Question, Receipt
from storage.store import Store

PEOPLE = 6
WHILE_STARTING, WHILE_STOPPING = 0.25, 0.1  # how many of the kills
BROUGHT_AGAIN = 0.3  # of what people do, by the webhook
TO_REST = 120.0  # seconds after which what has not come is lost


@dataclass
class Verdict:
    """What came of it. All but `kills`, `acknowledged` and `repeated` must be nothing."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    repeated: int = 0
    left_over: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def all_is_well(self) -> bool:
        return not (self.lost or self.doubled or self.disordered or self.left_over or self.wrong)

    def add(self, heard: Heard) -> None:
        """Count how it went for one person."""
        self.lost += heard.lost
        self.doubled += heard.doubled
        self.disordered += heard.disordered
        self.repeated += heard.repeated


class Storm:
    """A crowd that goes on while bots are killed; `rests` lets all of it come to an end and looks at it."""

    def __init__(self, fleet: Fleet, seed: str, acts: int = 12, patience: float = 0.5) -> None:
        self.server = fleet.server
        self.fleet = fleet
        self.crowd = Crowd(self.server, PEOPLE, seed)
        self.verdict = Verdict()
        self._chance = random.Random(f"storm {seed}")
        self._acts_of_a_life = acts
        self._patience = patience  # for some calls of a bot, before one is killed without them
        self._acts = asyncio.Semaphore(0)

    async def kills(self, times: int) -> None:
        """Kill one bot after the other, at any instant, while people go on."""
        greeted = 0
        async with self._people_go_on():
            for _ in range(times):
                await self._any_instant()
                stopping = self._chance.random() < WHILE_STOPPING
                greeted = self._greetings()
                await self.fleet.kill(self._chance.randrange(self.fleet.size), stopping=stopping)
                self.verdict.kills += 1
            await self.server.until(lambda: self._greetings() > greeted, TO_REST)

    async def stops(self, times: int) -> None:
        """Stop all bots in order, and start them anew, while people go on."""
        async with self._people_go_on():
            for _ in range(times):
                await self._any_instant()
                await self.fleet.stop()
                await self._start()

    @contextlib.asynccontextmanager
    async def _people_go_on(self) -> AsyncIterator[None]:
        if not self.fleet.lives:
            await self._start()
        people = asyncio.create_task(self._go_on())
        yield
        people.cancel()
        await asyncio.wait({people})
        if not people.cancelled():
            people.result()

    async def _start(self) -> None:
        """Start all bots, and wait until they have reached Telegram."""
        greeted = self._greetings()
        await self.fleet.start()
        await self.server.until(lambda: self._greetings() >= greeted + self.fleet.size, TO_REST)

    def _greetings(self) -> int:
        """How often a bot has asked Telegram who it is, which it does first."""
        return len(self.server.called("getMe"))

    async def _go_on(self) -> None:
        """People do things, now and then; by the webhook, Telegram brings some of it again."""
        while True:
            await self._acts.acquire()
            self.crowd.acts()
            if self.fleet.webhook_url and self._chance.random() < BROUGHT_AGAIN:
                await self._brings_again(self._some_update())
            await asyncio.sleep(self._chance.uniform(0, 0.02))

    async def _any_instant(self) -> None:
        """While a bot starts, or after some of its calls; the instant decides nothing."""
        for _ in range(self._acts_of_a_life):
            self._acts.release()
        if self._chance.random() < WHILE_STARTING:
            await asyncio.sleep(self._chance.uniform(0, 0.1))
            return
        calls = len(self.server.calls) + self._chance.randrange(1, 2 * self._acts_of_a_life)
        await self.server.world.bell.until(lambda: len(self.server.calls) >= calls, self._patience)
        await asyncio.sleep(self._chance.uniform(0, 0.02))

    def _some_update(self) -> Json:
        """One that came just now, or long ago."""
        issued = self.server.issued
        return self._chance.choice(issued[-3:] if self._chance.random() < 0.5 else issued)

    async def _brings_again(self, update: Json) -> bool:
        """Bring an update once more, if it was taken already; whether the bot took it."""
        if update in self.server.pending or not self.server.called("setWebhook"):
            return True
        secret = str(self.server.called("setWebhook")[-1].params["secret_token"])
        url = f"{self.fleet.webhook_url}/telegram/webhook"
        with contextlib.suppress(aiohttp.ClientError):
            async with (
                aiohttp.ClientSession(headers={SECRET_HEADER: secret}) as telegram,
                telegram.post(url, json=update) as answer,
            ):
                return answer.status == 200
        return False

    async def rests(self, content: Content) -> Verdict:
        """Let people fall silent, everything be worked off, and all bots stop; then look at what is left."""
        await self._all_taken()
        if self.fleet.webhook_url:
            for update in list(self.server.issued):
                assert await self._brings_again(update)
        self.crowd.all_ask("/help")
        await self._all_taken()
        order = PlainOrder(content)
        await order.take(self.server, self.server.issued)
        await self._all_heard(order)
        await self.fleet.stop()
        store = await self.fleet.place.open()
        await self._judge(order, store)
        await store.close()
        return self.verdict

    async def _all_taken(self) -> None:
        await self.server.until(lambda: not self.server.pending, TO_REST)

    async def _all_heard(self, order: PlainOrder) -> None:
        """Wait until everybody has heard all that they had to hear, in order."""

        def all_heard() -> bool:
            return all(_heard_all(person, order) for person in self.crowd.people)

        await self.server.world.bell.until(all_heard, TO_REST)

    async def _judge(self, order: PlainOrder, store: Store) -> None:
        verdict, issued = self.verdict, self.server.issued
        verdict.acknowledged = len(issued) - len(self.server.pending)
        receipts = {receipt.key for receipt in await store.read(Receipt)}
        missing = {Arrival("telegram", int(each["update_id"]), "", {}).key for each in issued} - receipts
        verdict.lost += len(missing)
        verdict.left_over += await store.count(Arrival) + await store.count(Handled, "to-send:telegram")
        for person in self.crowd.people:
            await self._judge_one(order, store, person)
        self._same("questions kept", await order.store.count(Question), await store.count(Question))
        self._same("invalid calls", [], self.server.problems)

    async def _judge_one(self, order: PlainOrder, store: Store, person: Person) -> None:
        refs = seen_by(person)
        heard = hear(order.replies[person.id], [refs.plain(message.html) for message in person.seen])
        self.verdict.add(heard)
        kept, expected = await left(store, person, refs), await order.left(person)
        for what in expected:
            self._same(f"{what} of {person.name}", expected[what], kept[what])

    def _same(self, what: str, expected: Any, found: Any) -> None:
        if expected != found:
            self.verdict.wrong.append(f"{what}: expected {expected}, found {found}")


def _heard_all(person: Person, order: PlainOrder) -> bool:
    expected, seen = order.replies[person.id], person.seen
    if len(seen) < sum(map(len, expected)):
        return False
    refs = seen_by(person)
    return hear(expected, [refs.plain(message.html) for message in seen]).all_came
