"""Assessments as organisations might leave them, and the ways to read an export back."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

from openpyxl import load_workbook

from knowledge.framework import Framework
from knowledge.loader import Content
from storage.records import Answer, Assessment

TELEGRAM = "telegram:123456789"
WEB = "web:9f8e7d6c5b4a"


def assessment(
    ref="BEECH234",
    *,
    framework="2026.10",
    owner=TELEGRAM,
    finished="",
    answers=None,
    register=None,
    **profile,
):
    return Assessment(
        ref=ref,
        owner=owner,
        framework=framework,
        agreed="2026-11-01T08:59:00+00:00",
        started="2026-11-01T09:00:00+00:00",
        changed="2026-11-02T10:00:00+00:00",
        finished=finished,
        profile={"organisation": "Beech Lane NHS Trust", "service": "Liaison team", **profile},
        answers=answers or {},
        register=register or {},
    )


def all_answered(framework: Framework, score: int, evidence: str = "Board minute, 3 May"):
    at = "2026-11-02T10:00:00+00:00"
    return {each.id: Answer(score=score, evidence=evidence, at=at) for each in framework.criteria}


def later_version(framework: Framework) -> Framework:
    """The framework as somebody might publish it next: its first criterion is another one."""
    first = framework.areas[0]
    criteria = [first.criteria[0].model_copy(update={"id": "L9", "title": "A new one"}), *first.criteria[1:]]
    areas = [first.model_copy(update={"criteria": criteria}), *framework.areas[1:]]
    return framework.model_copy(update={"version": "2027.04", "published": "2027-04-01", "areas": areas})


def with_versions(content: Content, *frameworks: Framework) -> Content:
    return replace(content, frameworks={each.version: each for each in frameworks})


def cells(document) -> dict[str, list]:
    """All cells of a workbook, by sheet, row by row."""
    book = load_workbook(BytesIO(document.content))
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in book}


def sheet(document, name: str) -> list[dict]:
    """A sheet's rows by column id."""
    header, _labels, *rows = [[cell.value for cell in row] for row in cells(document)[name]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def csv_rows(document) -> list[list[str]]:
    return list(csv.reader(StringIO(document.content.decode("utf-8"), newline="")))


def csv_records(document) -> list[dict[str, str]]:
    header, *rows = csv_rows(document)
    return [dict(zip(header, row, strict=True)) for row in rows]
