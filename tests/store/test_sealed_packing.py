"""Large records are made smaller before they are sealed, and come back as they were put."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_places import MASTER, keep, kept

from storage.memory_store import MemoryStore
from storage.records import Answer, Assessment
from storage.sealing.opening import open_sealed
from storage.sealing.packing import PACK_FROM, packed, unpacked
from storage.sealing.records import SubjectKey
from storage.sealing.twins import twin_of

WHEN = "2026-11-22T09:00:00+00:00"
ANSWERS = {f"L{number}": Answer(3, f"Minutes no. {number}", at=WHEN) for number in range(20)}
LARGE = Assessment("K7F2M9QX", "telegram:4711", "2026.10", WHEN, WHEN, WHEN, answers=ANSWERS)
PLAIN = json.dumps(LARGE.to_json()).encode("ascii")


@pytest.fixture
def raw():
    return MemoryStore()


@pytest.fixture
async def store(raw):
    return await open_sealed(raw, MASTER)


async def test_an_assessment_takes_a_fifth_of_its_room_and_comes_back_whole(store, raw):
    await keep(store, LARGE)
    [twin] = await raw.read(twin_of(Assessment))
    assert len(json.dumps(twin.to_json())) < len(PLAIN) / 5
    assert await kept(store, Assessment, LARGE.ref) == LARGE


async def test_what_an_older_version_sealed_as_it_was_opens(store, raw):
    await keep(store, LARGE)
    [twin] = await raw.read(twin_of(Assessment))
    [key] = [each for each in await raw.read(SubjectKey) if each.pseudonym == twin.by]
    place = json.dumps([twin.kind, twin.key, twin.tags])
    sealed = store._keyring._open(key).cipher.seal(PLAIN, place)
    await keep(raw, twin_of(Assessment).from_json(twin.body | {"sealed": sealed}))
    assert await kept(store, Assessment, LARGE.ref) == LARGE


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=PACK_FROM)))
def test_any_body_comes_back(body):
    text = json.dumps(body).encode("ascii")
    assert unpacked(packed(text)) == text


def said(size):
    """A body of so many bytes, of which hardly any tell something."""
    return json.dumps({"said": "a" * (size - len('{"said": ""}'))}).encode("ascii")


@pytest.mark.parametrize("size", [4_000, 99_999])
def test_a_body_of_four_thousand_bytes_and_more_is_packed(size):
    assert len(packed(said(size))) < size / 5


@pytest.mark.parametrize("size", [3_999, 100_000])
def test_a_small_body_and_a_piece_of_a_file_stay_as_they_are(size):
    assert packed(said(size)) == said(size)
