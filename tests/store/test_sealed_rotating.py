"""A new master key, put in place beside assistants that run: no key is made under an older one any longer."""

from base64 import b64encode

import pytest
from store_places import KEY, MASTER_KEY, RefusedTurn, keep

from bot.master_key import master_keys
from bot.settings import Settings
from storage.errors import StoreAway
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


async def test_a_key_file_that_is_gone_when_it_is_to_be_read_anew_is_a_store_that_is_away(raw, tmp_path):
    file = tmp_path / "charter.key"
    file.write_text(KEY)
    settings = Settings.model_validate({"charter_store": "postgresql://x/y", "charter_key_file": file})
    running = await open_sealed(raw, master_keys(settings, make=False))
    await keep(running, Session("web:amina"))
    await wrap_anew(raw, MasterKeys(BOTH))
    file.unlink()
    running._keyring._opened.clear()  # as one that starts, or has many people
    with pytest.raises(StoreAway, match="is not there"):
        await running.fetch(Session, "web:amina")
    file.write_text(f"{b64encode(NEW_KEY).decode()}\n{KEY}")
    assert await running.fetch(Session, "web:amina") == Session("web:amina")
