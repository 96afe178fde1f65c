"""What is shown of a tally: counts over periods, and results by whole batches."""

from fractions import Fraction

import pytest

from bot.overview.figures import PERIODS, Tally, figures, results

PERIOD_NUMBERS = range(len(PERIODS))


@pytest.fixture
def tally():
    return Tally.of(["silver", "gold", "none"], ["staff", "data"])


def a_batch(tally, periods, silver=0, gold=0, data=99):
    """Add a batch: all have reached a half among staff, and some of them all of it in data."""
    shares = {"staff": Fraction(1, 2), "data": Fraction(1)}
    tally.add_batch(
        [shares if number < data else {"staff": Fraction(1, 2)} for number in range(silver + gold)], periods
    )


def test_the_periods_are_a_week_a_month_and_a_year():
    assert PERIODS == (7, 30, 365)


def test_a_count_is_hidden_where_the_difference_to_another_would_tell(tally):
    tally.finished = [3, 3, 5]
    assert [each.finished for each in figures(tally)] == [None, None, 5]


def test_results_are_shown_in_the_periods_that_their_batch_lies_in(tally):
    a_batch(tally, [2], silver=3)
    a_batch(tally, [1, 2], gold=4)
    week, month, year = results(tally)
    assert (week.count, week.averages) == (0, {"staff": None, "data": None})
    assert (month.count, year.count) == (4, 7)
    assert year.averages == {"staff": Fraction(1, 2), "data": Fraction(1)}


def test_levels_are_of_the_groups_in_a_period_and_say_of_how_many(tally):
    a_batch(tally, PERIOD_NUMBERS, silver=3, gold=4)
    tally.add_levels(["silver"] * 3, [2])
    tally.add_levels(["gold"] * 3 + ["of another version"] * 3, [1, 2])
    week, month, year = results(tally)
    assert (week.count, week.of_levels) == (7, 0)
    assert (month.of_levels, month.levels) == (6, {"silver": 0, "gold": 3, "none": 3})
    assert (year.of_levels, year.levels) == (9, {"silver": 3, "gold": 3, "none": 3})


@pytest.mark.parametrize(("having", "shown"), [(2, False), (3, True), (4, False), (5, False), (6, True)])
def test_an_area_counts_where_neither_few_have_it_nor_all_but_few(tally, having, shown):
    a_batch(tally, PERIOD_NUMBERS, silver=6, data=having)
    assert [each.averages["data"] for each in results(tally)] == [Fraction(1) if shown else None] * 3


def test_an_area_of_few_in_one_batch_is_not_put_to_those_of_another(tally):
    a_batch(tally, [2], silver=3, data=1)
    a_batch(tally, [2], silver=3)
    assert (tally.having["data"][2], tally.having["staff"][2]) == (3, 6)


def test_what_nobody_did_is_nothing_and_no_average(tally):
    empty = figures(tally)[0]
    assert (empty.answering, empty.all_answered, empty.finished, empty.untouched) == (0, 0, 0, 0)
    assert results(tally)[0].averages == {"staff": None, "data": None}
