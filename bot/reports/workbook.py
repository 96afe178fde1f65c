"""The export as an Excel workbook (XLSX): a sheet for each table, its header in bold and always in sight.

Written by hand and not by a library: a library holds a cell as an object, and there are millions of them.
"""

from collections.abc import Collection, Iterator
from typing import Any

# XML is written here and none is read, which is what bandit asks about.
from xml.sax.saxutils import quoteattr  # nosec

from bot.reports.columns import Table
from bot.reports.sheet_xml import sheet
from bot.reports.zipping import Entry, zipped

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_AT_ONCE = 50
A_LARGE_SHEET = 3_000_000_000  # bytes; how large one becomes is known only when it is written
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><i/><sz val="11"/><color rgb="FF555555"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(tables: Collection[Table[Any]], *, large: bool = False) -> Iterator[bytes]:
    """Give the tables as an XLSX file. Every text in it is safe and typed as text, never as a formula.

    Raises `TooManyRows` when a sheet could not hold a table.
    """
    return zipped(_entries([table.name for table in tables], tables, large=large))


def _entries(names: list[str], tables: Collection[Table[Any]], *, large: bool) -> Iterator[Entry]:
    for name, text in (
        ("[Content_Types].xml", _content_types(len(names))),
        ("_rels/.rels", _relationships({"rId1": ("officeDocument", "xl/workbook.xml")})),
        ("xl/workbook.xml", _book(names)),
        ("xl/_rels/workbook.xml.rels", _relationships(_parts(len(names)))),
        ("xl/styles.xml", _STYLES),
    ):
        yield name, [text.encode()], len(text)
    for number, table in enumerate(tables, 1):
        yield f"xl/worksheets/sheet{number}.xml", _encoded(sheet(table)), A_LARGE_SHEET if large else 0


def _encoded(rows: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    for row in rows:
        held.append(row)
        if len(held) == ROWS_AT_ONCE:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()


def _content_types(sheets: int) -> str:
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    parts |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, 1 + sheets)}
    named = "".join(
        f'<Override PartName="{name}" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in parts.items()
    )
    default = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{default}{named}</Types>'


def _book(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _parts(sheets: int) -> dict[str, tuple[str, str]]:
    found = {
        f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, 1 + sheets)
    }
    return found | {f"rId{1 + sheets}": ("styles", "styles.xml")}


def _relationships(parts: dict[str, tuple[str, str]]) -> str:
    named = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in parts.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{named}</Relationships>'
