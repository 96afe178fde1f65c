"""The columns of "assessments" that hold points: overall, as claimed, by area and by published criterion."""

from collections.abc import Iterator

from bot.reports.case import Case
from bot.reports.columns import Column, choices
from knowledge.framework import Area, Framework, OfficialCriterion

COUNT = "whole number"
POINTS = "points/points that could be had"


def points_columns(framework: Framework) -> Iterator[Column[Case]]:
    """Return the columns: the totals, then each area, then each published criterion."""
    yield from _totals(framework)
    for area in framework.areas:
        yield from _area(area)
    for official in framework.official_criteria:
        yield from _official(official)


def _totals(framework: Framework) -> Iterator[Column[Case]]:
    overall = "Evidenced points over all criteria that apply"
    yield Column("overall", lambda case: str(case.result.overall), "Overall", overall, POINTS)
    yield Column("overall_points", lambda case: case.result.overall.had, "Overall points", overall, COUNT)
    could = "Points that could be had over all criteria that apply"
    yield Column("overall_of", lambda case: case.result.overall.of, "Overall out of", could, COUNT)
    share = "Evidenced points as a percentage, to one place"
    yield Column("overall_percent", _percent, "Overall percent", share, "number from 0 to 100")
    claimed = "Points of the scores as given, with or without evidence"
    yield Column("claimed", lambda case: str(case.result.claimed), "Claimed", claimed, POINTS)
    yield Column("claimed_points", lambda case: case.result.claimed.had, "Claimed points", claimed, COUNT)
    levels = choices((level.id, level.title) for level in framework.levels)
    notice = f"Empty while criteria are not answered. {framework.notice}"
    yield Column("indicative_level", _level, "Indicative level", notice, levels)
    number = f"Criteria answered, of {len(framework.criteria)}; not known and not applicable are answers"
    yield Column("answered", lambda case: case.result.answered, "Answered", number, COUNT)


def _percent(case: Case) -> float:
    return float(round(100 * case.result.overall.share, 1))


def _level(case: Case) -> str:
    return case.result.level.id if case.result.level else ""


def _area(area: Area) -> Iterator[Column[Case]]:
    """Points and what they are out of stand apart: a spreadsheet would read 8/20 in a CSV file as a date."""
    name, had, of = (
        f"area_{area.id}",
        "Evidenced points in this area",
        "Points that could be had in this area",
    )
    yield Column(f"{name}_points", lambda case: case.result.areas[area.id].had, area.title, had, COUNT)
    yield Column(f"{name}_of", lambda case: case.result.areas[area.id].of, f"{area.title}: out of", of, COUNT)


def _official(official: OfficialCriterion) -> Iterator[Column[Case]]:
    tag, title = official.tag, official.title
    had = "Evidenced points on our criteria that bear this published criterion's tag"
    of = "Points that could be had on them"
    yield Column(f"official_{tag}_points", lambda case: case.result.criteria[tag].had, title, had, COUNT)
    yield Column(
        f"official_{tag}_of", lambda case: case.result.criteria[tag].of, f"{title}: out of", of, COUNT
    )
