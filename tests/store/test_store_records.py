"""That every kind of record comes back from every store exactly as it was put, whatever is in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_strategies import AWKWARD, HALF, records
from store_places import RefusedTurn, assessment, keep, kept

from storage.errors import StoreError
from storage.records import (
    KINDS,
    Answer,
    Arrival,
    Assessment,
    AuditCheck,
    AuditEvent,
    AuditHead,
    Blocked,
    ContentEdit,
    CutOff,
    ExportJob,
    ExportPiece,
    Handled,
    Invite,
    LinkCode,
    Member,
    Notice,
    Question,
    Receipt,
    Reminder,
    Session,
)  # fmt: skip
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.row_file import Batch, Row, RowFile
from storage.unit import named

NOT_PLAIN = ["web:\0", "web:" + HALF, "\ud83d"]
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
one_store_for_all_examples = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EACH_KIND
@one_store_for_all_examples
@given(data=st.data())
async def test_a_record_comes_back_as_it_was_put(store, kind, data):
    record = data.draw(records(kind))
    await keep(store, record)

    assert await kept(store, kind, record.key) == record
    assert record in await store.read(kind)
    for tag in record.tags:
        assert record in await store.read(kind, tag)


@EACH_KIND
@one_store_for_all_examples
@given(data=st.data())
async def test_a_record_that_came_back_can_be_changed_without_a_conflict(store, kind, data):
    first, second = data.draw(records(kind)), data.draw(records(kind))
    await keep(store, first)
    async with store.turn("mine") as turn:
        got = await turn.get(kind, first.key)
        turn.put(got)
        turn.put(second)

    assert await kept(store, kind, second.key) == second


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many=st.tuples(*(records(kind) for kind in KINDS)))
async def test_records_are_the_same_when_the_store_is_opened_again(durable_place, many):
    store = await durable_place.open()
    await keep(store, *many)
    await store.close()

    store = await durable_place.open()
    assert [await kept(store, type(record), record.key) for record in many] == list(many)
    await store.close()


@pytest.mark.parametrize("text", [*AWKWARD, "\ud83d"])
async def test_any_text_in_a_record_is_kept_as_it_was_written(durable_place, text):
    store = await durable_place.open()
    hers = assessment("k7", profile={"name": text}, answers={"h1": Answer(3, evidence=text)})
    raw = Arrival("telegram", 7, lane="7", body={"message": {"text": text, "entities": [text]}})
    await keep(store, hers, raw)
    await store.close()

    store = await durable_place.open()
    assert await store.read(Assessment) == [hers]
    assert await store.read(Arrival) == [raw]
    await store.close()


@pytest.mark.parametrize("half", [HALF, "\ud83d"])
async def test_half_a_character_in_a_name_inside_a_raw_update_is_refused_and_nothing_is_kept(store, half):
    async with RefusedTurn(store, StoreError, "is not plain text") as turn:
        turn.put(Member("web:amina"))
        turn.put(Arrival("telegram", 1, "1", {"message": {half: ""}}))

    assert await store.read(Member) == []
    assert await store.read(Arrival) == []


async def test_a_tag_may_hold_any_text(store):
    hers = assessment("k7", owner="web:" + HALF + "\0")
    await keep(store, hers)

    assert await store.read(Assessment, "owner:web:" + HALF + "\0") == [hers]


@pytest.mark.parametrize("key", NOT_PLAIN)
async def test_a_key_that_is_not_plain_text_is_refused_and_nothing_is_kept(store, key):
    with pytest.raises(StoreError, match="'member' is not plain text"):
        await keep(store, Member("web:amina"), Member(key))
    with pytest.raises(StoreError, match="'invite' is not plain text"):
        await store.append([Invite("fine", "admin", "", ""), Invite(key, "admin", "", "")])

    assert await store.read(Member) == []
    assert await store.read(Invite) == []


@pytest.mark.parametrize("kind", [Member, Invite])
@pytest.mark.parametrize("key", NOT_PLAIN)
async def test_nor_can_it_be_asked_for_or_removed(store, key, kind):
    async with store.turn("mine") as turn:
        turn.put(Member("web:amina"))
        with pytest.raises(StoreError):
            await turn.get(kind, key)
        with pytest.raises(StoreError):
            turn.remove(kind, key)

    assert await store.read(Member) == [Member("web:amina")]


async def test_the_refusal_of_a_key_does_not_say_the_key():
    with pytest.raises(StoreError) as refused:
        named(Member, "telegram:4711\0")
    assert "4711" not in str(refused.value)


@pytest.mark.parametrize("key", ["", "a'b\"c", "a|b", "%", "_", "web:ü😀", "x" * 10_000, "\n", "A", "a"])
async def test_any_plain_text_is_a_key(store, key):
    await keep(store, Member(key), Member("web:other"))

    assert await kept(store, Member, key) == Member(key)
    assert len(await store.read(Member)) == 2


async def test_megabytes_in_one_record_are_kept(durable_place):
    store = await durable_place.open()
    long = "long evidence, 長い証拠 " * 200_000
    hers = assessment("k7", answers={f"h{number}": Answer(4, evidence=long[number:]) for number in range(2)})
    await keep(store, hers)
    await store.close()

    store = await durable_place.open()
    assert await store.read(Assessment) == [hers]
    await store.close()


async def test_a_body_that_json_cannot_hold_keeps_nothing_and_harms_nobody(store):
    bottomless: dict[str, object] = {}
    bottomless["again"] = bottomless
    async with RefusedTurn(store, ValueError, "Circular") as turn:
        turn.put(Member("web:amina"))
        turn.put(Arrival("telegram", 1, "1", bottomless))
    await keep(store, Member("web:harriet"), lock="mine")

    assert await store.read(Member) == [Member("web:harriet")]
    assert await store.read(Arrival) == []


WRITTEN_BEFORE = {  # bodies as an older version wrote them: without the fields that have a default today
    Member: {"address": "k"},
    Session: {"address": "k"},
    Assessment: {
        "ref": "k", "owner": "o", "framework": "f", "agreed": "a", "started": "s", "changed": "c",
        "answers": {"h1": {"score": 3}},
    },
    Invite: {"code_hash": "k", "role": "admin", "made": "m", "expires": "e"},
    Question: {"id": "k", "at": "2026-11-22", "text": "t", "outcome": "none"},
    ContentEdit: {"id": "k", "entry": "cost", "ask": ["a"], "by": "b", "at": "2026-11-22"},
    AuditEvent: {"id": "k", "at": "a", "who": "w", "what": "x"},
    AuditHead: {},
    AuditCheck: {"at": "a"},
    Blocked: {"address_hash": "ff", "since": "a"},
    Handled: {"address": "k", "message_id": "1", "place": "p", "group": False, "replies": [], "order": "o"},
    Arrival: {"channel": "k", "number": 1, "lane": "l", "body": {}},
    Receipt: {"arrival": "k|1", "at": "a"},
    Reminder: {"address": "k", "place": "p", "what": "draft", "ref": "r", "due": "2026-11-22"},
    Notice: {"id": "1", "address": "k", "what": "code"},
    ExportJob: {"id": "k", "address": "a", "asked": "a", "expires": "e"},
    CutOff: {"name": "k", "at": "a"},
    LinkCode: {"code_hash": "ff", "address": "a", "made": "m", "expires": "e"},
    ExportPiece: {"job": "k", "file": 0, "number": 0, "address": "a"},
}  # fmt: skip


@EACH_KIND
async def test_a_record_written_by_an_older_version_can_be_read_and_changed(path, kind):
    record = kind.from_json(WRITTEN_BEFORE[kind])
    file = RowFile(path)
    file.keep([Batch((Row(kind.kind, record.key, WRITTEN_BEFORE[kind], record.tags),))])
    file.close()

    store = TinyDbStore(path)
    async with store.turn("mine") as turn:
        assert await turn.get(kind, record.key) == record
        turn.put(record)
        turn.put(Member("web:amina"))
    async with store.turn("mine") as turn:
        await turn.get(kind, record.key)
        turn.remove(kind, record.key)
    assert await kept(store, kind, record.key) is None
    await store.close()
