"""What is shown of a tally: parts beside their whole, and averages only of enough."""

from fractions import Fraction

import pytest

from bot.overview.figures import PERIODS, Tally, figures, results


@pytest.fixture
def tally():
    """Five organisations have finished, three of them in the last days; two have answered in one area."""
    tally = Tally.of(["silver", "gold"], ["staff", "data"])
    tally.finished = [3, 3, 5]
    tally.levels["silver"] = 5
    tally.having = {"staff": 5, "data": 2}
    tally.sums = {"staff": Fraction(1), "data": Fraction(1)}
    return tally


def test_the_periods_are_a_week_a_month_and_a_year():
    assert PERIODS == (7, 30, 365)


def test_a_count_is_hidden_where_the_difference_to_another_would_tell(tally):
    assert [each.finished for each in figures(tally)] == [None, None, 5]


def test_levels_and_an_average_are_shown_of_enough(tally):
    shown = results(tally)
    assert (shown.count, shown.levels) == (5, {"silver": 5, "gold": 0})
    assert shown.averages == {"staff": Fraction(1, 5), "data": None}


def test_an_average_of_all_but_one_is_hidden(tally):
    tally.having["staff"] = 4
    assert results(tally).averages["staff"] is None


def test_levels_hidden_apart_leave_their_whole(tally):
    tally.levels = {"silver": 3, "gold": 1}
    assert (results(tally).count, results(tally).levels) == (4, None)


def test_what_nobody_did_is_nothing_and_no_average():
    nothing = Tally.of(["silver"], ["staff"])
    empty = figures(nothing)[0]
    assert (empty.answering, empty.all_answered, empty.finished, empty.untouched) == (0, 0, 0, 0)
    assert results(nothing).averages == {"staff": None}
