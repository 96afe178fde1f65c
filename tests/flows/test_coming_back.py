"""Walking away and coming back: nothing is lost, and whoever returns is told where they are."""

from dataclasses import replace

import pytest
from people import Person
from walking import (
    agrees,
    answers,
    answers_everything,
    finishes,
    reaches_the_areas,
    reaches_the_first_question,
)

BOTH_STORES = True

WELCOME = "Welcome back. You are at 12 of 20, all saved."
S2 = "S2. Supervision and support"


async def eleven_answered(person):
    await reaches_the_first_question(person)
    await answers(person, *["2 In place"] * 11)


async def test_after_an_hour_somebody_is_welcomed_back_and_told_where_they_are(amal, clock):
    await eleven_answered(amal)
    clock.passes(hours=1)
    await amal.says("2")
    assert amal.replies[0].text == WELCOME
    assert "S2: 2 In place. Saved." in amal.sees


async def test_an_old_button_still_works_after_a_week(amal, clock):
    await eleven_answered(amal)
    clock.passes(days=7)
    await amal.presses("1 Early")
    assert amal.replies[0].text == WELCOME
    assert "S2: 1 Early. Saved." in amal.sees


async def test_a_question_after_an_hour_is_answered_and_the_step_shown_again(amal, clock):
    await eleven_answered(amal)
    clock.passes(hours=1)
    await amal.says("What does it cost?")
    assert amal.replies[0].text == WELCOME
    assert [reply.title for reply in amal.replies[1:]] == ["What does it cost?", S2]


@pytest.mark.parametrize(("minutes", "greeted"), [(29, False), (31, True)])
async def test_half_an_hour_is_a_long_time(amal, clock, minutes, greeted):
    await eleven_answered(amal)
    clock.passes(minutes=minutes)
    await amal.says("2")
    assert (WELCOME in amal.sees) is greeted


async def test_somebody_is_welcomed_once(amal, clock):
    await eleven_answered(amal)
    clock.passes(hours=1)
    await amal.says("2")
    await amal.says("2")
    assert "Welcome back" not in amal.sees


async def test_whoever_left_before_the_first_question_is_told_that_it_is_saved(amal, clock):
    await agrees(amal)
    clock.passes(hours=1)
    await amal.says("Moorland")
    assert "Welcome back. You have started, and all you entered is saved." in amal.sees
    assert (await amal.assessment()).profile == {"organisation": "Moorland"}


async def test_whoever_left_at_the_end_is_told_that_all_is_answered(amal, clock):
    await answers_everything(amal)
    clock.passes(hours=1)
    await amal.says("What does it cost?")
    assert "You have answered all 20, all saved." in amal.sees


async def test_who_only_asked_questions_is_not_told_of_an_assessment(sam, clock):
    await sam.says("What does it cost?")
    clock.passes(hours=1)
    await sam.says("What does it cost?")
    assert "Welcome back" not in sam.sees


async def test_who_left_at_the_agreement_has_nothing_saved_to_hear_of(app, clock):
    amal = Person(app, "amal", channel="telegram", agrees=False)
    await amal.says("/assess")
    clock.passes(hours=1)
    await amal.says("yes")
    assert "Welcome back" not in amal.sees
    assert "What is your organisation called?" in amal.sees


@pytest.mark.parametrize("way", ["/pause", "Pause"])
async def test_pause_says_where_and_how_to_go_on(amal, way):
    await eleven_answered(amal)
    await (amal.says if way.startswith("/") else amal.presses)(way)
    assert "Paused. You are at 12 of 20, all saved." in amal.sees
    assert amal.choices == ["Carry on"]
    await amal.presses("Carry on")
    assert amal.replies[-1].title == S2


async def test_assess_goes_on_at_the_same_step_after_a_pause(amal, clock):
    await eleven_answered(amal)
    await amal.says("/pause")
    clock.passes(days=3)
    await amal.says("/assess")
    assert "You are at 12 of 20, all saved." in amal.sees
    assert amal.replies[-1].title == S2


async def test_a_pause_at_the_evidence_goes_on_at_the_evidence(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.presses("Pause")
    await amal.says("/assess")
    assert amal.replies[-1].title == "Evidence for L1"
    await amal.says("Board minute")
    assert (await amal.assessment()).answers["L1"].evidence == "Board minute"


async def test_a_pause_before_the_first_question_goes_on_with_what_is_missing(amal):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.presses("Pause")
    await amal.presses("Carry on")
    assert amal.replies[-1].title == "Which service or team is this about?"


async def test_a_pause_at_the_areas_goes_on_at_the_areas(amal):
    await reaches_the_areas(amal)
    await amal.says("/pause")
    await amal.says("carry on")
    assert amal.replies[-1].title == "Your four areas"


async def test_while_paused_words_are_questions_and_no_answers(amal):
    await eleven_answered(amal)
    await amal.says("/pause")
    await amal.says("What does it cost?")
    assert [reply.title for reply in amal.replies] == ["What does it cost?"]
    await amal.says("2")
    assert len((await amal.assessment()).answers) == 11


async def test_pause_without_an_assessment_says_so(amal):
    await amal.says("/pause")
    assert "You have no self-assessment yet" in amal.sees


async def test_the_conversation_is_all_in_the_store_and_goes_on_from_another_device(amal, app):
    await eleven_answered(amal)
    elsewhere = Person(app, "amal", channel="telegram", device="tablet")
    await elsewhere.says("2")
    assert "S2: 2 In place. Saved." in elsewhere.sees


async def test_after_the_finish_nobody_is_told_of_a_draft(amal, clock):
    await finishes(amal)
    clock.passes(hours=1)
    await amal.says("What does it cost?")
    assert [reply.title for reply in amal.replies] == ["What does it cost?"]


async def test_which_of_several_is_asked_with_names_of_at_most_sixty_characters(app, amal):
    await reaches_the_areas(amal)
    one = await amal.assessment()
    async with app.store.turn("test") as turn:
        for ref, long in ((one.ref, "a" * 60), ("AAAA2222", "b" * 61)):
            turn.put(replace(one, ref=ref, profile={"organisation": long}))
    await amal.says("/assess")
    assert sorted(amal.choices)[:2] == ["a" * 60, f"{'b' * 57}..."]
