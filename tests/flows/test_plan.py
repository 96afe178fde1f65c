"""`/plan`: the smallest plan in words, to the next level or the one aimed for; and whom it is shown to."""

from dataclasses import replace

import pytest
from walking import answers, answers_everything, finishes, reaches_the_first_question

from storage.records import EvidenceNote

NOTICE = (
    "Indicative – not the official Charter criteria. Only the Career Matters panel awards Charter status."
)


def lines(person, title):
    [reply] = [each for each in person.replies if each.title == title]
    return reply.text.splitlines()


async def test_it_says_what_the_next_level_takes_and_that_nothing_smaller_does(amal):
    await finishes(amal, S2="1 Early")
    await amal.says("/plan")
    assert amal.replies[0].title == "Plan for Bronze"
    assert "Indicative level now: Working towards." in amal.sees
    assert "This is the smallest plan that meets every rule for Bronze." in amal.sees
    assert "Points to go up: 1. Evidence notes to add: 0. Steps: 1. No smaller one does." in amal.sees
    assert "0 of 1, steps done" in amal.sees


async def test_a_step_says_from_where_to_where_in_the_frameworks_own_words(amal, framework):
    await finishes(amal, S2="1 Early")
    await amal.says("/plan")
    aim = framework.criterion("S2").scores[2]
    assert lines(amal, "Service delivery") == [f"- S2 Supervision and support: from 1 to 2. Aim for: {aim}."]


async def test_where_a_note_is_all_that_is_missing_the_step_is_to_add_it(amal):
    await finishes(amal, "4 Leading", evidence="Board minute")
    await amal.presses_data(f"unnote:{(await amal.assessment()).ref}:L1")
    await amal.says("/plan")
    assert amal.replies[0].title == "Plan for Gold"
    assert "Points to go up: 0. Evidence notes to add: 1. Steps: 1." in amal.sees
    assert lines(amal, "Leadership") == [
        "- L1 A senior person owns this: add an evidence note, so that your 4 counts in full."
    ]


async def test_evidence_in_the_register_counts_as_long_as_it_is_in_date(app, amal):
    await finishes(amal, "4 Leading", evidence="Board minute")
    await amal.presses_data(f"unnote:{(await amal.assessment()).ref}:L1")
    for until, title in (("2026-11-23", "Nothing stands above"), ("2026-11-22", "Plan for Gold")):
        assessment = await amal.assessment()
        async with app.store.turn("test") as turn:
            note = EvidenceNote("Terms of reference", ("L1",), valid_until=until)
            turn.put(replace(assessment, register={"n1": note}))
        await amal.says("/plan")
        assert amal.replies[0].title == title


async def test_a_score_that_goes_up_to_a_3_or_4_takes_a_note_too(amal):
    await finishes(amal)
    await amal.says("/plan")
    assert "Points to go up: 8. Evidence notes to add: 4. Steps: 4." in amal.sees
    assert [line[:4] for line in lines(amal, "Human resources")] == ["- H1", "- H2", "- H3", "- H4"]
    assert all(": from 2 to 4, with an evidence note." in each for each in lines(amal, "Human resources"))


async def test_an_areas_steps_stand_in_the_frameworks_order(amal):
    await finishes(amal, S2="1 Early", L3="3 Embedded")
    await amal.says("/plan")
    await amal.presses("Plan for Silver")
    steps = [line.partition(":")[0][2:4] for line in lines(amal, "Leadership")]
    assert steps == ["L1", "L3"]


async def test_an_essential_stands_in_that_order_too(amal):
    await finishes(amal, "4 Leading", evidence="Board minute", S1="0 Not started", S2="1 Early")
    await amal.says("/plan")
    await amal.presses("Plan for Silver")
    assert [line[2:4] for line in lines(amal, "Service delivery")] == ["S1", "S2"]


async def test_one_step_says_every_score_on_the_way_and_what_could_show_it(amal, framework):
    await finishes(amal, S2="1 Early")
    await amal.says("/plan")
    await amal.presses("Plan for Silver")
    await amal.presses("Open S2")
    criterion = framework.criterion("S2")
    assert "From 1 to 4:" in amal.sees
    for score in (1, 2, 3, 4):
        assert f"{score}: {criterion.scores[score]}." in amal.sees
    assert "A 4 counts in full only with an evidence note." in amal.sees
    assert f"- {criterion.evidence[0]}" in amal.sees
    assert "Who sees to it: Service delivery." in amal.sees


async def test_the_level_aimed_for_is_a_press_away_and_back(amal):
    await finishes(amal, S2="1 Early")
    await amal.says("/plan")
    await amal.presses("Plan for Silver")
    assert amal.replies[0].title == "Plan for Silver"
    await amal.presses("Plan for Bronze")
    assert amal.replies[0].title == "Plan for Bronze"


async def test_a_level_aimed_for_that_is_next_or_reached_is_offered_once(amal):
    await finishes(amal)
    await amal.says("/plan")
    assert amal.replies[0].title == "Plan for Silver"
    assert [each for each in amal.choices if each.startswith("Plan for")] == []


async def test_it_is_a_press_away_from_the_result(amal):
    await finishes(amal, S2="1 Early")
    await amal.presses("Plan for the next level")
    assert amal.replies[0].title == "Plan for Bronze"


