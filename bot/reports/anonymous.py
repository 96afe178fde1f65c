"""The anonymised form: nothing that somebody typed, no codes, months for dates, and no small groups.

Only finished assessments are in it (see
`bot/exports/cut_off.py`). What is left of the profile and of the dates is covered as `small_groups` says.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.errors import BotError
from bot.overview.organisations import Organisations, marks
from bot.reports.answer_columns import answer_columns
from bot.reports.assessment_columns import assessment_columns
from bot.reports.case import Case, Line
from bot.reports.codebook import codebook
from bot.reports.collection import Collection
from bot.reports.columns import Column, Table
from bot.reports.small_groups import COVERED, LEAST, Values, covered
from knowledge.model import ProfileField

TYPED = {"evidence", "reason", "answered_at"}  # columns of answers that somebody typed, or that tell a day
MONTH = "YYYY-MM"
WHY = (
    f"Shown only where at least {LEAST} organisations share all that is shown of them; otherwise "
    f'"{COVERED}". Covered from the last of these columns to the first'
)


class TooFew(BotError):
    """There are too few organisations for anybody to be one among others."""

    def __init__(self) -> None:
        super().__init__(
            f"Fewer than {LEAST} organisations have finished, or the next group of them is not full yet. "
            "In a file of few somebody could tell who is who, so there is no anonymised export yet. "
            "Please wait until there are more."
        )


@dataclass(frozen=True)
class Unnamed:
    """One assessment of which nobody can tell whose it is: a number, and what may be shown of it."""

    number: int
    case: Case
    shown: dict[str, str]


@dataclass(frozen=True)
class UnnamedLine:
    """One of its criteria."""

    whose: Unnamed
    line: Line


def anonymous_tables(collection: Collection, *, wide: bool, long: bool) -> list[Table[Any]]:
    """Return the tables of a form, and their codebook last; raises `TooFew`.

    The order of the assessments must tell nothing: they are numbered in it.
    """
    shown = _shown(collection)

    def unnamed() -> Iterator[Unnamed]:
        for number, case in enumerate(collection.cases, 1):
            yield Unnamed(number, case, shown[number - 1])

    def lines() -> Iterator[UnnamedLine]:
        return (UnnamedLine(each, line) for each in unnamed() for line in each.case.lines)

    about = _about(collection)
    chosen: list[Table[Any]] = [
        *([Table("assessments", (*about, *_points(collection)), unnamed)] if wide else []),
        *([Table("answers", (_of_line(about[0]), *_answers(collection)), lines)] if long else []),
    ]
    return [*chosen, codebook(collection.framework, collection.day, tuple(chosen))]


def _shown(collection: Collection) -> list[dict[str, str]]:
    """Return what may be shown of each, by column."""
    told = _told(collection.profile)
    rows: list[Values] = []
    whose: list[bytes] = []
    found = Organisations()
    for case in collection.cases:
        rows.append(tuple(read(case) for read in told.values()))
        known = marks(case.assessment.owner, case.assessment.profile.get("organisation", ""))
        found.add(known)
        whose.append(known[0])
    organisations = [found.of(mark).hex() for mark in whose]
    try:
        return [dict(zip(told, row, strict=True)) for row in covered(rows, organisations)]
    except ValueError:
        raise TooFew from None


def _told(profile: tuple[ProfileField, ...]) -> dict[str, Callable[[Case], str]]:
    """Return how to read what could tell somebody who it is; what is covered first stands last."""
    return {
        **{field.id: _chosen(field) for field in profile if field.options},
        "finished": lambda case: case.assessment.finished[: len(MONTH)],
        "started": lambda case: case.assessment.started[: len(MONTH)],
    }


def _chosen(field: ProfileField) -> Callable[[Case], str]:
    labels = {
        option.id: option.label for option in field.options
    }  # a value that is none of them is not shown
    return lambda case: labels.get(case.assessment.profile.get(field.id, ""), "")


def _about(collection: Collection) -> tuple[Column[Unnamed], ...]:
    numbers = "A number within this file, in no order; it leads back to nothing"
    named = {column.id: column for column in assessment_columns(collection)}
    version = named["framework_version"]
    return (
        Column("case", lambda each: each.number, "Case", numbers, "whole number"),
        Column(version.id, lambda each: version.value(each.case), version.label, version.meaning),
        *(_covered(named[name]) for name in _told(collection.profile)),
    )


def _covered(column: Column[Case]) -> Column[Unnamed]:
    allowed = f"{MONTH}" if column.id in {"started", "finished"} else column.allowed
    return Column(
        column.id, lambda each: each.shown[column.id], column.label, f"{column.meaning}. {WHY}", allowed, 28
    )


def _points(collection: Collection) -> Iterator[Column[Unnamed]]:
    """The columns that hold points, scores and levels: what stands behind the profile, without any notes."""
    columns = assessment_columns(collection)
    first = next(place for place, column in enumerate(columns) if column.id == "overall")
    return (_of_case(column) for column in columns[first:] if not column.id.endswith("_evidence"))


def _of_case(column: Column[Case]) -> Column[Unnamed]:
    return Column(
        column.id, lambda each: column.value(each.case), column.label, column.meaning, column.allowed
    )


def _answers(collection: Collection) -> Iterator[Column[UnnamedLine]]:
    columns = answer_columns(collection)
    first = next(place for place, column in enumerate(columns) if column.id == "criterion")
    for column in columns[first:]:
        if column.id not in TYPED:
            yield _of_answer(column)


def _of_answer(column: Column[Line]) -> Column[UnnamedLine]:
    return Column(
        column.id, lambda each: column.value(each.line), column.label, column.meaning, column.allowed
    )


def _of_line(column: Column[Unnamed]) -> Column[UnnamedLine]:
    return Column(
        column.id, lambda each: column.value(each.whose), column.label, column.meaning, column.allowed
    )
