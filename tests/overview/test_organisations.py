"""Which assessments are one organisation's: whatever hangs together by a lead or a name, in any order."""

from itertools import permutations

from bot.overview.organisations import Organisations, marks


def how_many(assessments):
    found = Organisations()
    for each in assessments:
        found.add(marks(*each))
    return len({found.of(marks(*each)[0]) for each in assessments})


def test_the_same_lead_or_the_same_name_is_the_same():
    assert how_many([("a", "Moorland"), ("a", "Fenland")]) == 1
    assert how_many([("a", "Moorland"), ("b", "moor-LAND  ")]) == 2
    assert how_many([("a", "Moor Land"), ("b", " moor-LAND.")]) == 1
    assert how_many([("a", "Moorland"), ("b", "Fenland")]) == 2


def test_what_hangs_together_by_a_third_is_one_in_any_order():
    chain = [("a", "One"), ("b", "One"), ("b", "Two"), ("c", "Two"), ("d", "Other")]
    assert {how_many(each) for each in permutations(chain)} == {2}


def test_without_a_name_only_the_lead_tells():
    assert how_many([("a", ""), ("b", " . "), ("a", "")]) == 2


def test_marks_tell_nothing_of_whose_they_are():
    assert all(len(mark) == 12 and b"oor" not in mark for mark in marks("telegram:1234", "Moorland"))
