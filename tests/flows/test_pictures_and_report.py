"""`/pictures` and `/report`: for whoever leads the assessment, and for nobody else."""

import asyncio
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from walking import finishes, reaches_the_first_question

from bot.codes import grouped
from bot.reports import apart

NOTICE = "Only the Career Matters panel awards Charter status."
THREE = ["Your areas", "The six published criteria", "Claimed beside evidenced"]


async def keeps(app, assessment, **changes):
    """Change what is kept, as another part of the assistant would."""
    async with app.store.turn(assessment.owner) as turn:
        turn.put(replace(assessment, **changes))


def pages(document):
    return [page.extract_text() for page in PdfReader(BytesIO(document.content)).pages]


async def test_the_result_is_shown_in_pictures_each_with_its_words_and_the_notice(amal):
    await finishes(amal)
    await amal.presses("Pictures")
    assert [reply.title for reply in amal.replies] == THREE
    assert all(NOTICE in reply.note for reply in amal.replies)
    for document in amal.documents:
        assert document.picture
        assert Image.open(BytesIO(document.content)).width == 1080
    ref = (await amal.assessment()).ref
    assert amal.documents[0].name == f"charter-areas-{ref}.png"
    assert "Leadership 50%, Human resources 50%" in amal.documents[0].alt


async def test_the_report_is_a_pdf_of_the_result(amal):
    await finishes(amal)
    ref = (await amal.assessment()).ref
    await amal.presses("Report to print (PDF)")
    [document] = amal.documents
    assert (document.name, document.media_type) == (f"charter-report-{ref}.pdf", "application/pdf")
    assert NOTICE in amal.sees
    cover, *rest = pages(document)
    for words in ("Moorland NHS Trust", "Liaison and Diversion", "Indicative level: Bronze", grouped(ref)):
        assert words in cover
    assert "What stops Silver" in "".join(rest)


async def test_both_come_by_command_too_and_the_open_question_is_shown_again(amal):
    await reaches_the_first_question(amal)
    await amal.says("/pictures")
    assert [reply.title for reply in amal.replies] == [*THREE, "L1. A senior person owns this"]
    await amal.says("/report")
    assert "Provisional: no level yet" in pages(amal.documents[0])[0]
    assert amal.replies[-1].title == "L1. A senior person owns this"


@pytest.mark.parametrize("command", ["/pictures", "/report"])
async def test_without_an_assessment_there_is_nothing_to_draw(amal, command):
    await amal.says(command)
    assert "You have no self-assessment yet. Type /assess to start one." in amal.sees


@pytest.mark.parametrize("said", ["/pictures", "/report", "pictures:{ref}", "report:{ref}"])
async def test_a_colleagues_part_has_neither(app, amal, jo, said):
    await finishes(jo)
    await keeps(app, await jo.assessment(), of="WHOLE234")
    said = said.format(ref=(await jo.assessment()).ref)
    await (jo.says(said) if said.startswith("/") else jo.presses_data(said))
    assert "Only the person who leads this self-assessment" in jo.sees
    assert jo.documents == []


async def test_then_and_now_stand_beside_each_other_after_a_second_look(app, amal):
    await finishes(amal, "2 In place")
    first = await amal.assessment()
    await keeps(app, first, ref="EARLY234")
    await keeps(app, first, earlier="EARLY234")
    await amal.says("/pictures")
    assert [reply.title for reply in amal.replies] == [*THREE, "Then and now"]
    assert "Overall: then 50%, now 50%." in amal.documents[-1].alt


async def test_the_same_press_again_hands_over_the_same(amal):
    await finishes(amal)
    await amal.presses("Pictures")
    once = amal.documents
    await amal.repeats()
    assert amal.documents == once


async def test_a_drawing_that_never_ends_is_ended_and_told(amal, monkeypatch, tmp_path):
    await finishes(amal)
    hangs = tmp_path / "hangs"
    hangs.write_text("#!/bin/sh\nexec sleep 600\n")
    hangs.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(hangs))
    monkeypatch.setattr(apart, "LONGEST", 0.5)
    async with asyncio.timeout(10):  # its process is waited for, so it must have been ended
        await amal.presses("Pictures")
    assert "I could not draw this now. Nothing is lost." in amal.sees


@pytest.mark.parametrize("program", ["/bin/false", "/no/such/program"])
async def test_a_drawing_that_fails_is_told_and_nothing_is_lost(amal, monkeypatch, program):
    await finishes(amal)
    monkeypatch.setattr("sys.executable", program)
    await amal.presses("Report to print (PDF)")
    assert "I could not draw this now. Nothing is lost." in amal.sees
    await amal.says("/result")
    assert "Indicative level: Bronze" in amal.sees
