"""A re-assessment: it starts from the last answers, asks what has changed, and shows then and now."""

from dataclasses import replace

import pytest
from teams import joins
from walking import AREAS, answers, finishes

from storage.records import EvidenceNote, PlanStep, Reminder

BOTH_STORES = True

NOTICE = (
    "Indicative – not the official Charter criteria. Only the Career Matters panel awards Charter status."
)


async def looks_again(person, clock):
    """Come back a year later and start from the last answers."""
    clock.passes(days=365)
    await person.says("/assess")
    await person.presses("Start a new one")
    await person.presses("Start from my last answers")


async def then_and_now(person):
    """Return the earlier assessment and the one that looks at it again."""
    return sorted(await person.assessments(), key=lambda each: each.started)


async def says_that_all_is_the_same(person, *areas):
    for area in areas:
        await person.presses(area)
        await person.presses(f"{area}: all still the same")


async def test_it_is_offered_where_a_finished_one_exists(amal):
    await finishes(amal)
    await amal.says("/assess")
    await amal.presses("Start a new one")
    assert amal.choices == ["Start from my last answers", "Start empty"]


async def test_who_took_the_agreement_back_is_asked_for_it_and_nothing_is_kept_before(amal):
    await finishes(amal)
    await amal.says("/withdraw")
    await amal.says("/assess")
    await amal.presses("Start a new one")
    await amal.presses("Start from my last answers")
    assert "Is it all right to keep this?" in amal.sees
    assert len(await amal.assessments()) == 1


async def test_a_question_at_the_agreement_does_not_lose_what_it_starts_from(amal):
    await finishes(amal)
    await amal.says("/withdraw")
    await amal.says("/assess")
    await amal.presses("Start a new one")
    await amal.presses("Start from my last answers")
    await amal.says("What does it cost?")
    await amal.says("yes")
    assert "Your 20 answers of 23 November 2026 are copied" in amal.sees


async def test_profile_answers_evidence_are_copied_and_none_is_looked_at(amal, clock):
    await finishes(amal, "3 Embedded", evidence="Minutes of May")
    await looks_again(amal, clock)
    old, new = await then_and_now(amal)
    assert (new.earlier, old.later) == (old.ref, new.ref)
    assert (new.profile, new.register, new.plan) == (old.profile, old.register, old.plan)
    assert new.answers.keys() == old.answers.keys()
    assert {(each.score, each.evidence) for each in new.answers.values()} == {(3, "Minutes of May")}
    assert all(each.carried for each in new.answers.values())
    assert not new.finished
    assert "0 of 20 looked at" in amal.sees


async def test_each_question_shows_the_last_answer_and_still_the_same_beside_the_scores(amal, clock):
    await finishes(amal, "3 Embedded", evidence="Minutes of May")
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    assert "Last time: 3 Embedded. Is it still the same? Your note now: Minutes of May" in amal.sees
    assert amal.choices[:7] == [
        "0 Not started", "1 Early", "2 In place", "3 Embedded", "4 Leading", "Still the same",
        "Leadership: all still the same",
    ]  # fmt: skip


async def test_still_the_same_keeps_the_answer_and_asks_the_next(amal, clock):
    await finishes(amal, "3 Embedded", evidence="Minutes of May")
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await amal.presses("Still the same")
    assert "L1: 3 Embedded. Saved." in amal.sees
    assert amal.replies[-1].title == "L2. Plan and money"
    _old, new = await then_and_now(amal)
    assert (new.answers["L1"].score, new.answers["L1"].carried) == (3, False)
    assert new.answers["L2"].carried


