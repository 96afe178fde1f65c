"""What the store below sees of a sealed record: no address, no word, and the same record again."""

import json
from base64 import b64decode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_strategies import records
from store_places import MASTER, assessment, keep, kept

from storage.errors import StoreUnreadable
from storage.memory_store import MemoryStore
from storage.records import KINDS, Assessment, Handled, Member, Question, Reminder, Session
from storage.sealing.names import is_open, subject_of
from storage.sealing.opening import open_sealed
from storage.sealing.records import SubjectKey

SECRET = "telegram:77701234567"
SEALED = [kind for kind in KINDS if not is_open(kind)]
EACH_SEALED = pytest.mark.parametrize("kind", SEALED, ids=lambda kind: kind.kind)
a_few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Asked(MemoryStore):
    """Remembers what it was asked for."""

    def __init__(self):
        super().__init__()
        self.asked = []

    async def fetch(self, kind, key):
        self.asked.append((kind.kind, key))
        return await super().fetch(kind, key)

    async def read(self, kind, tag="", limit=0):
        self.asked.append((kind.kind, tag))
        return await super().read(kind, tag, limit)


@pytest.fixture
def raw():
    return MemoryStore()


@pytest.fixture
async def store(raw):
    return await open_sealed(raw, MASTER)


def with_the_secret(kind, data):
    """A record of that kind, with an address wherever there may be one."""
    body = data.draw(records(kind)).to_json()
    fields = {"address", "owner", "tell", "by", "place", "text", "body"} & body.keys()
    body |= dict.fromkeys(fields - {"body"}, SECRET) | (
        {"body": {SECRET: SECRET}} if "body" in fields else {}
    )
    body |= {"channel": "telegram", "lane": SECRET.partition(":")[2]} if kind.kind == "arrival" else {}
    body |= {"to_send": 1} if kind is Handled else {}
    body |= {"assessment": "K7"} if kind.kind == "invite" else {}
    return kind.from_json(body)


@EACH_SEALED
@a_few
@given(data=st.data())
async def test_no_address_and_no_word_is_seen_below(raw, store, kind, data):
    record = with_the_secret(kind, data)
    await keep(store, record)

    assert SECRET.partition(":")[2] not in json.dumps([[*name, body] for name, body in raw._rows.items()])
    assert await kept(store, kind, record.key) == record
    for tag in record.tags:
        assert record in await store.read(kind, tag)
        assert tag in await store.tags(kind, tag)


@EACH_SEALED
@a_few
@given(data=st.data())
async def test_where_a_key_says_whose_it_is_it_says_the_same_as_the_record(kind, data):
    record = data.draw(records(kind))
    assert subject_of(kind, record.key) in {None, record.sealed_for}


async def test_keys_and_what_stands_for_somebody_are_too_long_to_guess(raw, store):
    await keep(store, Session("web:amina"))
    [key] = await raw.read(SubjectKey)
    assert (len(key.index), len(key.pseudonym)) == (32, 16)  # 128 bits, and 96
    master, _, wrapped = key.wrapped.partition(".")
    nonce, mark = 12, 16
    assert (len(master), len(b64decode(wrapped))) == (8, nonce + 32 + mark)
    assert len(b64decode(key.subject)) == nonce + len("web:amina") + mark


async def test_nobodys_words_are_kept_as_they_are(raw, store):
    open_kinds = [kind for kind in KINDS if is_open(kind)]
    assert {kind.kind for kind in open_kinds} == {
        "audit", "audit-check", "audit-head", "blocked", "content-edit", "cut-off", "receipt"
    }  # fmt: skip


async def test_looking_for_somebody_makes_no_key(raw, store):
    async with store.turn("mine") as turn:
        assert await turn.get(Session, SECRET) is None
        assert await turn.find(Assessment, f"owner:{SECRET}") == []
    assert await store.read(Question, f"tell:{SECRET}") == []
    assert await raw.read(SubjectKey) == []


