"""What holds for any answers: fairness upwards, exact sums, and reasons that are true and complete."""

import ast
import inspect
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rules import AREAS, CRITERIA, LEVELS, MAY_BE_LEFT_OUT, Rules

from knowledge import counted, levels, scorecard, scoring
from knowledge.scoring import score
from storage.records import Answer

steady = settings(deadline=None, derandomize=True, max_examples=100)

notes = st.sampled_from(["", "  ", "Board minute"])
scores = st.builds(Answer, score=st.integers(0, 4), evidence=notes)
high = st.builds(Answer, score=st.integers(2, 4), evidence=st.just("Board minute"))
unknown = st.builds(Answer, dont_know=st.just(True), evidence=notes)
left_out = st.builds(Answer, not_applicable=st.just("no clearance is needed"))


def answered(kind):
    may_be_left_out = st.one_of(kind, left_out)
    return st.fixed_dictionaries(
        {each: may_be_left_out if each == MAY_BE_LEFT_OUT else kind for each in CRITERIA}
    )


complete = st.one_of(answered(st.one_of(scores, unknown)), answered(high), answered(st.one_of(high, scores)))
any_answers = st.one_of(
    complete, st.dictionaries(st.sampled_from(CRITERIA), st.one_of(scores, unknown), max_size=19)
)


# Everything below reckons anew, from the framework document, without the code under test.


def counts(answer: Answer | None) -> Fraction:
    """What an answer counts, as a share of the four points."""
    if answer is None or answer.score is None:
        return Fraction(0)
    bare = answer.score in (3, 4) and answer.evidence.strip() == ""
    return Fraction(1, 2) if bare else Fraction(answer.score, 4)


def asked(answers, criteria=CRITERIA):
    return [each for each in criteria if not (each in answers and answers[each].not_applicable)]


def share(answers, criteria=CRITERIA):
    counted = asked(answers, criteria)
    return sum((counts(answers.get(each)) for each in counted), Fraction(0)) / len(counted)


def meets(rules: Rules, answers) -> bool:
    return (
        share(answers) >= rules.overall
        and all(share(answers, area) >= rules.area for area in AREAS.values())
        and all(4 * counts(answers.get(each)) >= rules.least(each) for each in asked(answers))
    )


def highest(answers) -> str:
    return next((rules.title for rules in reversed(LEVELS) if meets(rules, answers)), "Working towards")


@steady
@given(complete)
def test_the_level_is_the_highest_whose_rules_are_all_met(framework, answers):
    assert score(framework, answers).level.title == highest(answers)


@steady
@given(any_answers)
def test_points_are_what_an_independent_reckoning_with_fractions_gives(framework, answers):
    result = score(framework, answers)
    assert result.overall.share == share(answers)
    assert {each.title: result.areas[each.id].share for each in framework.areas} == {
        title: share(answers, criteria) for title, criteria in AREAS.items()
    }


@steady
@given(any_answers)
def test_areas_and_published_criteria_both_add_up_to_the_whole(framework, answers):
    result = score(framework, answers)
    for parts in (result.areas, result.criteria):
        assert sum(points.had for points in parts.values()) == result.overall.had
        assert sum(points.of for points in parts.values()) == result.overall.of


@steady
@given(any_answers)
def test_the_claimed_score_is_never_below_the_evidenced_one(framework, answers):
    result = score(framework, answers)
    assert result.claimed.had >= result.overall.had
    assert (result.claimed.had == result.overall.had) is (result.without_evidence == ())


@steady
@given(complete, st.sampled_from(CRITERIA))
def test_raising_an_evidenced_score_never_lowers_the_level(framework, answers, criterion):
    before = score(framework, answers).level
    answer = answers[criterion]
    assume(not answer.not_applicable and answer.score != 4)
    raised = Answer(score=(answer.score or 0) + 1, evidence="Board minute")
    after = score(framework, answers | {criterion: raised}).level
    assert framework.levels.index(after) >= framework.levels.index(before)


@steady
@given(complete, st.sampled_from(CRITERIA))
def test_adding_a_note_never_lowers_the_level(framework, answers, criterion):
    before = score(framework, answers).level
    answer = answers[criterion]
    noted = Answer(answer.score, "Board minute", answer.dont_know, answer.not_applicable)
    after = score(framework, answers | {criterion: noted}).level
    assert framework.levels.index(after) >= framework.levels.index(before)


@steady
@given(any_answers)
def test_nothing_stops_the_next_level_only_when_its_rules_are_met_or_there_is_none(framework, answers):
    result = score(framework, answers)
    rules = next(
        (each for each in LEVELS if result.next_level and each.title == result.next_level.title), None
    )
    assert (result.blocked_by == ()) is (rules is None or meets(rules, answers))


@steady
@given(any_answers)
def test_every_reason_is_true_and_says_the_least_that_would_mend_it(framework, answers):
    result = score(framework, answers)
    for reason in result.blocked_by:
        had, _, of = reason.have.partition("/")
        whole = int(of) if of else 1
        assert Fraction(int(had), whole) < Fraction(reason.need)
        assert Fraction(int(had) + reason.missing, whole) >= Fraction(reason.need)
        assert Fraction(int(had) + reason.missing - 1, whole) < Fraction(reason.need)


@steady
@given(any_answers)
def test_reasons_stand_with_the_smallest_change_first(framework, answers):
    missing = [each.missing for each in score(framework, answers).blocked_by]
    assert missing == sorted(missing)


@steady
@given(any_answers)
def test_there_is_a_level_exactly_when_all_are_answered(framework, answers):
    result = score(framework, answers)
    assert (result.level is None) is result.provisional is (len(answers) < len(CRITERIA))


@steady
@given(any_answers)
def test_scoring_twice_gives_the_same(framework, answers):
    assert score(framework, answers) == score(framework, dict(reversed(answers.items())))


def test_scoring_knows_no_floats(framework):
    trees = [ast.parse(inspect.getsource(each)) for each in (counted, scorecard, levels, scoring)]
    found = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Div)
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id in {"float", "round"})
    ]
    assert found == []
    for level in framework.levels:
        assert isinstance(level.overall, Fraction)
        assert isinstance(level.every_area, Fraction)
