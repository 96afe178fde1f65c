"""A sheet of a workbook as XML (ECMA-376), row by row: numbers as numbers, every text as text, no formula."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

# XML is written here and none is read, which is what bandit asks about.
from xml.sax.saxutils import escape  # nosec

from bot.errors import BotError
from bot.reports.cells import MARK, Cell, safe_text, shortened
from bot.reports.columns import Table

MOST_ROWS = 1_048_576  # that a sheet of Excel holds, the two of the header included
REMEMBERED = 2_000  # texts, since most of them come again and again
NARROWEST = 10
BESIDE_THE_WORDS = 3  # what a header needs besides its letters, in characters
ID, LABEL, QUOTED = 1, 2, 3  # the styles of workbook.py: bold, grey, and "what follows is text"
# Excel reads _x003D_ in a cell as "=". A text that has such letters itself is kept by escaping their first
# underscore: ECMA-376 part 1, 22.9.2.19, ST_Xstring.
_LOOKS_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><cols>{widths}</cols><sheetData>"
)


class TooManyRows(BotError):
    """There is more than a sheet of Excel can hold."""


def sheet(table: Table[Any]) -> Iterator[str]:
    """Give the XML of a table, row by row: the ids of its columns, their labels, and what was collected.

    Raises `TooManyRows` when a sheet could not hold it.
    """
    letters = [_letters(place) for place in range(1, 1 + len(table.columns))]
    yield _HEAD.format(widths="".join(_widths(table)))
    yield _row(1, letters, table.header, ID)
    yield _row(2, letters, tuple(column.label for column in table.columns), LABEL)
    for number, row in enumerate(table.rows, 3):
        if number > MOST_ROWS:
            raise TooManyRows("There is more than an Excel sheet can hold. Please export as CSV or JSON.")
        yield _row(number, letters, row)
    yield "</sheetData></worksheet>"


def _widths(table: Table[Any]) -> Iterator[str]:
    for place, column in enumerate(table.columns, 1):
        width = column.width or max(NARROWEST, len(column.id) + BESIDE_THE_WORDS)
        yield f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'


def _row(number: int, letters: list[str], row: tuple[Cell, ...], style: int = 0) -> str:
    cells = (
        _cell(f"{letter}{number}", value, style)
        for letter, value in zip(letters, row, strict=True)
        if value is not None and value != ""
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Cell, style: int) -> str:
    if not isinstance(value, str):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}"{written}' if (written := _text(value, style)) else ""


@lru_cache(REMEMBERED)
def _text(value: str, style: int) -> str:
    """Return a cell with a text in it, from behind its place; nothing where nothing is left of the text."""
    text = shortened(_LOOKS_LIKE_AN_ESCAPE.sub("_x005F_", safe_text(value)))
    if not text:
        return ""
    marked = style or (QUOTED if text.startswith(MARK) else 0)
    styled = f' s="{marked}"' if marked else ""
    # A line end is written as a reference: a parser would make a plain line feed of it.
    written = escape(text, {"\r": "&#13;"})
    return f' t="inlineStr"{styled}><is><t xml:space="preserve">{written}</t></is></c>'


def _letters(place: int) -> str:
    """Return what a column is called: A to Z, AA, AB ..."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
