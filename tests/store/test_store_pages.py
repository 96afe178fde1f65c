"""Many records are read page by page, each behind the last of the one before."""

import pytest
from store_places import assessment, forget, keep

from storage.records import Assessment, AuditEvent, Member

REFS = ["2B", "AA", "Aa", "B|1", "É", "線"]  # as databases sort bytes, and as we do


@pytest.mark.parametrize("size", [1, 2, 3, 6, 100])
async def test_pages_hold_every_record_once_in_the_order_of_the_keys(store, size):
    await keep(store, *(assessment(ref) for ref in REFS), Member("web:amina"))
    found, after = [], ""
    while page := await store.page(Assessment, after, size):
        assert len(page) <= size
        found += page
        after = page[-1].key
    assert found == [assessment(ref) for ref in REFS]


async def test_a_page_begins_behind_a_key_that_is_gone_by_now(store):
    await keep(store, *(assessment(ref) for ref in REFS))
    await forget(store, assessment("Aa"))
    assert await store.page(Assessment, "Aa", 1) == [assessment("B|1")]


async def test_what_is_read_from_disk_comes_in_pages_too(store):
    events = [AuditEvent(str(number), "", "K7F2M9QX", "export") for number in range(5)]
    await store.append(events)
    assert await store.page(AuditEvent, "1", 2) == events[2:4]
    assert await store.page(AuditEvent, "4", 2) == []
