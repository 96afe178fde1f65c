"""With a member, an assessment or a question goes the key of all that was kept for it."""

from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from store_places import MASTER, RefusedTurn, assessment, forget, keep, kept

from bot.retention import AS_SHIPPED
from bot.upkeep.forgetting import forget as forget_what_is_old
from storage.errors import Taken, TurnConflict
from storage.memory_store import MemoryStore
from storage.records import Arrival, Assessment, Handled, Member, Notice, Question, Receipt, Reminder, Session
from storage.sealing.opening import open_sealed
from storage.sealing.records import EndedKey, LastArrival, SubjectKey
from storage.sealing.twins import twin_of
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.row_file import Row, RowFile

AMINA = "telegram:7"
SAID = {"message": {"text": "hello"}}
LAST_WORDS = Handled(AMINA, "9", "7", group=False, replies=({"text": "gone"},), order="2026", to_send=1)


@pytest.fixture(params=["memory", "tinydb"])
async def raw(request, tmp_path):
    raw = MemoryStore() if request.param == "memory" else TinyDbStore(tmp_path / "charter.db")
    yield raw
    await raw.close()


@pytest.fixture
async def store(raw):
    return await open_sealed(raw, MASTER)


async def forgets(store, *also):
    async with store.turn(AMINA) as turn:
        turn.remove(Member, AMINA)
        for record in also:
            turn.put(record)


@pytest.mark.parametrize(
    "record",
    [Member("web:jo"), assessment("K7"), Question("q1", "2026", "why", "none")],
    ids=lambda each: each.kind,
)
async def test_a_key_ends_with_its_record_and_leaves_a_day_and_no_name(raw, store, record):
    await keep(store, record)
    [key] = [each for each in await raw.read(SubjectKey) if store._keyring.subject(each) == record.sealed_for]
    await forget(store, record)

    assert key not in await raw.read(SubjectKey)
    [ended] = await raw.read(EndedKey)
    assert ended.pseudonym == key.pseudonym
    assert ended.to_json().keys() == {"pseudonym", "day"}


async def test_what_is_left_under_a_key_that_has_ended_is_not_there(raw, store):
    await keep(store, Session(AMINA, step="1"))
    await forgets(store)

    assert await kept(store, Session, AMINA) is None
    assert await store.read(Session) == []
    assert await raw.count(twin_of(Session)) == 1  # a row is left, and nobody can open it


async def test_who_comes_back_is_somebody_new(raw, store):
    await keep(store, Session(AMINA, step="1"))
    [before] = await raw.read(SubjectKey)
    await forgets(store)
    await keep(store, Session(AMINA, step="2"))

    assert await store.read(Session) == [Session(AMINA, step="2")]
    [after] = await raw.read(SubjectKey)
    assert {before.pseudonym, before.wrapped}.isdisjoint({after.pseudonym, after.wrapped})


async def test_what_was_left_is_not_opened_for_who_came_back(raw, store):
    """Put where the new one's own record would be, as an older copy might be."""
    await keep(store, Session(AMINA, step="1"))
    [left] = await raw.read(twin_of(Session))
    await forgets(store)
    await keep(store, Reminder(AMINA, "7", "plan", "K7", "2027-01-01", "L1"))
    [key] = await raw.read(SubjectKey)
    await keep(raw, twin_of(Session)(left.body | {"key": key.pseudonym}, key.pseudonym, left.tags))

    assert await store.fetch(Session, AMINA) is None
    assert await kept(store, Session, AMINA) is None


async def test_nothing_is_held_in_memory_of_a_key_that_has_ended(store):
    await keep(store, Session(AMINA), Session("telegram:8"))
    await forgets(store)
    assert [opened.subject for opened in store._keyring._opened.values()] == ["telegram:8"]
    assert store._keyring.index.cache_info().currsize == 0