async def test_at_the_highest_level_nothing_stands_above(amal):
    await finishes(amal, "4 Leading", evidence="Board minute")
    await amal.says("/plan")
    assert amal.replies[0].title == "Nothing stands above"
    assert "You meet every rule of our highest level. No plan is needed." in amal.sees
    assert NOTICE in amal.sees
    assert "Why this level?" in amal.choices


async def test_a_plan_for_a_level_that_is_reached_meanwhile_says_so(amal):
    await finishes(amal, S2="1 Early")
    await amal.says("/plan")
    await amal.presses("Plan for Silver")
    await amal.presses_data(f"answer:{(await amal.assessment()).ref}:S2:2")
    await amal.presses("Plan for Bronze")
    assert "You meet every rule for Bronze on these answers. It needs nothing more." in amal.sees


async def test_with_answers_missing_they_come_first_and_the_plan_is_shown_all_the_same(amal):
    await reaches_the_first_question(amal)
    await answers(amal, *["2 In place"] * 18)
    await amal.says("/plan")
    plan = amal.sees.partition("Still to answer: 2. They count as nothing so far. Answer them first")
    assert plan[1]
    assert "Indicative level now" not in amal.sees
    assert "Answer the next one" in amal.choices
    await amal.presses("Answer the next one")
    assert amal.replies[-1].title.startswith("R4.")


async def test_what_is_not_known_starts_at_0_and_is_to_be_found_out_first(amal):
    await finishes(amal, S2="Don't know yet")
    await amal.says("/plan")
    assert "- S2 Supervision and support: from 0 to 2." in amal.sees
    await amal.presses("Open S2")
    assert "You do not know this score yet, so it counts 0. Find out first." in amal.sees


async def test_all_unknown_has_a_plan_too(amal, framework):
    await finishes(amal, "Don't know yet")
    await amal.says("/plan")
    for essential in ("L1", "H1", "H2", "S2", "S4", "R1"):
        assert f"- {essential} {framework.criterion(essential).title}: from 0 to " in amal.sees
    assert "Points to go up: 32. Evidence notes to add: 0. Steps: 16." in amal.sees


async def test_what_does_not_apply_is_no_step(amal):
    await answers_everything(
        amal, "0 Not started", H4="Not applicable", H5="No role needs prison or police clearance"
    )
    await answers(amal, "0 Not started")
    await amal.presses("Finish and see the result")
    await amal.says("/plan")
    await amal.presses("Plan for Silver")
    assert "- H3 " in amal.sees
    assert "- H4 " not in amal.sees


async def test_the_open_question_stands_again_below_it(amal):
    await reaches_the_first_question(amal)
    await amal.says("/plan")
    assert amal.replies[-1].title == "L1. A senior person owns this"
    await amal.says("2")
    assert (await amal.assessment()).answers["L1"].score == 2


async def test_behind_a_press_of_the_plan_a_number_is_no_answer_to_the_question_before(amal):
    await reaches_the_first_question(amal)
    await amal.says("/result")
    await amal.presses("Plan for the next level")
    await amal.says("in place")
    assert (await amal.assessment()).answers == {}
    await amal.says("/assess")
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_without_an_assessment_there_is_no_plan(amal):
    await amal.says("/plan")
    assert "You have no self-assessment yet. Type /assess to start one." in amal.sees


async def as_a_part(app, person):
    """Make a person's assessment their part in somebody else's."""
    part = replace(await person.assessment(), of="WWWW2222", voice="hr")
    async with app.store.turn("test") as turn:
        turn.put(part)
    return part.ref


@pytest.mark.parametrize("carried", ["plan:{}", "plan:{}:bronze:tick:S2", "if:{}:S2:3", "why:{}"])
async def test_whoever_only_takes_part_is_told_whose_the_plan_is(app, jo, carried):
    await finishes(jo, S2="1 Early")
    ref = await as_a_part(app, jo)
    before = await jo.assessment()
    await jo.presses_data(carried.format(ref))
    assert jo.sees == (
        "Only the person who leads the self-assessment can see its plan. Please ask them to show it to you."
    )
    await jo.says("/plan")
    assert "Only the person who leads" in jo.sees
    await jo.presses_data(f"result:{ref}")
    assert not {"Plan for the next level", "Why this level?"} & set(jo.choices)
    assert await jo.assessment() == before


async def test_whoever_leads_one_and_takes_part_in_another_sees_the_plan_of_their_own(app, amal):
    await finishes(amal, S2="1 Early")
    await as_a_part(app, amal)
    await amal.presses_data("begin:new")
    await amal.says("/plan")
    assert "Still to answer: 20." in amal.sees


async def test_every_message_with_a_level_bears_the_notice(amal):
    await finishes(amal, S2="1 Early")
    await amal.says("/plan")
    assert NOTICE in amal.replies[0].text
    for label in ("Open S2", "Why this level?", "What if a score changed?"):
        await amal.presses(label)
        for reply in amal.replies:
            shown = f"{reply.title} {reply.text}"
            if any(level in shown for level in ("Bronze", "Silver", "Gold", "Working towards")):
                assert NOTICE in f"{reply.text} {reply.note}"
