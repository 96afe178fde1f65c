"""Not applicable: only where the framework allows it (H4), and with a reason."""

import pytest
from walking import CRITERIA, answers, has_answered, reaches_the_areas

REASON = "No role needs prison or police clearance"


async def reaches_h4(person):
    await reaches_the_areas(person)
    await person.presses("Human resources")
    await answers(person, "2 In place", "2 In place", "2 In place")


async def test_only_h4_offers_it(amal):
    await reaches_the_areas(amal)
    await amal.presses("Leadership")
    offering = []
    for criterion in CRITERIA:
        if "Not applicable" in amal.choices:
            offering.append(criterion)
        await amal.presses("1 Early")
    assert offering == ["H4"]


async def test_it_asks_for_the_reason_which_can_be_pressed(amal):
    await reaches_h4(amal)
    await amal.presses("Not applicable")
    assert "Why does H4 not apply?" in amal.sees
    assert await has_answered(amal, "H4") == "open"
    await amal.presses(REASON)
    assert "H4: Not applicable. Saved." in amal.sees
    assert (await amal.assessment()).answers["H4"].not_applicable == REASON


async def test_the_reason_can_be_typed(amal):
    await reaches_h4(amal)
    await amal.presses("Not applicable")
    await amal.says("We only run a phone line")
    assert (await amal.assessment()).answers["H4"].not_applicable == "We only run a phone line"
    assert amal.replies[-1].title == "H5. Fair pay, contracts and progression"


@pytest.mark.parametrize("typed", ["n/a", "N/A", "na", "Not applicable", "not applicable"])
async def test_it_can_be_typed(amal, typed):
    await reaches_h4(amal)
    await amal.says(typed)
    assert "Why does H4 not apply?" in amal.sees


async def test_a_reason_that_is_too_long_is_told_both_lengths(amal):
    await reaches_h4(amal)
    await amal.presses("Not applicable")
    await amal.says("x" * 501)
    assert "501" in amal.sees
    assert "500" in amal.sees
    assert amal.replies[-1].title == "Why does H4 not apply?"
    assert await has_answered(amal, "H4") == "open"


async def test_back_from_the_reason_shows_the_scores_again(amal):
    await reaches_h4(amal)
    await amal.presses("Not applicable")
    await amal.presses("Back")
    assert amal.replies[-1].title == "H4. Checks and vetting"


@pytest.mark.parametrize("typed", ["N/A", "not applicable", "na"])
async def test_elsewhere_it_is_refused_in_a_sentence(amal, typed):
    await reaches_the_areas(amal)
    await amal.presses("Leadership")
    await amal.says(typed)
    assert "L1 applies to everyone, so it cannot be left out." in amal.sees
    assert "choose Don't know yet" in amal.sees
    assert amal.replies[-1].title == "L1. A senior person owns this"
    assert await has_answered(amal, "L1") == "open"


@pytest.mark.parametrize("carried", ["answer:{ref}:L1:na", "reason:{ref}:L1"])
async def test_a_made_up_button_cannot_leave_out_another_criterion(amal, carried):
    await reaches_the_areas(amal)
    await amal.presses_data(carried.format(ref=(await amal.assessment()).ref))
    assert "L1 applies to everyone" in amal.sees
    assert await has_answered(amal, "L1") == "open"


async def test_it_can_be_taken_back(amal):
    await reaches_h4(amal)
    await amal.presses("Not applicable")
    await amal.presses(REASON)
    await amal.presses("Back")
    await amal.presses("2 In place")
    answer = (await amal.assessment()).answers["H4"]
    assert (answer.score, answer.not_applicable) == (2, "")