async def test_nor_of_what_was_left_under_it_once_somebody_looks_for_it(tmp_path):
    raw = TinyDbStore(tmp_path / "charter.db")
    store = await open_sealed(raw, MASTER)
    await keep(store, Member(AMINA))
    turn = store.turn("forgetting")
    forgetting = await turn.__aenter__()
    forgetting.remove(Member, AMINA)
    await keep(store, Notice("n1", AMINA, "role"))
    await turn.__aexit__(None, None, None)

    assert await store.read(Notice) == []
    (left,) = await raw.read(twin_of(Notice))
    assert left.said == b""
    await raw.close()


async def test_a_key_that_ends_beside_another_turn_is_not_held_again_by_that_one(store):
    await keep(store, Member(AMINA), LAST_WORDS)
    with suppress(TurnConflict):
        async with store.turn("deliveries") as turn:
            await turn.get(Handled, LAST_WORDS.key)
            await forget(store, LAST_WORDS)
            await forgets(store)
            turn.put(replace(LAST_WORDS, to_send=0))
    assert await store.read(Handled) == []
    assert store._keyring._opened == {}


async def test_who_is_forgotten_again_while_last_words_wait_hears_the_words_after_those(raw, store):
    await keep(store, Member(AMINA))
    await forgets(store, LAST_WORDS)
    again = replace(LAST_WORDS, message_id="10")
    await forgets(store, again)
    assert await store.read(Handled) == [again]
    assert await raw.count(SubjectKey) == 1


async def test_two_keys_of_somebody_that_end_in_one_turn_are_both_let_go(raw, store):
    await keep(store, Member(AMINA))
    await forgets(store, replace(LAST_WORDS, to_send=0))  # said to nobody: its key ends with the turn
    assert await raw.count(EndedKey) == 2
    assert store._keyring._opened == {}


async def test_of_keys_no_more_than_4096_are_held(store):
    for first in range(0, 4_200, 100):
        await keep(store, *(Session(f"web:{number}") for number in range(first, first + 100)))
    assert len(store._keyring._opened) == 4_096
    for number in range(4_200):
        store._keyring.let_go(SubjectKey("", str(number), "", ""))
    assert len(store._keyring._ended) == 4_096


async def test_who_comes_back_while_last_words_wait_keeps_all_that_the_turn_puts(store):
    await keep(store, Member(AMINA))
    await forgets(store, LAST_WORDS)
    async with store.turn(AMINA) as turn:
        turn.put(Member(AMINA))
        turn.remove(Handled, LAST_WORDS.key)
        turn.put(replace(LAST_WORDS, message_id="10", to_send=0))
    assert await kept(store, Member, AMINA) == Member(AMINA)


async def test_a_lane_whose_name_another_process_changed_is_looked_up_anew(raw, store):
    one, two, three = (Arrival("telegram", number, "7", SAID) for number in (1, 2, 3))
    await keep(store, one, two, three, Session(AMINA))
    async with store.turn(AMINA, settles=one):  # it knows the lane's name from now on
        pass
    elsewhere = await open_sealed(raw, MASTER)
    async with elsewhere.turn(AMINA, settles=two) as turn:
        turn.remove(Member, AMINA)
    with pytest.raises(Taken):  # by the name that is gone
        async with store.turn(AMINA, settles=three):
            pass
    async with store.turn(AMINA, settles=three):
        pass
    assert await store.count(Arrival) == 0


async def test_a_forgetting_that_is_taken_back_ends_nothing(store):
    await keep(store, Session(AMINA))
    async with store.turn(AMINA) as turn:
        turn.remove(Member, AMINA)
        turn.undo()
    assert await store.read(Session) == [Session(AMINA)]


async def test_last_words_are_delivered_and_then_the_new_key_ends_too(raw, store):
    await keep(store, Session(AMINA))
    await forgets(store, LAST_WORDS)

    assert await store.tags(Handled, "to-send:telegram:") == [f"to-send:{AMINA}"]
    assert await store.read(Handled, f"to-send:{AMINA}") == [LAST_WORDS]
    await forget(store, LAST_WORDS, lock=AMINA)
    assert await raw.read(SubjectKey) == []
    assert await raw.count(EndedKey) == 2


