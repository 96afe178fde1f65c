"""Where one assessment stands: finished at a level, or open, and then what it waits for."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from bot.overview.organisations import marks
from bot.reports.case import Case
from knowledge.framework import Framework
from storage.records import Assessment

FINISHED = "finished"
OPEN = "open"
NO_LEVEL = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the overview keeps of one assessment: no words of it, and nobody's address.

    `detail` is the level of a finished one, and the area of the first question that is still open; nothing
    when all are answered. `shares` are the evidenced shares of the points, by area.
    """

    ref: str
    version: str
    marks: tuple[bytes, ...]
    state: str
    detail: str
    at: str
    changed: str
    shares: dict[str, Fraction]


def standing(framework: Framework | None, assessment: Assessment) -> Standing:
    """Return where a whole assessment stands; of a version that is not there any more only that it does."""
    name = assessment.profile.get("organisation", "")
    known = tuple(marks(assessment.owner, name))
    state = FINISHED if assessment.finished else OPEN
    at = assessment.finished or assessment.started
    detail = NO_LEVEL
    shares: dict[str, Fraction] = {}
    if framework and assessment.finished:
        detail, shares = _result(framework, assessment)
    elif framework:
        detail = _stops_at(framework, assessment)
    return Standing(
        assessment.ref, assessment.framework, known, state, detail, at, assessment.changed, shares
    )


def _result(framework: Framework, assessment: Assessment) -> tuple[str, dict[str, Fraction]]:
    """Return what it came to on the day it was finished: evidence that ages changes no figure since."""
    result = Case(framework, assessment, datetime.fromisoformat(assessment.finished).date()).result
    shares = {name: points.share for name, points in result.areas.items() if points.of}
    return result.level.id if result.level else NO_LEVEL, shares


def _stops_at(framework: Framework, assessment: Assessment) -> str:
    """Return the area of the first criterion to answer, or to look at again."""
    for area in framework.areas:
        for criterion in area.criteria:
            answer = assessment.answers.get(criterion.id)
            if answer is None or answer.carried:
                return area.id
    return ""
