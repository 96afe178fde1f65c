"""In a group: answers to questions for all to read, everything personal for the person alone."""

import pytest
from walking import agrees, has_answered, reaches_the_first_question


async def test_a_question_gets_an_answer_that_all_may_read(amal):
    await amal.says_in_the_group("What does it cost?")
    assert [reply.title for reply in amal.replies] == ["What does it cost?"]
    assert amal.replies[0].public


async def test_what_is_not_known_is_said_for_all_to_read(amal):
    await amal.says_in_the_group("asdfghjkl qwpoeiruty")
    assert "I do not know that" in amal.sees
    assert all(reply.public for reply in amal.replies)


@pytest.mark.parametrize(
    "command", ["/start", "/assess", "/result", "/answers", "/mydata", "/forget", "/help"]
)
async def test_what_a_command_brings_is_for_the_person_alone(amal, command):
    await reaches_the_first_question(amal)
    await amal.says_in_the_group(command)
    assert amal.replies
    assert not any(reply.public for reply in amal.replies)


async def test_a_code_typed_in_a_group_is_answered_in_private(amal, priya):
    await priya.says("/invite assessor")
    code = priya.sees.split("/code ")[1].split()[0]
    await amal.says_in_the_group(f"/code {code}")
    assert "Your role is now: assessor" in amal.sees
    assert not any(reply.public for reply in amal.replies)


async def test_a_question_in_the_group_does_not_disturb_the_private_step(amal):
    await reaches_the_first_question(amal)
    await amal.says_in_the_group("What does it cost?")
    assert len(amal.replies) == 1
    await amal.says("3")
    assert "L1: 3 Embedded. Saved." in amal.sees


@pytest.mark.parametrize("said", ["/help", "/mydata"])
async def test_behind_a_command_in_the_group_the_private_step_is_not_brought_up(amal, said):
    await reaches_the_first_question(amal)
    await amal.says_in_the_group(said)
    assert amal.replies
    assert not any(reply.choices for reply in amal.replies)


async def test_a_follow_up_pressed_in_the_group_is_answered_for_all_and_disturbs_nothing(amal):
    await reaches_the_first_question(amal)
    await amal.says_in_the_group("What does it cost?")
    follow_up = amal.choices[0]
    await amal.presses_in_the_group(follow_up)
    assert [reply.title for reply in amal.replies] == [follow_up]
    assert amal.replies[0].public
    await amal.says("2")
    assert await has_answered(amal, "L1") == "2"


@pytest.mark.parametrize("said", ["3", "Embedded", "yes", "back", "Skip for now"])
async def test_words_in_the_group_are_never_an_answer_to_the_private_step(amal, said):
    await reaches_the_first_question(amal)
    await amal.says_in_the_group(said)
    assert await has_answered(amal, "L1") == "open"
    assert (await amal.session()).step == "score:L1"


async def test_words_in_the_group_never_become_an_organisation(amal):
    await agrees(amal)
    await amal.says_in_the_group("Moorland NHS Trust")
    assert (await amal.assessment()).profile == {}


async def test_what_the_group_was_offered_cannot_be_typed_in_private(amal):
    await reaches_the_first_question(amal)
    await amal.says_in_the_group("What does it cost?")
    await amal.says("1")
    assert "L1: 1 Early. Saved." in amal.sees


async def test_what_a_command_in_the_group_offers_in_private_can_be_typed_there(amal):
    await amal.says_in_the_group("/start")
    await amal.says("2")
    assert "Before we start" in amal.sees


async def test_in_the_group_nobody_is_welcomed_back_to_an_assessment(amal, clock):
    await reaches_the_first_question(amal)
    clock.passes(hours=1)
    await amal.says_in_the_group("What does it cost?")
    assert "Welcome back" not in amal.sees
    assert "self-assessment" not in amal.replies[0].title


async def test_distress_in_the_group_says_nothing_of_an_assessment(sam):
    await reaches_the_first_question(sam)
    await sam.says_in_the_group("i want to die")
    assert "116 123" in sam.sees
    assert "self-assessment" not in sam.sees


async def test_a_command_for_another_bot_in_the_group_gets_no_answer(amal):
    await amal.says_in_the_group("/weather")
    assert amal.replies == ()
