"""The export as CSV files (RFC 4180), for programs; with a byte-order mark, for Excel."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from bot.reports.cells import safe
from bot.reports.columns import Table

MEDIA_TYPE = "text/csv"
MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8
PIECE = 64 * 1024  # characters that are handed on at once


def csv_pieces(table: Table[Any], *, excel: bool = False) -> Iterator[bytes]:
    """Give a table piece by piece as UTF-8, with commas and CRLF. Every text in it is safe.

    Safe for readers that split at commas, as the RFC says: no reader can be kept from splitting elsewhere.
    """
    if excel:
        yield MARK
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(map(safe, table.header))
    for row in table.rows:
        writer.writerow(map(safe, row))
        if file.tell() > PIECE:
            yield file.getvalue().encode()
            file.seek(0)
            file.truncate()
    yield file.getvalue().encode()
