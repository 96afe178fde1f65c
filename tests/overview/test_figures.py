"""What is shown of a tally: parts beside their whole, and averages only of enough."""

from fractions import Fraction

import pytest

from bot.overview.figures import PERIODS, Tally, figures


@pytest.fixture
def tally():
    """Five organisations have finished, three of them in the last days."""
    tally = Tally.of(["silver", "gold"], ["staff", "data"])
    tally.levels["silver"] = [3, 3, 5]
    tally.having = {"staff": [3, 3, 3], "data": [0, 0, 2]}
    tally.sums = {"staff": [Fraction(1)] * 3, "data": [Fraction(0), Fraction(0), Fraction(1)]}
    return tally


def test_the_periods_are_a_week_a_month_and_a_year():
    assert PERIODS == (7, 30, 365)


def test_an_average_is_shown_only_where_all_who_finished_are(tally):
    week, month, year = figures(tally)
    assert (week.finished, month.finished, year.finished) == (None, None, 5)
    assert (week.levels, month.levels, year.levels) == (None, None, {"silver": 5, "gold": 0})
    assert (week.averages["staff"], month.averages["staff"]) == (None, None)
    assert year.averages == {"staff": Fraction(1, 3), "data": None}


def test_levels_hidden_apart_leave_their_whole(tally):
    tally.levels = {"silver": [3, 3, 3], "gold": [1, 1, 1]}
    assert [(each.finished, each.levels) for each in figures(tally)] == [(4, None)] * 3
    assert [each.averages["staff"] for each in figures(tally)] == [Fraction(1, 3)] * 3


def test_what_nobody_did_is_nothing_and_no_average(tally):
    empty = figures(Tally.of(["silver"], ["staff"]))[0]
    assert (empty.answering, empty.all_answered, empty.finished, empty.untouched) == (0, 0, 0, 0)
    assert empty.averages == {"staff": None}
