"""The main job over Telegram's own protocol, from /start to the level, and the export for an admin."""

from io import BytesIO

import openpyxl
import pytest
from driving import (
    agrees,
    answers_with,
    everything_was_right,
    is_asked,
    starts_asking,
    tells_about_the_service,
)

from storage.records import Assessment

INDICATIVE = "Only the Career Matters panel awards Charter status."


async def test_somebody_starts_asks_assesses_and_sees_their_level(telegram, server, amal, framework):
    leadership, hr, delivery, lived = (area.criteria for area in framework.areas)
    await starts(amal)
    await asks(amal)
    await begins(amal)
    await finds_their_way_about(amal, leadership)

    await answers_with(amal, "in place", leadership[1:])
    await amal.hears("Leadership is done, and saved.")
    await answers_with(amal, "2", hr[:3])
    await is_asked(amal, hr[3])
    amal.presses("Not applicable")
    await amal.hears("Why does H4 not apply?")
    amal.presses("No role needs prison or police clearance")
    await amal.hears("H4: Not applicable. Saved.")
    await answers_with(amal, "2", hr[4:])
    for criterion in delivery:
        await is_asked(amal, criterion)
        amal.presses("2 In place")
    await answers_with(amal, "2", lived[:4])
    await is_asked(amal, lived[4])
    amal.presses("Don't know yet")
    await amal.hears("All 20 are answered and saved.")

    await checks_and_changes(amal, lived[4])
    amal.presses("Finish and see the result")
    await sees_the_result(amal)
    await telegram.settled()
    assert everything_was_right(server)


async def starts(amal):
    amal.says("/start")
    await amal.hears("I am not the Charter's own service")
    await amal.hears("What is kept")
    offered = await amal.hears("What would you like to do?")
    assert offered.labels == [
        "Ask a question",
        "Start the self-assessment",
        "Roles and peer mentoring",
        "Help",
    ]


async def asks(amal):
    amal.says("what are the levels?")
    answer = await amal.hears("Working towards, Bronze, Silver and Gold")
    assert "What are the levels?" in answer.text
    assert "Source: Career Matters" in answer.text
    assert "Checked on" in answer.text
    amal.presses("What does Working towards mean?")
    await amal.hears("What does Working towards mean?")


async def begins(amal):
    amal.presses("Start the self-assessment")
    await amal.hears("Who sees it: you, and the people who look after this assistant.")
    await amal.hears("Is it all right to keep this?")
    amal.presses("Yes, that is fine")
    await amal.hears("What is your organisation called?")
    overview = await tells_about_the_service(amal)
    assert "Leadership: To do (0 of 5)" in overview.text
    amal.presses("Leadership")


async def finds_their_way_about(amal, leadership):
    """Evidence, back, skip, a question in the middle, pause, and on again."""
    first = await is_asked(amal, leadership[0])
    assert "1 of 20, Leadership" in first.text
    assert first.labels[:5] == ["0 Not started", "1 Early", "2 In place", "3 Embedded", "4 Leading"]
    amal.presses("What counts as evidence?")
    await amal.hears("Minute of a board or executive meeting")
    await is_asked(amal, leadership[0])
    amal.presses("3 Embedded")
    await amal.hears("Which documents would show it?")
    amal.says("Board minute of 3 March & <the plan>")
    await amal.hears("Your evidence note is saved.")

    await is_asked(amal, leadership[1])
    amal.presses("Back")
    await amal.hears("Your answer now: 3 Embedded")
    amal.presses("Skip for now")
    await is_asked(amal, leadership[1])
    amal.says("what are the levels?")
    await amal.hears("Working towards, Bronze, Silver and Gold")
    await is_asked(amal, leadership[1])
    amal.presses("Pause")
    await amal.hears("You are at 2 of 20, all saved.")
    amal.says("/assess")
    await amal.hears("You are at 2 of 20, all saved.")


async def checks_and_changes(amal, last):
    amal.presses("Check your answers")
    await amal.hears("Service or team: Liaison & <Diversion> 🙂")
    listed = await amal.hears("Board minute of 3 March & <the plan>")
    assert "Change L1" in listed.labels
    await amal.hears("R5 Co-produced services and feedback: Don't know yet")
    await amal.hears("All answered. Change any answer above, or finish.")
    amal.presses("Change R5")
    await is_asked(amal, last)
    amal.presses("1 Early")
    await amal.hears("R5: 1 Early. Saved.")
    await amal.hears("All 20 are answered and saved.")


async def sees_the_result(amal):
    level = await amal.hears("Indicative level: Bronze")
    assert f"Indicative – not the official Charter criteria. {INDICATIVE}" in level.text
    assert "Evidenced score: 38/76 (50%)" in level.text
    await amal.hears("By the six published criteria")
    await amal.hears("What stops Silver")
    await amal.hears("What to do next")
    assert INDICATIVE in (await amal.hears("Framework 2026.10")).text


async def test_an_admin_comes_by_a_link_and_takes_the_assessments_home(
    telegram, server, amal, invitation, framework
):
    await agrees(amal)
    await tells_about_the_service(amal)
    ada = server.person("Ada")
    await telegram.has_agreed(ada)
    assert "export" not in commands(server, ada)
    ada.opens(await invitation())
    await ada.hears("Your role is now: admin.")
    await server.until(lambda: "export" in commands(server, ada))
    assert server.called("setMyCommands")[-1].params["scope"] == {"type": "chat", "chat_id": ada.id}
    assert "export" not in commands(server, amal)

    ada.says("/export")
    await ada.hears("This makes a file of the assessments")
    ada.presses("Make the file")
    await ada.hears("Format: XLSX. This export was recorded.")
    [document] = (await ada.hears()).documents
    assert document.filename.endswith(".xlsx")
    book = openpyxl.load_workbook(BytesIO(document.content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Northtown Trust" in cells
    assert "Liaison & <Diversion> 🙂" in cells
    await telegram.settled()
    assert everything_was_right(server)


@pytest.mark.parametrize("way", ["polling"])
async def test_a_link_works_once(telegram, server, amal, sam, invitation):
    link = await invitation()
    await telegram.has_agreed(amal, sam)
    amal.opens(link)
    await amal.hears("Your role is now: admin.")
    sam.opens(link)
    await sam.hears("That code does not work.")
    sam.says("/export")
    await sam.hears("I do not know that command.")
    assert everything_was_right(server)


@pytest.mark.parametrize("way", ["polling"])
async def test_everything_can_be_typed_and_an_edit_corrects_it(telegram, server, amal, framework):
    await starts_asking(amal, framework)
    first, second = framework.criteria[:2]
    await is_asked(amal, first)
    amal.says("2")
    await amal.hears("L1: 2 In place. Saved.")
    await is_asked(amal, second)
    amal.edits("last", "1")
    await amal.hears("Corrected: 1")
    await is_asked(amal, second)
    [assessment] = await telegram.store.read(Assessment)
    assert assessment.answers["L1"].score == 1
    assert "L2" not in assessment.answers
    assert everything_was_right(server)


def commands(server, person):
    return [each["command"] for each in server.commands_for(person)]
