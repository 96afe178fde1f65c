"""The anonymised export: nothing that somebody typed, no codes, no days, and no small groups."""

import json

import pytest
from collected import all_answered, assessment, cells, csv_records, later_version, sheet, with_versions

from bot.reports.anonymous import TooFew
from bot.reports.export import export
from bot.reports.small_groups import COVERED, LEAST
from bot.reports.wanted import Wanted
from storage.records import Answer, EvidenceNote

FORMATS = ("xlsx", "csv", "json", "jsonl")
TYPED = "Zebra Crossing"


def collected(framework, many, **profile):
    """So many organisations that typed something wherever they could."""
    return [
        assessment(
            f"REF{number:05}", owner=f"web:{TYPED}{number}", finished="2026-11-19T10:00:00+00:00",
            answers=all_answered(framework, 3, TYPED)
            | {"H4": Answer(not_applicable=TYPED), "L1": Answer(score=number % 5, at="2026-11-17T00:00:00")},
            register={"AB2C": EvidenceNote(TYPED, ("L1",), TYPED)},
            organisation=f"{TYPED} {number}", service=TYPED, **profile,
        )
        for number in range(many)
    ]  # fmt: skip


def texts(made):
    """All that stands in the files."""
    if made[0].name.endswith(".xlsx"):
        return str([[cell.value for cell in row] for rows in cells(made[0]).values() for row in rows])
    return "".join(each.content.decode() for each in made)


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("form", ["wide", "long"])
def test_nothing_says_whose_an_assessment_is(content, framework, now, file_format, form):
    several = collected(framework, 6, sector="nhs", role=TYPED, target=TYPED)
    made = export(content, several, Wanted(file_format, form, anonymised="yes"), now)
    said = texts(made)
    for trace in ("Zebra", "REF0", "web:", "2026-11-19", "2026-11-01", "2026-11-02", "2026-11-17"):
        assert trace not in said
    assert "NHS trust or service" in said or form == "long"


def test_points_scores_and_months_are_still_there(content, framework, now):
    several = collected(framework, 6, sector="nhs")
    rows = csv_records(export(content, several, Wanted("csv", anonymised="yes"), now)[0])
    assert {row["started"] for row in rows} == {"2026-11"}
    assert {row["finished"] for row in rows} == {"2026-11"}
    assert sorted(row["L1_score"] for row in rows) == ["0", "0", "1", "2", "3", "4"]
    assert {row["L2_score"] for row in rows} == {"3"}
    assert sorted(row["case"] for row in rows) == list("123456")
    assert {row["sector"] for row in rows} == {"NHS trust or service"}
    assert {"overall_points", "indicative_level", "area_leadership_points"} <= set(rows[0])
    assert not {"ref", "organisation", "service", "changed", "L1_evidence"} & set(rows[0])


def test_what_is_rare_is_covered(content, framework, now):
    several = [*collected(framework, 6, sector="nhs"), *collected(framework, 8, sector="nhs", role="hr")[6:]]
    rows = csv_records(export(content, several, Wanted("csv", anonymised="yes"), now)[0])
    assert {row["role"] for row in rows} == {COVERED}
    book = export(content, several, Wanted("xlsx", anonymised="yes"), now)[0]
    told = {row["column"]: row["meaning"] for row in sheet(book, "codebook") if row["sheet"] == "assessments"}
    assert COVERED in told["sector"]
    assert f"at least {LEAST} organisations" in told["started"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_fewer_than_five_organisations_are_refused(content, framework, now, file_format):
    wanted = Wanted(file_format, anonymised="yes")
    with pytest.raises(TooFew, match="Fewer than 5 organisations have finished"):
        export(content, collected(framework, 4), wanted, now)
    assert export(content, collected(framework, 5), wanted, now)[0].rows == 5


def test_an_organisation_counts_once_by_its_lead_or_its_name_however_that_is_typed(content, framework, now):
    several = [
        assessment(f"REF{number:05}", owner=f"web:{owner}", organisation=name)
        for number, (owner, name) in enumerate(
            [("a", "Moor land"), ("b", "moor-LAND."), ("c", "Fen"), ("c", "Marsh"), ("d", "D"), ("e", "E")]
        )
    ]
    with pytest.raises(TooFew):
        export(content, several, Wanted("csv", anonymised="yes"), now)


def test_a_version_with_few_organisations_is_left_out(content, framework, now):
    both = with_versions(content, framework, later_version(framework))
    few = [
        assessment(f"NEW{number:05}", owner=f"web:n{number}", framework="2027.04", organisation=str(number))
        for number in range(4)
    ]
    made = export(both, [*collected(framework, 5), *few], Wanted("json", anonymised="yes"), now)
    assert [each.name for each in made] == ["charter-anonymised-2026.10-2026-11-22.json"]
    body = json.loads(made[0].content)
    assert (body["format"], len(body["assessments"])) == ("charter-bot/anonymised", 5)


def test_the_order_tells_nothing(content, framework, now):
    several = collected(framework, 40)
    orders = {
        tuple(row["L1_score"] for row in csv_records(made[0]))
        for made in (export(content, several, Wanted("csv", anonymised="yes"), now) for _ in range(3))
    }
    assert len(orders) > 1


def test_an_answer_in_the_long_form_has_the_number_of_its_case(content, framework, now):
    several = collected(framework, 5)
    rows = csv_records(export(content, several, Wanted("csv", "long", anonymised="yes"), now)[0])
    assert len(rows) == 5 * len(framework.criteria)
    assert {row["case"] for row in rows} == set("12345")
    assert not {"evidence", "reason", "answered_at", "organisation", "ref"} & set(rows[0])
