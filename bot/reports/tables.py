"""The tables of an export: assessments (wide), answers (long), evidence, and the codebook of them all."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.reports.answer_columns import answer_columns
from bot.reports.assessment_columns import assessment_columns
from bot.reports.case import Case, Line, Listed
from bot.reports.codebook import Meaning, codebook
from bot.reports.collection import Collection
from bot.reports.columns import Table
from bot.reports.evidence_columns import evidence_columns
from knowledge.framework import Framework
from knowledge.model import ProfileField
from storage.records import Assessment

Tables = tuple[Table[Case], Table[Line], Table[Listed], Table[Meaning]]


def tables(
    framework: Framework, profile: Iterable[ProfileField], assessments: Iterable[Assessment], made: date
) -> Tables:
    """Return the tables "assessments", "answers", "evidence" and "codebook", each with `header` and `rows`.

    All assessments were made under `framework`. Columns come from the framework and the profile
    questions, never from what was collected; scores and levels follow the rules in knowledge.scoring.
    """
    collection = Collection.of(framework, profile, assessments, made)
    wide, long, register = each = tables_of(collection)
    return wide, long, register, codebook(framework, made, each)


def tables_of(collection: Collection) -> tuple[Table[Case], Table[Line], Table[Listed]]:
    """Return the tables "assessments", "answers" and "evidence"."""
    wide = Table("assessments", assessment_columns(collection), lambda: collection.cases)
    long = Table("answers", answer_columns(collection), lambda: collection.lines)
    register = Table("evidence", evidence_columns(collection), lambda: collection.register)
    return wide, long, register


def wanted_tables(collection: Collection, *, wide: bool, long: bool) -> list[Table[Any]]:
    """Return the tables of a form, and their codebook last; the documents go with the assessments."""
    of_assessments, of_answers, register = tables_of(collection)
    chosen: list[Table[Any]] = [
        *([of_assessments] if wide else []),
        *([of_answers] if long else []),
        *([register] if wide else []),
    ]
    return [*chosen, codebook(collection.framework, collection.day, tuple(chosen))]
