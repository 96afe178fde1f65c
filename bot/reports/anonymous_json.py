"""The anonymised form as JSON: the rows of its table as objects, since nothing else may be in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.reports.columns import Table
from bot.reports.json_file import framework_in_json, one_object, written
from knowledge.framework import Framework

FORMAT = "charter-bot/anonymised"


def rows_in_json(table: Table[Any], framework: Framework, made: date, *, lines: bool) -> Iterator[bytes]:
    """Give the rows in one JSON object or, with `lines`, a line each; before them what the columns mean."""
    head = {
        "format": FORMAT,
        "framework": framework_in_json(framework),
        "columns": [{"id": each.id, "label": each.label, "meaning": each.meaning} for each in table.columns],
        "exported": made.isoformat(),
    }
    rows = (written(dict(zip(table.header, row, strict=True))) for row in table.rows)
    if not lines:
        yield from one_object(head, rows)
        return
    yield written(head) + b"\n"
    yield from (row + b"\n" for row in rows)
