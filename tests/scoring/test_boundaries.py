"""Each number of the level rules, just below, at and just above; and proof that the cases pin every one."""

from fractions import Fraction

import pytest
from rules import CRITERIA, LEVELS, cases

from knowledge.framework import Framework

CASES = cases()
named = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@named
def test_the_level_and_the_reason_are_exactly_these(framework, case):
    assert case.holds(framework)


def test_there_are_cases_below_and_at_every_edge():
    for rules in LEVELS:
        below = [case for case in CASES if case.level == rules.below and case.blocked_by]
        assert any(f"below {rules.overall}" in case.blocked_by[0] for case in below)
        assert sum(f"below {rules.area}" in case.blocked_by[0] for case in below) >= 4
    assert len({case.name for case in CASES}) == len(CASES)


# From here on the framework is changed, one number at a time: some case must notice.


def with_level(framework: Framework, title: str, **changed: object) -> Framework:
    levels = [each.model_copy(update=changed) if each.title == title else each for each in framework.levels]
    return framework.model_copy(update={"levels": levels})


def with_criterion(framework: Framework, name: str, **changed: object) -> Framework:
    areas = [
        area.model_copy(
            update={
                "criteria": [
                    each.model_copy(update=changed) if each.id == name else each for each in area.criteria
                ]
            }
        )
        for area in framework.areas
    ]
    return framework.model_copy(update={"areas": areas})


def with_evidence_rule(framework: Framework, **changed: int) -> Framework:
    return framework.model_copy(update={"evidence_rule": framework.evidence_rule.model_copy(update=changed)})


def neighbours(share: Fraction, *sizes: int) -> tuple[Fraction, Fraction]:
    """The shares next to this one that any answers can reach: smaller steps change nothing for anybody."""
    reachable = {Fraction(points, of) for of in sizes for points in range(of + 1)}
    return max(each for each in reachable if each < share), min(each for each in reachable if each > share)


def notices(framework: Framework) -> bool:
    return any(not case.holds(framework) for case in CASES)


def changed_rules():
    for rules in LEVELS:
        for share in neighbours(rules.overall, 80, 76):
            yield rules.title, {"overall": share}
        for share in neighbours(rules.area, 20, 16):
            yield rules.title, {"every_area": share}
        for essentials in (rules.essentials - 1, rules.essentials + 1):
            yield rules.title, {"essentials": essentials}
        for every in {rules.every + 1, abs(rules.every - 1)}:
            yield rules.title, {"every_criterion": every}
    for least in ({"H5": 2, "R2": 3}, {"H5": 4, "R2": 3}, {"H5": 3, "R2": 2}, {"H5": 3, "R2": 4}, {}):
        yield "Gold", {"criteria": least}
    for title in ("Bronze", "Silver"):
        yield title, {"criteria": {"H5": 3}}


def shown(value: object) -> str:
    return str(value).replace("Fraction", "")


def test_the_cases_hold_for_a_framework_that_is_not_changed(framework):
    assert not notices(with_level(framework, "Gold"))
    assert not notices(with_criterion(framework, "L1"))
    assert not notices(with_evidence_rule(framework))


@pytest.mark.parametrize(("title", "changed"), list(changed_rules()), ids=shown)
def test_a_changed_number_of_a_level_is_noticed(framework, title, changed):
    assert notices(with_level(framework, title, **changed))


# A `needed_from` of 2 is not among these: a 2 without a note would count as 2, which is what it counts now.
# What it would change is asked of people, and tests/flows/test_evidence.py holds that.
@pytest.mark.parametrize(
    "changed", [{"needed_from": 1}, {"needed_from": 4}, {"counts_as": 1}, {"counts_as": 3}]
)
def test_a_changed_number_of_the_evidence_rule_is_noticed(framework, changed):
    assert notices(with_evidence_rule(framework, **changed))


@pytest.mark.parametrize("name", CRITERIA)
def test_a_criterion_that_becomes_essential_or_no_longer_is_one_is_noticed(framework, name):
    essential = framework.criterion(name).essential
    assert notices(with_criterion(framework, name, essential=not essential))


@pytest.mark.parametrize("name", CRITERIA)
def test_a_criterion_that_may_be_left_out_or_no_longer_may_is_noticed(framework, name):
    allowed = framework.criterion(name).not_applicable
    assert notices(with_criterion(framework, name, not_applicable=not allowed))