async def test_still_the_same_can_be_typed(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await amal.says("still the same")
    assert "L1: 2 In place. Saved." in amal.sees


async def test_a_new_score_takes_the_place_of_the_last_one(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await amal.says("1")
    old, new = await then_and_now(amal)
    assert (old.answers["L1"].score, new.answers["L1"].score) == (2, 1)
    assert not new.answers["L1"].carried


async def test_an_old_still_the_same_does_not_undo_a_new_score(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    same, area = (amal.button(each).carries for each in ("Still the same", "Leadership: all still the same"))
    await amal.says("1")
    for carried in (same, area):
        await amal.presses_data(carried)
        _old, new = await then_and_now(amal)
        assert new.answers["L1"].score == 1


async def test_one_press_says_it_of_a_whole_area(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Human resources")
    await amal.presses("Human resources: all still the same")
    assert "Human resources: all still the same. Saved." in amal.sees
    assert amal.replies[-1].title == "S1. Clear roles and ready teams"
    await amal.presses("All areas")
    assert "Human resources: Done (5 of 5)" in amal.sees
    assert "Leadership: To do (0 of 5)" in amal.sees
    assert "5 of 20 looked at" in amal.sees


async def test_the_last_of_an_area_offers_only_itself(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await answers(amal, *["Still the same"] * 4)
    assert amal.replies[-1].title == "L5. Partners and sharing"
    assert "Still the same" in amal.choices
    assert "Leadership: all still the same" not in amal.choices


async def test_a_skipped_one_stays_to_be_looked_at(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await amal.presses("Skip for now")
    await answers(amal, *["Still the same"] * 4)
    await amal.presses("All areas")
    assert "Leadership: Started (4 of 5)" in amal.sees
    await amal.presses("Leadership")
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_it_can_be_finished_only_when_all_were_looked_at(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    _old, new = await then_and_now(amal)
    await says_that_all_is_the_same(amal, *AREAS[:3])
    await amal.presses_data(f"finish:{new.ref}")
    assert "Still to look at: 5." in amal.sees
    assert not (await then_and_now(amal))[1].finished
    await says_that_all_is_the_same(amal, AREAS[3])
    await amal.presses("Finish and see the result")
    assert (await then_and_now(amal))[1].finished


async def test_the_list_of_answers_says_which_were_not_looked_at(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await amal.presses("Still the same")
    await amal.says("/answers")
    assert "L1 A senior person owns this: 2 In place\n" in amal.sees
    assert "L2 Plan and money: 2 In place (last time, not looked at yet)" in amal.sees


async def test_where_one_is_counts_what_is_still_to_be_looked_at(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await says_that_all_is_the_same(amal, *AREAS[:2])
    clock.passes(hours=1)
    await amal.says("/assess")
    assert "You are at 11 of 20, all saved." in amal.sees


async def test_the_result_shows_then_and_now_with_the_notice(amal, clock):
    await finishes(amal, "2 In place", L2="0 Not started", R4="4 Leading", evidence="Rota")
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await answers(amal, "3 Embedded", "2 In place", evidence="Minutes of May")
    await says_that_all_is_the_same(amal, *AREAS[:3])
    await amal.presses("Lived experience representation")
    await answers(amal, *["Still the same"] * 3, "1 Early", "Still the same")
    await amal.presses("Finish and see the result")
    [shown] = [each for each in amal.replies if each.title == "Then and now"]
    assert NOTICE in shown.text
    assert "Then (23 November 2026): indicative level Bronze, 40/80 (50%) with evidence." in shown.text
    assert "Now (23 November 2027): indicative level Bronze, 40/80 (50%) with evidence." in shown.text
    assert "Leadership: 40% → 55% (up)" in shown.text
    assert "Human resources: 50% → 50% (the same)" in shown.text
    assert "Lived experience representation: 60% → 45% (down)" in shown.text
    assert "Went up\n- L1 A senior person owns this: 2 → 3\n- L2 Plan and money: 0 → 2" in shown.text
    assert "Went down\n- R4 Development and networks: 4 → 1" in shown.text


async def test_where_nothing_moved_it_says_so(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await says_that_all_is_the_same(amal, *AREAS)
    await amal.presses("Finish and see the result")
    assert "No score went up or down." in amal.sees


async def test_evidence_that_came_counts_as_up(amal, clock):
    await finishes(amal, "2 In place", L1="3 Embedded")
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await answers(amal, "3 Embedded", evidence="Minutes of May")
    await amal.says("/result")
    assert "Went up\n- L1 A senior person owns this: 2 → 3" in amal.sees


async def test_before_all_were_looked_at_the_result_says_what_still_counts_as_last_time(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await says_that_all_is_the_same(amal, "Leadership")
    await amal.says("/result")
    assert "Still to look at: 15. Until then they count as last time." in amal.sees


async def test_before_all_were_looked_at_no_level_is_shown_as_todays(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await says_that_all_is_the_same(amal, "Leadership")
    await amal.says("/result")
    assert amal.replies[0].title == "Provisional: no level yet"
    assert "You have looked at 5 of 20. The others count as last time." in amal.sees
    assert "Indicative level:" not in amal.sees
    assert "Then (23 November 2026): indicative level Bronze" in amal.sees
    assert "Now: provisional, no level yet. 40/80 (50%) with evidence so far." in amal.sees
    await amal.presses("Answer the next one")
    assert amal.replies[0].title.startswith("H1. ")


async def test_before_all_were_looked_at_plan_why_and_what_if_name_no_level_of_today(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.says("/plan")
    assert "Still to look at: 20. Until then they count as last time." in amal.sees
    assert "Indicative level now" not in amal.sees
    await amal.says("/plan if S2 3")
    assert "No level yet. Still to look at: 19." in amal.sees
    await amal.presses_data(f"why:{(await then_and_now(amal))[1].ref}")
    assert amal.replies[0].title == "Why there is no level yet"
    assert "Still to look at: 20. A level is shown once all are looked at." in amal.sees


async def test_once_all_were_looked_at_the_level_is_todays(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await says_that_all_is_the_same(amal, *AREAS)
    await amal.says("/result")
    assert amal.replies[0].title == "Indicative level: Bronze"
    await amal.says("/plan")
    assert "Indicative level now: Bronze." in amal.sees


async def test_a_first_assessment_has_no_then(amal):
    await finishes(amal)
    assert "Then and now" not in amal.sees


@pytest.mark.parametrize(
    "carried",
    [
        "answer:{ref}:L1:0", "evidence:{ref}:L1", "unnote:{ref}:L1", "reason:{ref}:H4", "go:{ref}:L1",
        "hub:{ref}", "area:{ref}:leadership", "profile:{ref}:sector:vcse", "profile:{ref}:ask:sector",
        "finish:{ref}", "skip:{ref}:L1", "back:{ref}:L2", "counts:{ref}:L1", "same:{ref}:L1",
        "sameall:{ref}:leadership", "carry:{ref}",
    ],
)  # fmt: skip
async def test_the_earlier_one_can_no_longer_be_changed(amal, clock, carried):
    await finishes(amal)
    await looks_again(amal, clock)
    old, _new = await then_and_now(amal)
    await amal.presses_data(carried.format(ref=old.ref))
    assert "can be looked at, and no longer changed" in amal.sees
    assert (await then_and_now(amal))[0] == old
    assert amal.replies[-1].title == "Your four areas"


async def test_an_edited_message_does_not_change_the_earlier_one(amal, clock):
    await finishes(amal)
    await amal.says("/answers")
    await amal.presses("Change Organisation")
    await amal.says("Moorland Trust")
    await looks_again(amal, clock)
    old, _new = await then_and_now(amal)
    await amal.edits("Moorland Trust", "Fenland Trust")
    assert "can be looked at, and no longer changed" in amal.sees
    assert (await then_and_now(amal))[0] == old


async def test_the_earlier_answers_can_still_be_looked_at_without_ways_to_change_them(amal, clock):
    await finishes(amal)
    old = await amal.assessment()
    await looks_again(amal, clock)
    await amal.presses_data(f"check:{old.ref}")
    assert "L1 A senior person owns this: 2 In place" in amal.sees
    assert amal.choices == ["See the result"]
    await amal.says("/assess")
    assert "0 of 20 looked at" in amal.sees


async def test_nobody_starts_from_somebody_elses_answers(amal, jo):
    await finishes(amal)
    theirs = (await amal.assessment()).ref
    await finishes(jo)
    await jo.presses_data(f"begin:from:{theirs}")
    assert "is not yours" in jo.sees
    assert len(await jo.assessments()) == 1
    assert not (await amal.assessment()).later


async def test_the_days_of_the_plan_and_of_the_evidence_are_reminded_of_under_the_new_one(amal, clock, store):
    await finishes(amal)
    old = await amal.assessment()
    async with store.turn("test") as turn:
        plan = {"L1": PlanStep(due="2028-03-01"), "L2": PlanStep(due="2027-03-01"), "L3": PlanStep()}
        register = {"1": EvidenceNote("Rota", valid_until="2028-06-30"), "2": EvidenceNote("Minutes")}
        turn.put(replace(old, plan=plan, register=register))
    await looks_again(amal, clock)
    _old, new = await then_and_now(amal)
    about_new = [each for each in await store.read(Reminder, f"about:{new.ref}") if each.what != "draft"]
    assert {(each.what, each.subject, each.due[:10]) for each in about_new} == {
        ("plan", "L1", "2028-03-01"),
        ("evidence", "1", "2028-05-31"),
    }


async def gives_the_lead_to(jo, amal):
    await joins(amal, jo, "Human resources")
    await amal.says("/team")
    await amal.presses("Human resources 1")
    await amal.presses("Hand over the lead")
    await amal.presses("Yes, ask Human resources 1")
    await jo.says("/team")
    await jo.presses("Yes, I will lead")


async def test_once_another_leads_nobody_is_asked_after_the_earlier_one(amal, jo, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await gives_the_lead_to(jo, amal)
    await amal.says("/reminders")
    assert "look again at the self-assessment" not in amal.sees


async def test_when_whoever_leads_it_now_is_forgotten_the_earlier_one_can_be_looked_at_again(amal, jo, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await gives_the_lead_to(jo, amal)
    await jo.says("/forget")
    await jo.presses("Yes, delete it")
    assert [each.later for each in await amal.assessments()] == [""]
    await amal.says("/assess")
    await amal.presses("Start a new one")
    assert "Start from my last answers" in amal.choices


async def test_who_is_forgotten_takes_the_earlier_one_along(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert await amal.assessments() == []


async def test_pressed_twice_it_begins_one(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Start from my last answers")
    assert len(await amal.assessments()) == 2


async def test_with_two_organisations_one_says_which(amal, clock):
    await finishes(amal)
    await amal.says("/assess")
    await amal.presses("Start a new one")
    await amal.presses("Start empty")
    clock.passes(days=1)
    for said in ("Fenland Council 🙂 مرحبا with a very long name", "Peer team", "1", "1", "1", "1", "1"):
        await amal.says(said)
    await amal.presses("Leadership")
    await answers(amal, *["1 Early"] * 20)
    await amal.presses("Finish and see the result")
    await amal.says("/assess")
    await amal.presses("Start a new one")
    assert amal.choices == [
        "From Fenland Council 🙂 مرحبا…, 24 November 2026",
        "From Moorland NHS Trust, 23 November 2026",
        "Start empty",
    ]
    await amal.presses("From Moorland NHS Trust, 23 November 2026")
    newest = max(await amal.assessments(), key=lambda each: each.started)
    assert newest.profile["organisation"] == "Moorland NHS Trust"
