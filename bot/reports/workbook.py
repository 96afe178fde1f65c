"""The export as an Excel workbook (XLSX): a sheet for each table, its header in bold and always in sight."""

from collections.abc import Collection, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from bot.errors import BotError
from bot.reports.cells import MARK, Cell, safe_text, shortened
from bot.reports.columns import Table
from bot.reports.workplace import workplace

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_576  # that a sheet of Excel holds, the two of the header included
NARROWEST = 10
BESIDE_THE_WORDS = 3  # what a header needs besides its letters, in characters
PIECE = 64 * 1024  # bytes that are handed on at once
GREY = "#555555"
# The library takes a text that begins and ends like this for rich text, and puts it into the sheet unescaped:
# whoever typed it could add cells of their own, formulas too.
_TAKEN_FOR_XML = "<r>"


class TooManyRows(BotError):
    """There is more than a sheet of Excel can hold."""


def workbook(tables: Collection[Table[Any]], made: datetime) -> Iterator[bytes]:
    """Give the tables as an XLSX file. Every text in it is safe and typed as text, never as a formula.

    Raises `TooManyRows` when a sheet could not hold a table.
    """
    with TemporaryFile() as file:  # it has no name, so nobody else can open it
        _write(file, tables, made)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(file: BinaryIO, tables: Collection[Table[Any]], made: datetime) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - read where it is used

    with workplace() as folder, Workbook(file, {"constant_memory": True, "tmpdir": folder}) as book:
        book.use_zip64()  # a full sheet has more bytes than the shorter form of ZIP can tell
        book.set_properties({"created": made})
        header = book.add_format({"bold": True})
        label = book.add_format({"italic": True, "font_color": GREY})
        quoted = book.add_format({"num_format": "@", "quote_prefix": True})  # what follows is text
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(2, 0)
            _set_widths(sheet, table)
            _write_row(sheet, 0, table.header, header, header)
            _write_row(sheet, 1, tuple(column.label for column in table.columns), label, label)
            for number, row in enumerate(table.rows, 2):
                _write_row(sheet, number, row, None, quoted)


def _set_widths(sheet: Any, table: Table[Any]) -> None:
    for place, column in enumerate(table.columns):
        width = column.width or max(NARROWEST, len(column.id) + BESIDE_THE_WORDS)
        sheet.set_column(place, place, width)


def _write_row(sheet: Any, number: int, row: tuple[Cell, ...], usual: Any, marked: Any) -> None:
    if number >= MOST_ROWS:  # the library would leave it out and say nothing
        raise TooManyRows("There is more than an Excel sheet can hold. Please export as CSV or JSON.")
    for place, value in enumerate(row):
        if isinstance(value, str):
            if text := _not_xml(safe_text(value)):
                sheet.write_string(number, place, text, marked if text.startswith(MARK) else usual)
        elif value is not None:
            sheet.write_number(number, place, value)


def _not_xml(text: str) -> str:
    return shortened(MARK + text) if text.startswith(_TAKEN_FOR_XML) else text
