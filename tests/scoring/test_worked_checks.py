"""The worked checks of the framework document, to the letter."""

from fractions import Fraction

import pytest
from rules import CRITERIA, ESSENTIALS, NOTE, scored

from knowledge.framework import Level
from knowledge.scorecard import Points
from knowledge.scoring import score
from storage.records import Answer

ALL = dict.fromkeys(CRITERIA, 4)


def level(framework, answers):
    return score(framework, answers).level.title


def reasons(framework, answers):
    return [str(each) for each in score(framework, answers).blocked_by]


def test_all_two_is_half_and_bronze(framework):
    answers = {each: Answer(score=2) for each in CRITERIA}
    assert score(framework, answers).overall == Points(40, 80)
    assert score(framework, answers).overall.share == Fraction(1, 2)
    assert level(framework, answers) == "Bronze"


def test_all_three_with_evidence_is_three_quarters_and_silver(framework):
    answers = scored(dict.fromkeys(CRITERIA, 3))
    assert score(framework, answers).overall.share == Fraction(3, 4)
    assert level(framework, answers) == "Silver"


def test_all_three_without_evidence_counts_two_and_is_bronze(framework):
    result = score(framework, {each: Answer(score=3) for each in CRITERIA})
    assert (str(result.overall), str(result.claimed)) == ("40/80", "60/80")
    assert result.level.title == "Bronze"
    assert result.without_evidence == CRITERIA


def test_all_four_but_an_essential_at_one_is_working_towards(framework):
    answers = scored(ALL | {"H1": 1})
    assert score(framework, answers).overall.share == Fraction(9625, 10000)
    assert level(framework, answers) == "Working towards"
    assert reasons(framework, answers) == ["essential H1 below 2"]


def test_all_four_but_another_at_one_is_silver(framework):
    answers = scored(ALL | {"L5": 1})
    assert score(framework, answers).overall.share == Fraction(9625, 10000)
    assert level(framework, answers) == "Silver"
    assert reasons(framework, answers) == ["L5 below 2"]


def test_essentials_three_and_all_else_four_is_gold(framework):
    answers = scored(ALL | dict.fromkeys(ESSENTIALS, 3))
    assert score(framework, answers).overall.share == Fraction(925, 1000)
    assert level(framework, answers) == "Gold"
    assert reasons(framework, answers) == []


def test_all_four_without_h4_is_76_of_76_and_gold(framework):
    answers = scored({each: 4 for each in CRITERIA if each != "H4"})
    assert str(score(framework, answers).overall) == "76/76"
    assert str(score(framework, answers).criteria["OIR"]) == "12/12"
    assert level(framework, answers) == "Gold"


def test_all_zero_is_working_towards(framework):
    answers = scored(dict.fromkeys(CRITERIA, 0))
    assert level(framework, answers) == "Working towards"
    assert str(score(framework, answers).overall) == "0/80"


@pytest.mark.parametrize("missing", CRITERIA)
def test_nineteen_answered_is_provisional_and_has_no_level(framework, missing):
    answers = scored(ALL)
    del answers[missing]
    result = score(framework, answers)
    assert result.provisional
    assert result.level is None
    assert (result.answered, result.total, result.open) == (19, 20, (missing,))


def test_dont_know_counts_nothing_and_is_listed(framework):
    answers = scored(ALL) | {"L2": Answer(dont_know=True), "R5": Answer(dont_know=True, evidence=NOTE)}
    result = score(framework, answers)
    assert result.dont_know == ("L2", "R5")
    assert str(result.overall) == "72/80"
    assert not result.provisional


def test_the_six_published_criteria_hold_the_twenty_in_their_shares(framework):
    counts = {tag: points.of // 4 for tag, points in score(framework, scored(ALL)).criteria.items()}
    assert counts == {"OIR": 4, "AB": 3, "STE": 3, "CPP": 3, "WEC": 3, "CPG": 4}


def test_what_stops_the_next_level_stands_with_the_smallest_change_first(framework):
    answers = scored(dict.fromkeys(CRITERIA, 1) | {"L1": 2})
    assert reasons(framework, answers) == [
        "essential H1 below 2",
        "essential H2 below 2",
        "essential S2 below 2",
        "essential S4 below 2",
        "essential R1 below 2",
        "overall 21/80 below 2/5",
    ]


def test_a_share_in_the_framework_may_not_be_a_decimal():
    with pytest.raises(ValueError, match="overall"):
        Level.model_validate({"id": "bronze", "title": "Bronze", "means": "x", "overall": 0.4})
