"""Evidence notes: asked for with a 3 or 4, titles only, and never lost when a score changes."""

import pytest
from walking import has_answered, reaches_the_first_question

ASKED = "Evidence for L1"
L2 = "L2. Plan and money"


async def note(person):
    return (await person.assessment()).answers["L1"].evidence


@pytest.mark.parametrize("label", ["3 Embedded", "4 Leading"])
async def test_a_three_or_four_asks_for_evidence(amal, label):
    await reaches_the_first_question(amal)
    await amal.presses(label)
    assert f"L1: {label}. Saved." in amal.sees
    assert amal.replies[-1].title == ASKED
    assert f"You chose {label}." in amal.sees
    assert amal.choices == ["No evidence yet", "What counts as evidence?", "Back", "Pause"]


@pytest.mark.parametrize("label", ["0 Not started", "1 Early", "2 In place", "Don't know yet"])
async def test_a_lower_score_does_not(amal, label):
    await reaches_the_first_question(amal)
    await amal.presses(label)
    assert amal.replies[-1].title == L2


async def test_it_asks_for_titles_and_says_what_a_missing_note_means(amal, framework):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    assert "Titles only. Please send no files, and no names of people." in amal.sees
    assert "Without a note, it counts as 2 for now." in amal.sees
    for example in framework.criterion("L1").evidence:
        assert f"- {example}" in amal.sees


async def test_a_note_is_kept_and_the_next_question_follows(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("  Board minute, May 2026 ")
    assert "Your evidence note is saved." in amal.sees
    assert amal.replies[-1].title == L2
    assert await note(amal) == "Board minute, May 2026"


async def test_no_evidence_yet_keeps_the_claimed_score(amal):
    await reaches_the_first_question(amal)
    await amal.presses("4 Leading")
    await amal.presses("No evidence yet")
    assert amal.replies[-1].title == L2
    assert (await has_answered(amal, "L1"), await note(amal)) == ("4", "")


@pytest.mark.parametrize(
    "none", ["none", "None.", "no", "nothing yet", "not yet", "no evidence", "skip", "n/a"]
)
async def test_saying_that_there_is_none_is_not_taken_for_a_document(amal, none):
    await reaches_the_first_question(amal)
    await amal.presses("4 Leading")
    await amal.says(none)
    assert amal.replies[-1].title == L2
    assert await note(amal) == ""


@pytest.mark.parametrize("slip", ["3", "4", "...", "👍"])
async def test_a_slip_of_the_thumb_is_not_taken_for_a_document(amal, slip):
    await reaches_the_first_question(amal)
    await amal.says("3")
    await amal.says(slip)
    assert "type a few words, or press a button" in amal.sees
    assert amal.replies[-1].title == ASKED
    assert (await has_answered(amal, "L1"), await note(amal)) == ("3", "")


async def test_a_note_that_is_too_long_is_told_both_lengths_and_the_score_stays(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("m" * 501)
    assert "That is 501 characters. Please shorten it to 500 or fewer." in amal.sees
    assert amal.replies[-1].title == ASKED
    assert (await has_answered(amal, "L1"), await note(amal)) == ("3", "")
    await amal.says("m" * 500)
    assert await note(amal) == "m" * 500


async def test_the_note_stays_when_the_score_changes(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Board minute")
    for label, score in (("1 Early", "1"), ("Don't know yet", "unknown"), ("4 Leading", "4")):
        await amal.presses_data(f"go:{(await amal.assessment()).ref}:L1")
        await amal.presses(label)
        assert (await has_answered(amal, "L1"), await note(amal)) == (score, "Board minute")


async def test_a_note_that_is_there_is_shown_and_can_be_kept(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Board minute")
    await amal.presses("Back")
    await amal.presses("4 Leading")
    assert "Your note now: Board minute" in amal.sees
    assert "No evidence yet" not in amal.choices
    await amal.presses("Keep my note")
    assert amal.replies[-1].title == L2
    assert await note(amal) == "Board minute"


async def test_a_new_note_takes_the_place_of_the_old_one(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Board minute")
    await amal.presses("Back")
    await amal.presses("3 Embedded")
    await amal.says("Public statement")
    assert await note(amal) == "Public statement"


async def test_back_from_the_evidence_shows_the_scores_again(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.presses("Back")
    assert amal.replies[-1].title == "L1. A senior person owns this"
    assert "Your answer now: 3 Embedded." in amal.sees


async def test_what_counts_as_evidence_lists_examples_and_shows_the_question_again(amal, framework):
    await reaches_the_first_question(amal)
    await amal.presses("What counts as evidence?")
    for example in framework.criterion("L1").evidence:
        assert f"- {example}" in amal.replies[0].text
    assert amal.replies[-1].title == "L1. A senior person owns this"
    await amal.says("2")
    assert await has_answered(amal, "L1") == "2"


async def test_a_photo_is_refused_and_the_note_asked_for_again(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.sends_a_photo()
    assert "I did not keep what you sent" in amal.sees
    assert amal.replies[-1].title == ASKED


async def test_a_note_can_be_taken_away_and_then_counts_no_more(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Board minute by somebody I should not have named")
    await amal.says("/answers")
    await amal.presses("Change L1")
    await amal.presses("3 Embedded")
    await amal.presses("Remove my note")
    assert "Your evidence note is removed." in amal.sees
    await amal.says("/answers")
    assert "somebody I should not have named" not in amal.sees


@pytest.mark.parametrize("title", ["Title: Ligature audit", "title: Suicide first aid certificate"])
async def test_a_title_that_sounds_like_distress_can_be_kept(amal, title):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("I want to kill myself")
    assert "116 123" in amal.sees
    assert "I did not save what you typed." in amal.sees
    await amal.says(title)
    assert "Your evidence note is saved." in amal.sees
    await amal.says("/answers")
    assert title.partition(": ")[2] in amal.sees
    assert "itle: " not in amal.sees
