"""The levels make a ladder: each can be reached, asks more than the one below, and stands apart from it."""

from collections.abc import Iterator
from itertools import pairwise

from knowledge.check.places import file_of_framework
from knowledge.errors import Problem
from knowledge.framework import TOP, Framework, Level
from knowledge.levels import least_points, least_score, shortfalls
from knowledge.scorecard import Scorecard


def check_levels(framework: Framework) -> Iterator[Problem]:
    """Check the levels of one version of the framework."""
    file = file_of_framework(framework)
    for level in framework.levels:
        for what, mend in (*_unknown(framework, level), *_unreachable(framework, level)):
            yield Problem(file, level.id, what, mend)
    lowest = framework.levels[0]
    if any(asks(framework, lowest).values()):
        what = "it is the lowest level and has rules, which nobody is held to"
        yield Problem(file, lowest.id, what, "Leave its rules out")
    for below, level in pairwise(framework.levels):
        for what, mend in _not_above(framework, below, level):
            yield Problem(file, level.id, what, mend)


def _unknown(framework: Framework, level: Level) -> Iterator[tuple[str, str]]:
    for each in sorted(level.criteria.keys() - {criterion.id for criterion in framework.criteria}):
        yield f"there is no criterion {each}", "Name the id of a criterion"


def _unreachable(framework: Framework, level: Level) -> Iterator[tuple[str, str]]:
    best = {criterion.id: TOP for criterion in framework.criteria}
    for shortfall in shortfalls(Scorecard(framework, best, best), level):
        yield f"even the best answers do not meet it: {shortfall}", "Lower the rule"


def _not_above(framework: Framework, below: Level, level: Level) -> Iterator[tuple[str, str]]:
    lower, upper = asks(framework, below), asks(framework, level)
    less = [name for name, least in upper.items() if least < lower[name]]
    if not any(upper.values()):
        yield "it has no rules", f"Say what it asks for beyond {below.title}"
    elif less:
        yield f"it asks less than {below.title} of {', '.join(less)}", f"Ask at least what {below.title} asks"
    elif not apart(framework, below, level):
        what = f"whoever meets {below.title} meets it too, so that {below.title} is never given"
        yield what, "Ask for more than the level below"


def asks(framework: Framework, level: Level) -> dict[str, int]:
    """Return the fewest points that the rules ask for: over all, of each area, of each criterion."""
    whole = {"overall": least_points(TOP * len(framework.criteria), level.overall)}
    areas = {area.id: least_points(TOP * len(area.criteria), level.every_area) for area in framework.areas}
    return {**whole, **areas, **{each.id: least_score(each, level) for each in framework.criteria}}


def apart(framework: Framework, below: Level, level: Level) -> bool:
    """Whether some answers meet the level below and not this one."""
    fewest, wanted = _fewest(framework, asks(framework, below)), asks(framework, level)
    return any(fewest[name] < wanted[name] for name in wanted)


def _fewest(framework: Framework, rules: dict[str, int]) -> dict[str, int]:
    """The fewest points that each part can have while all rules are met: they bind each other."""
    fewest = dict(rules)
    for area in framework.areas:
        fewest[area.id] = max(rules[area.id], sum(rules[each.id] for each in area.criteria))
    fewest["overall"] = max(rules["overall"], sum(fewest[area.id] for area in framework.areas))
    for area in framework.areas:
        others = TOP * (len(framework.criteria) - len(area.criteria))
        fewest[area.id] = max(fewest[area.id], fewest["overall"] - others)
        for each in area.criteria:
            fewest[each.id] = max(rules[each.id], fewest[area.id] - TOP * (len(area.criteria) - 1))
    return fewest
