"""The columns of the sheet "assessments": a row for each assessment. All come from the content."""

from collections.abc import Iterator

from bot.reports.case import STATUSES, Case
from bot.reports.collection import Collection
from bot.reports.columns import Column, choices
from bot.reports.points_columns import points_columns
from knowledge.framework import TOP, Criterion
from knowledge.model import ProfileField

TIME = "time in UTC, ISO 8601"
NOTE_WIDTH = 40


def assessment_columns(collection: Collection) -> tuple[Column[Case], ...]:
    """Return the columns: about the assessment, its profile, its totals, its areas, tags and criteria."""
    return (
        *_about(),
        *map(_profile, collection.profile),
        *points_columns(collection.framework),
        *(column for criterion in collection.framework.criteria for column in _criterion(criterion)),
    )


def _about() -> Iterator[Column[Case]]:
    yield Column("ref", lambda case: case.assessment.ref, "Reference", "The assessment's own code")
    states = "started: not finished yet | finished: closed by the person"
    yield Column("state", lambda case: case.state, "State", "How far the assessment is", states)
    version = "The version it was begun and scored under"
    yield Column("framework_version", lambda case: case.framework.version, "Framework version", version)
    yield Column("started", lambda case: case.assessment.started, "Started", "When it was begun", TIME, 26)
    yield Column("changed", lambda case: case.assessment.changed, "Changed", "The last change", TIME, 26)
    finished = f"{TIME}; empty until then"
    yield Column(
        "finished", lambda case: case.assessment.finished, "Finished", "When it was finished", finished, 26
    )


def profile_value(field: ProfileField, case: Case) -> str:
    """Return the answer to a profile question in words; empty when it was not asked yet."""
    return field.label(case.assessment.profile.get(field.id, ""))


def _profile(field: ProfileField) -> Column[Case]:
    allowed = " | ".join(option.label for option in field.options) or "text"
    return Column(field.id, lambda case: profile_value(field, case), field.title, field.ask, allowed, 28)


def _criterion(criterion: Criterion) -> Iterator[Column[Case]]:
    this, title = criterion.id, criterion.title
    scores = f"whole number, 0 to {TOP}; empty when no score was given"
    yield Column(
        f"{this}_score", lambda case: case.line(criterion).score, title, "The score as given", scores
    )
    status = "What kind of answer it is"
    yield Column(
        f"{this}_status", lambda case: case.line(criterion).status, title, status, choices(STATUSES.items())
    )
    counts = f"whole number, 0 to {TOP}; empty when it does not apply"
    evidenced = "What it counts: a high score without an evidence note counts less"
    yield Column(f"{this}_evidenced", lambda case: case.line(criterion).evidenced, title, evidenced, counts)
    note = "The evidence note"
    yield Column(
        f"{this}_evidence", lambda case: case.line(criterion).answer.evidence, title, note, width=NOTE_WIDTH
    )
