"""The tables hold what was collected, exactly, in columns that the content alone decides."""

from datetime import date

import pytest
from collected import all_answered, assessment, later_version

from bot.reports.tables import tables
from storage.records import Answer

DAY = date(2026, 11, 22)


@pytest.fixture
def wide(framework, profile):
    """The only row of the wide table, by column id."""

    def of(one):
        table = tables(framework, profile, [one], DAY)[0]
        (row,) = table.rows
        return dict(zip(table.header, row, strict=True))

    return of


@pytest.fixture
def long(framework, profile):
    """The rows of the long table, by criterion."""

    def of(one):
        table = tables(framework, profile, [one], DAY)[1]
        rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]
        return {row["criterion"]: row for row in rows}

    return of


def test_columns_follow_the_framework_and_the_profile(framework, profile):
    wide, long, register, _ = tables(framework, profile, [], DAY)
    about = ["ref", "state", "framework_version", "started", "changed", "finished"]
    totals = ["overall", "overall_points", "overall_of", "overall_percent", "claimed", "claimed_points"]
    areas = [f"area_{each.id}_{part}" for each in framework.areas for part in ("points", "of")]
    tags = [
        f"official_{each.tag}_{part}" for each in framework.official_criteria for part in ("points", "of")
    ]
    parts = ("score", "status", "evidenced", "evidence")
    criteria = [f"{each.id}_{part}" for each in framework.criteria for part in parts]
    asked = [field.id for field in profile]
    assert list(wide.header) == [
        *about, *asked, *totals, "indicative_level", "answered", *areas, *tags, *criteria
    ]  # fmt: skip
    assert list(long.header) == [
        "ref", "organisation", "service", "criterion", "criterion_title", "area", "official", "theme",
        "essential", "status", "score", "evidenced_score", "score_words", "evidence", "reason", "answered_at",
    ]  # fmt: skip
    assert list(register.header) == [
        "ref", "organisation", "service", "document", "title", "owner", "dated", "valid_until", "counts",
        "criteria", "asked", "changed_at",
    ]  # fmt: skip


def test_no_two_columns_have_the_same_name(framework, profile):
    for table in tables(framework, profile, [], DAY):
        assert len(set(table.header)) == len(table.header)


def test_unknown_keys_in_the_data_make_no_column_and_no_row(framework, profile):
    odd = assessment(shoe_size="forty-two", answers={"Z9": Answer(score=4, evidence="forty-two")})
    expected = [table.header for table in tables(framework, profile, [], DAY)]
    found = tables(framework, profile, [odd], DAY)
    assert [table.header for table in found] == expected
    assert "forty-two" not in str([list(table.rows) for table in found])
    assert len(list(found[1].rows)) == len(framework.criteria)


def test_another_version_has_its_own_columns(framework, profile):
    wide, long, _, book = tables(later_version(framework), profile, [assessment()], DAY)
    assert "L9_score" in wide.header
    assert "L1_score" not in wide.header
    assert "A new one" in str([list(long.rows), list(book.rows)])


def test_a_complete_assessment_has_exact_points_and_a_level(framework, wide):
    row = wide(assessment(finished="2026-11-03T10:00:00+00:00", answers=all_answered(framework, 3)))
    assert (row["overall"], row["overall_points"], row["overall_of"]) == ("60/80", 60, 80)
    assert (row["overall_percent"], row["claimed"], row["answered"]) == (75.0, "60/80", 20)
    assert (row["state"], row["indicative_level"]) == ("finished", "silver")
    assert (row["area_leadership_points"], row["area_leadership_of"]) == (15, 20)
    assert (row["official_OIR_points"], row["official_OIR_of"]) == (12, 16)


def test_a_criterion_that_does_not_apply_counts_nowhere(framework, wide, long):
    answers = all_answered(framework, 4) | {"H4": Answer(not_applicable="No role needs clearance")}
    row = wide(assessment(answers=answers))
    assert (row["overall"], row["overall_percent"], row["claimed"]) == ("76/76", 100.0, "76/76")
    assert (row["H4_score"], row["H4_status"], row["H4_evidenced"]) == (None, "not_applicable", None)
    assert (row["area_human-resources_points"], row["area_human-resources_of"]) == (16, 16)
    assert long(assessment(answers=answers))["H4"]["reason"] == "No role needs clearance"


