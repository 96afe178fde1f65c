"""`/export`: the collected assessments for admins, in three forms, each time on record."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook
from walking import reaches_the_areas, reaches_the_first_question

from storage.records import AuditEvent, Member

BOTH_STORES = True

FORMATS = {"xlsx": "Excel (XLSX)", "csv": "CSV", "json": "JSON"}


def organisations(document):
    """The organisations in an exported file, whatever its form."""
    if document.name.endswith(".xlsx"):
        sheet = load_workbook(io.BytesIO(document.content)).worksheets[0]
        return {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell} & {
            "Moorland",
            "Fenland",
        }
    text = document.content.decode("utf-8-sig")
    if document.name.endswith(".csv"):
        return {cell for row in csv.reader(io.StringIO(text)) for cell in row} & {"Moorland", "Fenland"}
    return {name for name in ("Moorland", "Fenland") if name in json.dumps(json.loads(text))}


async def exports(app):
    return [each for each in await app.store.read(AuditEvent) if each.what == "export"]


async def test_export_offers_three_forms(priya):
    await priya.says("/export")
    assert priya.choices == list(FORMATS.values())
    assert priya.documents == []


@pytest.mark.parametrize("form", FORMATS)
async def test_each_form_holds_everybodys_assessments(priya, amal, jo, form):
    await reaches_the_areas(amal, organisation="Moorland")
    await reaches_the_areas(jo, organisation="Fenland")
    await priya.says(f"/export {form}")
    [document] = priya.documents
    assert document.name.endswith(f".{form}")
    assert organisations(document) == {"Moorland", "Fenland"}
    assert "Only the Career Matters panel awards Charter status." in priya.sees


@pytest.mark.parametrize("form", FORMATS)
async def test_each_form_can_be_pressed_and_is_recorded(app, priya, amal, form):
    await reaches_the_areas(amal)
    await priya.says("/export")
    await priya.presses(FORMATS[form])
    [document] = priya.documents
    [event] = await exports(app)
    assert document.name == f"charter-assessments-2026.10-2026-11-23.{form}"
    [admin] = await app.store.read(Member, "role:admin")
    assert (event.who, event.details) == (admin.id, {"format": form, "assessments": "1"})


async def test_offering_the_forms_is_no_export_yet(app, priya):
    await priya.says("/export")
    await priya.says("/export pdf")
    assert await exports(app) == []


async def test_without_assessments_there_is_a_file_all_the_same(priya):
    await priya.says("/export csv")
    assert len(priya.documents) == 1
    assert "0" in priya.sees


async def test_an_export_in_the_middle_of_ones_own_assessment_goes_on_with_it(priya):
    await reaches_the_first_question(priya)
    await priya.says("/export")
    assert priya.replies[-1].title == "L1. A senior person owns this"
    await priya.presses("JSON")
    assert len(priya.documents) == 1
    assert priya.replies[-1].title == "L1. A senior person owns this"


async def test_the_same_export_again_is_handed_over_again_and_recorded_once(app, priya):
    await priya.says("/export json")
    once = priya.documents
    await priya.repeats()
    assert priya.documents == once
    assert len(await exports(app)) == 1


async def test_a_file_can_be_fetched_again_by_whom_it_was_made_for_and_nobody_else(app, priya, sam):
    await priya.says("/export json")
    message = priya._sent[-1].id
    assert await app.assistant.document(priya.address, message, 0) == priya.documents[0]
    assert await app.assistant.document(priya.address, message, 7) is None
    assert await app.assistant.document(priya.address, "another message", 0) is None
    assert await app.assistant.document(sam.address, message, 0) is None
