"""The ways out of a team: removed, leaving, forgotten, or handing over the lead; and a nudge to go on."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from people import Person
from teams import invites, joins, leads, part_of
from walking import answers, answers_everything, finishes

from bot.codes import grouped
from bot.flows.team.nudging import EVERY
from bot.replies import from_json
from storage.records import Assessment, Handled, Invite, Reminder

BOTH_STORES = True


async def works(person, *labels):
    """Answer the first questions of one's part."""
    await person.presses_data(f"area:{(await part_of(person)).ref}:leadership")
    await answers(person, *labels)


async def opens(lead, colleague):
    """Look at one colleague."""
    await lead.says("/team")
    await lead.presses(colleague)


@pytest.fixture
async def team(amal, jo, sam):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await joins(amal, sam, "Service delivery")
    await works(jo, "1 Early", "2 In place")


# Removing


async def test_somebody_is_removed_with_their_answers_once_the_lead_says_yes(amal, jo, sam, team):
    await opens(amal, "Human resources 1")
    await amal.presses("Remove this person")
    assert "Remove Human resources 1? Their part and their answers are deleted." in amal.sees
    assert len(await jo.assessments()) == 1
    await amal.presses("Yes, remove them")
    assert await jo.assessments() == []
    assert len(await sam.assessments()) == 1
    await jo.presses("3 Embedded")
    assert "is not here any more, or is not yours. Nothing has changed." in jo.sees
    await jo.says("/assess")
    assert "your answers in it are deleted." in jo.sees
    assert "Before we start" not in jo.sees
    await jo.presses("Start a new one")
    assert "Before we start" in jo.sees


async def test_no_removes_nobody(amal, jo, team):
    before = await part_of(jo)
    await opens(amal, "Human resources 1")
    await amal.presses("Remove this person")
    await amal.presses("No, keep them")
    assert "Human resources 1: 2 of 20 answered" in amal.sees
    assert await part_of(jo) == before


@pytest.mark.parametrize("what", ["removed", "handed"])
async def test_an_old_yes_asks_once_more(amal, jo, team, what):
    ref = (await part_of(jo)).ref
    await amal.presses_data(f"team:{what}:{ref}")
    assert any(each.startswith("Yes") for each in amal.choices)
    assert (await part_of(jo)).ref == ref
    assert len(await amal.assessments()) == 1


async def test_removing_the_same_person_twice_says_that_they_are_gone(amal, team):
    await opens(amal, "Human resources 1")
    await amal.presses("Remove this person")
    await amal.presses("Yes, remove them")
    await amal.presses("Yes, remove them")
    assert "That person does not take part any more" in amal.sees


@pytest.mark.parametrize("what", ["one", "nudge", "remove", "removed", "hand", "handed"])
async def test_nobody_but_the_lead_can_do_anything_about_somebody(jo, sam, app, team, what):
    before = await app.store.read(Assessment)
    for ref in ((await part_of(sam)).ref, (await part_of(jo)).of):
        await jo.presses_data(f"team:{what}:{ref}")
        assert "or you do not lead this self-assessment. Nothing has changed." in jo.sees
    assert await app.store.read(Assessment) == before


async def test_the_lead_cannot_remove_themselves(amal, team):
    before = await amal.assessment()
    for what in ("remove", "removed"):
        await amal.presses_data(f"team:{what}:{before.ref}")
        assert "Nothing has changed." in amal.sees
    assert await amal.assessment() == before


async def test_when_somebody_with_lived_experience_goes_what_was_shown_with_them_is_hidden(
    app, amal, sam, team
):
    delivery = [Person(app, f"delivery{each}") for each in range(3)]
    lived = Person(app, "lived")
    await joins(amal, lived, "Lived experience", "Leadership")
    for person in delivery:
        await joins(amal, person, "Service delivery", "Leadership")
        await works(person, "2 In place")
    await works(lived, "4 Leading")
    await works(sam, "2 In place")
    await amal.presses_data(f"voices:see:{(await amal.assessment()).ref}:L1")
    assert "4 Leading: 1 person" in amal.replies[0].text
    await opens(amal, "Lived experience 1")
    await amal.presses("Remove this person")
    assert "you will then see only how many have answered" in amal.sees
    await amal.presses("Yes, remove them")
    await amal.presses_data(f"voices:see:{(await amal.assessment()).ref}:L1")
    assert "5 of 6 have answered." in amal.sees
    assert "In place:" not in amal.replies[0].text
    assert not any(each.startswith("Take") for each in amal.choices)


