"""A colleague is invited with a code that works once, sees what it is, and answers their areas only."""

import re

import pytest
from people import Person
from teams import CODE, invites, joins, leads, part_of
from test_looking_again import looks_again
from walking import PROFILE, answers, finishes, reaches_the_first_question

from storage.records import AuditEvent, Invite, Member

BOTH_STORES = True

NO_GOOD = "That code does not work. It may be used already, or too old."
STAY = "Your colleagues' answers stay with the last one. Please invite them again."


async def test_a_colleague_is_told_what_it_is_before_anything_is_kept(amal, jo):
    await leads(amal)
    await jo.says(f"/code {await invites(amal, 'Human resources', 'Human resources')}")
    assert "Moorland NHS Trust - Liaison and Diversion" in jo.sees
    assert "You would speak for: Human resources." in jo.sees
    assert "You would answer: Human resources." in jo.sees
    assert "In a small team they may work out what you said." in jo.sees
    assert await jo.assessments() == []


async def test_lived_experience_is_promised_never_to_be_shown_by_name(amal, sam):
    await leads(amal)
    await sam.says(f"/code {await invites(amal, 'Lived experience')}")
    assert "They are never shown who said what." in sam.sees
    assert "Only when three people with lived experience have answered" in sam.sees


async def test_no_keeps_nothing_and_leaves_the_code_good(amal, jo, sam):
    await leads(amal)
    code = await invites(amal, "Service delivery")
    await jo.says(f"/code {code}")
    await jo.presses("Not now")
    assert "Nothing was kept" in jo.sees
    assert await jo.assessments() == []
    await sam.says(f"/code {code}")
    await sam.presses("Yes, take part")
    assert (await part_of(sam)).voice == "delivery"


