"""Results that pictures and papers are made of in the tests."""

from dataclasses import replace
from datetime import date

from collected import all_answered, assessment

from bot.reports.case import Case
from bot.reports.subject import Subject
from storage.records import Answer

FINISHED = "2026-11-20T10:00:00+00:00"
DAY = date(2026, 11, 22)  # the day of looking


def bronze(framework, **differing):
    """All in place: 50 % everywhere, Bronze; L1 is claimed as 4 with nothing to show for it."""
    answers = all_answered(framework, 2) | {"L1": Answer(4)} | differing
    return Case(framework, assessment("K7F2M9QX", finished=FINISHED, answers=answers), DAY)


def gold(framework):
    """Leading everywhere."""
    return Case(framework, assessment("G7F2M9QX", finished=FINISHED, answers=all_answered(framework, 4)), DAY)


def begun(framework):
    """One answer of twenty."""
    return Case(framework, assessment("B7F2M9QX", answers={"L1": Answer(2)}), DAY)


def like(case, **changes):
    """The same with other records in it."""
    return Subject(Case(case.framework, replace(case.assessment, **changes), DAY))