async def test_who_looks_for_somebody_without_a_key_says_to_nobody_below_whom_they_look_for():
    raw = Asked()
    store = await open_sealed(raw, MASTER)
    raw.asked.clear()
    assert await store.fetch(Session, SECRET) is None
    assert await store.read(Question, f"tell:{SECRET}") == []
    async with store.turn("mine") as turn:
        assert await turn.get(Handled, f"{SECRET}|5") is None
        assert await turn.find(Assessment, f"owner:{SECRET}") == []
    assert {kind for kind, _ in raw.asked} == {"subject-key"}
    assert not [name for _, name in raw.asked if SECRET in name]


async def test_two_rows_cannot_be_swapped(raw, store):
    await keep(store, Session("web:amina", step="hers"), Session("web:jo", step="his"))
    (one, two) = [name for name in raw._rows if name[0] == "session"]
    raw._rows[one]["sealed"], raw._rows[two]["sealed"] = raw._rows[two]["sealed"], raw._rows[one]["sealed"]
    with pytest.raises(StoreUnreadable, match="does not open"):
        await store.read(Session)


async def test_nor_can_an_older_body_of_the_same_person_be_put_elsewhere(raw, store):
    await keep(store, Session("web:amina"), Member("web:amina", role="admin"))
    [member] = [name for name in raw._rows if name[0] == "member"]
    [session] = [name for name in raw._rows if name[0] == "session"]
    raw._rows[member]["sealed"] = raw._rows[session]["sealed"]
    with pytest.raises(StoreUnreadable, match="does not open"):
        await kept(store, Member, "web:amina")


async def test_nor_can_tags_by_which_others_would_find_it(raw, store):
    await keep(store, assessment("K7", owner="web:boss"), assessment("K8", owner="web:eve"))
    one, two = raw._rows["assessment", "K7"], raw._rows["assessment", "K8"]
    one["tags"], two["tags"] = two["tags"], one["tags"]
    with pytest.raises(StoreUnreadable, match="does not open"):
        await store.read(Assessment, "owner:web:eve")


async def test_nobody_is_taken_for_another_whose_key_was_put_in_place_of_theirs(raw, store):
    await keep(store, Member("web:boss", role="admin"), Member("web:eve"))
    one, two = [name for name in raw._rows if name[0] == "subject-key"]
    rows = raw._rows
    rows[one], rows[two] = (
        rows[two] | {"index": rows[one]["index"]},
        rows[one] | {"index": rows[two]["index"]},
    )
    for who in ("web:boss", "web:eve"):
        with pytest.raises(StoreUnreadable, match="in another's place"):
            await kept(await open_sealed(raw, MASTER), Member, who)


@pytest.mark.parametrize("field", ["pseudonym", "subject"])
async def test_a_key_opens_as_it_was_made_or_not_also_where_it_was_open_before(raw, store, field):
    await keep(store, Session("web:amina"), Session("web:jo"))
    one, two = [name for name in raw._rows if name[0] == "subject-key"]
    whose = store._keyring.subject(SubjectKey.from_json(raw._rows[one]))
    raw._rows[one][field] = raw._rows[two][field]
    with pytest.raises(StoreUnreadable, match="does not open"):
        await kept(store, Session, whose)


async def test_a_plain_row_that_somebody_has_planted_is_refused(raw, store):
    await keep(raw, Member("web:eve", role="admin"))
    with pytest.raises(StoreUnreadable, match="is not sealed"):
        await store.read(Member, "role:admin")


async def test_a_tag_that_waits_for_somebody_shows_whom_it_waits_for(store):
    waiting = Handled(SECRET, "5", "7", group=False, replies=(), order="2026-11-22", to_send=1)
    due = Reminder(SECRET, "7", "plan", "K7", "2026-12-01", "L1")
    await keep(store, waiting, due, assessment("K7", owner=SECRET))
    assert await store.tags(Handled, "to-send:telegram:") == [f"to-send:{SECRET}"]
    assert await store.tags(Handled, "to-send:web:") == []
    assert await store.tags(Handled, "waits:") == [f"waits:2026-11-22|{SECRET}"]
    assert await store.tags(Reminder, "due:") == ["due:2026-12-01"]
    assert await store.tags(Assessment, "own") == [f"owner:{SECRET}"]
