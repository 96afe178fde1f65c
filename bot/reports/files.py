"""The files of an export, each made while it is read: however many assessments, few are held at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.reports import csv_file, json_file, workbook
from bot.reports.anonymous import TooFew, anonymous_tables
from bot.reports.anonymous_json import rows_in_json
from bot.reports.collection import Collection
from bot.reports.columns import Table
from bot.reports.material import Material
from bot.reports.spool import Shelf, Spool
from bot.reports.tables import wanted_tables
from bot.reports.wanted import Wanted
from bot.reports.zipping import zipped
from knowledge.framework import Framework

A_LARGE_FILE = 3_000_000_000  # bytes: how large a file becomes is known only when it is made
ZIP = "application/zip"
_MEDIA_TYPES = {
    "xlsx": workbook.MEDIA_TYPE,
    "csv": csv_file.MEDIA_TYPE,
    "json": json_file.MEDIA_TYPE,
    "jsonl": json_file.LINES_TYPE,
}


@dataclass(frozen=True)
class OutFile:
    """A file that is made while it is read. `rows` is how many assessments are in it; where there are several
    files, it is said of the first.
    """

    name: str
    media_type: str
    rows: int
    pieces: Iterable[bytes]


class Files:
    """Makes the files of what a spool holds."""

    def __init__(self, material: Material, spool: Spool, wanted: Wanted, now: datetime) -> None:
        self._material = material
        self._spool = spool
        self._wanted = wanted
        self._now = now

    def __iter__(self) -> Iterator[OutFile]:
        return self._anonymised() if self._wanted.anonymised else self._named()

    def _named(self) -> Iterator[OutFile]:
        wanted = self._wanted
        for framework in self._newest_first():
            shelf = self._spool.all_of(framework.version)
            collection = self._collection(framework, shelf)
            if wanted.format == "json":
                yield self._file(
                    "assessments", framework, json_file.json_pieces(collection, self._now), shelf
                )
            elif wanted.format == "jsonl":
                yield self._file("assessments", framework, json_file.json_lines(collection, self._now), shelf)
            else:
                tables = wanted_tables(collection, wide=wanted.wide, long=wanted.long)
                yield from self._tables("assessments", framework, tables, shelf)

    def _anonymised(self) -> Iterator[OutFile]:
        """A version under which there are too few organisations is left out; `TooFew` when that is all."""
        found = False
        for framework in self._newest_first():
            shelf = self._spool.shuffled(framework.version)
            try:
                tables = anonymous_tables(
                    self._collection(framework, shelf), wide=self._wanted.wide, long=self._wanted.long
                )
            except TooFew:
                continue
            found = True
            yield from self._unnamed(framework, tables, shelf)
        if not found:
            raise TooFew

    def _unnamed(self, framework: Framework, tables: list[Table[Any]], shelf: Shelf) -> Iterator[OutFile]:
        if self._wanted.format in {"json", "jsonl"}:
            pieces = rows_in_json(
                tables[0], framework, self._now.date(), lines=self._wanted.format == "jsonl"
            )
            yield self._file("anonymised", framework, pieces, shelf)
        else:
            yield from self._tables("anonymised", framework, tables, shelf)

    def _tables(
        self, what: str, framework: Framework, tables: list[Table[Any]], shelf: Shelf
    ) -> Iterator[OutFile]:
        """Give a workbook of tables, or a CSV file for each; `what` is how the workbook is called."""
        if self._wanted.format == "xlsx":
            book = workbook.workbook(tables, self._now)
            yield self._file(what, framework, book, shelf)
            return
        before = "anonymised_" if what == "anonymised" else ""
        for table in tables:
            if table.name != "evidence" or any(True for _ in table.about()):
                pieces = csv_file.csv_pieces(table, excel=bool(self._wanted.excel))
                file = self._file(before + table.name, framework, pieces, shelf)
                yield file if table is tables[0] else replace(file, rows=0)

    def _file(self, what: str, framework: Framework, pieces: Iterable[bytes], shelf: Shelf) -> OutFile:
        ending = self._wanted.format
        name = f"charter-{what}-{framework.version}-{self._now.date().isoformat()}.{ending}"
        return OutFile(name, _MEDIA_TYPES[ending], len(shelf), pieces)

    def _collection(self, framework: Framework, shelf: Shelf) -> Collection:
        return Collection(framework, self._material.profile, shelf, self._now.date())

    def _newest_first(self) -> list[Framework]:
        found = [self._material.frameworks[version] for version in self._spool.versions]
        newest_first = sorted(found, key=lambda each: (each.published, each.version), reverse=True)
        return newest_first or [self._material.framework]


def packed(file: OutFile) -> OutFile:
    """Return the file in a ZIP, unless it is one."""
    if file.media_type == workbook.MEDIA_TYPE:
        return file
    return OutFile(f"{file.name}.zip", ZIP, file.rows, zipped([(file.name, file.pieces, A_LARGE_FILE)]))


def readings(wanted: Wanted) -> int:
    """Return about how often each assessment is read: once for each table, and to cover small groups."""
    tables = int(wanted.long) + 2 * int(wanted.wide) if wanted.format in {"xlsx", "csv"} else 1
    return tables + bool(wanted.anonymised)
