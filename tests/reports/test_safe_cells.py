"""A cell's text is never something a spreadsheet would run, and else it is as it was written."""

import re

import pytest
from formula_attacks import FORMULAS, ORDINARY, could_run
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.cells import LONGEST, safe, safe_text

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TRICKS = st.sampled_from(list("=+-@＝﹢－﹫'\t\r\n \u00a0\u200b\ufeff\u200f\x00\x1f\x7f\ud800\uffff\u0338"))
ANY_TEXT = st.text(st.one_of(TRICKS, st.characters()), max_size=12)


@pytest.mark.parametrize("attack", FORMULAS)
def test_an_attack_gets_an_apostrophe_and_keeps_its_words(attack):
    assert could_run(attack)
    assert safe_text(attack) == "'" + ILLEGAL.sub("", attack)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays_as_it_was(text):
    assert safe_text(text) == text


@pytest.mark.parametrize("number", [0, 3, -5, -0.5, 75.0, None])
def test_numbers_and_nothing_stay_what_they_are(number):
    assert safe(number) is number


@settings(deadline=None, database=None, max_examples=1000)
@given(ANY_TEXT)
def test_whatever_is_written_no_cell_begins_with_danger(text):
    legal = ILLEGAL.sub("", text)
    cell = safe_text(text)
    assert cell.startswith("'") or not could_run(cell)
    assert cell == (f"'{legal}" if could_run(legal) else legal)


@settings(deadline=None, database=None, max_examples=300)
@given(ANY_TEXT)
def test_what_is_safe_stays_the_same_when_made_safe_again(text):
    assert safe_text(safe_text(text)) == safe_text(text)


def test_characters_that_xml_cannot_hold_are_taken_out():
    assert safe_text("Bo\x00ard\x0b mi\ud800nute\ufffe\uffff") == "Board minute"


def test_a_text_that_is_too_long_ends_in_an_ellipsis():
    assert safe_text("a" * LONGEST) == "a" * LONGEST
    assert safe_text("a" * (LONGEST + 1)) == "a" * (LONGEST - 1) + "…"


def test_the_apostrophe_counts_towards_the_length():
    cell = safe_text("=" + "a" * LONGEST)
    assert cell.startswith("'=a")
    assert cell.endswith("…")
    assert len(cell) == LONGEST


def test_length_is_counted_as_excel_counts_it():
    cell = safe_text("🎉" * LONGEST)
    assert cell == "🎉" * ((LONGEST - 1) // 2) + "…"
