"""A new master key, put in place beside assistants that run: no key is made under an older one any longer."""

import pytest
from store_places import MASTER_KEY, RefusedTurn, keep

from storage.memory_store import MemoryStore
from storage.records import Session
from storage.sealing.master import MasterKeys
from storage.sealing.opening import open_sealed
from storage.sealing.rotating import older_keys, wrap_anew

NEW_KEY = b"another key of thirty-two bytes."
BOTH = [NEW_KEY, MASTER_KEY]


class ReadBySomebody(MemoryStore):
    """A store in which others write just after a page of it was read, once."""

    others = None

    async def page(self, kind, after, size):
        found = await super().page(kind, after, size)
        if self.others:
            others, self.others = self.others, None
            await others()
        return found


@pytest.fixture
def raw():
    return ReadBySomebody()


@pytest.fixture
async def running(raw):
    """An assistant that has known the older key alone, and has some people."""
    store = await open_sealed(raw, MasterKeys([MASTER_KEY], again=lambda: BOTH))
    await keep(store, *(Session(f"web:{each}") for each in range(5)))
    return store


async def newcomers(store):
    await keep(store, *(Session(f"web:new {each}") for each in range(20)))


async def test_every_key_is_kept_under_the_newest(raw, running):
    assert await older_keys(raw, MasterKeys(BOTH)) == 6  # the root is one
    assert await wrap_anew(raw, MasterKeys(BOTH)) == 5
    assert await older_keys(raw, MasterKeys(BOTH)) == 0
    alone = await open_sealed(raw, MasterKeys([NEW_KEY]))
    assert len(await alone.read(Session)) == 5


async def test_who_comes_after_it_is_under_the_new_key_at_once(raw, running):
    await wrap_anew(raw, MasterKeys(BOTH))
    await newcomers(running)
    assert await older_keys(raw, MasterKeys(BOTH)) == 0


async def test_who_comes_in_the_midst_of_it_is_not_missed(raw, running):
    raw.others = lambda: newcomers(running)
    await wrap_anew(raw, MasterKeys(BOTH))
    assert await older_keys(raw, MasterKeys(BOTH)) == 0
    assert len(await running.read(Session)) == 25


async def test_who_is_made_a_key_while_the_root_changes_is_a_conflict(raw, running):
    commit = raw._commit

    def commit_behind_another(unit):
        raw._rows["root-key", "root"]["index_key"] += "under another by now"
        commit(unit)

    async with RefusedTurn(running) as turn:
        turn.put(Session("web:new"))
        raw._commit = commit_behind_another
    assert Session("web:new") not in await running.read(Session)
