"""What is shown of a tally: counts over periods, and results by whole batches."""

from fractions import Fraction

import pytest

from bot.overview.figures import PERIODS, Tally, figures, results

PERIOD_NUMBERS = range(len(PERIODS))


@pytest.fixture
def tally():
    return Tally.of(["silver", "gold"], ["staff", "data"])


def a_batch(tally, periods, silver=0, gold=0, data=99):
    """Add a batch: all have reached a half among staff, and some of them all of it in data."""
    levels = ["silver"] * silver + ["gold"] * gold
    shares = {"staff": Fraction(1, 2), "data": Fraction(1)}
    tally.add_batch(
        [
            (level, shares if number < data else {"staff": Fraction(1, 2)})
            for number, level in enumerate(levels)
        ],
        periods,
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
    assert (month.count, month.levels) == (4, {"silver": 0, "gold": 4})
    assert (year.count, year.levels) == (7, {"silver": 3, "gold": 4})
    assert year.averages == {"staff": Fraction(1, 2), "data": Fraction(1)}


def test_levels_are_hidden_where_one_is_of_few_and_their_whole_stays(tally):
    a_batch(tally, PERIOD_NUMBERS, silver=3, gold=1)
    assert [(each.count, each.levels) for each in results(tally)] == [(4, None)] * 3


def test_levels_are_hidden_where_another_period_would_tell_of_few(tally):
    a_batch(tally, [2], silver=1, gold=3)
    a_batch(tally, [1, 2], silver=3)
    week, month, year = results(tally)
    assert year.levels == {"silver": 4, "gold": 3}
    assert month.levels is None
    assert (week.count, month.count) == (0, 3)


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
