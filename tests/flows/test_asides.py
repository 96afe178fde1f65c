"""Questions in the middle of the self-assessment: answered, and then the same step again."""

import pytest
from walking import answers_everything, has_answered, reaches_the_areas, reaches_the_first_question

L1 = "L1. A senior person owns this"
COST = "What does it cost?"


@pytest.mark.parametrize("asked", ["how much does it cost?", "What does it cost?", "what does it cost"])
async def test_at_a_question_it_is_answered_and_the_question_stands_again(amal, asked):
    await reaches_the_first_question(amal)
    await amal.says(asked)
    assert amal.replies[0].title == COST
    assert amal.replies[-1].title == L1
    assert await has_answered(amal, "L1") == "open"


async def test_afterwards_numbers_mean_the_question_and_not_the_answers_follow_ups(amal):
    await reaches_the_first_question(amal)
    await amal.says("how much does it cost?")
    await amal.says("2")
    assert "L1: 2 In place. Saved." in amal.sees


async def test_at_the_evidence_it_is_answered_and_not_kept_as_a_note(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("how much does it cost?")
    assert amal.replies[0].title == COST
    assert amal.replies[-1].title == "Evidence for L1"
    assert (await amal.assessment()).answers["L1"].evidence == ""


async def test_at_the_areas_the_areas_stand_again(amal):
    await reaches_the_areas(amal)
    await amal.says("how much does it cost?")
    assert [reply.title for reply in amal.replies] == [COST, "Your four areas"]


async def test_at_the_end_the_finish_is_offered_again(amal):
    await answers_everything(amal)
    await amal.says("how much does it cost?")
    assert amal.replies[0].title == COST
    assert "Finish and see the result" in amal.choices


async def test_a_follow_up_pressed_in_the_middle_is_answered_and_the_step_stands_again(amal):
    await reaches_the_first_question(amal)
    await amal.says("how much does it cost?")
    follow_up = amal.choices[0]
    await amal.presses(follow_up)
    assert [reply.title for reply in amal.replies] == [follow_up, L1]


async def test_words_that_mean_nothing_here_lose_nothing(amal):
    await reaches_the_first_question(amal)
    await amal.says("my cat is called Trevor")
    assert amal.replies[-1].title == L1
    assert (await amal.assessment()).answers == {}


async def test_thinking_better_of_deleting_goes_on_with_the_step(amal):
    await reaches_the_first_question(amal)
    await amal.says("/forget")
    await amal.presses("No, keep it")
    assert "Nothing was deleted." in amal.sees
    assert amal.replies[-1].title == L1


async def test_at_the_evidence_a_number_picks_what_was_just_offered_and_is_no_note(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("/forget")
    await amal.says("2")
    assert "Nothing was deleted." in amal.sees
    assert amal.replies[-1].title == "Evidence for L1"
    assert (await amal.assessment()).answers["L1"].evidence == ""