# Leaving


async def test_a_colleague_leaves_and_their_part_is_deleted(amal, jo, team):
    await jo.says("/team")
    await jo.presses("Leave this team")
    assert "Your part and your answers are deleted. This cannot be undone." in jo.sees
    assert len(await jo.assessments()) == 1
    await jo.presses("Yes, leave and delete my answers")
    assert "You have left" in jo.sees
    assert await jo.assessments() == []
    await amal.says("/team")
    assert "Human resources" not in amal.sees


async def test_staying_goes_on(jo, team):
    await jo.says("/team")
    await jo.presses("Leave this team")
    await jo.presses("No, stay")
    assert len(await jo.assessments()) == 1
    assert jo.replies[-1].title == "L3. Awareness for everyone"


async def test_an_old_yes_to_leaving_asks_once_more(jo, team):
    await jo.presses_data(f"team:left:{(await part_of(jo)).ref}")
    assert "This cannot be undone." in jo.sees
    assert len(await jo.assessments()) == 1


async def test_the_lead_hands_over_before_leaving(amal, team):
    await amal.says("/team")
    await amal.presses("Leave this team")
    assert "please hand it over first" in amal.sees
    assert amal.choices == ["Hand over to: Human resources 1", "Hand over to: Service delivery 1"]
    assert len(await amal.assessments()) == 1


async def test_a_lead_alone_is_told_what_they_can_do(amal):
    await leads(amal)
    await amal.presses_data(f"team:leave:{(await amal.assessment()).ref}")
    assert "invite a colleague with /team and hand over to them. Or type /forget" in amal.sees


# Handing over


async def sent_to(person, app):
    """What Telegram is given to send to somebody."""
    app.upkeep.first["telegram"] = lambda address: None
    await app.upkeep.once()
    del app.upkeep.first["telegram"]
    waiting = await app.store.read(Handled, f"to-send:{person.address}")
    return "\n".join(from_json(each).text for handled in waiting for each in handled.replies)


async def asks_to_lead(lead, name="Human resources 1"):
    await opens(lead, name)
    await lead.presses("Hand over the lead")
    await lead.presses(f"Yes, ask {name}")


async def hands_over(amal, jo):
    await asks_to_lead(amal)
    await jo.says("/team")
    await jo.presses("Yes, I will lead")


async def test_what_was_agreed_stays_and_everybody_keeps_what_they_said(amal, jo, team):
    ref = (await amal.assessment()).ref
    await amal.presses_data(f"answer:{ref}:L1:3")
    await amal.says("Board minute")
    await amal.presses_data(f"answer:{ref}:L5:4")
    await amal.presses_data(f"voices:see:{ref}:L1")
    await amal.presses("Take the lower: 1 Early")
    await hands_over(amal, jo)
    whole = await jo.assessment()
    assert (whole.ref, whole.of, whole.profile["role"]) == (ref, "", "hr")
    l1 = whole.answers["L1"]
    assert (l1.score, l1.agreed, l1.own, l1.evidence) == (1, "lower", "1", "Board minute")
    assert (whole.answers["L2"].score, whole.answers["L2"].agreed) == (2, "")
    l5 = whole.answers["L5"]
    assert (l5.score, l5.agreed, l5.own) == (4, "handed", "")
    part = await part_of(amal)
    assert (part.of, part.voice, part.areas) == (ref, "leader", ("leadership",))
    assert {name: answer.score for name, answer in part.answers.items()} == {"L1": 3, "L5": 4}
    assert not any(answer.agreed or answer.own for answer in part.answers.values())


async def finished_by(amal, jo):
    """Amal has finished, with documents; human resources had said something else of five."""
    await works(jo, *["1 Early"] * 3)
    await amal.presses_data(f"area:{(await amal.assessment()).ref}:leadership")
    await answers(amal, *["3 Embedded"] * 20, evidence="Board paper")
    await amal.presses("Finish and see the result")
    if "Finish anyway" in amal.choices:
        await amal.presses("Finish anyway")


