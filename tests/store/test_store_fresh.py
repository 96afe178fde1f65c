"""What was kept last need not be read again, and is never taken for what is kept by now."""

from storage.records import Member
from storage.sealing.records import SubjectKey
from storage.tinydb_store.fresh import AT_MOST, Fresh

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
    fresh, member = Fresh(), Member("web:ann")
    text = text_of(member)
    fresh.put((Member.kind, member.key), text, member)
    assert fresh.record(Member, member.key, text) is not member
    assert fresh.record(Member, member.key, text) == member


def test_of_what_is_forgotten_nothing_is_held():
    fresh, text = Fresh(), text_of(KEY)
    fresh.put(NAME, text, KEY)
    fresh.put(NAME, "null", None)
    assert fresh.record(SubjectKey, KEY.key, text) is not KEY


def test_no_more_are_held_than_were_kept_last():
    fresh, text = Fresh(), text_of(KEY)
    fresh.put(NAME, text, KEY)
    for number in range(AT_MOST - 1):
        fresh.put((KEY.kind, str(number)), text, KEY)
    assert fresh.record(SubjectKey, KEY.key, text) is KEY
    fresh.put((KEY.kind, "one more"), text, KEY)
    assert fresh.record(SubjectKey, KEY.key, text) is not KEY
