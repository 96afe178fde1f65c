"""The sheet "codebook": what every column means, what each score says, and what the file is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.reports.columns import Column, Table
from knowledge.framework import Criterion, Framework


@dataclass(frozen=True)
class Meaning:
    """A row of the codebook: which sheet, which column or id, and what stands there."""

    sheet: str
    id: str
    label: str
    meaning: str
    allowed: str = ""


COLUMNS: tuple[Column[Meaning], ...] = (
    Column("sheet", lambda each: each.sheet, "Sheet", "Where it stands", width=14),
    Column("column", lambda each: each.id, "Column", "The column or id", width=32),
    Column("label", lambda each: each.label, "Label", "Its name in words", width=40),
    Column("meaning", lambda each: each.meaning, "Meaning", "What it means", width=80),
    Column("allowed", lambda each: each.allowed, "Allowed values", "What can stand in it", width=60),
)


def codebook(framework: Framework, made: date, tables: tuple[Table[Any], ...]) -> Table[Meaning]:
    """Return the codebook of some tables under one framework version; `made` is the day of the export."""
    rows = (*_file(framework, made), *_columns(tables), *_scores(framework))
    return Table("codebook", COLUMNS, lambda: rows)


def _file(framework: Framework, made: date) -> Iterator[Meaning]:
    yield Meaning("file", "notice", "Please note", framework.notice)
    yield Meaning("file", "framework_version", "Framework version", framework.version)
    yield Meaning("file", "framework_title", "Framework", framework.title)
    yield Meaning("file", "framework_published", "Framework published", framework.published)
    yield Meaning("file", "exported", "Exported", made.isoformat())


def _columns(tables: tuple[Table[Any], ...]) -> Iterator[Meaning]:
    for table in tables:
        for column in table.columns:
            yield Meaning(table.name, column.id, column.label, column.meaning, column.allowed)


def _scores(framework: Framework) -> Iterator[Meaning]:
    for step in framework.scale:
        yield Meaning("scores", f"any {step.score}", step.name, step.means, str(step.score))
    for criterion in framework.criteria:
        yield from _worded(framework, criterion)


def _worded(framework: Framework, criterion: Criterion) -> Iterator[Meaning]:
    for step in framework.scale:
        label = f"{criterion.title}: {step.name}"
        words = criterion.scores[step.score]
        yield Meaning("scores", f"{criterion.id} {step.score}", label, words, str(step.score))
