"""The rules told in full are those that the level is found by: all met exactly when nothing is short."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from plans import answers_to, small_frameworks

from knowledge.levels import shortfalls
from knowledge.rules import ScoreRule, ShareRule, rules
from knowledge.scorecard import Points, Scorecard

steady = settings(deadline=None, derandomize=True, max_examples=300)


@steady
@given(st.data())
def test_on_any_framework_all_are_met_exactly_when_nothing_is_short(data):
    framework = data.draw(small_frameworks())
    card = Scorecard.of(framework, data.draw(answers_to(framework)))
    for level in framework.levels:
        assert all(each.met for each in rules(card, level)) == (not shortfalls(card, level))


@steady
@given(st.data(), st.sampled_from(["bronze", "silver", "gold"]))
def test_what_is_missing_is_what_the_shortfalls_say(framework, data, name):
    card = Scorecard.of(framework, data.draw(answers_to(framework)))
    level = next(each for each in framework.levels if each.id == name)
    short = {each.subject: each.missing for each in shortfalls(card, level)}
    told = rules(card, level)
    missing = {
        each.area or "overall": each.least - each.points.had
        for each in told
        if isinstance(each, ShareRule) and not each.met
    }
    below = {name for each in told if isinstance(each, ScoreRule) for name in each.below}
    assert missing == {name: short[name] for name in short if name not in card.evidenced}
    assert below == {name for name in short if name in card.evidenced}


def test_points_round_up_and_an_exact_share_does():
    assert ShareRule("", Points(31, 76), Fraction(2, 5)).least == 31
    assert ShareRule("", Points(31, 76), Fraction(2, 5)).met
    assert not ShareRule("", Points(30, 76), Fraction(2, 5)).met
    assert ShareRule("", Points(32, 80), Fraction(2, 5)).met
