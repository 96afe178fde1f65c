"""Any interleaving of what people do and what the network, the bot and the machine do to it.

What is promised: everything that a person sends counts once, however often it is brought. Of what waits
together, what was sent first counts first, in whatever order it was brought; nothing is worked off before
what it came behind. What is brought only after later things were worked off is late, and counts from then
on, as if it had been sent then. What one person does changes nothing for another. Restarts, cuts in the
middle of a turn and turns that are run again change nothing at all.

So the bot is held against a plain one, which takes the updates of each person in just this order, each
once: what is kept of everybody, the score, and all that they were told must be the same.
"""

import asyncio
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from bot_beside_plain import Assembly, BotAtWork, PlainBot, keep
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from raw_updates import Phones
from store_places import DURABLE, PLACES
from things_people_do import AMAL, REFS, SAM, buttons, people, texts

from knowledge.scoring import score
from storage.records import KINDS, Arrival, Assessment, Member, Question, Receipt, Session


class AnyInterleaving(RuleBasedStateMachine):
    """People act; the network brings what they did; the bot works; the machine fails."""

    place_name: str
    assembly: Assembly

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        inner = Path(self.folder.name, "place")
        inner.mkdir()
        self.place = PLACES[self.place_name](inner)
        self.phones = Phones()
        self.plain = PlainBot(self.assembly)
        self.waiting = {AMAL: set(), SAM: set()}  # what the bot has kept and not worked off
        self.done = set()
        self.heard = {AMAL: [], SAM: []}
        self.pressed, self.shown_as_taken = set(), set()

    @initialize()
    def begins(self):
        self.bot = BotAtWork(self.assembly, self.run(self.place.open()))
        for store in (self.bot.store, self.plain.store):
            self.run(keep(store, self.assembly.at_the_start()))

    def run(self, awaitable):
        return self.runner.run(awaitable)

    # What people do

    @rule(who=people, text=texts)
    def somebody_types(self, who, text):
        self.phones.types(who, text)

    @rule(carried=st.one_of(*(st.tuples(st.just(who), buttons(who)) for who in REFS)))
    def somebody_presses_a_button(self, carried):
        self.phones.presses(*carried)

    @rule(who=people, which=st.integers(0, 3), text=texts)
    def somebody_edits_what_they_typed(self, who, which, text):
        self.phones.edits(who, which, text)

    # What the network does

    @precondition(lambda self: self.phones.issued)
    @rule(which=st.lists(st.integers(0, 7), min_size=1, max_size=6))
    def some_of_the_last_updates_are_brought(self, which):
        last = self.phones.issued[-8:]
        self.bring([last[-1 - each % len(last)] for each in which])

    @precondition(lambda self: self.phones.issued)
    @rule(which=st.lists(st.integers(0, 1_000), min_size=1, max_size=3))
    def updates_are_brought_much_later(self, which):
        self.bring([self.phones.issued[each % len(self.phones.issued)] for each in which])

    @rule()
    def all_that_was_not_brought_yet_is_brought(self):
        known = self.done.union(*self.waiting.values())
        self.bring([each for each in reversed(self.phones.issued) if each["update_id"] not in known])

    def bring(self, updates):
        self.run(self.bot.inbox.receive(updates))
        for update in updates:
            if update["update_id"] not in self.done:
                self.waiting[author(update)].add(update["update_id"])

    # What the bot does

    @rule(who=people)
    def the_next_update_of_somebody_is_worked_off(self, who):
        arrivals = self.run(self.bot.waiting(who))
        assert {each.number for each in arrivals} == self.waiting[who]
        if arrivals:
            assert self.run(self.bot.work(arrivals[0]))
            self.bot.store.conflicts = 0
            self.settled(who, [arrivals[0].number])

    @rule()
    def everything_is_worked_off_side_by_side(self):
        self.run(self.bot.work_off_all())
        for who, waiting in self.waiting.items():
            self.settled(who, sorted(waiting))

    @rule(which=st.integers(0, 1_000))
    def somebody_works_on_what_is_done_or_not_the_next(self, which):
        issued = self.phones.issued
        if not issued:
            return
        update = issued[which % len(issued)]
        who, number = author(update), update["update_id"]
        if number != min(self.waiting[who], default=0):
            assert not self.run(self.bot.work(Arrival("telegram", number, str(who), update)))

    @rule(who=people)
    def somebody_is_sent_what_waits_for_them(self, who):
        self.heard[who] += self.run(self.bot.send(who))

    def settled(self, who, numbers, *, cut_short=False):
        for number in numbers:
            update = self.phones.issued[number - 1]
            self.run(self.plain.take(update))
            if "callback_query" in update and not cut_short:
                self.pressed.add(update["callback_query"]["id"])
        self.waiting[who] -= set(numbers)
        self.done |= set(numbers)

    # What the machine does

    @rule(conflicts=st.integers(1, 3))
    def turns_are_run_again(self, conflicts):
        self.bot.store.conflicts = conflicts

    @rule()
    def the_bot_starts_anew(self):
        if self.place_name in DURABLE:
            shown = self.run(everything(self.bot.store))
            self.run(self.bot.store.close())
            self.takes_up(self.run(self.place.open()))
            assert self.run(everything(self.bot.store)) == shown  # what was shown is what was kept
        else:
            self.takes_up(self.bot.store._store)

    @rule(who=people, steps=st.integers(0, 40), killed=st.booleans())
    def the_bot_is_cut_short(self, who, steps, killed):
        arrivals = self.run(self.bot.waiting(who))
        if not arrivals:
            return
        self.run(self.cut_short(self.bot.work(arrivals[0]), steps * STEPS[self.place_name], killed=killed))
        receipts = self.run(self.bot.store.read(Receipt))
        if arrivals[0].key in {receipt.key for receipt in receipts}:
            self.settled(who, [arrivals[0].number], cut_short=True)

    async def cut_short(self, work, steps, *, killed):
        """Begin some work; drop it after so many steps of the event loop, or the whole process with it."""
        working = asyncio.ensure_future(work)
        for _ in range(steps):
            await asyncio.sleep(0)
        if killed and self.place_name in DURABLE:
            await self.place.kill(self.bot.store._store)
            await dropped(working)
            self.takes_up(await self.place.open())
        else:
            await dropped(working)

    def takes_up(self, store):
        self.shown_as_taken |= self.bot.phone.taken
        self.bot = BotAtWork(self.assembly, store)

    # What must come of it

    def teardown(self):
        try:
            if hasattr(self, "bot"):
                self.all_that_was_not_brought_yet_is_brought()
                self.everything_is_worked_off_side_by_side()
                self.all_is_as_the_plain_bot_has_it()
        finally:
            self.run(self.bot.store.close())
            self.place.forget()
            self.runner.close()
            self.folder.cleanup()

    def all_is_as_the_plain_bot_has_it(self):
        store = self.bot.store
        assert self.run(store.count(Arrival)) == 0
        assert len(self.run(store.read(Receipt))) == len(self.phones.issued)
        for who in REFS:
            self.heard[who] += self.run(self.bot.send(who))
            assert self.heard[who] == self.plain.said[who]
        assert self.pressed <= self.shown_as_taken | self.bot.phone.taken
        theirs, plain = self.run(kept(store)), self.run(kept(self.plain.store))
        assert theirs == plain
        results = [score(self.assembly.content.framework, each.answers) for each in theirs[0]]
        assert results == [score(self.assembly.content.framework, each.answers) for each in plain[0]]


