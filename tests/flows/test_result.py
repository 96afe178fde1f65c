"""The result: its level and why, the way up, and the nine things that the message must say."""

import pytest
from walking import answers, answers_everything, finishes, reaches_the_areas, reaches_the_first_question

NOTICE = (
    "Indicative – not the official Charter criteria. Only the Career Matters panel awards Charter status."
)

BOTH_STORES = True


async def with_gaps(person):
    """Bronze, with two answers unknown, one claimed without evidence, and Silver blocked by several rules."""
    await finishes(person, L2="Don't know yet", R4="Don't know yet", H3="4 Leading", L1="2 In place")


async def test_1_it_says_that_it_is_indicative_and_who_awards_the_status(amal):
    await with_gaps(amal)
    assert NOTICE in amal.replies[0].text


async def test_2_it_says_the_level_the_evidenced_and_the_claimed_score(amal):
    await with_gaps(amal)
    assert amal.replies[0].title == "Indicative level: Bronze"
    assert "Evidenced score: 36/80 (45%)" in amal.sees
    assert "Claimed score: 38/80 (47.5%)" in amal.sees
    assert "Counted as 2 because a 3 or 4 has no evidence note yet: H3." in amal.sees


async def test_3_it_says_how_each_area_and_each_published_criterion_stands(amal):
    await with_gaps(amal)
    for line in (
        "Leadership: 8/20 (40%)",
        "Human resources: 10/20 (50%)",
        "Service delivery: 10/20 (50%)",
        "Lived experience representation: 8/20 (40%)",
        "Open and Inclusive Recruitment: 8/16 (50%)",
        "Awareness and Benefits: 6/12 (50%)",
        "Support Through Employment: 6/12 (50%)",
        "Clear Progressive Pathways: 4/12 (33.3%)",
        "Workplace Environment and Culture: 4/12 (33.3%)",
        "Co-Production and Good Practice: 8/16 (50%)",
    ):
        assert line in amal.sees


async def test_4_it_says_exactly_what_stops_the_next_level_the_smallest_change_first(amal):
    await with_gaps(amal)
    [way] = [reply for reply in amal.replies if reply.title == "What stops Silver"]
    assert [line.split(" is at ")[0] for line in way.text.splitlines()] == [
        "- L2 Plan and money",
        "- R4 Development and networks",
        "- Leadership",
        "- Lived experience representation",
        "- Overall score is 36/80. It takes 60%. Points missing: 12.",
    ]
    assert "- L2 Plan and money is at 0. It takes at least 1." in way.text
    assert "- Leadership is at 8/20. Each area takes 50%. Points missing: 2." in way.text


async def test_4_an_essential_that_stops_a_level_is_called_essential(amal):
    await finishes(amal, H1="1 Early")
    assert "Indicative level: Working towards" in amal.sees
    assert "What stops Bronze" in amal.sees
    assert "- H1 We ask about criminal records late, and only if needed is at 1. " in amal.sees
    assert "It is essential and takes at least 2." in amal.sees


async def test_5_it_names_three_next_actions_with_the_area_that_has_to_act(amal):
    await with_gaps(amal)
    [todo] = [reply for reply in amal.replies if reply.title == "What to do next"]
    actions = [line for line in todo.text.split("\n\n")[0].splitlines() if line.startswith("- ")]
    assert len(actions) == 3
    assert actions[0].startswith("- Leadership: L2 Plan and money.")
    assert actions[1].startswith("- Lived experience representation: R4 Development and networks.")


async def test_5_where_only_the_evidence_is_missing_the_action_is_to_add_it(amal):
    await finishes(amal, "3 Embedded", evidence="")
    assert amal.sees.count("Add an evidence note, so that it counts in full.") == 3


async def test_5_no_action_aims_for_less_than_in_place(amal, framework):
    await finishes(amal, "0 Not started")
    for criterion in ("L1", "H1", "H2"):
        assert framework.criterion(criterion).scores[2] in amal.sees
        assert framework.criterion(criterion).scores[1] not in amal.sees


async def test_6_it_lists_what_is_still_to_find_out(amal):
    await with_gaps(amal)
    assert "To find out (you chose Don't know yet, which counts 0):" in amal.sees
    assert "- L2 Plan and money\n- R4 Development and networks" in amal.sees


async def test_6_without_such_answers_there_is_nothing_to_find_out(amal):
    await finishes(amal)
    assert "To find out" not in amal.sees


STAGES = ["Review", "Training", "Assessment", "Status", "Community"]


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        ("Looking at what we do (review)", "Review"),
        ("Training", "Training"),
        ("Being assessed", "Assessment"),
        ("We have Charter status", "Status"),
        ("In the community of good practice", "Community"),
    ],
)
async def test_7_it_says_where_they_are_in_the_charters_stages_and_the_next_step(
    amal, framework, told, stage
):
    await reaches_the_areas(amal, stage=told)
    await amal.says("/result")
    assert " → ".join(STAGES) in amal.sees
    assert f"You told us that you are at: {stage}." in amal.sees
    following = next(each.next for each in framework.stages if each.title == stage)
    assert f"Next step: {following}" in amal.sees