async def test_nothing_changes_until_the_colleague_says_yes(amal, jo, app, team):
    before = await amal.assessment()
    await asks_to_lead(amal)
    assert "You lead until they say yes. Please tell them: they type /team." in amal.sees
    assert replace(await amal.assessment(), handing_to="") == before
    await amal.says("/team")
    assert "Human resources 1: 2 of 20 answered. Asked to lead" in amal.sees
    for command in ("/team", "/assess"):
        await jo.says(command)
        assert jo.replies[0].title == "You are asked to lead"
    await jo.presses("No, I would rather not")
    assert await amal.assessment() == before
    assert "would rather not. You go on leading." in await sent_to(amal, app)
    await jo.says("/team")
    assert "asked to lead" not in jo.sees


async def test_the_colleague_is_told_at_their_next_visit_and_the_old_lead_when_they_said_yes(
    amal, jo, app, team
):
    await asks_to_lead(amal)
    await app.upkeep.once()
    await jo.says("/help")
    assert "You are asked to lead the self-assessment for" in jo.sees
    await jo.presses("Show it")
    await jo.presses("Yes, I will lead")
    assert "Your colleague leads the self-assessment for" in await sent_to(amal, app)
    assert not any(each.what == "lead" for each in await app.store.read(Reminder))


async def test_the_lead_takes_it_back_and_an_old_yes_does_nothing(amal, jo, app, team):
    await asks_to_lead(amal)
    await jo.says("/team")
    await opens(amal, "Human resources 1")
    await amal.presses("Take it back, I go on leading")
    assert "Human resources 1 is not asked to lead any more." in amal.sees
    before = await app.store.read(Assessment)
    for old in ("Yes, I will lead", "No, I would rather not"):
        await jo.presses(old)
        assert "You are not asked to lead this any more. Nothing has changed." in jo.sees
    assert await app.store.read(Assessment) == before
    assert not any(each.what == "lead" for each in await app.store.read(Reminder))


async def test_only_one_is_asked_at_a_time_and_nobody_else_can_say_yes(amal, jo, sam, team):
    await asks_to_lead(amal)
    await jo.says("/team")
    await asks_to_lead(amal, "Service delivery 1")
    await sam.presses_data(f"team:lead:{(await part_of(jo)).ref}")
    assert "Nothing has changed." in sam.sees
    await jo.presses("Yes, I will lead")
    assert "You are not asked to lead this any more." in jo.sees
    assert (await amal.assessment()).of == ""


async def test_who_led_and_had_answered_all_is_not_led_in_a_circle(amal, jo, sam):
    await leads(amal)
    await joins(amal, jo, "Human resources", "Leadership")
    await jo.presses("Begin")
    await jo.presses("Leadership")
    await answers(jo, *["2 In place"] * 5)
    await jo.presses("I have finished my part")
    await amal.presses_data(f"hub:{(await amal.assessment()).ref}")
    await amal.presses("Human resources")
    await answers(amal, *["2 In place"] * 5)
    await hands_over(amal, jo)
    await jo.says("/assess")
    assert "Everything is answered" not in jo.sees
    assert "Finish and see the result" not in jo.choices
    assert (await jo.assessment()).answers.keys() == {
        f"{area}{number}" for area in "LH" for number in range(1, 6)
    }
    await amal.says("3")
    assert {each.score for each in (await part_of(amal)).answers.values()} == {2}


async def test_everything_is_answered_is_said_only_where_it_is(amal, app):
    await answers_everything(amal)
    assert "Finish and see the result" in amal.choices
    assessment, session = await amal.assessment(), await amal.session()
    assert session.step == "complete"
    async with app.store.turn("test") as turn:
        turn.put(replace(assessment, answers={}))
    await amal.says("/assess")
    assert "Finish and see the result" not in amal.choices


async def test_a_finished_result_is_the_same_after_a_hand_over_and_is_the_new_leads(amal, jo, team):
    await finished_by(amal, jo)
    was = await amal.assessment()
    await amal.presses_data(f"result:{was.ref}")
    before = amal.sees
    await hands_over(amal, jo)
    await jo.presses_data(f"result:{was.ref}")
    assert jo.sees == before
    whole = await jo.assessment()
    for field in ("score", "evidence", "dont_know", "not_applicable", "at"):
        of_then, of_now = (
            {name: getattr(answer, field) for name, answer in each.answers.items()} for each in (was, whole)
        )
        assert of_now == of_then
    assert (whole.ref, whole.finished) == (was.ref, was.finished)
    assert {name: answer.own for name, answer in whole.answers.items() if answer.own} == {
        "L1": "1", "L2": "2", "L3": "1", "L4": "1", "L5": "1"
    }  # fmt: skip
    await jo.says("/history")
    assert grouped(was.ref) in jo.sees
    assert (await part_of(amal)).finished == was.finished