async def test_a_part_has_its_areas_its_voice_and_no_questions_about_the_organisation(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources", "Human resources", "Leadership")
    part = await part_of(jo)
    assert (part.voice, part.areas) == ("hr", ("leadership", "human-resources"))
    assert part.of == (await amal.assessment()).ref
    await jo.presses("Begin")
    assert jo.replies[-1].title == "Your areas"
    assert jo.choices == ["Leadership", "Human resources", "Check your answers", "Pause"]
    await jo.presses("Human resources")
    assert jo.replies[-1].title.startswith("H1.")
    assert jo.replies[-1].progress.total == 10


async def test_choosing_all_four_areas_one_by_one_is_all(amal, jo):
    await leads(amal)
    areas = ("Leadership", "Human resources", "Service delivery", "Lived experience representation")
    await joins(amal, jo, "Others", *areas)
    assert (await part_of(jo)).areas == ()


async def test_the_end_of_a_part_is_thanks_and_never_a_level(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Service delivery", "Service delivery")
    await jo.presses("Begin")
    await jo.presses("Service delivery")
    await answers(jo, *["2 In place"] * 5)
    assert "All 5 are answered and saved." in jo.sees
    await jo.presses("I have finished my part")
    assert "Thank you, your part is done." in jo.sees
    await jo.says("/result")
    assert "Thank you, your part is done." in jo.sees
    assert not any("level" in each.text + each.title for each in jo.shown)


async def test_a_part_that_is_not_done_shows_no_result_either(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Service delivery", "Service delivery")
    await jo.says("/result")
    assert "In your part, 5 are still to answer." in jo.sees


async def test_a_part_can_be_changed_until_the_lead_has_finished(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Leaders", "Leadership")
    await jo.presses("Begin")
    await jo.presses("Leadership")
    await answers(jo, *["2 In place"] * 5)
    await jo.presses("I have finished my part")
    await jo.presses_data(f"answer:{(await part_of(jo)).ref}:L1:1")
    assert (await part_of(jo)).answers["L1"].score == 1
    await jo.presses_data(f"go:{(await part_of(jo)).ref}:L1")
    await amal.says("/assess")
    await amal.presses("Leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    await amal.presses("Finish anyway")
    before = await part_of(jo)
    await jo.says("3")
    assert "The person who leads has finished" in jo.sees
    for carried in ("answer:{}:L1:0", "reason:{}:H4", "unnote:{}:L1", "finish:{}"):
        await jo.presses_data(carried.format(before.ref))
        assert "The person who leads has finished" in jo.sees
    assert await part_of(jo) == before


async def test_the_organisation_cannot_be_changed_from_a_part(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Leaders")
    before = await part_of(jo)
    await jo.presses_data(f"profile:{before.ref}:sector:council")
    assert "does not fit any more" in jo.sees
    assert await part_of(jo) == before
    await jo.says("/answers")
    assert "Organisation" not in jo.sees


# Codes that do not work


async def test_used_old_withdrawn_and_unknown_codes_read_the_same(amal, jo, sam, clock):
    await leads(amal)
    used, withdrawn, another = [await invites(amal, "Others") for _ in range(3)]
    await jo.says(f"/code {used}")
    await jo.presses("Yes, take part")
    seen = set()
    for _ in range(2):
        await amal.says("/team")
        await amal.presses("Withdraw code 1")
        assert "That code works no more." in amal.sees
    for code in (used, withdrawn, another, "AAAAAAAAA-BBBBBBBBB-CCCCCCCCC"):
        await sam.says(f"/code {code}")
        seen.add(sam.sees)
    late = await invites(amal, "Others")
    clock.passes(days=14, minutes=1)
    await sam.says(f"/code {late}")
    seen.add(sam.sees)
    [said] = seen
    assert NO_GOOD in said


@pytest.mark.parametrize(("days", "works"), [(13.99, True), (14.01, False)])
async def test_a_code_works_for_fourteen_days(amal, jo, clock, days, works):
    await leads(amal)
    code = await invites(amal, "Others")
    clock.passes(days=days)
    await jo.says(f"/code {code}")
    assert (NO_GOOD not in jo.sees) is works


async def test_between_the_code_and_the_yes_somebody_else_may_take_it(amal, jo, sam):
    await leads(amal)
    code = await invites(amal, "Others")
    for person in (jo, sam):
        await person.says(f"/code {code}")
    await jo.presses("Yes, take part")
    await sam.presses("Yes, take part")
    assert NO_GOOD in sam.sees
    assert await sam.assessments() == []


async def test_yes_pressed_twice_makes_one_part(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Others")
    await jo.presses("Yes, take part")
    assert NO_GOOD in jo.sees
    assert len(await jo.assessments()) == 1


async def test_the_leads_own_code_is_left_unused(amal, jo):
    await leads(amal)
    code = await invites(amal, "Others")
    await amal.says(f"/code {code}")
    assert "You lead this self-assessment" in amal.sees
    await jo.says(f"/start {code}")
    await jo.presses("Yes, take part")
    assert (await part_of(jo)).voice == "other"


async def test_who_takes_part_already_does_not_use_up_a_second_code(amal, jo, sam):
    await leads(amal)
    await joins(amal, jo, "Others")
    code = await invites(amal, "Leaders")
    await jo.says(f"/code {code}")
    assert "You take part in this self-assessment already." in jo.sees
    await sam.says(f"/code {code}")
    await sam.presses("Yes, take part")
    assert (await part_of(sam)).voice == "leader"


async def test_nobody_joins_what_is_finished(amal, jo):
    await leads(amal)
    code = await invites(amal, "Others")
    await amal.says("/assess")
    await amal.presses("Leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    await jo.says(f"/code {code}")
    assert NO_GOOD in jo.sees
    await amal.says("/team")
    await amal.presses("Invite a colleague")
    assert "This self-assessment is finished, so nobody new can join." in amal.sees


async def test_a_code_gives_no_role_and_is_kept_as_a_hash(amal, jo, app, store):
    await leads(amal)
    code = await invites(amal, "Others")
    await jo.says(f"/code {code}")
    await jo.presses("Yes, take part")
    kept = [each for each in await store.everything() if isinstance(each, Invite | AuditEvent)]
    assert len(kept) == 1
    assert not any(code.replace("-", "") in str(each).replace("-", "") for each in kept)
    assert [each.role for each in await app.store.read(Member) if each.address == jo.address] == ["visitor"]


async def test_once_the_bots_name_is_known_there_is_a_link_too(app, amal, jo):
    await leads(amal)
    app.invites.call("CharterBot")
    try:
        code = await invites(amal, "Others")
    finally:
        app.invites.call("")
    assert f"https://t.me/CharterBot?start={code}" in amal.sees
    assert CODE.search(amal.sees)[1] == code


async def test_the_organisation_comes_before_the_team(amal):
    await amal.says("/assess")
    await amal.says("/team")
    await amal.presses("Invite a colleague")
    assert "Please tell me about your organisation first." in amal.sees


async def test_without_an_assessment_there_is_no_team(sam):
    await sam.says("/team")
    assert "You have no self-assessment yet. Type /assess to start one." in sam.sees


# What the lead sees


async def test_the_lead_sees_how_much_each_has_done_numbered_by_voice(amal, jo, sam, clock):
    await leads(amal)
    await joins(amal, jo, "Service delivery", "Service delivery")
    clock.passes(seconds=1)
    await joins(amal, sam, "Service delivery")
    await jo.presses("Begin")
    await jo.presses("Service delivery")
    await answers(jo, *["2 In place"] * 3)
    await amal.says("/team")
    assert "You lead: 0 of 20 answered" in amal.sees
    assert "Service delivery 1: 3 of 5 answered" in amal.sees
    assert "Service delivery 2: 0 of 20 answered" in amal.sees
    await answers(jo, *["2 In place"] * 2)
    await jo.presses("I have finished my part")
    await amal.says("/team")
    assert "Service delivery 1: finished, 5 of 5 answered" in amal.sees


async def test_open_codes_are_listed_until_they_are_used(amal, jo):
    await leads(amal)
    code = await invites(amal, "Lived experience", "Leadership")
    await amal.presses("Back to the team")
    assert "1. Lived experience, Leadership. Works until 7 December." in amal.sees
    await jo.says(f"/code {code}")
    await jo.presses("Yes, take part")
    await amal.says("/team")
    assert "Works until" not in amal.sees


async def test_a_code_that_was_used_meanwhile_cannot_be_withdrawn(amal, jo):
    await leads(amal)
    code = await invites(amal, "Others")
    await amal.says("/team")
    await jo.says(f"/code {code}")
    await jo.presses("Yes, take part")
    await amal.presses("Withdraw code 1")
    assert "That code is used already, or gone." in amal.sees
    assert (await part_of(jo)).voice == "other"


async def test_a_colleague_sees_their_own_part_only(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources", "Human resources")
    await jo.says("/team")
    assert "You speak for: Human resources. Your areas: Human resources." in jo.sees
    assert "Answered: 0 of 5." in jo.sees
    assert "Invite a colleague" not in jo.choices


LEADS_PRESSES = ("home", "invite", "areas:hr:", "make:hr:", "withdraw:0123456789abcdef")


@pytest.mark.parametrize("carried", LEADS_PRESSES)
async def test_nobody_but_the_lead_does_what_the_lead_may(amal, jo, sam, carried):
    await leads(amal)
    await joins(amal, jo, "Others")
    whole = await amal.assessment()
    what, _, more = carried.partition(":")
    for person, ref in ((sam, whole.ref), (jo, whole.ref), (jo, (await part_of(jo)).ref)):
        await person.presses_data(f"team:{what}:{ref}:{more}")
        assert "Nothing has changed." in person.sees
        assert person.choices == []
    assert await amal.assessment() == whole


@pytest.mark.parametrize("garbage", ["team", "team:make:{}:kitchen:1", "team:make:{}:hr:9", "team:x:{}"])
async def test_made_up_buttons_do_nothing(amal, garbage, app):
    await leads(amal)
    await amal.presses_data(garbage.format((await amal.assessment()).ref))
    assert "does not fit any more" in amal.sees
    assert await app.store.read(Invite) == []


async def test_a_name_from_right_to_left_keeps_to_itself_inside_our_sentences(amal, jo):
    await leads(amal, organisation="שלום \u202e🙂 Trust")
    await jo.says(f"/code {await invites(amal, 'Others')}")
    assert "\u2068שלום 🙂 Trust - Liaison and Diversion\u2069 is looking at" in jo.sees


# One person in two organisations


async def test_lead_of_one_and_colleague_in_another_is_asked_which(amal, jo):
    await leads(amal)
    await reaches_the_first_question(jo)
    await joins(amal, jo, "Others", "Leadership")
    await jo.says("/assess")
    assert "Which would you like to go on with?" in jo.sees
    place = f"{PROFILE['organisation']} - {PROFILE['service']}"
    assert sorted(jo.choices) == [place, f"Your part: {place}"]
    await jo.presses(f"Your part: {place}")
    await jo.presses("Leadership")
    await jo.presses("1 Early")
    assert (await part_of(jo)).answers["L1"].score == 1
    await jo.says("/assess")
    await jo.presses(place)
    await jo.presses("Leadership")
    await jo.presses("3 Embedded")
    [own] = [each for each in await jo.assessments() if not each.of]
    assert own.answers["L1"].score == 3
    assert (await part_of(jo)).answers["L1"].score == 1


async def test_one_person_in_the_teams_of_two_organisations_keeps_them_apart(amal, jo, sam):
    await leads(amal, organisation="Moorland")
    await leads(sam, organisation="Fenland")
    await joins(amal, jo, "Others")
    await joins(sam, jo, "Human resources")
    await jo.says("/assess")
    assert sorted(jo.choices) == [
        "Your part: Fenland - Liaison and Diversion",
        "Your part: Moorland - Liaison and Diversion",
    ]


async def test_a_colleague_can_begin_one_of_their_own(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Others")
    await jo.says("/team")
    await jo.presses("Start one of my own")
    assert jo.replies[-1].title == "What is your organisation called?"
    assert len([each for each in await jo.assessments() if not each.of]) == 1


async def test_beside_a_part_a_finished_one_can_still_be_chosen(amal, jo):
    await finishes(jo)
    await leads(amal)
    await joins(amal, jo, "Others")
    await jo.says("/assess")
    await jo.presses(f"{PROFILE['organisation']} - {PROFILE['service']}")
    await jo.presses("See the result")
    assert "Indicative level: Bronze" in jo.sees


async def test_a_long_name_still_makes_a_button(amal, jo, app):
    await leads(amal, organisation="Organisation " * 9)
    await reaches_the_first_question(jo)
    await joins(amal, jo, "Others")
    await jo.says("/assess")
    assert max(map(len, jo.choices)) <= len("Your part: ") + 60


async def test_every_button_of_a_team_fits_into_a_telegram_button(amal, jo, app):
    await leads(amal)
    for area in ("Leadership", "Lived experience representation"):
        await invites(amal, "Lived experience", area)
    await joins(amal, jo, "Lived experience")
    await amal.says("/team")
    person = Person(app, "nobody")
    carried = [each.carries for reply in (*amal.shown, *jo.shown, *person.shown) for each in reply.choices]
    assert max(len(each.encode()) for each in carried) <= 64
    assert not any(re.search(r"[2-9A-Z]{27}", each) for each in carried)


# Who takes part, at a second look


async def test_looking_again_the_lead_is_told_that_colleagues_stay_with_the_last_one(amal, jo, clock):
    await leads(amal)
    await joins(amal, jo, "Leaders", "Leadership")
    await amal.says("/assess")
    await amal.presses("Leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    await amal.presses("Finish anyway")
    await looks_again(amal, clock)
    await amal.says("/team")
    assert STAY in amal.sees
    await joins(amal, jo, "Leaders", "Leadership")
    await amal.says("/team")
    assert STAY not in amal.sees


async def test_who_looks_again_and_was_alone_is_told_nothing_of_colleagues(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.says("/team")
    assert STAY not in amal.sees


async def test_alone_there_is_no_team_to_leave(amal, jo):
    await leads(amal)
    await amal.says("/team")
    assert "Leave this team" not in amal.choices
    await joins(amal, jo, "Leaders")
    await amal.says("/team")
    assert "Leave this team" in amal.choices


async def test_a_code_that_is_too_old_is_no_longer_listed(amal, clock):
    await leads(amal)
    await invites(amal, "Human resources")
    clock.passes(days=14)
    await amal.says("/team")
    assert "Withdraw code 1" in amal.choices
    clock.passes(minutes=1)
    await amal.says("/team")
    assert "Withdraw code 1" not in amal.choices
