"""What if a score changed: the level then and now, by buttons or typed; and nothing is changed by asking."""

import pytest
from walking import answers, answers_everything, finishes, reaches_the_first_question

NOTICE = "Only the Career Matters panel awards Charter status."


async def asks(person, words):
    """Ask, and hold that nothing was changed."""
    before = await person.assessments()
    await person.says(words)
    assert await person.assessments() == before


async def test_it_says_the_points_the_level_and_the_steps_left_now_and_then(amal):
    await finishes(amal, S2="1 Early")
    await asks(amal, "/plan if S2 2")
    assert amal.replies[0].title == "If S2 Supervision and support were at 2"
    assert "Evidenced score now: 39/80 (48.75%). Then: 40/80 (50%)." in amal.sees
    assert "Indicative level now: Working towards. Then: Bronze." in amal.sees
    assert "Steps to Bronze now: 1. Then: 0." in amal.sees
    assert "Nothing was changed. This is only a look ahead." in amal.sees
    assert NOTICE in amal.sees
    assert "evidence note" not in amal.sees


async def test_a_level_that_stays_is_said_to_stay(amal):
    await finishes(amal, S2="1 Early", H1="1 Early")
    await asks(amal, "/plan if S2 2")
    assert "The indicative level would stay at Working towards." in amal.sees
    assert "Steps to Bronze now: 2. Then: 1." in amal.sees


async def test_a_score_may_go_down_too(amal):
    await finishes(amal)
    await asks(amal, "/plan if S2 1")
    assert "Indicative level now: Bronze. Then: Working towards." in amal.sees


async def test_a_3_or_4_is_counted_with_a_note_and_it_is_said_what_it_counts_without(amal):
    await finishes(amal)
    await asks(amal, "/plan if S2 3")
    assert "Then: 41/80" in amal.sees
    assert "This counts it with an evidence note. Without one, a 3 counts as 2." in amal.sees


async def test_where_a_note_is_there_already_nothing_is_said_of_it(amal):
    await finishes(amal, "3 Embedded", evidence="Board minute")
    await asks(amal, "/plan if S2 4")
    assert "This counts it with an evidence note." not in amal.sees


async def test_by_buttons_one_chooses_the_criterion_then_the_score(amal, framework):
    await finishes(amal, S2="1 Early")
    before = await amal.assessment()
    await amal.says("/plan")
    await amal.presses("What if a score changed?")
    assert [each.title for each in amal.replies[1:]] == [each.title for each in framework.areas]
    assert len(amal.choices) == 20
    await amal.presses("S2 Supervision and support")
    assert f"2 In place: {framework.criterion('S2').scores[2]}." in amal.sees
    await amal.presses("2 In place")
    assert amal.replies[0].title == "If S2 Supervision and support were at 2"
    assert await amal.assessment() == before


@pytest.mark.parametrize("words", ["S2 3", "s2 3", "Supervision went to 3?", "supervision 3", "S2 to 3."])
async def test_it_is_understood_however_it_is_typed(amal, words):
    await finishes(amal)
    await asks(amal, f"/plan if {words}")
    assert amal.replies[0].title == "If S2 Supervision and support were at 3"


async def test_without_a_score_the_scores_are_offered(amal):
    await finishes(amal)
    await asks(amal, "/plan if S2")
    assert amal.replies[0].title == "What if S2 were at"


@pytest.mark.parametrize("words", ["", "everything 3", "S2 H1 3", "and 3", "ask 3", "👍"])
async def test_what_cannot_be_told_is_asked(amal, words):
    await finishes(amal)
    await asks(amal, f"/plan if {words}")
    assert "Which one? Nothing is changed by looking." in amal.sees


@pytest.mark.parametrize(
    "words",
    [
        "if Supervision went to 3?",
        "What if supervision and support were at 3?",
        "what if S2 was 3",
        "If our S2 score goes up to 3?",
    ],
)
async def test_it_can_be_asked_as_it_stands(amal, words):
    await finishes(amal)
    await asks(amal, words)
    assert amal.replies[0].title == "If S2 Supervision and support were at 3"


async def test_at_an_open_question_that_stands_again_below_it(amal):
    await reaches_the_first_question(amal)
    await asks(amal, "if Supervision went to 3?")
    assert amal.replies[0].title == "If S2 Supervision and support were at 3"
    assert amal.replies[-1].title == "L1. A senior person owns this"


@pytest.mark.parametrize(
    "words",
    [
        "if everything went to 3?",
        "if S2 H1 went to 3?",
        "if Supervision went to 5?",
        "if Supervision went badly?",
        "if supervision of volunteers was at 3?",
        "if and was 3?",
    ],
)
async def test_what_names_no_criterion_for_certain_is_a_question_as_any_other(amal, words):
    await finishes(amal)
    await asks(amal, words)
    assert not any("were at" in each.title for each in amal.replies)
    assert "Which one? Nothing is changed by looking." not in amal.sees


async def test_who_leads_no_assessment_asks_a_question_as_any_other(amal):
    await amal.says("if Supervision went to 3?")
    assert not any("were at" in each.title for each in amal.replies)
    assert amal.replies


async def test_with_answers_missing_there_is_no_level_then_either(amal):
    await reaches_the_first_question(amal)
    await answers(amal, *["2 In place"] * 18)
    await asks(amal, "/plan if S2 3")
    assert "No level yet. Still to answer: 2." in amal.sees
    assert "Indicative level" not in amal.sees


async def test_where_it_would_be_the_last_answer_the_level_is_said(amal):
    await reaches_the_first_question(amal)
    await answers(amal, *["2 In place"] * 19)
    await asks(amal, "/plan if R5 2")
    assert "Indicative level then: Bronze. All would be answered." in amal.sees


async def test_what_does_not_apply_would_count_again(amal):
    await answers_everything(
        amal,
        "4 Leading",
        evidence="Minutes",
        H4="Not applicable",
        H5="No role needs prison or police clearance",
    )
    await answers(amal, "4 Leading", evidence="Minutes")
    await amal.presses("Finish and see the result")
    await asks(amal, "/plan if H4 0")
    assert "Evidenced score now: 76/76 (100%). Then: 76/80 (95%)." in amal.sees
    assert "Indicative level now: Gold. Then: Bronze." in amal.sees
    assert "Steps to" not in amal.sees
