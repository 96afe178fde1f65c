"""What was kept last need not be read again, and is never taken for what is kept by now."""

import asyncio
import gc
import weakref
from dataclasses import replace

from storage.records import Assessment, Handled, Member
from storage.sealing.records import SubjectKey
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.fresh import Fresh

KEY = SubjectKey("index", "pseudonym", "wrapped", "subject")
NAME = (KEY.kind, KEY.key)


def text_of(record):
    return record.to_bytes().decode()


def test_the_record_that_was_just_kept_is_at_hand():
    fresh, text = Fresh(), text_of(KEY)
    fresh.put(NAME, text, KEY)
    assert fresh.record(SubjectKey, KEY.key, text) is KEY


def test_once_another_text_is_kept_that_is_read():
    fresh = Fresh()
    fresh.put(NAME, text_of(KEY), KEY)
    other = SubjectKey("index", "pseudonym", "wrapped anew", "subject")
    assert fresh.record(SubjectKey, KEY.key, text_of(other)) == other


def test_a_record_that_could_be_changed_in_place_is_read_by_each_anew():
    fresh, draft = Fresh(), Assessment("REF", "web:ann", "framework", "", "2026-01-02", "2026-01-02")
    text = text_of(draft)
    fresh.put((Assessment.kind, draft.key), text, draft)
    assert fresh.record(Assessment, draft.key, text) is not draft
    assert fresh.record(Assessment, draft.key, text) == draft


def test_one_that_was_read_need_not_be_read_again():
    fresh, text = Fresh(), text_of(KEY)
    assert fresh.record(SubjectKey, KEY.key, text) is fresh.record(SubjectKey, KEY.key, text)


def test_many_that_are_read_together_take_nobodys_room():
    fresh, text = Fresh(), text_of(KEY)
    assert [*fresh.records(SubjectKey, {KEY.key: text})] == [KEY]
    first, *_ = fresh.records(SubjectKey, {KEY.key: text})
    assert fresh.record(SubjectKey, KEY.key, text) is not first


def test_of_what_is_forgotten_nothing_is_held():
    fresh, text = Fresh(), text_of(KEY)
    fresh.put(NAME, text, KEY)
    fresh.forget(NAME)
    assert fresh.record(SubjectKey, KEY.key, text) is not KEY


async def test_with_its_row_a_record_leaves_the_memory_of_the_store(tmp_path):
    store = TinyDbStore(tmp_path / "charter.db")
    async with store.turn("kept") as turn:
        turn.put(replace(KEY))
        held = weakref.ref(await turn.get(SubjectKey, KEY.key))
    del turn
    gc.collect()
    assert held() == KEY  # at hand for the next turn
    async with store.turn("forgotten") as turn:
        turn.remove(SubjectKey, KEY.key)
    del turn
    gc.collect()
    assert held() is None
    await store.close()


def test_two_thousand_of_a_kind_are_held_and_one_more_pushes_out_the_oldest():
    fresh, text = Fresh(), text_of(KEY)
    fresh.put(NAME, text, KEY)
    member = Member("web:ann")
    fresh.put((Member.kind, member.key), text_of(member), member)
    for number in range(1_999):
        fresh.put((KEY.kind, str(number)), text, KEY)
    assert fresh.record(SubjectKey, KEY.key, text) is KEY
    fresh.put((KEY.kind, "one more"), text, KEY)
    assert fresh.record(SubjectKey, "0", text) is KEY
    assert fresh.record(SubjectKey, KEY.key, text) is not KEY


async def test_what_is_put_once_the_turn_has_ended_is_kept_nowhere(tmp_path):
    def said(words):
        return Handled("web:ann", "1", "ann", group=False, replies=({"text": words},), order="2026")

    store = TinyDbStore(tmp_path / "charter.db")
    turn = store.turn("a")
    unit = await turn.__aenter__()
    unit.put(said("kept"))
    ending = asyncio.create_task(turn.__aexit__(None, None, None))
    await asyncio.sleep(0)  # it waits for the disk now
    unit.put(said("never kept"))
    await ending
    assert await store.fetch(Handled, "web:ann|1") == said("kept")
    await store.close()