async def test_7_who_has_not_started_is_told_how_to(amal):
    await reaches_the_areas(amal, stage="We have not started")
    await amal.says("/result")
    assert "You told us that you have not started." in amal.sees
    assert "Next step: Look at how you recruit now" in amal.sees


async def test_8_it_names_the_framework_version_and_the_date(amal, framework):
    await with_gaps(amal)
    assert f"Framework {framework.version}. 23 November 2026." in amal.sees


async def test_9_it_reminds_of_keeping_personal_details_out_of_the_evidence(amal):
    await with_gaps(amal)
    assert "keep names, offences and health details out of your evidence notes" in amal.sees


async def test_no_level_is_ever_shown_without_the_notice(amal):
    for label in ("0 Not started", "4 Leading"):
        await amal.says("/forget")
        await amal.presses("Yes, delete it")
        await finishes(amal, label, evidence="Minutes")
        for reply in amal.replies:
            if "Indicative level" in reply.title:
                assert NOTICE in reply.text


@pytest.mark.parametrize(
    ("label", "evidence", "level"),
    [
        ("0 Not started", "", "Working towards"),
        ("2 In place", "", "Bronze"),
        ("3 Embedded", "", "Bronze"),
        ("3 Embedded", "Minutes of May", "Silver"),
        ("4 Leading", "Minutes of May", "Gold"),
    ],
)
async def test_the_level_follows_from_the_answers(amal, label, evidence, level):
    await finishes(amal, label, evidence=evidence)
    assert f"Indicative level: {level}" in amal.sees


async def test_at_gold_nothing_stands_above(amal):
    await finishes(amal, "4 Leading", evidence="Minutes of May")
    assert "You meet every rule of our highest level." in amal.sees
    assert "look again in a year" in amal.sees


async def test_it_says_whether_the_level_aimed_for_is_reached(amal, jo):
    await finishes(amal)
    assert "You are aiming for Silver." in amal.sees
    await finishes(jo, "3 Embedded", evidence="Minutes of May")
    assert "You were aiming for Silver. On these answers you are there." in jo.sees


async def test_with_nineteen_answered_it_is_provisional_and_names_no_level(amal):
    await reaches_the_first_question(amal)
    await answers(amal, *["4 Leading"] * 19, evidence="Minutes of May")
    await amal.says("/result")
    assert "Provisional: no level yet" in amal.sees
    assert "You have answered 19 of 20." in amal.sees
    assert "Indicative level" not in amal.sees


async def test_a_provisional_result_leads_on_to_the_next_question(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "2 In place")
    await amal.says("/result")
    await amal.presses("Answer the next one")
    assert amal.replies[-1].title == "L2. Plan and money"


async def test_not_applicable_leaves_the_count(amal):
    await answers_everything(
        amal,
        "4 Leading",
        evidence="Minutes of May",
        H4="Not applicable",
        H5="No role needs prison or police clearance",
    )
    await answers(amal, "4 Leading", evidence="Minutes of May")
    await amal.presses("Finish and see the result")
    assert "Evidenced score: 76/76 (100%)" in amal.sees
    assert "Indicative level: Gold" in amal.sees


async def test_it_stands_under_the_name_of_the_organisation_and_service(amal):
    await finishes(amal)
    assert "Moorland NHS Trust - Liaison and Diversion" in amal.sees


async def test_how_it_is_worked_out_is_a_press_away(amal, content):
    await finishes(amal)
    await amal.presses("How is this worked out?")
    assert amal.replies[0].title == content.entries["how-scoring-works"].question


async def test_without_an_assessment_there_is_no_result(amal):
    await amal.says("/result")
    assert "You have no self-assessment yet. Type /assess to start one." in amal.sees


async def test_after_a_finish_a_new_one_begins_beside_it_and_the_old_one_stays(amal):
    await finishes(amal)
    await amal.says("/assess")
    assert amal.choices == ["See the result", "Check your answers", "Start a new one"]
    await amal.presses("Start a new one")
    assert len(await amal.assessments()) == 1
    await amal.presses("Start empty")
    await amal.says("Moorland, a year later")
    old, new = sorted(await amal.assessments(), key=lambda each: each.finished, reverse=True)
    assert (len(old.answers), old.profile["organisation"]) == (20, "Moorland NHS Trust")
    assert (len(new.answers), new.profile) == (0, {"organisation": "Moorland, a year later"})


async def test_the_finished_result_can_be_seen_again(amal):
    await finishes(amal)
    result = amal.sees
    await amal.says("/assess")
    await amal.presses("See the result")
    assert amal.sees == result
    await amal.says("/result")
    assert amal.sees == result


async def test_what_is_not_answered_yet_is_not_told_as_failed(amal):
    await reaches_the_first_question(amal)
    await amal.presses("1 Early")
    await amal.says("/result")
    assert "- L1 A senior person owns this is at 1." in amal.sees
    assert "H1 We ask about criminal records late, and only if needed is at 0" not in amal.sees
    assert "- Not answered yet: 19." in amal.sees
