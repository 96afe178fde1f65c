"""Why this level: every rule of the level reached and of the next one, met or not, with its numbers."""

from walking import answers, answers_everything, finishes, reaches_the_first_question

NOTICE = "Only the Career Matters panel awards Charter status."


def rules(person, level):
    [reply] = [each for each in person.replies if each.title == f"The rules for {level}"]
    assert NOTICE in reply.note
    return reply.text.splitlines()


async def test_every_rule_is_said_with_its_numbers_met_or_not(amal):
    await finishes(amal, "1 Early", L1="2 In place", H1="2 In place", S2="2 In place", L2="0 Not started")
    await amal.presses("Why this level?")
    assert amal.replies[0].title == "Why the indicative level is Working towards"
    assert NOTICE in amal.replies[0].text
    overall, *areas, essentials = rules(amal, "Bronze")
    assert overall == (
        "- Overall: 22 of 80 points, that is 27.5%. Bronze takes 40%, which is 32 points."
        " Not met. Points missing: 10."
    )
    takes = "Bronze takes 25%, which is 5 points. Met."
    assert areas == [
        f"- Leadership: 5 of 20 points, that is 25%. {takes}",
        f"- Human resources: 6 of 20 points, that is 30%. {takes}",
        f"- Service delivery: 6 of 20 points, that is 30%. {takes}",
        f"- Lived experience representation: 5 of 20 points, that is 25%. {takes}",
    ]
    assert essentials == (
        "- Every essential one takes at least 2. Not met: H2 Fair, individual decisions; records kept"
        " lawfully is at 1; S4 Safe practice is at 1; R1 People with lived experience shape this assessment"
        " and are recognised for it is at 1."
    )
    assert rules(amal, "Working towards") == [
        "Working towards has no rules of its own. Everybody who has answered everything is there."
    ]


async def test_the_level_reached_and_the_next_are_both_shown(amal):
    await finishes(amal, "3 Embedded", evidence="Board minute", L2="2 In place")
    await amal.presses("Why this level?")
    assert amal.replies[0].title == "Why the indicative level is Silver"
    assert all(each.endswith(" Met.") for each in rules(amal, "Silver"))
    assert "- Every single one takes at least 1. Met." in rules(amal, "Silver")
    gold = rules(amal, "Gold")
    assert gold[0] == (
        "- Overall: 59 of 80 points, that is 73.75%. Gold takes 80%, which is 64 points."
        " Not met. Points missing: 5."
    )
    assert gold[-1] == (
        "- H5 Fair pay, contracts and progression; R2 Real roles at more than one level: at least 3. Met."
    )
    assert [each.title for each in amal.replies if each.title == "The rules for Bronze"] == []


async def test_a_named_criterion_that_counts_too_little_is_said(amal):
    await finishes(amal, "4 Leading", evidence="Board minute", R2="2 In place")
    await amal.presses("Why this level?")
    assert rules(amal, "Gold")[-1].endswith(
        "at least 3. Not met: R2 Real roles at more than one level is at 2."
    )


async def test_at_the_highest_level_its_own_rules_are_shown(amal):
    await finishes(amal, "4 Leading", evidence="Board minute")
    await amal.presses("Why this level?")
    assert all(each.endswith(" Met.") for each in rules(amal, "Gold"))
    assert len([each for each in amal.replies if each.title.startswith("The rules for")]) == 1


async def test_what_lost_points_for_want_of_evidence_is_named(amal):
    await finishes(amal, H3="4 Leading")
    await amal.presses("Why this level?")
    assert (
        "A score of 3 or more without an evidence note counts as 2."
        " This holds for: H3 Open and accessible routes." in amal.sees
    )


async def test_a_share_that_does_not_come_out_even_is_said_to_be_about_so_much(amal):
    await answers_everything(amal, H4="Not applicable", H5="No role needs prison or police clearance")
    await answers(amal, "2 In place")
    await amal.presses("Finish and see the result")
    await amal.presses_data(f"answer:{(await amal.assessment()).ref}:L1:1")
    await amal.says("/result")
    await amal.presses("Why this level?")
    assert "- Overall: 37 of 76 points, that is about 48.68%." in amal.sees
    assert "Bronze takes 40%, which is 31 points. Met." in amal.sees


async def test_with_answers_missing_the_rules_are_shown_as_they_stand_so_far(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "2 In place")
    await amal.says("/result")
    await amal.presses("Why this level?")
    assert amal.replies[0].title == "Why there is no level yet"
    assert "Still to answer: 19." in amal.sees
    assert "- Overall: 2 of 80 points" in amal.sees


async def test_how_it_is_worked_out_and_the_plan_are_a_press_away(amal, content):
    await finishes(amal)
    await amal.presses("Why this level?")
    assert amal.choices == ["Plan for the next level", "What if a score changed?", "How is this worked out?"]
    await amal.presses("How is this worked out?")
    assert amal.replies[0].title == content.entries["how-scoring-works"].question
