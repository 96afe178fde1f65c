"""The codebook explains every column of the file it is in, and says what the file is not."""

from datetime import date

from bot.reports.tables import tables


def rows(framework, profile):
    book = tables(framework, profile, [], date(2026, 11, 22))[3]
    return [dict(zip(book.header, row, strict=True)) for row in book.rows]


def test_it_names_every_column_of_all_sheets(framework, profile):
    wide, long, register, _ = tables(framework, profile, [], date(2026, 11, 22))
    named = [(row["sheet"], row["column"]) for row in rows(framework, profile)]
    for table in (wide, long, register):
        assert [name for sheet, name in named if sheet == table.name] == list(table.header)


def test_every_row_has_a_label_and_a_meaning(framework, profile):
    assert all(row["label"] and row["meaning"] for row in rows(framework, profile))


def test_it_gives_every_score_of_every_criterion_in_words(framework, profile):
    said = {row["column"]: row["meaning"] for row in rows(framework, profile) if row["sheet"] == "scores"}
    for criterion in framework.criteria:
        assert [said[f"{criterion.id} {score}"] for score in range(5)] == criterion.scores


def test_it_begins_with_the_notice_the_version_and_the_day(framework, profile):
    file = {row["column"]: row["meaning"] for row in rows(framework, profile) if row["sheet"] == "file"}
    assert "Only the Career Matters panel awards" in file["notice"]
    assert (file["framework_version"], file["exported"]) == ("2026.10", "2026-11-22")


def test_it_lists_what_can_stand_in_a_column(framework, profile):
    allowed = {(row["sheet"], row["column"]): row["allowed"] for row in rows(framework, profile)}
    assert "NHS trust or service" in allowed["assessments", "sector"]
    assert "silver: Silver" in allowed["assessments", "indicative_level"]
    assert "OIR: Open and Inclusive Recruitment" in allowed["answers", "official"]