async def test_last_words_that_are_never_delivered_go_after_a_week_with_their_key(raw, store):
    await keep(store, Session(AMINA))
    await forgets(store, replace(LAST_WORDS, order="2026-11-16T08:59:59.999999+00:00"))
    await forget_what_is_old(store, datetime(2026, 11, 23, 9, tzinfo=UTC), AS_SHIPPED)

    assert await store.read(Handled) == []
    assert await raw.read(SubjectKey) == []


async def test_who_comes_back_before_the_last_words_are_delivered_keeps_their_new_key(raw, store):
    await keep(store, Session(AMINA))
    await forgets(store, LAST_WORDS)
    await keep(store, Session(AMINA, step="back"))
    await forget(store, LAST_WORDS, lock=AMINA)

    assert await store.read(Session) == [Session(AMINA, step="back")]
    [key] = await raw.read(SubjectKey)
    assert not key.passing


async def test_what_they_had_sent_before_and_is_not_read_yet_is_read_still(raw, store):
    first, second = Arrival("telegram", 1, "7", SAID), Arrival("telegram", 2, "7", SAID)
    await keep(store, first, second, Session(AMINA))
    async with store.turn(AMINA, settles=first) as turn:
        turn.remove(Member, AMINA)
        turn.remove(Session, AMINA)

    assert await store.tags(Arrival, "lane:telegram|") == ["lane:telegram|7"]
    assert await store.read(Arrival, "lane:telegram|7") == [second]
    async with store.turn(AMINA, settles=second):
        pass
    assert await store.count(Arrival) == 0
    assert [each.arrival for each in await store.read(Receipt)] == [first.key, second.key]
    assert await raw.read(SubjectKey) == []


async def test_what_of_theirs_was_set_aside_goes_with_them(raw, store):
    await keep(store, Arrival("telegram", 1, "7", SAID, aside="broken"), Session(AMINA))
    await forgets(store)
    assert await raw.count(twin_of(Arrival)) == 0


async def test_others_lose_nothing(store):
    theirs = [Session("telegram:8"), Arrival("telegram", 2, "8", SAID), assessment("K8", owner="telegram:8")]
    await keep(store, Session(AMINA), assessment("K7", owner=AMINA), *theirs)
    await forgets(store)
    assert [await kept(store, type(each), each.key) for each in theirs] == theirs
    assert await kept(store, Assessment, "K7") == assessment("K7", owner=AMINA)


async def test_what_is_kept_of_somebody_while_they_are_forgotten_is_a_conflict(store):
    await keep(store, Session(AMINA))
    async with RefusedTurn(store) as turn:
        await turn.get(Session, AMINA)
        await forgets(store)
        turn.put(Session(AMINA, step="too late"))
    assert await store.read(Session) == []


async def test_nothing_is_written_under_a_key_that_ends_meanwhile(store):
    await keep(store, Session(AMINA))
    async with RefusedTurn(store) as turn:
        assert await turn.find(Assessment, f"owner:{AMINA}") == []
        await forgets(store)
        turn.put(assessment("K7", owner=AMINA))
    assert await store.tags(Assessment, "owner:") == []


class Meanwhile:
    """A store in which something happens just when a turn has found what it looked for first, once."""

    def __init__(self, raw, happens, looks_for=""):
        self._raw, self._happens, self._looks_for = raw, happens, looks_for

    def __getattr__(self, name):
        return getattr(self._raw, name)

    @asynccontextmanager
    async def turn(self, lock, settles=None, absent=()):
        async with self._raw.turn(lock, settles, absent) as turn:
            find = turn.find

            async def found(kind, tag):
                seen = await find(kind, tag)
                if tag.startswith(self._looks_for) and self._happens:
                    happens, self._happens = self._happens, None
                    await happens(await open_sealed(self._raw, MASTER))
                return seen

            turn.find = found
            yield turn


