"""Any run of turns, closings and kills: a store holds what a dictionary would hold."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from store_places import DURABLE, EVERYWHERE, PLACES

from storage.errors import TurnConflict
from storage.records import Invite, Member

addresses = st.sampled_from([f"web:{letter}" for letter in "abcde"])
roles = st.sampled_from(["visitor", "assessor", "admin"])
members = st.builds(Member, addresses, roles)
invites = st.builds(Invite, st.sampled_from(["code1", "code2"]), roles, st.just(""), st.just(""))
changes = st.lists(st.one_of(members, invites, addresses), max_size=4)  # an address is somebody to forget


class Mishap(Exception):
    """Something that goes wrong in the middle of a turn."""


class StoreBesideADict(RuleBasedStateMachine):
    """Turns that end well change both; turns that do not change neither."""

    place_name: str

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.kept = {}

    @initialize()
    def begin(self):
        self.place = PLACES[self.place_name](self.folder)
        self.open()

    def open(self):
        self.store = self.run(self.place.open())

    def run(self, awaitable):
        return self.runner.run(awaitable)

    async def turn(self, changes, trouble=None, reads=()):
        async with self.store.turn("mine") as turn:
            for address in reads:
                assert await turn.get(Member, address) == self.kept.get(("member", address))
            after = dict(self.kept)
            for change in changes:
                if isinstance(change, str):
                    turn.remove(Member, change)
                    after.pop(("member", change), None)
                else:
                    turn.put(change)
                    after[change.kind, change.key] = change
            for role in ("visitor", "assessor", "admin"):
                assert await turn.find(Member, f"role:{role}") == members_in(after, role)
            if trouble:
                await trouble()
        self.kept = after

    @rule(changes=changes, reads=st.lists(addresses, max_size=2))
    def take_a_turn(self, changes, reads):
        self.run(self.turn(changes, reads=reads))

    @rule(changes=changes)
    def have_a_mishap(self, changes):
        async def stumble():
            raise Mishap

        with pytest.raises(Mishap):
            self.run(self.turn(changes, stumble))

    @rule(changes=changes, address=addresses, role=roles)
    def be_overtaken(self, changes, address, role):
        theirs = Member(address, role, since="overtaken")

        async def overtake():
            async with self.store.turn("theirs") as turn:
                turn.put(theirs)

        with pytest.raises(TurnConflict):
            self.run(self.turn(changes, overtake, reads=[address]))
        self.kept["member", address] = theirs
        self.run(self.turn([Member(address, role)]))

    @rule()
    def be_closed_and_opened_again(self):
        if self.place_name in DURABLE:
            self.run(self.store.close())
            self.open()

    @rule()
    def be_killed_and_opened_again(self):
        if self.place_name in DURABLE:
            self.run(self.place.kill(self.store))
            self.open()

    @invariant()
    def both_hold_the_same(self):
        assert self.run(self.store.read(Member)) == members_in(self.kept)
        for role in ("visitor", "assessor", "admin"):
            assert self.run(self.store.read(Member, f"role:{role}")) == members_in(self.kept, role)
        invites = [record for (kind, _), record in sorted(self.kept.items()) if kind == "invite"]
        assert self.run(self.store.read(Invite)) == invites

    def teardown(self):
        self.run(self.store.close())
        self.place.forget()
        self.runner.close()
        shutil.rmtree(self.folder)


def members_in(kept, role=""):
    members = [record for (kind, _), record in sorted(kept.items()) if kind == "member"]
    return [member for member in members if role in ("", member.role)]


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_store_holds_what_a_dictionary_would_hold(name):
    class Here(StoreBesideADict):
        place_name = name

    over_time = Here.TestCase
    over_time.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
    over_time("runTest").runTest()
