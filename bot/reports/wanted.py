"""What somebody wants to export: which assessments, in which form, as plain values that fit a record."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Self

from bot.reports.case import Case
from storage.records import Assessment

FORMATS = ("xlsx", "csv", "json", "jsonl")
FORMS = ("wide", "long")  # a row an assessment, a row an answer
STATES = ("started", "finished", "closed")  # closed: a later one looks at it again
DATES = ("started", "finished")


@dataclass(frozen=True)
class Wanted:
    """Filters and form; what is empty does not filter.

    `form` is empty for what the format holds anyway: a workbook has both, a CSV file a row an assessment.
    `since` and `until` are days, both within; `dates` says which date of an assessment they are held against.
    `organisation` is words of its typed name, and the one thing here that somebody typed. `excel` and
    `anonymised` are "yes" or nothing: a CSV file begins with a byte-order mark; nobody can be told from it.
    """

    format: str = "xlsx"
    form: str = ""
    state: str = ""
    dates: str = "started"
    since: str = ""
    until: str = ""
    level: str = ""
    framework: str = ""
    organisation: str = ""
    excel: str = ""
    anonymised: str = ""

    @classmethod
    def of(cls, kept: dict[str, str]) -> Self:
        """Read what a record keeps."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known}).without_filters()

    def without_filters(self) -> Self:
        """Return what is really meant: anonymised means all that is finished, since a choice of it could be
        held against the rest.
        """
        if not self.anonymised:
            return self
        return type(self)(self.format, self.form, excel=self.excel, anonymised=self.anonymised)

    def to_keep(self) -> dict[str, str]:
        """Return what a record keeps: what is not empty."""
        return {name: value for name, value in asdict(self).items() if value}

    def on_record(self) -> dict[str, str]:
        """Return what may stand in the record of what was done: without words that somebody typed."""
        kept = self.to_keep() | ({"organisation": "yes"} if self.organisation else {})
        if not (self.since or self.until):
            del kept["dates"]
        return kept

    def made(self, rows: int, hashes: Iterable[str]) -> dict[str, str]:
        """Return what stands in that record once the files are made: each of them by its hash."""
        files = enumerate(hashes, 1)
        named = {"sha256" if number == 1 else f"sha256_{number}": each for number, each in files}
        return {**self.on_record(), "rows": str(rows), **named}

    @property
    def wide(self) -> bool:
        """Whether there is a row for each assessment."""
        return self.form != "long"

    @property
    def long(self) -> bool:
        """Whether there is a row for each answer."""
        return self.form == "long" or (not self.form and self.format == "xlsx")

    def matches(self, assessment: Assessment) -> bool:
        """Whether this whole is wanted, as far as that can be told without scoring it."""
        return (
            not assessment.of
            and self.framework in {"", assessment.framework}
            and self.state in {"", state_of(assessment)}
            and self._in_time(assessment.finished if self.dates == "finished" else assessment.started)
            and self.organisation.casefold() in assessment.profile.get("organisation", "").casefold()
        )

    def _in_time(self, at: str) -> bool:
        day = at[:10]
        if not (self.since or self.until):
            return True
        return bool(day) and self.since <= day and (not self.until or day <= self.until)

    def matches_level(self, case: Case) -> bool:
        """Whether the level it comes to is the one that is wanted."""
        return not self.level or (case.result.level is not None and case.result.level.id == self.level)


def state_of(assessment: Assessment) -> str:
    """Return one of `STATES`."""
    if assessment.later:
        return "closed"
    return "finished" if assessment.finished else "started"
