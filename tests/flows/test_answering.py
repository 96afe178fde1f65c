"""One criterion at a time: five worded scores, pressed or typed, and the ways around a question."""

import pytest
from walking import (
    AREAS,
    CRITERIA,
    answers,
    answers_everything,
    has_answered,
    reaches_the_areas,
    reaches_the_first_question,
)

L1 = "L1. A senior person owns this"
L2 = "L2. Plan and money"


async def test_a_question_shows_its_title_why_it_is_asked_and_five_scores_in_words(amal, framework):
    await reaches_the_first_question(amal)
    criterion = framework.criterion("L1")
    assert amal.replies[-1].title == L1
    assert criterion.why in amal.sees
    for step, words in zip(framework.scale, criterion.scores, strict=True):
        assert f"{step.score} {step.name}: {words}." in amal.sees


async def test_the_ways_on_are_all_there(amal):
    await reaches_the_first_question(amal)
    assert amal.choices == [
        "0 Not started", "1 Early", "2 In place", "3 Embedded", "4 Leading", "Don't know yet",
        "What counts as evidence?", "Back", "Skip for now", "All areas", "Pause",
    ]  # fmt: skip


async def test_progress_is_told_in_words_for_each_of_the_twenty(amal, framework):
    await reaches_the_areas(amal)
    await amal.presses("Leadership")
    for number, criterion in enumerate(framework.criteria, 1):
        assert f"{number} of 20, {framework.area_of(criterion.id).title}" in amal.sees
        await amal.presses("1 Early")


async def test_an_essential_is_marked_and_others_are_not(amal):
    await reaches_the_first_question(amal)
    assert "This one is essential" in amal.sees
    await amal.presses("2 In place")
    assert "This one is essential" not in amal.sees


PRESSED = ["0 Not started", "1 Early", "2 In place"]


@pytest.mark.parametrize("label", PRESSED)
async def test_a_pressed_score_is_said_back_and_leads_to_the_next(amal, label):
    await reaches_the_first_question(amal)
    await amal.presses(label)
    assert f"L1: {label}. Saved." in amal.sees
    assert amal.replies[-1].title == L2
    assert await has_answered(amal, "L1") == label[0]


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("0", "0"),
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
        ("4", "4"),
        (" 2 ", "2"),
        ("2.", "2"),
        ("in place", "2"),
        ("In Place.", "2"),
        ("2 in place", "2"),
        ("Leading", "4"),
        ("not started", "0"),
        ("A senior lead is named, and there is a written commitment", "2"),
        ("a senior lead is named, and there is a written commitment.", "2"),
        ("Nobody is named to lead this", "0"),
    ],
)
async def test_a_score_can_be_typed_as_number_name_label_or_whole_sentence(amal, typed, score):
    await reaches_the_first_question(amal)
    await amal.says(typed)
    assert await has_answered(amal, "L1") == score


@pytest.mark.parametrize("beyond", ["-1", "5", "9", "99", "three and a half", "2 or 3"])
async def test_what_is_no_score_is_not_guessed_at(amal, beyond):
    await reaches_the_first_question(amal)
    await amal.says(beyond)
    assert await has_answered(amal, "L1") == "open"
    assert amal.replies[-1].title == L1


@pytest.mark.parametrize(
    "said", ["Don't know yet", "don’t know", "dont know", "I don't know", "not sure", "dunno"]
)
async def test_not_knowing_is_an_answer(amal, said):
    await reaches_the_first_question(amal)
    await amal.says(said)
    assert "L1: Don't know yet. Saved." in amal.sees
    assert await has_answered(amal, "L1") == "unknown"


async def test_back_shows_the_question_before_with_what_was_said(amal):
    await reaches_the_first_question(amal)
    await amal.presses("1 Early")
    await amal.presses("Back")
    assert amal.replies[-1].title == L1
    assert "Your answer now: 1 Early." in amal.sees


async def test_back_at_the_first_question_shows_the_areas(amal):
    await reaches_the_first_question(amal)
    await amal.presses("Back")
    assert amal.replies[-1].title == "Your four areas"


async def test_skip_leaves_a_question_open_and_goes_on(amal):
    await reaches_the_first_question(amal)
    await amal.presses("Skip for now")
    assert amal.replies[-1].title == L2
    assert await has_answered(amal, "L1") == "open"


async def test_behind_the_last_question_what_was_skipped_is_still_to_do(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "Skip for now", *["2 In place"] * 19)
    assert amal.replies[-1].title == "Your four areas"
    assert "Leadership: Started (4 of 5)" in amal.sees
    assert "Still to answer: 1." in amal.sees


async def test_answered_questions_are_passed_over_on_the_way(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "Skip for now", "2 In place")
    await amal.presses("Back")
    await amal.presses("Back")
    await amal.presses("2 In place")
    assert amal.replies[-1].title == "L3. Awareness for everyone"


async def test_an_area_is_said_to_be_done_once_it_is(amal):
    await reaches_the_first_question(amal)
    for _ in range(4):
        await amal.presses("2 In place")
        assert "is done, and saved" not in amal.sees
    await amal.presses("2 In place")
    assert "Leadership is done, and saved." in amal.sees


async def test_when_all_are_answered_it_offers_to_check_or_finish(amal):
    await answers_everything(amal)
    assert "All 20 are answered and saved." in amal.sees
    assert amal.choices == ["Check your answers", "Finish and see the result"]


@pytest.mark.parametrize("area", AREAS)
async def test_any_area_can_be_chosen_by_its_typed_name(amal, framework, area):
    await reaches_the_areas(amal)
    await amal.says(area.lower())
    assert f"of 20, {area}" in amal.sees


async def test_all_twenty_answers_are_kept(amal):
    await answers_everything(amal, "1 Early", L3="Don't know yet")
    kept = (await amal.assessment()).answers
    assert list(kept) == CRITERIA
    assert {name: answer.score for name, answer in kept.items()} == dict.fromkeys(CRITERIA, 1) | {"L3": None}
