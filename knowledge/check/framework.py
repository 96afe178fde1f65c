"""The parts of a framework fit together: ids, tags, facts, the scale and the rule on evidence."""

from collections.abc import Iterator, Mapping

from knowledge.check.places import file_of_framework, twice
from knowledge.errors import Problem
from knowledge.framework import TOP, Criterion, Framework
from knowledge.model import Fact

Wrong = tuple[str, str, str]  # place, what, mend


def check_framework(framework: Framework, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Check one version of the framework."""
    for place, what, mend in (
        *_ids(framework),
        *_tags(framework),
        *_facts(framework, facts),
        *_scores(framework),
        *(wrong for criterion in framework.criteria for wrong in _not_applicable(criterion)),
    ):
        yield Problem(file_of_framework(framework), place, what, mend)


def _ids(framework: Framework) -> Iterator[Wrong]:
    named = {
        "areas": [area.id for area in framework.areas],
        "criteria": [criterion.id for criterion in framework.criteria],
        "levels": [level.id for level in framework.levels],
        "stages": [stage.id for stage in framework.stages],
        "official_criteria": [official.tag for official in framework.official_criteria],
        "themes": [theme.tag for theme in framework.themes],
    }
    for place, ids in named.items():
        for each in twice(ids):
            yield place, f"{each} stands there twice", "Give one of them another name"


def _tags(framework: Framework) -> Iterator[Wrong]:
    officials = [official.tag for official in framework.official_criteria]
    themes = [theme.tag for theme in framework.themes]
    for criterion in framework.criteria:
        if criterion.official not in officials:
            yield criterion.id, f"there is no published criterion {criterion.official}", f"One of {officials}"
        if criterion.theme not in themes:
            yield criterion.id, f"there is no theme {criterion.theme}", f"One of {themes}"
    for unused in sorted(set(officials) - {criterion.official for criterion in framework.criteria}):
        yield "official_criteria", f"no criterion bears {unused}", "Give it a criterion, or leave it out"


def _facts(framework: Framework, facts: Mapping[str, Fact]) -> Iterator[Wrong]:
    named = [(each.id, fact) for each in framework.criteria for fact in each.facts]
    named += [(official.tag, official.fact) for official in framework.official_criteria]
    for place, fact in named:
        if fact not in facts:
            yield place, f"there is no fact {fact}", "Name one of facts.yaml"


def _scores(framework: Framework) -> Iterator[Wrong]:
    scores = [step.score for step in framework.scale]
    if scores != list(range(TOP + 1)):
        yield "scale", f"its scores are {scores}", f"List 0 to {TOP}, in this order"
    rule = framework.evidence_rule
    if rule.counts_as >= rule.needed_from:
        what = f"a score of {rule.needed_from} without evidence counts as {rule.counts_as}"
        yield "evidence_rule", what, "Let counts_as be lower than needed_from"


def _not_applicable(criterion: Criterion) -> Iterator[Wrong]:
    if criterion.not_applicable and not criterion.not_applicable_when:
        yield criterion.id, "it does not say when it does not apply", "Add not_applicable_when"
    if criterion.not_applicable_when and not criterion.not_applicable:
        yield criterion.id, "it says when it does not apply, but always applies", "Set not_applicable to true"
