"""The columns of the sheet "answers": a row for each criterion of each assessment, answered or not."""

from collections.abc import Iterator

from bot.reports.assessment_columns import NOTE_WIDTH, TIME, profile_value
from bot.reports.case import STATUSES, Line
from bot.reports.collection import Collection
from bot.reports.columns import Column, choices
from knowledge.framework import TOP, Framework
from knowledge.model import ProfileField


def answer_columns(collection: Collection) -> tuple[Column[Line], ...]:
    """Return the columns: whose answer, to which criterion, and what was said."""
    named = [field for field in collection.profile if field.id in {"organisation", "service"}]
    return (
        Column("ref", lambda line: line.case.assessment.ref, "Reference", "The assessment's own code"),
        *map(_profile, named),
        *_criterion(collection.framework),
        *_scores(),
        *_notes(),
    )


def _profile(field: ProfileField) -> Column[Line]:
    return Column(field.id, lambda line: profile_value(field, line.case), field.title, field.ask, width=28)


def _criterion(framework: Framework) -> Iterator[Column[Line]]:
    areas = choices((area.id, area.title) for area in framework.areas)
    tags = choices((official.tag, official.title) for official in framework.official_criteria)
    themes = choices((theme.tag, theme.title) for theme in framework.themes)
    ids = ", ".join(criterion.id for criterion in framework.criteria)
    yield Column("criterion", lambda line: line.criterion.id, "Criterion", "Our criterion", ids)
    yield Column("criterion_title", lambda line: line.criterion.title, "Title", "Its title", width=NOTE_WIDTH)
    where = {criterion.id: area.id for area in framework.areas for criterion in area.criteria}
    yield Column("area", lambda line: where[line.criterion.id], "Area", "The area it belongs to", areas, 20)
    yield Column("official", lambda line: line.criterion.official, "Published criterion", "Its tag", tags)
    yield Column("theme", lambda line: line.criterion.theme, "Published theme", "Its tag", themes)
    yield Column("essential", _essential, "Essential", "Whether it is an essential", "yes | no")


def _scores() -> Iterator[Column[Line]]:
    kind, statuses = "What kind of answer it is", choices(STATUSES.items())
    yield Column("status", lambda line: line.status, "Status", kind, statuses, 16)
    given = f"whole number, 0 to {TOP}; empty when no score was given"
    yield Column("score", lambda line: line.score, "Score", "The score as given", given)
    evidenced = "What it counts: a high score without an evidence note counts less"
    counts = f"whole number, 0 to {TOP}; empty when it does not apply"
    yield Column("evidenced_score", lambda line: line.evidenced, "Evidenced score", evidenced, counts)
    words = "The sentence that the given score stands for"
    yield Column("score_words", lambda line: line.words, "Score in words", words, width=NOTE_WIDTH)


def _notes() -> Iterator[Column[Line]]:
    note = "The evidence note"
    yield Column("evidence", lambda line: line.answer.evidence, "Evidence", note, width=NOTE_WIDTH)
    why = "Why the criterion does not apply"
    yield Column("reason", lambda line: line.answer.not_applicable, "Reason", why, width=NOTE_WIDTH)
    when = "When the answer was last changed"
    yield Column("answered_at", lambda line: line.answer.at, "Answered at", when, TIME, 26)


def _essential(line: Line) -> str:
    return "yes" if line.criterion.essential else "no"
