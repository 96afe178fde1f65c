"""A store is filled, or replaced, all or nothing, and only with what it then really holds."""

import asyncio

import pytest
from copy_places import COPY_PLACES, DURABLE, InMemory, closing, everything, keep_all
from memory_copies import MemoryCopies
from store_places import assessment, in_time

from storage.copies.copyable import StoreNotEmpty
from storage.copies.filling import fill, first_difference, flowing, replace
from storage.copies.kept import kept
from storage.errors import StoreError, StoreUnreadable
from storage.memory_store import MemoryStore
from storage.records import AuditEvent, ContentEdit, Member, Session

OLD = [assessment("old", owner="web:amal"), Member("web:jo", role="admin")]
NEW = [assessment("new"), Member("web:harriet"), Session("web:harriet", step="2")]
EVENT = AuditEvent("1", "2026-11-22", "operator", "restore")


@pytest.fixture(params=sorted(COPY_PLACES))
def place(request, new_place):
    return new_place(request.param)


def rows(records=NEW):
    return [kept(each.kind, each.to_json()) for each in records]


async def broken_off(records=NEW):
    """Records whose last words are that they cannot be relied on, as a damaged backup's are."""
    for row in rows(records):
        yield row
    raise StoreUnreadable("it is cut short")


class Saved:
    """What was saved before it was replaced."""

    def __init__(self):
        self.names = []

    async def __call__(self, rows):
        self.names = [row.name async for row in rows]


async def test_an_empty_store_is_filled_with_what_came_and_the_word_of_it(place):
    async with closing(place.copies()) as store:
        tally = await fill(store, flowing(rows()), [EVENT])
    assert dict(tally.counts) == {"assessment": 1, "member": 1, "session": 1}
    assert await everything(place) == [NEW[1], NEW[2], NEW[0], EVENT]


async def test_a_store_that_holds_anything_is_not_filled(place):
    await keep_all(place, *OLD)
    async with closing(place.copies()) as store:
        with pytest.raises(StoreNotEmpty):
            await fill(store, flowing(rows()))
    assert await everything(place) == [OLD[1], OLD[0]]


async def test_what_breaks_off_leaves_an_empty_store_empty(place):
    async with closing(place.copies()) as store:
        with pytest.raises(StoreUnreadable, match="cut short"):
            await fill(store, broken_off())
    assert await everything(place) == []


async def test_what_breaks_off_leaves_everything_as_it_was(place):
    await keep_all(place, *OLD)
    async with closing(place.copies()) as store:
        with pytest.raises(StoreUnreadable, match="cut short"):
            await replace(store, broken_off(), Saved())
    assert await everything(place) == [OLD[1], OLD[0]]


async def test_cancelling_leaves_everything_as_it_was(place):
    await keep_all(place, *OLD)
    begun = asyncio.Event()

    async def endless():
        for row in rows():
            yield row
        begun.set()
        await asyncio.Event().wait()

    async with closing(place.copies()) as store:
        filling = asyncio.create_task(replace(store, endless(), Saved()))
        await in_time(begun.wait())
        filling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await in_time(filling)
    assert await everything(place) == [OLD[1], OLD[0]]


async def test_what_is_there_is_saved_and_then_replaced(place):
    await keep_all(place, *OLD)
    saved = Saved()
    async with closing(place.copies()) as store:
        await replace(store, flowing(rows()), saved, [EVENT])
    assert saved.names == [("assessment", "old"), ("member", "web:jo")]
    assert await everything(place) == [NEW[1], NEW[2], NEW[0], EVENT]
    async with closing(place.store()) as store:
        assert await store.tags(Member, "role:") == ["role:visitor"]
        assert await store.tags(type(OLD[0]), "owner:") == ["owner:web:harriet"]


async def test_a_record_may_bear_a_tag_twice(place):
    edit = ContentEdit("1", entry="cost", ask=("how much",), by="web:jo", at="", state="by:web:jo")
    async with closing(place.copies()) as store:
        await fill(store, flowing(rows([edit])))
    async with closing(place.store()) as store:
        assert await store.read(ContentEdit, "by:web:jo") == [edit]


async def test_nothing_is_replaced_when_what_is_there_cannot_be_saved(place):
    async def fails(rows):
        raise StoreError("the disk is full")

    await keep_all(place, *OLD)
    async with closing(place.copies()) as store:
        with pytest.raises(StoreError, match="disk is full"):
            await replace(store, flowing(rows()), fails)
    assert await everything(place) == [OLD[1], OLD[0]]


@pytest.mark.parametrize("odd", [NEW[::-1], [NEW[0], NEW[0]]], ids=["out of order", "there twice"])
async def test_records_out_of_order_or_there_twice_are_refused(place, odd):
    async with closing(place.copies()) as store:
        with pytest.raises(StoreUnreadable, match="out of order, or there twice"):
            await fill(store, flowing(rows(odd)))
    assert await everything(place) == []


class Forgetful(MemoryCopies):
    """A store that loses a record and says nothing."""

    async def add(self, rows):
        await super().add(rows[1:])


async def test_a_store_that_did_not_keep_what_it_was_given_is_found_out():
    store = MemoryStore()
    with pytest.raises(StoreError, match="did not keep what it was given"):
        await fill(Forgetful(store), flowing(rows()))
    assert await store.read(Member) == []


@pytest.mark.parametrize("kind", DURABLE)
async def test_what_another_process_adds_meanwhile_comes_after(new_place, kind):
    place = new_place(kind)
    await keep_all(place, *OLD)
    async with closing(place.copies()) as store, closing(place.copies(guest=True)) as beside:
        adding = None

        async def meanwhile():
            nonlocal adding
            for row in rows():
                yield row
            adding = asyncio.create_task(beside.append([EVENT]))

        await replace(store, meanwhile(), Saved())
        await in_time(adding)
    assert await everything(place) == [NEW[1], NEW[2], NEW[0], EVENT]


@pytest.mark.parametrize(
    ("one", "other", "odd"),
    [
        (NEW, NEW, None),
        ([], [], None),
        (NEW, NEW[1:], "assessment"),
        (NEW[1:], NEW, "member"),
        (NEW, NEW[:-1], "session"),
        (NEW[:-1], NEW, "session"),
        (NEW, [*NEW[:-1], Session("web:harriet", step="3")], "session"),
        ([], OLD, "assessment"),
    ],
)
async def test_two_stores_are_the_same_or_a_difference_is_shown(tmp_path, one, other, odd):
    left, right = InMemory(tmp_path), InMemory(tmp_path)
    await keep_all(left, *one)
    await keep_all(right, *other)
    async with closing(left.copies()) as old, closing(right.copies()) as new:
        found = await first_difference(old, new)
    assert (found and found.kind) == odd
