"""Small groups are covered: whatever was collected, nobody stands out by what is shown."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.small_groups import COVERED, LEAST, covered

values = st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("123456"))
people = st.tuples(values, st.sampled_from([f"organisation {number}" for number in range(12)]))


def organisations(shown, named):
    groups = defaultdict(set)
    for row, name in zip(shown, named, strict=True):
        groups[row].add(name)
    return groups


@given(st.lists(people, min_size=1, max_size=60))
def test_every_combination_that_is_shown_stands_for_enough_organisations(collected):
    rows, named = [row for row, _ in collected], [name for _, name in collected]
    if len(set(named)) < LEAST:
        with pytest.raises(ValueError, match="too few"):
            covered(rows, named)
        return
    shown = covered(rows, named)
    assert all(len(those) >= LEAST for those in organisations(shown, named).values())
    for before, after in zip(rows, shown, strict=True):
        assert all(new in {old, COVERED} for old, new in zip(before, after, strict=True))


def test_nothing_is_covered_where_nobody_stands_out():
    rows = [("nhs", "gold")] * LEAST + [("council", "gold")] * LEAST
    assert covered(rows, [str(number) for number in range(len(rows))]) == rows


def test_the_last_value_is_covered_first_and_only_where_it_must_be():
    rows = [("nhs", "gold")] * 5 + [("nhs", "bronze")] * 5 + [("council", each) for each in "abcde"]
    shown = covered(rows, [str(number) for number in range(len(rows))])
    assert shown == [*rows[:10], *[("council", COVERED)] * 5]


@pytest.mark.parametrize(("many", "rows"), [(5, [("nhs",)] * 5), (4, [(COVERED,)] * 4)])
def test_five_organisations_are_enough_and_four_are_not(many, rows):
    others = [("council",)] * 10
    shown = covered([("nhs",)] * many + others, [str(number) for number in range(many + 10)])
    assert shown[:many] == rows


def test_one_organisation_with_many_assessments_is_one():
    rows = [("nhs",)] * 9 + [("council",)] * 5
    shown = covered(rows, ["the same"] * 9 + list("abcde"))
    assert set(shown) == {(COVERED,)}


def test_who_is_left_over_takes_the_smallest_other_group_along():
    rows = [("nhs",)] * 7 + [("council",)] * 5 + [("vcse",)]
    shown = covered(rows, [str(number) for number in range(len(rows))])
    assert shown == [*rows[:7], *[(COVERED,)] * 6]
