"""Days are taken in the forms that people type them in, and nothing else is taken for a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.days import day_in_words
from bot.typed_days import read_day

THE_FIRST_OF_MARCH = [
    "1 March 2027", "1st March 2027", "the 1st of March 2027", "01 mar 2027", "1-Mar-2027", "1 MARCH 2027.",
    "March 1 2027", "March 1st, 2027", "01/03/2027", "1/3/27", "1.3.2027", "01-03-2027", "1 3 2027",
    "2027-03-01", "2027/3/1", " 1  March  2027 ",
    "1 March, 2027", "01/03/２０２７", "٠١/٠٣/٢٠٢٧",
]  # fmt: skip
NONE = [
    "", "soon", "31/02/2027", "29 February 2027", "0 March 2027", "32 March 2027", "1/13/2027",
    "1 March", "2027", "1 March 1949", "1 March 2101", "in March 2027",
    "1 Marsh 2027", "1/3/027", "12345", "1/0/2027",
]  # fmt: skip


@pytest.mark.parametrize("typed", THE_FIRST_OF_MARCH)
def test_a_day_can_be_typed_in_many_forms(typed):
    assert read_day(typed) == date(2027, 3, 1)


@pytest.mark.parametrize("typed", ["March 2027", "mar 2027", "2027-03", "03/2027", "3.2027", "March, 2027"])
def test_a_month_is_its_first_day_or_its_last(typed):
    assert read_day(typed) == date(2027, 3, 1)
    assert read_day(typed, end=True) == date(2027, 3, 31)


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_day_is_not_taken_for_one(typed):
    assert read_day(typed) is None


def test_sept_is_september_and_a_leap_day_is_a_day():
    assert read_day("9 sept 2026") == date(2026, 9, 9)
    assert read_day("February 2028", end=True) == date(2028, 2, 29)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_what_is_shown_can_be_typed_back(day):
    assert read_day(day_in_words(day.isoformat())) == day
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day:%d/%m/%Y}") == day


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed):
    assert read_day(typed) is None or read_day(typed).year >= 1950
