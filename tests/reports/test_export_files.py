"""An export is one file for each version of the framework, named and typed for what it is."""

import json
import zipfile
from io import BytesIO

import pytest
from collected import (
    TELEGRAM,
    WEB,
    all_answered,
    assessment,
    cells,
    csv_records,
    csv_rows,
    later_version,
    sheet,
    with_versions,
)
from openpyxl import load_workbook

from bot.errors import BotError
from bot.reports import workbook
from bot.reports.export import FORMATS, FrameworkMissing, export
from bot.reports.workbook import TooManyRows


@pytest.fixture
def two_versions(content, framework):
    return with_versions(content, framework, later_version(framework))


def refs(document) -> set[str]:
    if document.name.endswith(".json"):
        return {each["ref"] for each in json.loads(document.content)["assessments"]}
    if document.name.endswith(".jsonl"):
        return {json.loads(line)["ref"] for line in document.content.splitlines()[1:]}
    if document.name.endswith(".csv"):
        return {row["ref"] for row in csv_records(document)}
    wide = {row["ref"] for row in sheet(document, "assessments")}
    assert wide == {row["ref"] for row in sheet(document, "answers")}
    return wide


def tables_only(documents):
    """The files without the codebooks beside them."""
    return [each for each in documents if "codebook" not in each.name]


def everything(document) -> str:
    """All that is in a file, unpacked when it is a workbook."""
    if not document.name.endswith(".xlsx"):
        return document.content.decode()
    with zipfile.ZipFile(BytesIO(document.content)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def test_the_formats_are_these():
    assert FORMATS == ("xlsx", "csv", "json", "jsonl")


@pytest.mark.parametrize(
    ("file_format", "media_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "text/csv"),
        ("json", "application/json"),
        ("jsonl", "application/jsonl"),
    ],
)
def test_a_file_is_named_after_version_and_day(content, now, file_format, media_type):
    document, *_ = export(content, [assessment()], file_format, now)
    assert document.name == f"charter-assessments-2026.10-2026-11-22.{file_format}"
    assert document.media_type == media_type


@pytest.mark.parametrize("file_format", FORMATS)
def test_versions_never_mix_and_the_newest_comes_first(two_versions, now, file_format):
    collected = [
        assessment("OLD22222"),
        assessment("NEW33333", framework="2027.04"),
        assessment("OLD44444"),
    ]
    newer, older = tables_only(export(two_versions, collected, file_format, now))
    assert "2027.04" in newer.name
    assert "2026.10" in older.name
    assert refs(newer) == {"NEW33333"}
    assert refs(older) == {"OLD22222", "OLD44444"}
    only_in_newer = '"L9"' if "json" in file_format else "L9_score"
    assert only_in_newer in everything(newer)
    assert only_in_newer not in everything(older)


@pytest.mark.parametrize("file_format", FORMATS)
def test_no_file_says_who_somebody_is(content, framework, now, file_format):
    collected = [assessment("ONE22222", owner=TELEGRAM), assessment("TWO33333", owner=WEB)]
    document, *_ = export(content, collected, file_format, now)
    for trace in (TELEGRAM, WEB, *TELEGRAM.split(":"), *WEB.split(":")[1:]):
        assert trace not in everything(document)


@pytest.mark.parametrize("file_format", FORMATS)
def test_without_assessments_there_is_one_file_of_the_current_version(two_versions, now, file_format):
    document, *_ = export(two_versions, [], file_format, now)
    assert "2027.04" in document.name
    assert refs(document) == set()


def test_an_empty_export_has_headers(content, now):
    (book,) = export(content, [], "xlsx", now)
    plain, _ = export(content, [], "csv", now)
    found = cells(book)
    assert list(found) == ["assessments", "answers", "evidence", "codebook"]
    assert [len(found[name]) for name in ("assessments", "answers", "evidence")] == [2, 2, 2]
    (header,) = csv_rows(plain)
    assert header == [cell.value for cell in found["assessments"][0]]


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_version_that_the_content_does_not_have_stops_the_export(content, now, file_format):
    collected = [assessment(), assessment("LOST2222", framework="2019.01")]
    with pytest.raises(
        FrameworkMissing, match=r"not in the content: 2019\.01\. Nothing was exported"
    ) as raised:
        export(content, collected, file_format, now)
    assert raised.value.versions == ("2019.01",)
    assert isinstance(raised.value, BotError)


def test_a_sheet_has_its_header_bold_and_in_sight_and_columns_to_read(content, now):
    (document,) = export(content, [assessment()], "xlsx", now)
    for each in load_workbook(BytesIO(document.content)):
        assert each.freeze_panes == "A3"
        assert all(cell.font.bold for cell in each[1])
        assert all(cell.font.italic and not cell.font.bold for cell in each[2] if cell.value)
        widths = [each.column_dimensions[cell.column_letter].width for cell in each[1]]
        assert all(10 <= width < 81 for width in widths)  # Excel adds most of one to what is asked for


def test_a_column_is_a_little_wider_than_its_header(content, now):
    wide = load_workbook(BytesIO(export(content, [], "xlsx", now)[0].content))["assessments"]
    [cell] = [cell for cell in wide[1] if cell.value == "framework_version"]
    assert 3 <= wide.column_dimensions[cell.column_letter].width - len("framework_version") < 4


def test_the_same_workbook_is_the_same_byte_for_byte(content, now):
    one, another = (export(content, [assessment()], "xlsx", now)[0].content for _ in range(2))
    assert one == another


def test_a_sheet_larger_than_the_shorter_form_of_zip_can_hold_is_kept(content, now, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1_000)  # bytes, instead of 2,147,483,647
    (document,) = export(content, [assessment()], "xlsx", now)
    assert refs(document) == {assessment().ref}


def test_a_workbook_says_when_it_was_made(content, now):
    (document,) = export(content, [], "xlsx", now)
    assert load_workbook(BytesIO(document.content)).properties.created == now.replace(tzinfo=None)


def test_as_many_rows_as_a_sheet_holds_are_kept_and_more_are_refused(content, now, monkeypatch):
    assert workbook.MOST_ROWS == 1_048_576
    longest = max(len(rows) for rows in cells(export(content, [], "xlsx", now)[0]).values())
    monkeypatch.setattr(workbook, "MOST_ROWS", longest)
    assert export(content, [], "xlsx", now)
    monkeypatch.setattr(workbook, "MOST_ROWS", longest - 1)
    with pytest.raises(TooManyRows, match="CSV or JSON"):
        export(content, [], "xlsx", now)


def test_the_csv_file_is_plain_utf8_with_crlf(content, now):
    document, _ = export(content, [assessment(organisation="Tîm, “North”")], "csv", now)
    header, row, rest = document.content.split(b"\r\n")
    assert header.startswith(b"ref,state,framework_version,started,changed,finished,organisation,")
    assert row.startswith(b"BEECH234,started,2026.10,")
    assert '"Tîm, “North”",Liaison team,'.encode() in row
    assert rest == b""


def test_assessments_are_in_the_order_they_were_begun(content, framework, now):
    several = [
        assessment(ref, answers=all_answered(framework, 2)) for ref in ("CC222222", "AA222222", "BB222222")
    ]
    document, _ = export(content, several, "csv", now)
    assert [row["ref"] for row in csv_records(document)] == ["AA222222", "BB222222", "CC222222"]
