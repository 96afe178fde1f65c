"""Messages of longer ago are known by a mark each: as many as five hundred."""

from bot.longer_ago import is_marked, with_marks


def test_those_that_came_are_known_and_others_are_not():
    marks = with_marks(with_marks("", ["a", "b"]), ["c"])
    assert [each for each in "abcd" if is_marked(marks, each)] == ["a", "b", "c"]
    assert len(marks) == 3 * 8  # shorter marks would take one message for another now and then


def test_five_hundred_are_known_and_one_more_pushes_out_the_oldest():
    ids = [f"message {number}" for number in range(501)]
    full = with_marks("", ids[:500])
    assert all(is_marked(full, each) for each in ids[:500])
    one_more = with_marks(full, ids[500:])
    assert [each for each in ids if not is_marked(one_more, each)] == ids[:1]


def test_a_mark_is_found_only_where_one_begins():
    marks = with_marks("", ["a", "b"])
    assert not any(is_marked("0" * at + marks, each) for at in range(1, 8) for each in "ab")


def test_any_id_has_a_mark():
    assert is_marked(with_marks("", ["half \ud800"]), "half \ud800")
