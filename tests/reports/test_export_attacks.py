"""Whatever people typed, nobody who opens the export runs it, and everybody reads what was meant."""

import pytest
from collected import assessment, cells, csv_records, csv_rows, sheet
from formula_attacks import ATTACKS, ORDINARY, could_run

from bot.reports.cells import LONGEST, safe_text
from bot.reports.export import export
from storage.records import Answer, EvidenceNote


def typed_everywhere(text: str, ref: str):
    """An assessment by somebody who typed this wherever a text can be typed, or sent it past the choices."""
    answers = {
        "L1": Answer(score=4, evidence=text, at=text),
        "H4": Answer(not_applicable=text, evidence=text),
    }
    register = {text: EvidenceNote(text, (text,), text, text, text, at=text)}
    return assessment(
        ref,
        answers=answers,
        register=register,
        finished=text,
        organisation=text,
        service=text,
        sector=text,
    )


@pytest.fixture(scope="module")
def attacked():
    return [typed_everywhere(attack, f"R{place:04}") for place, attack in enumerate(ATTACKS)]


def test_no_cell_of_the_workbook_is_a_formula_or_begins_with_danger(content, attacked, now):
    (document,) = export(content, attacked, "xlsx", now)
    found = [
        cell for rows in cells(document).values() for row in rows for cell in row if cell.value is not None
    ]
    assert len(found) > 100 * len(ATTACKS)
    assert {cell.data_type for cell in found} == {"s", "n"}
    texts = [cell.value for cell in found if cell.data_type == "s"]
    assert not [text for text in texts if could_run(text)]


def test_no_cell_of_the_csv_file_begins_with_danger(content, attacked, now):
    document, register, _ = export(content, attacked, "csv", now)
    header, *rows = csv_rows(document)
    assert not [cell for row in [header, *rows] for cell in row if could_run(cell)]
    assert {len(row) for row in rows} == {len(header)}
    assert len(rows) == len(ATTACKS)
    listed = csv_rows(register)
    assert not [cell for row in listed for cell in row if could_run(cell)]
    assert [len(row) for row in listed] == [len(listed[0])] * (1 + len(ATTACKS))


def test_an_attack_can_still_be_read_word_for_word(content, attacked, now):
    document, _, _ = export(content, attacked, "csv", now)
    found = {row["ref"]: row for row in csv_records(document)}
    for place, attack in enumerate(ATTACKS):
        row = found[f"R{place:04}"]
        assert row["organisation"] == row["L1_evidence"] == row["sector"] == safe_text(attack)


def test_ordinary_text_stays_as_it_was(content, now):
    several = [typed_everywhere(text, f"R{place:04}") for place, text in enumerate(ORDINARY)]
    (book,) = export(content, several, "xlsx", now)
    plain, _, _ = export(content, several, "csv", now)
    for records in (sheet(book, "assessments"), csv_records(plain)):
        found = {row["ref"]: row["organisation"] for row in records}
        assert [found[f"R{place:04}"] for place in range(len(ORDINARY))] == ORDINARY
    reasons = [row["reason"] for row in sheet(book, "answers") if row["criterion"] == "H4"]
    assert sorted(reasons) == sorted(ORDINARY)


def test_ordinary_text_is_text_also_where_it_looks_like_something_else(content, now):
    several = [typed_everywhere(text, f"R{place:04}") for place, text in enumerate(ORDINARY)]
    (document,) = export(content, several, "xlsx", now)
    header, _, *rows = cells(document)["assessments"]
    place = [cell.value for cell in header].index("organisation")
    assert {row[place].data_type for row in rows} == {"s"}


def test_numbers_are_numbers(content, framework, now):
    (document,) = export(content, [assessment(answers={"L1": Answer(score=-1)})], "xlsx", now)
    header, _, row = cells(document)["assessments"]
    found = {name.value: cell for name, cell in zip(header, row, strict=True)}
    expected = {"L1_score": -1, "L1_evidenced": -1, "overall_points": -1, "overall_of": 80, "answered": 1}
    assert {name: found[name].value for name in expected} == expected
    assert {found[name].data_type for name in [*expected, "overall_percent"]} == {"n"}
    assert found["framework_version"].value == "2026.10"


def test_excels_own_escapes_are_kept_as_they_were_typed(content, now):
    """Excel reads _x003D_ as =, and _x005F_x003D_ as the letters _x003D_."""
    (document,) = export(content, [assessment(organisation="_x003D_1+1 and a_b_x")], "xlsx", now)
    assert sheet(document, "assessments")[0]["organisation"] == "_x005F_x003D_1+1 and a_b_x"


def as_excel_reads(cell):
    return cell.replace("_x005F_", "_")


def test_a_text_longer_than_a_cell_is_cut_with_an_ellipsis(content, now):
    for text in ("a" * 40_000, "_x003D_" * 5_000):
        (document,) = export(content, [assessment(organisation=text)], "xlsx", now)
        cell = as_excel_reads(sheet(document, "assessments")[0]["organisation"])
        assert len(cell) == LONGEST
        assert cell.endswith("…")


def test_a_name_in_the_content_is_made_safe_too(content, framework, now):
    dashed = content.profile[0].model_copy(update={"id": "-organisation", "title": "=Organisation"})
    changed = type(content)(**{**vars(content), "profile": (dashed, *content.profile[1:])})
    (document,) = export(changed, [], "xlsx", now)
    texts = [cell.value for rows in cells(document).values() for row in rows for cell in row if cell.value]
    assert "'-organisation" in texts
    assert "'=Organisation" in texts
    assert not [text for text in texts if could_run(str(text))]
    plain, _ = export(changed, [], "csv", now)
    assert "'-organisation" in csv_rows(plain)[0]