def test_a_score_left_behind_is_not_shown_where_the_criterion_does_not_apply(wide):
    row = wide(assessment(answers={"H4": Answer(score=3, not_applicable="No role needs clearance")}))
    assert (row["H4_status"], row["H4_score"], row["overall"]) == ("not_applicable", None, "0/76")


def test_only_a_criterion_that_allows_it_can_be_not_applicable(wide):
    row = wide(assessment(answers={"L1": Answer(not_applicable="We would rather not")}))
    assert (row["L1_status"], row["L1_evidenced"], row["overall_of"]) == ("not_answered", 0, 80)


def test_scores_without_evidence_are_claimed_and_count_less(framework, wide):
    row = wide(assessment(answers=all_answered(framework, 4, evidence=" ")))
    assert (row["overall"], row["claimed"], row["claimed_points"]) == ("40/80", "80/80", 80)
    assert (row["L1_score"], row["L1_evidenced"], row["L1_status"]) == (4, 2, "answered")


def test_a_started_assessment_has_no_level_yet(framework, wide):
    half = dict(list(all_answered(framework, 4).items())[:10])
    row = wide(assessment(answers=half))
    assert (row["state"], row["indicative_level"], row["answered"]) == ("started", "", 10)
    assert (row["overall"], row["S1_status"], row["S1_score"]) == ("40/80", "not_answered", None)


def test_not_known_counts_nothing_and_is_an_answer(framework, wide, long):
    one = assessment(answers={"L1": Answer(dont_know=True, evidence="Asked the board")})
    row = wide(one)
    assert (row["L1_status"], row["L1_score"], row["L1_evidenced"]) == ("dont_know", None, 0)
    assert (row["answered"], row["L1_evidence"]) == (1, "Asked the board")
    assert long(one)["L1"]["score_words"] == ""


def test_evidenced_scores_add_up_to_the_overall_points(framework, wide):
    answers = {
        "L1": Answer(score=4),
        "L2": Answer(score=3, evidence="Plan"),
        "H4": Answer(not_applicable="No"),
    }
    row = wide(assessment(answers=answers))
    assert sum(row[f"{each.id}_evidenced"] or 0 for each in framework.criteria) == row["overall_points"] == 5


def test_a_percentage_is_rounded_from_the_exact_share(wide):
    answers = {"L1": Answer(score=1), "H4": Answer(not_applicable="No role needs clearance")}
    row = wide(assessment(answers=answers))
    assert (row["overall"], row["overall_percent"]) == ("1/76", 1.3)


def test_profile_answers_are_shown_in_words(wide):
    row = wide(assessment(sector="nhs", role="hr"))
    assert (row["sector"], row["role"], row["stage"]) == ("NHS trust or service", "Human resources", "")


def test_the_long_table_has_a_row_for_each_criterion_also_unanswered(framework, long):
    answers = {"L1": Answer(score=2, evidence="Minute", at="2026-11-02T10:00:00+00:00")}
    rows = long(assessment(answers=answers))
    assert list(rows) == [each.id for each in framework.criteria]
    assert rows["L1"] == {
        "ref": "BEECH234", "organisation": "Beech Lane NHS Trust", "service": "Liaison team",
        "criterion": "L1", "criterion_title": "A senior person owns this", "area": "leadership",
        "official": "AB", "theme": "P", "essential": "yes", "status": "answered", "score": 2,
        "evidenced_score": 2, "score_words": "A senior lead is named, and there is a written commitment",
        "evidence": "Minute", "reason": "", "answered_at": "2026-11-02T10:00:00+00:00",
    }  # fmt: skip
    assert (rows["R5"]["status"], rows["R5"]["score"], rows["R5"]["essential"]) == (
        "not_answered",
        None,
        "no",
    )


def test_a_score_that_no_words_belong_to_does_not_stop_the_export(long):
    rows = long(assessment(answers={"L1": Answer(score=-1), "L2": Answer(score=9)}))
    assert (rows["L1"]["score"], rows["L1"]["score_words"]) == (-1, "")
    assert (rows["L2"]["score"], rows["L2"]["score_words"]) == (9, "")
