"""The agreement: nothing of an assessment is kept before somebody has said yes to it."""

import pytest
from walking import finishes

ASKED = "Is it all right to keep these answers?"
FIRST_QUESTION = "What is your organisation called?"


async def test_the_agreement_says_what_is_kept_who_sees_it_and_how_it_goes(amal):
    await amal.says("/assess")
    for said in ("What is kept:", "your organisation", "your scores", "the titles of your evidence",
                 "Who sees it: you, and the people who look after this assistant",
                 "/mydata", "/forget", "Only the Career Matters panel awards Charter status"):  # fmt: skip
        assert said in amal.sees
    assert amal.choices == ["Yes, keep my answers", "Not now", "Try it first, nothing is saved"]


async def test_nothing_is_kept_before_the_yes(amal):
    await amal.says("/assess")
    await amal.says("Moorland NHS Trust")
    assert await amal.assessments() == []


async def test_not_now_keeps_nothing_and_leaves_the_way_open(amal):
    await amal.says("/assess")
    await amal.presses("Not now")
    assert "Nothing was kept" in amal.sees
    assert await amal.assessments() == []
    await amal.says("/assess")
    assert ASKED in amal.sees


async def test_after_not_now_words_are_questions_again(amal):
    await amal.says("/assess")
    await amal.presses("Not now")
    await amal.says("What does it cost?")
    assert [reply.title for reply in amal.replies] == ["What does it cost?"]


@pytest.mark.parametrize(
    "yes", ["yes", "YES", "Yes!", "y", "ok", "I agree", "yes please", "Yes, keep my answers", "1"]
)
async def test_yes_can_be_typed(amal, yes):
    await amal.says("/assess")
    await amal.says(yes)
    assert FIRST_QUESTION in amal.sees
    assert (await amal.assessment()).agreed == "2026-11-23T09:00:00+00:00"


@pytest.mark.parametrize("no", ["no", "No.", "no thanks", "not now", "n", "2"])
async def test_no_can_be_typed(amal, no):
    await amal.says("/assess")
    await amal.says(no)
    assert "Nothing was kept" in amal.sees
    assert await amal.assessments() == []


async def test_a_question_before_the_yes_is_answered_and_the_agreement_asked_for_again(amal):
    await amal.says("/assess")
    await amal.says("Who sees our answers?")
    assert amal.replies[0].public
    assert amal.replies[-1].text == ASKED
    await amal.says("yes")
    assert FIRST_QUESTION in amal.sees


async def test_yes_pressed_twice_begins_one_assessment(amal):
    await amal.says("/assess")
    await amal.presses("Yes, keep my answers")
    await amal.presses("Yes, keep my answers")
    assert FIRST_QUESTION in amal.sees
    assert len(await amal.assessments()) == 1


async def test_an_old_not_now_does_not_say_that_nothing_was_kept(amal):
    await amal.says("/assess")
    await amal.presses("Yes, keep my answers")
    await amal.presses("Not now")
    assert "Nothing was kept" not in amal.sees
    assert FIRST_QUESTION in amal.sees
    assert len(await amal.assessments()) == 1


async def test_an_old_yes_begins_nothing_without_a_new_agreement(amal):
    await finishes(amal)
    await amal.presses("Yes, keep my answers")
    assert "older question" in amal.sees
    assert len(await amal.assessments()) == 1


async def test_an_assessment_keeps_the_framework_it_began_with(amal, framework):
    await amal.says("/assess")
    await amal.says("yes")
    assert (await amal.assessment()).framework == framework.version
