"""The index of tags finds what bears them now, and takes little room for tags that one record bears."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from storage.tinydb_store.tag_index import TagIndex

KEYS, TAGS = st.sampled_from("klm"), st.sampled_from(["a:1", "a:2", "b:1"])
BEARS = st.lists(st.tuples(KEYS, st.lists(TAGS, max_size=4).map(tuple)), max_size=30)
MANY = 5_000
A_RECORD = 60  # bytes: two entries of dicts; a collection around either would be more than all of it


@given(BEARS)
def test_a_tag_finds_all_that_bear_it_now_and_nothing_else(puts):
    index, bears = TagIndex(), {}
    for key, tags in puts:
        index.put("kind", key, tags)
        bears[key] = tags
    found = {}
    for key, tags in bears.items():
        for tag in tags:
            found.setdefault(tag, set()).add(key)
    for tag in ("a:1", "a:2", "b:1"):
        assert sorted(index.keys("kind", tag)) == sorted(found.get(tag, ()))
        assert list(index.keys("other", tag)) == []
    assert index.beginning("kind", "a:") == sorted(tag for tag in found if tag.startswith("a:"))


def test_a_tag_of_one_record_takes_no_more_room_than_two_entries():
    rows = [(str(number), f"owner:{number}") for number in range(MANY)]
    index = TagIndex()
    tracemalloc.start()
    try:
        for key, tag in rows:
            index.put("kind", key, (tag,))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken / MANY < A_RECORD
