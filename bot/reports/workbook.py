"""The export as an Excel workbook (XLSX): a sheet for each table, its header bold and always in sight."""

import re
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from bot.errors import BotError
from bot.reports.cells import Cell, safe, shortened
from bot.reports.columns import Table

BOLD = Font(bold=True)
MOST_ROWS = 1_048_576  # that a sheet of Excel holds, the header included
NARROWEST = 10
BESIDE_THE_WORDS = 3  # what a header needs besides its letters, in characters
# Excel reads _x003D_ in a cell as "=". A text that has such letters itself is kept by escaping their first
# underscore: ECMA-376 part 1, 22.9.2.19, ST_Xstring.
_LOOKS_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class TooManyRows(BotError):
    """There is more than a sheet of Excel can hold."""


def workbook(tables: Collection[Table[Any]]) -> bytes:
    """Return the tables as an XLSX file. Every text in it is safe and typed as text, never as a formula.

    Raises `TooManyRows` when a sheet could not hold a table.
    """
    if any(1 + sum(1 for _ in table.about()) > MOST_ROWS for table in tables):
        raise TooManyRows("There is more than an Excel sheet can hold. Please export as CSV or JSON.")
    book = Workbook(write_only=True)
    for table in tables:
        _add(book, table)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _add(book: Any, table: Table[Any]) -> None:
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"  # this and the widths must be set before the first row is written
    for place, column in enumerate(table.columns, 1):
        width = column.width or max(NARROWEST, len(column.id) + BESIDE_THE_WORDS)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_bold(cell) for cell in _cells(sheet, table.header)])
    for row in table.rows:
        sheet.append(list(_cells(sheet, row)))


def _cells(sheet: Any, row: Iterable[Cell]) -> Iterator[Any]:
    return (_text(sheet, value) if isinstance(value, str) else value for value in row)


def _text(sheet: Any, value: str) -> Any:
    text = shortened(_LOOKS_LIKE_AN_ESCAPE.sub("_x005F_", str(safe(value))))
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # openpyxl guesses formulas and errors ("#N/A") from a text; this says it is text
    return cell


def _bold(cell: Any) -> Any:
    cell.font = BOLD
    return cell
