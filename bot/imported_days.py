"""What the sweep and the reminders rely on in an assessment: times with their zone, days, a plain reference.

An import is the one way in for times and references that this program has not made itself.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from storage.records import Assessment

REF = re.compile(r"[A-Z0-9]{8}")
DAY = len("2026-11-23")


def trouble_of(assessment: Assessment) -> list[str]:
    """Return the places at which something is no time, no day or no reference."""
    refs = [("ref", assessment.ref), ("earlier", assessment.earlier), ("later", assessment.later)]
    wrong = [name for name, value in refs if (value or name == "ref") and not REF.fullmatch(value)]
    wrong += [name for name in ("started", "changed") if not getattr(assessment, name)]
    wrong += [name for name, value in _times(assessment) if value and not _is_time(value)]
    return wrong + [name for name, value in _days(assessment) if value and not _is_day(value)]


def _times(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for name in ("agreed", "started", "changed", "finished", "warned"):
        yield name, getattr(assessment, name)
    for name in ("answers", "set_aside"):
        for answer in getattr(assessment, name).values():
            yield f"{name}.at", answer.at
            yield f"{name}.since", answer.since
    for note in assessment.register.values():
        yield "register.at", note.at
    for step in assessment.plan.values():
        yield "plan.done", step.done


def _days(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for note in assessment.register.values():
        yield "register.dated", note.dated
        yield "register.valid_until", note.valid_until
    for step in assessment.plan.values():
        yield "plan.due", step.due


def _is_time(value: str) -> bool:
    try:
        return value[DAY : DAY + 1] == "T" and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_day(value: str) -> bool:
    try:
        return len(value) == DAY and value == date.fromisoformat(value).isoformat()
    except ValueError:
        return False