def author(update):
    content = next(content for kind, content in update.items() if kind != "update_id")
    return content["from"]["id"]


async def everything(store):
    """All that can be read, as JSON."""
    return [each.to_json() for kind in KINDS for each in await store.read(kind)]


async def kept(store):
    """What is kept of everybody; the ids of questions and of people are drawn by lot.

    What came before is known by receipts where there are any, and else by marks.
    """
    sessions = [
        replace(each, asked="", questions=(), handled=(), longer_ago="", offered=())
        for each in await store.read(Session)
    ]
    members = [replace(each, id=bool(each.id)) for each in await store.read(Member)]
    return await store.read(Assessment), sessions, members, await store.count(Question)


async def dropped(working):
    """Drop some work that is under way."""
    working.cancel()
    await asyncio.wait({working})


EXAMPLES = defaultdict(lambda: 10, memory=60, tinydb=30)
STEPS = defaultdict(lambda: 10, memory=1, tinydb=2)  # of the event loop: a database answers from afar


@pytest.mark.parametrize("name", PLACES)
def test_any_interleaving_ends_as_the_plain_order_does(content, name):
    together = Assembly(content)

    class Here(AnyInterleaving):
        place_name = name
        assembly = together

    machine = Here.TestCase
    machine.settings = settings(
        max_examples=EXAMPLES[name], stateful_step_count=40, deadline=None, print_blob=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    machine("runTest").runTest()