def comes_meanwhile(raw, arrival):
    """Return a store in which an update comes when a turn has looked for those that wait."""
    return Meanwhile(raw, lambda beside: keep(beside, arrival, lock="inbox"), looks_for="lane:")


@pytest.mark.parametrize("before", [[], [Arrival("telegram", 1, "7", SAID)]], ids=["first", "another"])
async def test_an_update_that_comes_while_its_sender_is_forgotten_is_not_lost(raw, store, before):
    await keep(store, Session(AMINA), *before)
    came = Arrival("telegram", 2, "7", SAID)
    meanwhile = await open_sealed(comes_meanwhile(raw, came), MASTER)
    with pytest.raises(TurnConflict):
        await forgets(meanwhile)
    await forgets(meanwhile)
    assert await store.read(Session) == []
    assert await store.read(Arrival, "lane:telegram|7") == [*before, came]


async def test_an_update_that_comes_while_the_key_of_last_words_ends_is_not_lost(raw, store):
    await keep(store, Session(AMINA))
    await forgets(store, LAST_WORDS)
    came = Arrival("telegram", 2, "7", SAID)
    meanwhile = await open_sealed(comes_meanwhile(raw, came), MASTER)
    with pytest.raises(TurnConflict):
        await forget(meanwhile, LAST_WORDS, lock=AMINA)
    await forget(meanwhile, LAST_WORDS, lock=AMINA)
    assert await store.read(Arrival, "lane:telegram|7") == [came]


async def test_a_reply_to_what_waited_is_not_lost_while_the_key_of_last_words_ends(raw, store):
    came = Arrival("telegram", 2, "7", SAID)
    await keep(store, Session(AMINA), came)
    await forgets(store, LAST_WORDS)
    reply = replace(LAST_WORDS, message_id="10")

    async def worked_off(beside):
        async with beside.turn("another lock", settles=came) as turn:
            turn.put(reply)

    meanwhile = await open_sealed(Meanwhile(raw, worked_off), MASTER)
    with suppress(TurnConflict):
        await forget(meanwhile, LAST_WORDS, lock=AMINA)
    assert reply in await store.read(Handled)


async def test_nothing_says_any_longer_that_something_came_from_whoever_is_forgotten(raw, store):
    arrival = Arrival("telegram", 1, "7", SAID)
    await keep(store, arrival, Session(AMINA))
    assert await raw.count(LastArrival) == 1
    async with store.turn(AMINA, settles=arrival) as turn:
        turn.remove(Member, AMINA)
    assert await raw.count(LastArrival) == 0


async def test_that_something_came_is_for_turns_of_this_process_and_is_never_in_the_file(tmp_path):
    async with opened_anew(tmp_path) as (raw, store):
        await keep(store, Arrival("telegram", 1, "7", SAID), Session(AMINA))
        assert await raw.count(LastArrival) == 1
    async with opened_anew(tmp_path) as (raw, store):
        assert await raw.count(twin_of(Arrival)) == 1
        assert await raw.count(LastArrival) == 0


async def test_what_an_older_version_has_kept_of_that_goes_with_the_key(tmp_path):
    async with opened_anew(tmp_path) as (raw, store):
        await keep(store, Session(AMINA))
        [key] = await raw.read(SubjectKey)
    older = LastArrival(key.pseudonym, "telegram|1")
    file = RowFile(tmp_path / "charter.db")
    file.load()
    file.begin(alone=True)
    file.change([Row(older.kind, older.key, older.to_json())])
    file.end(keep=True)
    file.close()
    async with opened_anew(tmp_path) as (raw, store):
        assert await raw.count(LastArrival) == 1
        await forgets(store)
    async with opened_anew(tmp_path) as (raw, store):
        assert await raw.count(LastArrival) == 0


@asynccontextmanager
async def opened_anew(folder):
    raw = TinyDbStore(folder / "charter.db")
    try:
        yield raw, await open_sealed(raw, MASTER)
    finally:
        await raw.close()
