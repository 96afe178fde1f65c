"""The profile on paper: points by area and by published criterion, and the pictures."""

from collections.abc import Iterable

from bot.reports.case import Case
from bot.reports.charts.chart import Chart, percent
from bot.reports.paper.content import Block, Section, picture, table
from knowledge.scorecard import Points
from knowledge.texts import Texts


def profile(case: Case, charts: Iterable[Chart], texts: Texts) -> Section:
    """Return the section; the pictures come behind the figures that they show."""
    pictures = tuple(picture(each.name) for each in charts)
    return Section(texts.say("report.profile"), (_areas(case, texts), _official(case, texts), *pictures))


def _areas(case: Case, texts: Texts) -> Block:
    header = (texts.say("report.area"), texts.say("report.evidenced"))
    rows = [(area.title, _points(case.result.areas[area.id])) for area in case.framework.areas]
    return table(header, (*rows, (texts.say("report.overall"), _points(case.result.overall))), (3, 1))


def _official(case: Case, texts: Texts) -> Block:
    header = (texts.say("report.official"), texts.say("report.evidenced"))
    official = case.framework.official_criteria
    rows = tuple((each.title, _points(case.result.criteria[each.tag])) for each in official)
    return table(header, rows, (3, 1))


def _points(points: Points) -> str:
    return f"{points} ({percent(float(points.share * 100))})"
