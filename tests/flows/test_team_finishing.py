"""Finishing with colleagues: the lead is asked before anybody is left out, and is told whose view it is."""

import pytest
from teams import joins, leads, part_of
from test_team_transcript import does_all, in_print, leader_does_all, section

BOTH_STORES = True

ASKS = "Finish anyway?"
ONE_VIEW = "This is one person's view so far. Nothing is agreed on yet."


async def whole_of(person):
    [whole] = [each for each in await person.assessments() if not each.of]
    return whole


@pytest.fixture
async def lived(amal, sam):
    """Amal leads and has answered everything; Sam, who has lived experience, was asked and has not."""
    await leads(amal)
    await joins(amal, sam, "Lived experience")
    await leader_does_all(amal)


async def test_before_a_colleague_is_left_out_the_lead_is_asked(amal, sam, lived):
    await amal.presses("Finish and see the result")
    assert "Colleagues who have not finished: 1." in amal.sees
    assert "Not agreed on yet" not in amal.sees
    assert amal.choices == ["Ask them to go on", "Finish anyway"]
    assert not (await whole_of(amal)).finished
    await amal.presses("Ask them to go on")
    assert "Lived experience 1: 0 of 20 answered" in amal.sees


async def test_what_is_not_agreed_on_is_counted_and_can_be_agreed_on(amal, sam, lived):
    await does_all(sam, "1 Early")
    await amal.presses("Finish and see the result")
    assert "Not agreed on yet: 20." in amal.sees
    assert "have not finished" not in amal.sees
    assert amal.choices == ["Agree on the answers", "Finish anyway"]
    await amal.presses("Agree on the answers")
    assert "L1 A senior person owns this: 2 of 2 have answered." in amal.sees


async def test_a_yes_to_something_else_asks_again(amal, sam, lived):
    await amal.presses("Finish and see the result")
    anyway = amal.button("Finish anyway").carries
    await sam.presses_data(f"answer:{(await part_of(sam)).ref}:L1:0")
    await amal.presses_data(anyway)
    assert "Colleagues who have not finished: 1." in amal.sees
    assert "Not agreed on yet: 1." in amal.sees
    assert not (await whole_of(amal)).finished
    await amal.presses("Finish anyway")
    assert (await whole_of(amal)).finished
    await amal.presses("Finish and see the result")
    assert ASKS not in amal.sees


async def test_with_nothing_agreed_result_and_report_say_first_that_it_is_one_view(amal, sam, lived):
    await sam.presses_data(f"answer:{(await part_of(sam)).ref}:L1:0")
    await amal.presses("Finish and see the result")
    await amal.presses("Finish anyway")
    level = amal.replies[0]
    assert level.title == "Indicative level: Bronze"
    assert level.text.startswith(
        f"{ONE_VIEW} People who took part: 2. Agreed on together: 0 of 20. Not agreed on yet: 1."
    )
    await amal.presses("Report to print (PDF)")
    printed = in_print(amal)
    assert f"Indicative level: Bronze {ONE_VIEW} People who took part: 2." in printed
    assert "Agreed on together: 0 of 20. Not agreed on yet: 1." in printed


async def test_whoever_answered_nothing_is_not_counted_as_having_taken_part(amal, lived):
    await amal.presses("Finish and see the result")
    await amal.presses("Finish anyway")
    assert f"{ONE_VIEW} People who took part: 1." in amal.replies[0].text


async def test_once_something_is_agreed_it_is_more_than_one_view(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources", "Leadership")
    await leader_does_all(amal)
    await jo.presses("Begin")
    for name in ("L1", "L2", "L3", "L4", "L5"):
        await jo.presses_data(f"answer:{(await part_of(jo)).ref}:{name}:2")
    await jo.presses_data(f"finish:{(await part_of(jo)).ref}")
    await amal.says("/team")
    await amal.presses("Agree on the answers")
    await amal.presses("All said the same: agree on L1, L2, L3, L4, L5")
    await amal.says("/result")
    assert amal.replies[0].text.startswith("People who took part: 2. Agreed on together: 5 of 20.\n")
    await amal.presses_data(f"finish:{(await whole_of(amal)).ref}")
    assert ASKS not in amal.sees
    assert (await whole_of(amal)).finished


async def test_the_report_says_the_gaps_once(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await leader_does_all(amal)
    await does_all(jo, "2 In place", S2="1 Early")
    await amal.says("/result")
    assert "Leaders 3, human resources 1" in section(amal, "How people in different places see it")
    await amal.says("/report")
    assert in_print(amal).count("Leaders 3, human resources 1") == 1


async def test_alone_nothing_is_asked_and_nothing_is_said_of_others(amal):
    await leads(amal)
    await leader_does_all(amal)
    await amal.presses("Finish and see the result")
    assert ASKS not in amal.sees
    assert "took part" not in amal.sees
