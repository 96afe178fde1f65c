"""The hub: four areas as To do, Started or Done, in any order."""

from walking import AREAS, answers, answers_everything, reaches_the_areas


async def test_at_first_all_four_areas_are_to_do(amal):
    await reaches_the_areas(amal)
    for area in AREAS:
        assert f"{area}: To do (0 of 5)" in amal.sees
    assert "Still to answer: 20." in amal.sees
    ways = ["Check your answers", "See the result so far", "Answer with colleagues", "Pause"]
    assert amal.choices == [*AREAS, *ways]


async def test_an_area_that_was_begun_is_started_and_a_full_one_is_done(amal):
    await reaches_the_areas(amal)
    await amal.presses("Human resources")
    await answers(amal, *["2 In place"] * 5)
    await answers(amal, "2 In place", "2 In place")
    await amal.presses("All areas")
    assert "Leadership: To do (0 of 5)" in amal.sees
    assert "Human resources: Done (5 of 5)" in amal.sees
    assert "Service delivery: Started (2 of 5)" in amal.sees
    assert "7 of 20, answered" in amal.sees
    assert "Still to answer: 13." in amal.sees


async def test_an_area_goes_on_at_its_first_open_question(amal):
    await reaches_the_areas(amal)
    await amal.presses("Service delivery")
    await answers(amal, "2 In place")
    await amal.presses("All areas")
    await amal.presses("Service delivery")
    assert amal.replies[-1].title == "S2. Supervision and support"


async def test_a_full_area_opens_at_its_first_question(amal):
    await reaches_the_areas(amal)
    await amal.presses("Leadership")
    await answers(amal, *["1 Early"] * 5)
    await amal.presses("All areas")
    await amal.presses("Leadership")
    assert amal.replies[-1].title == "L1. A senior person owns this"
    assert "Your answer now: 1 Early." in amal.sees


async def test_dont_know_counts_as_answered(amal):
    await reaches_the_areas(amal)
    await amal.presses("Leadership")
    await answers(amal, *["Don't know yet"] * 5)
    await amal.presses("All areas")
    assert "Leadership: Done (5 of 5)" in amal.sees


async def test_once_all_are_done_it_says_so(amal):
    await answers_everything(amal)
    await amal.says("/answers")
    await amal.presses("All areas")
    assert all(f"{area}: Done (5 of 5)" in amal.sees for area in AREAS)
    assert "Everything is answered and saved." in amal.sees


async def test_the_result_so_far_can_be_looked_at_from_the_areas(amal):
    await reaches_the_areas(amal)
    await amal.presses("See the result so far")
    assert "Provisional: no level yet" in amal.sees


async def test_colleagues_can_be_invited_from_the_areas(amal):
    await reaches_the_areas(amal)
    await amal.presses("Answer with colleagues")
    assert amal.replies[0].title == "Your team"
    assert "Invite a colleague" in amal.choices
