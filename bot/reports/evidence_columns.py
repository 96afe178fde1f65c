"""The columns of the sheet "evidence": a row for each document of each assessment's register."""

from collections.abc import Iterator

from bot.reports.assessment_columns import NOTE_WIDTH, TIME, profile_value
from bot.reports.case import Listed
from bot.reports.collection import Collection
from bot.reports.columns import Column, choices
from knowledge.model import ProfileField

DAY = "day, ISO 8601; empty when there is none"
COUNTS = {
    "yes": "in date, or without an end date",
    "no": "out of date on the day that counts: that of the finish, before it that of the export",
}


def evidence_columns(collection: Collection) -> tuple[Column[Listed], ...]:
    """Return the columns: whose document, what it is called, its dates, and what it serves."""
    named = [field for field in collection.profile if field.id in {"organisation", "service"}]
    return (
        Column("ref", lambda row: row.case.assessment.ref, "Reference", "The assessment's own code"),
        *map(_profile, named),
        *_document(),
    )


def _profile(field: ProfileField) -> Column[Listed]:
    return Column(field.id, lambda row: profile_value(field, row.case), field.title, field.ask, width=28)


def _document() -> Iterator[Column[Listed]]:
    yield Column("document", lambda row: row.id, "Document", "Its own code within the assessment")
    called = "What the document is called"
    yield Column("title", lambda row: row.note.title, "Title", called, width=NOTE_WIDTH)
    yield Column("owner", lambda row: row.note.owner, "Owner", "The role that looks after it", width=28)
    yield Column("dated", lambda row: row.note.dated, "Dated", "The date it bears", DAY, 14)
    until = "The last day on which it counts"
    yield Column("valid_until", lambda row: row.note.valid_until, "Valid until", until, DAY, 14)
    counts = "Whether it counts as evidence"
    yield Column("counts", lambda row: row.counts, "Counts", counts, choices(COUNTS.items()))
    serves = "Ids of our criteria, with blanks between them"
    yield Column("criteria", lambda row: " ".join(row.note.criteria), "Criteria", serves, width=28)
    asked = "Whether its writer was asked to reword what looked personal"
    yield Column("asked", lambda row: row.asked, "Asked", asked, "yes | no")
    yield Column("changed_at", lambda row: row.note.at, "Changed at", "The last change", TIME, 26)
