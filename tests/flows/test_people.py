"""The people of these tests: they press what they were shown, and nothing that they never saw."""

import pytest
from walking import reaches_the_first_question


async def test_nobody_presses_what_they_were_never_shown(amal, jo):
    await jo.says("/start")
    await amal.says("/help")
    with pytest.raises(AssertionError, match="there is no button 'Ask a question'"):
        await amal.presses("Ask a question")


async def test_a_missing_button_is_told_with_those_that_there_were(amal):
    await amal.says("/start")
    with pytest.raises(AssertionError, match="Ask a question, Start the self-assessment"):
        await amal.presses("Buy a car")


async def test_of_buttons_with_the_same_words_the_newest_is_pressed(amal):
    await reaches_the_first_question(amal)
    await amal.presses("2 In place")
    await amal.presses("1 Early")
    kept = (await amal.assessment()).answers
    assert {name: answer.score for name, answer in kept.items()} == {"L1": 2, "L2": 1}


async def test_all_that_a_turn_shows_can_be_seen(amal):
    await reaches_the_first_question(amal)
    for shown in (
        "L1. A senior person owns this",
        "1 of 20, Leadership",
        "3 Embedded: ",
        "This one is essential",
    ):
        assert shown in amal.sees
