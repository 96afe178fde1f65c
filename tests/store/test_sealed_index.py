"""Tags stand beside what is sealed, in an index that is not: nobody is shown what was planted there."""

import pytest
from store_places import MASTER, PLACES, assessment, keep, kept

from storage.errors import StoreUnreadable
from storage.records import Arrival, Assessment
from storage.sealing.opening import open_sealed
from storage.sealing.twins import twin_of
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.fresh import Fresh

BOSS, EVE = "web:boss", "web:eve"
HERS, THEIRS = assessment("K7", owner=BOSS), assessment("K8", owner=EVE)


@pytest.fixture(params=["tinydb", "postgres"])  # one in memory has no index: it looks at the records
async def raw(request, tmp_path):
    place = PLACES[request.param](tmp_path)
    raw = await place.open()
    yield raw
    await raw.close()
    place.forget()


@pytest.fixture
async def store(raw):
    store = await open_sealed(raw, MASTER)
    await keep(store, HERS, THEIRS)
    return store


async def plants(raw, ref, tags):
    """Have an assessment found by tags that it was not given; what is sealed is left as it is."""
    kind = twin_of(Assessment)
    [row] = [each for each in await raw.read(kind) if each.key == ref]
    await keep(raw, kind(row.body, row.key, tags))
    forget_what_was_put(raw)


def forget_what_was_put(raw):
    """Have a store read what it keeps: whoever plants something does so behind its back."""
    if isinstance(raw, TinyDbStore):
        raw._memory.fresh = Fresh()


async def tags_of(raw, ref):
    [row] = [each for each in await raw.read(twin_of(Assessment)) if each.key == ref]
    return row.tags


async def test_an_assessment_under_somebody_elses_tag_is_not_shown_to_them(raw, store):
    await plants(raw, "K7", await tags_of(raw, "K8"))
    with pytest.raises(StoreUnreadable, match="a tag that it was not given"):
        await store.read(Assessment, f"owner:{EVE}")
    with pytest.raises(StoreUnreadable, match="a tag that it was not given"):
        await store.read_any(Assessment, [f"owner:{EVE}", "state:none"])
    async with store.turn(EVE) as turn:
        with pytest.raises(StoreUnreadable, match="a tag that it was not given"):
            await turn.find(Assessment, f"owner:{EVE}")


async def test_what_nobody_can_read_any_more_is_no_damage_under_any_tag(raw, store):
    await plants(raw, "K7", await tags_of(raw, "K8"))
    [row] = [each for each in await raw.read(twin_of(Assessment)) if each.key == "K7"]
    async with store.turn(BOSS) as turn:
        turn.remove(Assessment, "K7")
    await keep(raw, twin_of(Assessment)(row.body, row.key, await tags_of(raw, "K8")))
    forget_what_was_put(raw)
    assert await store.read(Assessment, f"owner:{EVE}") == [THEIRS]


async def test_by_its_own_tags_and_all_together_records_are_found_as_before(store):
    assert await store.read(Assessment, f"owner:{EVE}") == [THEIRS]
    assert await store.read_any(Assessment, [f"owner:{BOSS}", f"owner:{EVE}"]) == [HERS, THEIRS]
    assert await store.read(Assessment) == [HERS, THEIRS]


async def test_a_record_that_stands_in_anothers_place_is_not_taken_for_it(raw, store):
    first, second = (Arrival("telegram", number, "7", {"message": {"text": "hello"}}) for number in (1, 2))
    await keep(store, first, second)
    one, two = await raw.read(twin_of(Arrival))
    await keep(raw, twin_of(Arrival)(two.body, one.key, two.tags))
    forget_what_was_put(raw)
    with pytest.raises(StoreUnreadable, match="stands in another's place"):
        await store.fetch(Arrival, first.key)
    with pytest.raises(StoreUnreadable, match="stands in another's place"):
        await kept(store, Arrival, first.key)
