"""Buttons that are old, somebody else's, made up, or pressed twice: none of them does harm."""

import pytest
from walking import CRITERIA, answers, finishes, has_answered, reaches_the_first_question

NOT_YOURS = "belongs to a self-assessment that is not here any more, or is not yours. Nothing has changed."
DOES_NOT_FIT = "does not fit any more. Nothing has changed."
EVERY_PRESS = (
    "answer:{ref}:L1:0", "answer:{ref}:H4:na", "evidence:{ref}:L1", "reason:{ref}:H4", "counts:{ref}:L1",
    "go:{ref}:L1", "back:{ref}:L2", "skip:{ref}:L1", "hub:{ref}", "area:{ref}:leadership", "check:{ref}",
    "pause:{ref}", "finish:{ref}", "result:{ref}", "pictures:{ref}", "report:{ref}",
    "profile:{ref}:sector:nhs", "profile:{ref}:ask:sector",
    "profile:{ref}:back:service",
    "same:{ref}:L1", "sameall:{ref}:leadership", "move:{ref}:2026.10", "stay:{ref}:2026.10",
)  # fmt: skip


@pytest.mark.parametrize("carried", EVERY_PRESS)
async def test_a_button_of_somebody_elses_assessment_shows_and_changes_nothing(amal, jo, carried):
    await finishes(amal, "4 Leading", evidence="Board minute")
    before = await amal.assessment()
    await jo.presses_data(carried.format(ref=before.ref))
    assert NOT_YOURS in jo.sees
    assert len(jo.replies) == 1
    assert await amal.assessment() == before


async def test_somebody_elses_button_leaves_ones_own_step_where_it_is(amal, jo):
    await reaches_the_first_question(amal)
    await reaches_the_first_question(jo)
    await jo.presses_data(amal.button("2 In place").carries)
    assert NOT_YOURS in jo.sees
    assert jo.replies[-1].title == "L1. A senior person owns this"
    assert await has_answered(jo, "L1") == "open"


@pytest.mark.parametrize("carried", EVERY_PRESS)
async def test_a_button_of_a_deleted_assessment_brings_nothing_back(amal, carried):
    await finishes(amal)
    ref = (await amal.assessment()).ref
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    await amal.presses_data(carried.format(ref=ref))
    assert NOT_YOURS in amal.sees
    assert await amal.assessments() == []


GARBAGE = [
    "x",
    ":",
    "::::",
    "answer",
    "answer:",
    "answer::",
    "nonsense:1",
    "🙂:🙂",
    "go:{ref}:",
    "go:{ref}:Z9",
    "answer:{ref}:L1:9",
    "answer:{ref}:L1:-1",
    "answer:{ref}:L1:",
    "answer:{ref}:L1:3:4",
    "answer:{ref}:Z9:3",
    "area:{ref}:kitchen",
    "profile:{ref}:shoe-size:9",
    "profile:{ref}:back:shoe-size",
    "profile:{ref}:ask:",
    "evidence:{ref}:Z9",
    "reason:{ref}:L1",
    "skip:{ref}:",
    "back:{ref}:Z9",
    "counts:{ref}:",
    "same:{ref}:L1",
    "same:{ref}:Z9",
    "sameall:{ref}:kitchen",
    "sameall:{ref}:leadership",
    "move:{ref}:2026.10",
    "move:{ref}:1999.01",
    "stay:{ref}:",
    "begin:from:{ref}",
    "begin:from:GONE9999",
    "ok:no",
    "begin:x",
    "ok:",
    "ok:1999.01:start:help",
    "code:x",
    "finish:{ref}",
    "start",
    "Answer:{ref}:L1:3",
]


@pytest.mark.parametrize("garbage", GARBAGE)
async def test_made_up_buttons_change_nothing_and_the_question_stands_again(amal, garbage):
    await reaches_the_first_question(amal)
    before = await amal.assessment()
    await amal.presses_data(garbage.format(ref=before.ref))
    assert amal.sees
    assert await amal.assessment() == before
    await amal.says("2")
    assert await has_answered(amal, "L1") == "2"


@pytest.mark.parametrize("garbage", ["nonsense:1", "answer:{ref}:L1:9", "profile:{ref}:shoe-size:9"])
async def test_a_button_that_does_not_fit_says_so(amal, garbage):
    await reaches_the_first_question(amal)
    await amal.presses_data(garbage.format(ref=(await amal.assessment()).ref))
    assert DOES_NOT_FIT in amal.sees
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_a_press_repeated_says_the_same_and_keeps_one_answer(amal):
    await reaches_the_first_question(amal)
    carried = amal.button("2 In place").carries
    await amal.presses_data(carried)
    once = amal.replies
    await amal.presses_data(carried)
    assert amal.replies == once
    assert list((await amal.assessment()).answers) == ["L1"]


async def test_an_older_button_changes_its_own_question_and_no_other(amal):
    await reaches_the_first_question(amal)
    first = amal.button("1 Early").carries
    await answers(amal, "2 In place", "2 In place")
    await amal.presses_data(first)
    assert "L1: 1 Early. Saved." in amal.sees
    assert [await has_answered(amal, each) for each in ("L1", "L2", "L3")] == ["1", "2", "open"]


async def test_finish_pressed_too_early_finishes_nothing(amal):
    await reaches_the_first_question(amal)
    await answers(amal, *["2 In place"] * 19)
    await amal.presses_data(f"finish:{(await amal.assessment()).ref}")
    assert "Still to answer: 1." in amal.sees
    assert "Indicative level" not in amal.sees
    assert (await amal.assessment()).finished == ""


async def test_every_button_of_a_whole_assessment_fits_into_a_telegram_button(amal):
    await finishes(amal, "4 Leading")
    for way in ("/answers", "/assess", "/forget"):
        await amal.says(way)
    carried = {choice.carries for reply in amal.shown for choice in reply.choices}
    assert max(len(each.encode()) for each in carried) <= 64
    assert {each.split(":")[2] for each in carried if each.startswith("answer:")} == set(CRITERIA)