async def test_once_the_lead_has_finished_a_colleague_is_told_so_at_once(amal, jo, sam, team):
    await amal.presses_data(f"area:{(await amal.assessment()).ref}:leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    if "Finish anyway" in amal.choices:
        await amal.presses("Finish anyway")
    before, ref = await part_of(jo), (await part_of(jo)).ref
    for does in (
        "/assess", "/team", "/answers", "/result", "/pause", f"carry:{ref}", f"hub:{ref}", f"go:{ref}:L1",
        f"area:{ref}:leadership", f"skip:{ref}:L1", f"check:{ref}", f"finish:{ref}", f"which:{ref}",
    ):  # fmt: skip
        await (jo.says(does) if does.startswith("/") else jo.presses_data(does))
        assert "The person who leads has finished, so your answers stay as they are." in jo.sees, does
        assert "Still to answer" not in jo.sees
        assert "3 Embedded" not in jo.choices
        assert "Carry on" not in jo.choices
        assert not any(each.startswith("Change") for each in jo.choices)
    assert await part_of(jo) == before
    await jo.says("/start")
    assert "You are at" not in jo.sees
    await opens(amal, "Human resources 1")
    assert "Ask them to go on" not in amal.choices


async def test_what_is_closed_is_not_among_those_to_go_on_with(amal, sam):
    await leads(sam)
    await leads(amal)
    await joins(amal, sam, "Service delivery")
    await sam.says("/assess")
    assert len(sam.choices) == 2
    await amal.presses_data(f"area:{(await amal.assessment()).ref}:leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    if "Finish anyway" in amal.choices:
        await amal.presses("Finish anyway")
    await sam.says("/assess")
    assert "To do" in sam.replies[-1].text
    [own] = [each for each in await sam.assessments() if not each.of]
    assert sam.button("Leadership").carries == f"area:{own.ref}:leadership"


async def test_buttons_that_read_alike_bear_their_day(amal, jo, app, clock):
    ada = Person(app, "ada")
    for lead in (amal, ada):
        await leads(lead)
        await joins(lead, jo, "Others")
        clock.passes(days=1)
    await jo.says("/assess")
    place = "Your part: Moorland NHS Trust - Liaison and Diversion"
    assert sorted(jo.choices) == [f"{place}, 23 November 2026", f"{place}, 24 November 2026"]


async def test_over_hand_over_and_back_no_note_and_no_area_is_lost(amal, jo, sam):
    await leads(amal)
    await joins(amal, jo, "Human resources", "Leadership")
    ref = (await amal.assessment()).ref
    for person, note in ((amal, "Board minute"), (jo, "HR policy")):
        own = ref if person is amal else (await part_of(jo)).ref
        await person.presses_data(f"answer:{own}:L1:3")
        await person.says(note)
    await hands_over(amal, jo)
    await jo.presses_data(f"voices:see:{ref}:L1")
    assert "- Board minute\n- HR policy" in jo.sees
    assert "2 of 2 have answered." in jo.sees
    await jo.presses_data(f"voices:see:{ref}:H1")
    assert "nobody has answered yet" in jo.sees
    await asks_to_lead(jo, "Leaders 1")
    await amal.says("/team")
    await amal.presses("Yes, I will lead")
    whole, part = await amal.assessment(), await part_of(jo)
    l1 = whole.answers["L1"]
    assert (l1.score, l1.evidence, l1.own, l1.own_note) == (3, "Board minute", "3", "Board minute")
    assert (part.areas, part.answers["L1"].score) == (("leadership",), 3)
    assert part.answers["L1"].evidence == "HR policy"


async def test_what_came_with_the_lead_gives_way_to_what_the_new_lead_says(amal, jo, team):
    ref = (await amal.assessment()).ref
    await amal.presses_data(f"answer:{ref}:S2:4")
    await hands_over(amal, jo)
    await jo.presses_data(f"go:{ref}:S2")
    assert "from who led before: 4 Leading. What you choose takes its place." in jo.sees
    await jo.presses("1 Early")
    answer = (await jo.assessment()).answers["S2"]
    assert (answer.score, answer.agreed) == (1, "")
    assert (await part_of(amal)).answers["S2"].score == 4


async def test_the_new_lead_leads_and_the_old_one_takes_part(amal, jo, sam, team):
    await hands_over(amal, jo)
    assert "You lead now." in jo.sees
    await jo.says("/team")
    assert "You lead: 2 of 20 answered" in jo.sees
    assert "Leaders 1: 0 of 20 answered" in jo.sees
    await amal.says("/team")
    assert "You take part in the self-assessment of" in amal.sees
    await opens(jo, "Leaders 1")
    await jo.presses("Remove this person")
    await jo.presses("Yes, remove them")
    assert await amal.assessments() == []


async def test_dont_know_and_not_applicable_come_back_as_they_were(amal, jo, team):
    ref = (await amal.assessment()).ref
    await amal.presses_data(f"answer:{ref}:L1:dk")
    await amal.presses_data(f"reason:{ref}:H4")
    for criterion in ("L1", "H4"):
        await amal.presses_data(f"voices:see:{ref}:{criterion}")
        await amal.presses("We talked: 2 In place")
    await hands_over(amal, jo)
    part = await part_of(amal)
    assert part.answers["L1"].dont_know
    assert part.answers["H4"].not_applicable


async def test_codes_and_reminders_go_with_the_lead(amal, jo, app, team):
    code = await invites(amal, "Others")
    ref = (await amal.assessment()).ref
    await opens(amal, "Human resources 1")
    await amal.presses("Ask them to go on")
    await hands_over(amal, jo)
    kept = {(each.address, each.place, each.what, each.ref) for each in await app.store.read(Reminder)}
    assert {each for each in kept if each[0] != "telegram:sam"} == {
        (jo.address, "jo", "draft", ref),
        (amal.address, "amal", "draft", (await part_of(amal)).ref),
        (amal.address, "amal", "leads", (await part_of(amal)).ref),
    }
    assert {each.by for each in await app.store.read(Invite, f"for:{ref}")} == {jo.address}
    await amal.says(f"/code {code}")
    assert "You take part in this self-assessment already." in amal.sees


async def test_a_new_lead_who_was_in_the_middle_of_a_question_loses_nothing(amal, jo, team):
    await hands_over(amal, jo)
    await jo.presses("3 Embedded")
    assert "is not yours. Nothing has changed. Type /assess to go on." in jo.sees
    await jo.says("/assess")
    assert "You are at 3 of 20, all saved." in jo.sees


# Nudging and reminding


async def nudges(app):
    return [each for each in await app.store.read(Reminder) if each.what == "nudge"]


@pytest.mark.parametrize("days", [6.99, 7])
async def test_one_nudge_a_week_for_each_person(amal, app, clock, team, days):
    await opens(amal, "Human resources 1")
    await amal.presses("Ask them to go on")
    assert "Human resources 1 is asked to go on, once" in amal.sees
    [first] = await nudges(app)
    assert (first.address, first.place, first.what) == ("web:jo", "jo", "nudge")
    assert first.due == "2026-11-23T09:00:00+00:00"
    clock.passes(days=days)
    await amal.presses("Ask them to go on")
    [second] = await nudges(app)
    assert (second.due != first.due) is (days == 7)
    assert ("You can ask again from 30 November." in amal.sees) is (days < 7)


async def test_a_week_is_seven_days_and_everybody_has_their_own(amal, app, team):
    assert timedelta(days=7) == EVERY
    for name in ("Human resources 1", "Service delivery 1"):
        await opens(amal, name)
        await amal.presses("Ask them to go on")
    assert len(await nudges(app)) == 2


async def test_who_has_finished_is_left_alone(amal, jo, app, team):
    await opens(amal, "Human resources 1")
    old = amal.button("Ask them to go on").carries
    await answers(jo, *["2 In place"] * 18)
    await jo.presses("I have finished my part")
    await opens(amal, "Human resources 1")
    assert "Ask them to go on" not in amal.choices
    await amal.presses_data(old)
    assert "nobody was asked" in amal.sees
    assert await nudges(app) == []


async def test_the_colleague_is_reminded_in_words_that_say_what_it_is(amal, jo, app, clock, team):
    await opens(amal, "Human resources 1")
    await amal.presses("Ask them to go on")
    await app.upkeep.once()
    await jo.says("/help")
    assert "The person who leads the self-assessment for" in jo.sees
    assert "asks you to answer your part." in jo.sees
    await jo.presses("Carry on")
    assert "You are at 3 of 20, all saved." in jo.sees
    await jo.says("/reminders")
    assert "your part in the self-assessment for" in jo.sees


async def test_once_the_lead_has_finished_nobody_is_reminded_of_their_part(amal, jo, app, team):
    await answers(jo, *["2 In place"] * 18)
    await jo.presses("I have finished my part")
    assert "year" not in {each.what for each in await app.store.read(Reminder)}
    await amal.says("/assess")
    await amal.presses("Leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    if "Finish anyway" in amal.choices:
        await amal.presses("Finish anyway")
    await amal.presses("Finish anyway")
    [reminder] = await app.store.read(Reminder)
    assert (reminder.address, reminder.what) == (amal.address, "year")


async def test_a_reminder_that_waited_is_not_shown_once_the_lead_has_finished(amal, jo, app, clock, team):
    clock.passes(days=15)
    await app.upkeep.once()
    assert (await jo.session()).reminder
    await amal.says("/assess")
    await amal.presses("Leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    await amal.presses("Finish anyway")
    await jo.says("/help")
    assert "your part" not in jo.replies[0].text
    assert (await jo.session()).reminder is None


# Forgetting, and what is kept


async def forgets(person):
    await person.says("/forget")
    await person.presses("Yes, delete it")


async def test_when_a_colleague_is_forgotten_their_part_goes_and_the_rest_stays(amal, jo, sam, store, team):
    await jo.says("/forget")
    assert "Your part would be deleted. What was agreed there stays." in jo.sees
    await jo.presses("Yes, delete it")
    assert not any(jo.address in str(each.to_json()) for each in await store.everything())
    assert len(await amal.assessments()) == len(await sam.assessments()) == 1


async def test_when_a_lead_is_forgotten_the_team_goes_with_them_and_they_are_told_before(
    amal, jo, sam, app, team
):
    await invites(amal, "Others")
    await opens(amal, "Human resources 1")
    await amal.presses("Ask them to go on")
    await amal.says("/forget")
    assert "The parts of others in it would be deleted too: 2." in amal.sees
    assert "hand over the lead first, with /team" in amal.sees
    await amal.presses("Yes, delete it")
    for kind in (Assessment, Invite, Reminder):
        assert await app.store.read(kind) == []
    assert not any(amal.address in str(each.to_json()) for each in await app.store.everything())
    await jo.presses("3 Embedded")
    assert "is not here any more" in jo.sees
    await sam.says("/team")
    assert "is not kept here any more, and your answers in it are deleted." in sam.sees


async def test_once_handed_over_a_forgotten_lead_takes_only_their_own_with_them(amal, jo, sam, store, team):
    await hands_over(amal, jo)
    await forgets(amal)
    assert not any(amal.address in str(each.to_json()) for each in await store.everything())
    assert (await jo.assessment()).of == ""
    assert len(await sam.assessments()) == 1


async def test_who_works_alone_is_told_nothing_of_teams(amal):
    await leads(amal)
    await amal.says("/forget")
    assert "team" not in amal.sees


async def test_mydata_holds_parts_and_invitations_and_nothing_of_others(amal, jo, team):
    await invites(amal, "Others")
    for person, parts, invited in ((amal, 0, 3), (jo, 1, 0)):
        await person.says("/mydata")
        to_read, for_machines = person.documents
        [held] = json.loads(for_machines.content)["places"]
        assert len([each for each in held["assessments"] if each["of"]]) == parts
        assert len(held["invitations"]) == invited
        other = jo if person is amal else amal
        assert other.address not in (to_read.content + for_machines.content).decode()


async def test_an_export_holds_whole_assessments_and_no_parts(amal, priya, team):
    await priya.says("/export json")
    assert "Assessments in it: 1." in priya.sees
    assert len(json.loads((await priya.files())[0].content)["assessments"]) == 1


async def test_beside_a_finished_one_the_team_of_the_other_is_shown(amal, jo):
    await finishes(jo)
    await leads(amal)
    await joins(amal, jo, "Others")
    await jo.says("/team")
    assert "You take part in the self-assessment of" in jo.sees
