"""Check your answers: everything that was said in one list, and each line can be changed."""

from walking import (
    AREAS,
    PROFILE,
    answers,
    answers_everything,
    finishes,
    has_answered,
    reaches_the_first_question,
)


async def test_the_list_shows_every_answer_in_words(amal, framework):
    await answers_everything(amal, "3 Embedded", evidence="Minutes of May", L2="1 Early", L3="Don't know yet")
    await amal.presses("Check your answers")
    assert "L1 A senior person owns this: 3 Embedded\n   Minutes of May" in amal.sees
    assert "L2 Plan and money: 1 Early" in amal.sees
    assert "L3 Awareness for everyone: Don't know yet" in amal.sees
    assert all(f"{each.id} {each.title}: " in amal.sees for each in framework.criteria)
    assert [reply.title for reply in amal.replies[1:5]] == AREAS


async def test_the_list_shows_what_was_told_about_the_organisation(amal):
    await reaches_the_first_question(amal)
    await amal.says("/answers")
    assert amal.replies[0].title == "About you"
    assert all(said in amal.replies[0].text for said in PROFILE.values())


async def test_what_is_open_says_so_and_the_next_one_is_a_press_away(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "2 In place")
    await amal.says("/answers")
    assert "L2 Plan and money: Not answered yet" in amal.sees
    await amal.presses("Answer the next one")
    assert amal.replies[-1].title == "L2. Plan and money"


async def test_any_answer_can_be_changed(amal):
    await answers_everything(amal)
    await amal.presses("Check your answers")
    await amal.presses("Change S4")
    assert amal.replies[-1].title == "S4. Safe practice"
    assert "Your answer now: 2 In place." in amal.sees
    await amal.presses("1 Early")
    assert await has_answered(amal, "S4") == "1"
    assert await has_answered(amal, "S5") == "2"


async def test_change_can_be_typed(amal):
    await answers_everything(amal)
    await amal.presses("Check your answers")
    await amal.says("change r5")
    assert amal.replies[-1].title == "R5. Co-produced services and feedback"


async def test_an_answer_can_be_changed_after_the_finish_too_and_the_result_follows(amal):
    await finishes(amal)
    assert "Indicative level: Bronze" in amal.sees
    await amal.presses("Check your answers")
    await amal.presses("Change H1")
    await amal.presses("1 Early")
    await amal.says("/result")
    assert "Indicative level: Working towards" in amal.sees


async def test_from_the_list_the_finish_is_offered_once_all_is_answered(amal):
    await answers_everything(amal)
    await amal.presses("Check your answers")
    assert "All answered." in amal.sees
    await amal.presses("Finish and see the result")
    assert "Indicative level: Bronze" in amal.sees


async def test_without_an_assessment_there_is_nothing_to_check(amal):
    await amal.says("/answers")
    assert "You have no self-assessment yet. Type /assess to start one." in amal.sees
