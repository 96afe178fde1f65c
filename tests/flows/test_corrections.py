"""Edited messages: each corrects what it was taken for, and never answers another step."""

import pytest
from walking import agrees, answers, has_answered, reaches_the_areas, reaches_the_first_question

BOTH_STORES = True

L2 = "L2. Plan and money"


async def test_an_edited_organisation_is_corrected_and_the_open_question_stays(amal):
    await agrees(amal)
    await amal.says("Morland")
    await amal.edits("Morland", "Moorland NHS Trust")
    assert "Corrected: Moorland NHS Trust" in amal.sees
    assert amal.replies[-1].title == "Which service or team is this about?"
    assert (await amal.assessment()).profile == {"organisation": "Moorland NHS Trust"}


@pytest.mark.parametrize(
    ("first", "then"), [("nhs", "Local authority"), ("1", "3"), ("NHS trust or service", "council")]
)
async def test_an_edited_option_is_corrected(amal, first, then):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.says("North team")
    await amal.says(first)
    await amal.edits(first, then)
    profile = (await amal.assessment()).profile
    assert (profile["sector"], "role" in profile) == ("council", False)


@pytest.mark.parametrize(
    ("first", "then", "score"),
    [
        ("1", "2", "2"),
        ("early", "in place", "2"),
        ("1 Early", "0 Not started", "0"),
        ("1", "not sure", "unknown"),
    ],
)
async def test_an_edited_score_is_corrected_and_the_next_question_stays_open(amal, first, then, score):
    await reaches_the_first_question(amal)
    await amal.says(first)
    await amal.edits(first, then)
    assert f"Corrected: {then}" in amal.sees
    assert amal.replies[-1].title == L2
    assert (await has_answered(amal, "L1"), await has_answered(amal, "L2")) == (score, "open")


async def test_a_correction_leaves_the_conversation_where_it_is(amal):
    await reaches_the_first_question(amal)
    await amal.says("1")
    await amal.presses("All areas")
    await amal.edits("1", "2")
    assert [reply.title for reply in amal.replies] == ["", "Your four areas"]
    assert (await amal.session()).step == "hub"


async def test_an_edited_note_is_corrected(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Bord minute")
    await amal.edits("Bord minute", "Board minute")
    assert (await amal.assessment()).answers["L1"].evidence == "Board minute"
    assert amal.replies[-1].title == L2


async def test_a_note_edited_to_none_is_taken_back(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Board minute")
    await amal.edits("Board minute", "none")
    assert (await amal.assessment()).answers["L1"].evidence == ""


async def test_an_edited_reason_is_corrected(amal):
    await reaches_the_areas(amal)
    await amal.presses("Human resources")
    await answers(amal, *["2 In place"] * 3, "Not applicable")
    await amal.says("phone lien")
    await amal.edits("phone lien", "We only run a phone line")
    assert (await amal.assessment()).answers["H4"].not_applicable == "We only run a phone line"
    assert amal.replies[-1].title == "H5. Fair pay, contracts and progression"


async def test_an_edited_question_is_answered_anew(amal):
    await amal.says("what dose it cots")
    await amal.edits("what dose it cots", "what does it cost")
    assert amal.replies[0].title == "What does it cost?"


async def test_an_edited_question_is_never_kept_as_an_answer(amal):
    await amal.says("who rns the charter")
    await agrees(amal)
    await amal.edits("who rns the charter", "who runs the charter")
    assert amal.replies[-1].title == "What is your organisation called?"
    assert (await amal.assessment()).profile == {}


async def test_an_edited_command_is_the_command(amal):
    await amal.says("/hepl")
    await amal.edits("/hepl", "/help")
    assert "What I can do" in amal.sees


async def test_a_message_can_be_edited_twice(amal):
    await reaches_the_first_question(amal)
    await amal.says("1")
    await amal.edits("1", "2")
    await amal.edits("2", "0")
    assert (await has_answered(amal, "L1"), await has_answered(amal, "L2")) == ("0", "open")


async def test_an_edit_that_does_not_fit_changes_nothing_and_says_so(amal):
    await reaches_the_first_question(amal)
    await amal.says("1")
    await amal.edits("1", "somewhere between one and two")
    assert "I could not take that as a correction. Nothing has changed." in amal.sees
    assert await has_answered(amal, "L1") == "1"
    assert amal.replies[-1].title == L2


async def test_not_applicable_takes_a_reason_and_so_no_edit(amal):
    await reaches_the_areas(amal)
    await amal.presses("Human resources")
    await answers(amal, *["2 In place"] * 3)
    await amal.says("1")
    await amal.edits("1", "n/a")
    assert "I could not take that as a correction." in amal.sees
    assert await has_answered(amal, "H4") == "1"
    assert amal.replies[-1].title == "H5. Fair pay, contracts and progression"


async def test_an_edit_that_is_too_long_changes_nothing(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Board minute")
    await amal.edits("Board minute", "m" * 501)
    assert "That is 501 characters." in amal.sees
    assert (await amal.assessment()).answers["L1"].evidence == "Board minute"
    assert amal.replies[-1].title == L2


async def test_lowering_a_score_while_its_evidence_is_asked_for_asks_for_none(amal):
    await reaches_the_first_question(amal)
    await amal.says("3")
    await amal.edits("3", "1")
    assert await has_answered(amal, "L1") == "1"
    assert "Which documents would show it?" not in amal.sees


async def test_an_edit_of_what_was_deleted_brings_nothing_back(amal):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    await amal.edits("Moorland", "Moorland NHS Trust")
    assert await amal.assessments() == []


async def test_an_edit_from_long_ago_answers_nothing_else(amal):
    await reaches_the_first_question(amal)
    await amal.says("1")
    for _ in range(30):
        await amal.says("/help")
    await amal.edits("1", "2")
    assert (await has_answered(amal, "L1"), await has_answered(amal, "L2")) == ("1", "open")


async def test_an_edit_to_a_picture_changes_nothing(amal):
    await reaches_the_first_question(amal)
    await amal.says("1")
    await amal.edits("1", "")
    assert "I can only read words" in amal.sees
    assert await has_answered(amal, "L1") == "1"
