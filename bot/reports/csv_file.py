"""The export as a CSV file (RFC 4180): the wide table, for programs. For Excel there is the workbook."""

import csv
from io import StringIO
from typing import Any

from bot.reports.cells import safe
from bot.reports.columns import Table

MEDIA_TYPE = "text/csv"


def csv_file(table: Table[Any]) -> bytes:
    """Return a table as UTF-8 without a byte order mark, with commas and CRLF. Every text in it is safe.

    Safe for readers that split at commas, as the RFC says: no reader can be kept from splitting elsewhere.
    """
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(map(safe, table.header))
    writer.writerows(map(safe, row) for row in table.rows)
    return file.getvalue().encode()
