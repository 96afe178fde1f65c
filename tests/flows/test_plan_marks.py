"""What people mark in a plan: dates with their reminders, areas, ticks; and what becomes of them."""

from dataclasses import replace

import pytest
from walking import finishes

from storage.records import Member, PlanStep, Reminder

BOTH_STORES = True


async def plans(person, **differing):
    """Have S2 as the one step to Bronze, and look at it."""
    await finishes(person, **({"S2": "1 Early"} | differing))
    await person.says("/plan")
    await person.presses("Open S2")


async def reminders(app):
    return [each for each in await app.store.read(Reminder) if each.what == "plan"]


async def marked(person):
    return (await person.assessment()).plan


@pytest.mark.parametrize(
    ("label", "day", "in_words"),
    [
        ("In 1 month", "2026-12-23", "23 December 2026"),
        ("In 3 months", "2027-02-23", "23 February 2027"),
        ("In 6 months", "2027-05-23", "23 May 2027"),
        ("In 12 months", "2027-11-23", "23 November 2027"),
    ],
)
async def test_a_date_is_a_press_and_brings_a_reminder_at_nine_that_day(app, amal, label, day, in_words):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.presses(label)
    assert amal.sees == f"Saved: S2 is due on {in_words}. You will be asked about it on that day."
    assert await marked(amal) == {"S2": PlanStep(due=day)}
    [reminder] = await reminders(app)
    assert reminder == Reminder(
        amal.address, "amal", "plan", (await amal.assessment()).ref, f"{day}T09:00:00+00:00", "S2"
    )
    await amal.presses("Back to the plan")
    assert f"Due: {in_words}." in amal.sees


@pytest.mark.parametrize("typed", ["1 March 2027", "2027-03-01", "01/03/2027", "1st march 2027"])
async def test_a_date_can_be_typed(app, amal, typed):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.says(typed)
    assert await marked(amal) == {"S2": PlanStep(due="2027-03-01")}
    assert [each.due for each in await reminders(app)] == ["2027-03-01T09:00:00+00:00"]
    await amal.says("2 March 2027")  # nobody asked
    assert await marked(amal) == {"S2": PlanStep(due="2027-03-01")}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "I could not read that as a date. Please type it like 1 March 2027, or press a button."),
        ("23 November 2026", "That day is not in the future. Please choose a later one."),
        ("1 March 2020", "That day is not in the future. Please choose a later one."),
    ],
)
async def test_what_is_no_date_to_come_is_asked_again_and_nothing_is_kept(app, amal, typed, said):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.says(typed)
    assert said in amal.sees
    assert amal.replies[-1].text.startswith("When is S2 due?")
    assert await marked(amal) == {}
    assert await reminders(app) == []
    await amal.says("24 November 2026")
    assert await marked(amal) == {"S2": PlanStep(due="2026-11-24")}


async def test_a_question_in_between_is_answered_and_the_date_asked_again(amal):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.says("what are the levels?")
    assert "I could not read that" not in amal.sees
    assert amal.replies[-1].text.startswith("When is S2 due?")
    assert await marked(amal) == {}


async def test_a_new_date_moves_the_reminder_and_no_date_takes_it_away(app, amal):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.presses("In 1 month")
    await amal.presses("Set a date")
    await amal.presses("In 6 months")
    assert [each.due for each in await reminders(app)] == ["2027-05-23T09:00:00+00:00"]
    await amal.presses("Set a date")
    await amal.presses("No date")
    assert amal.sees.endswith("S2 has no date now.")
    assert await reminders(app) == []
    assert await marked(amal) == {}


async def test_a_plan_is_not_opened_where_others_read_along(app, amal):
    await plans(amal)
    await amal.presses_in_the_group("Set a date")
    assert "does not fit any more. Nothing has changed." in amal.sees
    assert await reminders(app) == []


async def test_a_month_that_is_shorter_ends_on_its_last_day(amal, clock):
    clock.passes(days=68)  # 30 January 2027
    await plans(amal)
    await amal.presses("Set a date")
    await amal.presses("In 1 month")
    assert (await marked(amal))["S2"].due == "2027-02-28"
    await amal.presses("Set a date")
    await amal.presses("In 3 months")
    assert (await marked(amal))["S2"].due == "2027-04-30"


async def test_on_its_day_it_is_asked_after_and_the_plan_is_a_press_away(app, jo, clock):
    await plans(jo)
    await jo.presses("Set a date")
    await jo.presses("In 1 month")
    clock.passes(days=29)
    await app.upkeep.once()
    await jo.says("hello")
    assert "there is a date for this step" not in jo.sees
    clock.passes(days=1)
    await app.upkeep.once()
    await jo.says("hello")
    assert "there is a date for this step: S2 Supervision and support." in jo.sees
    await jo.presses("Show it")
    assert jo.replies[0].title == "Plan for Bronze"


async def test_a_tick_asks_whether_the_score_has_changed_and_takes_the_reminder_away(app, amal):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.presses("In 1 month")
    await amal.presses("Done")
    assert "S2 is ticked off. Well done. Has the score changed too?" in amal.sees
    assert "1 of 1, steps done" in amal.sees
    assert await marked(amal) == {"S2": PlanStep(due="2026-12-23", done="2026-11-23T09:00:00+00:00")}
    assert await reminders(app) == []
    await amal.presses("Look at S2 again")
    assert amal.replies[-1].title == "S2. Supervision and support"


async def test_a_tick_can_be_taken_back_and_the_reminder_comes_back_with_it(app, amal):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.presses("In 1 month")
    await amal.presses("Done")
    await amal.presses("Not done after all")
    assert "S2 is open again." in amal.sees
    assert "0 of 1, steps done" in amal.sees
    assert await marked(amal) == {"S2": PlanStep(due="2026-12-23")}
    assert [each.due for each in await reminders(app)] == ["2026-12-23T09:00:00+00:00"]


async def test_a_tick_taken_back_behind_the_date_brings_no_reminder(app, amal, clock):
    await plans(amal)
    await amal.presses("Set a date")
    await amal.presses("In 1 month")
    await amal.presses("Done")
    clock.passes(days=31)
    await amal.presses("Not done after all")
    assert await reminders(app) == []


async def test_ticked_twice_keeps_the_first_day(amal, clock):
    await plans(amal)
    await amal.presses("Done")
    clock.passes(days=3)
    await amal.presses("Done")
    assert (await marked(amal))["S2"].done.startswith("2026-11-23")
    await amal.presses("Back to the plan")
    assert "Ticked off on 23 November 2026." in amal.sees


async def test_progress_counts_the_steps_that_are_ticked_off(amal):
    await plans(amal, H1="1 Early", R1="1 Early")
    assert await marked(amal) == {}
    await amal.presses("Done")
    await amal.presses("Back to the plan")
    assert "1 of 3, steps done" in amal.sees


async def test_once_the_score_is_there_the_step_is_not_needed_and_its_marks_stay(amal, clock):
    await plans(amal, H1="1 Early")
    await amal.presses("Done")
    clock.passes(minutes=1)
    await amal.presses_data(f"answer:{(await amal.assessment()).ref}:S2:2")
    await amal.presses("Back to the plan")
    [left] = [each for each in amal.replies if each.title.startswith("Not needed any more")]
    assert left.text == "- S2 Supervision and support. Ticked off on 23 November 2026."
    assert "1 of 2, steps done" in amal.sees
    await amal.presses("Open S2")
    assert (
        "S2 is not a step to Bronze any more, as your answers stand now. Your dates and ticks stay."
        in amal.sees
    )


async def test_a_tick_ends_when_the_answer_is_given_anew_and_the_step_is_still_needed(amal, clock):
    await plans(amal, S2="0 Not started")
    await amal.presses("Done")
    clock.passes(minutes=1)
    await amal.presses_data(f"answer:{(await amal.assessment()).ref}:S2:1")
    await amal.presses("Back to the plan")
    assert "0 of 1, steps done" in amal.sees
    assert "Ticked off" not in amal.sees
    await amal.presses("Done")
    assert (await marked(amal))["S2"].done == "2026-11-23T09:01:00+00:00"


async def test_another_area_can_see_to_a_step_and_the_own_one_again(amal):
    await plans(amal)
    await amal.presses("Choose the area")
    await amal.presses("Human resources")
    assert "Saved: Human resources sees to S2." in amal.sees
    assert await marked(amal) == {"S2": PlanStep(area="human-resources")}
    await amal.presses("Back to the plan")
    [reply] = [each for each in amal.replies if each.title == "Human resources"]
    assert "- S2 " in reply.text
    await amal.presses_data(f"plan:{(await amal.assessment()).ref}:bronze:who:S2:service-delivery")
    assert await marked(amal) == {}


async def test_who_wants_no_reminders_is_not_told_that_one_will_come(app, amal):
    await plans(amal)
    async with app.store.turn("test") as turn:
        turn.put(replace(await turn.get(Member, amal.address) or Member(amal.address), quiet="2026-11-01"))
    await amal.presses("Set a date")
    await amal.presses("In 1 month")
    assert amal.sees == "Saved: S2 is due on 23 December 2026."
    await amal.presses("Set a date")
    await amal.says("1 March 2027")
    assert amal.sees == "Saved: S2 is due on 1 March 2027."


NOT_A_STEP = "L1 is not a step to Bronze any more, as your answers stand now."


@pytest.mark.parametrize(
    "what", ["step:L1", "tick:L1", "untick:L1", "when:L1", "when:L1:3", "who:L1:leadership"]
)
async def test_an_old_button_of_what_was_never_marked_says_so_and_keeps_nothing(app, amal, what):
    await plans(amal)
    before = await amal.assessment()
    await amal.presses_data(f"plan:{before.ref}:bronze:{what}")
    assert NOT_A_STEP in amal.sees
    assert await amal.assessment() == before
    assert await reminders(app) == []


@pytest.mark.parametrize(
    "carried",
    [
        "plan:{}:bronze:tick:S2", "plan:{}:bronze:when:S2:3", "plan:{}:bronze:who:S2:leadership",
        "plan:{}:bronze", "plan:{}", "if:{}", "if:{}:S2:3", "why:{}",
    ],
)  # fmt: skip
async def test_a_button_of_somebody_elses_plan_shows_and_changes_nothing(amal, jo, carried):
    await plans(amal)
    before = await amal.assessment()
    await jo.presses_data(carried.format(before.ref))
    assert "belongs to a self-assessment that is not here any more, or is not yours" in jo.sees
    assert len(jo.replies) == 1
    assert await amal.assessment() == before


@pytest.mark.parametrize(
    "carried",
    [
        "plan:{}:brass", "plan:{}:working-towards", "plan:{}:bronze:eat:S2", "plan:{}:bronze:tick:Z9",
        "plan:{}:bronze:tick", "plan:{}:bronze:when:S2:2", "plan:{}:bronze:when:S2:-1",
        "plan:{}:bronze:when:S2:x", "plan:{}:bronze:who:S2:kitchen", "if:{}:Z9", "if:{}:S2:5", "if:{}:S2:x",
    ],
)  # fmt: skip
async def test_a_made_up_button_changes_nothing_and_says_so(amal, carried):
    await plans(amal)
    before = await amal.assessment()
    await amal.presses_data(carried.format(before.ref))
    assert "does not fit any more. Nothing has changed." in amal.sees
    assert await amal.assessment() == before


async def test_a_date_asked_for_a_step_that_has_gone_meanwhile_is_not_asked_again(app, amal):
    await plans(amal)
    await amal.presses("Set a date")
    assessment = await amal.assessment()
    async with app.store.turn("test") as turn:
        better = replace(assessment.answers["S2"], score=2)
        turn.put(replace(assessment, answers={**assessment.answers, "S2": better}))
    await amal.says("1 March 2027")
    assert amal.sees.startswith("S2 is not a step to Bronze any more")
    assert len(amal.replies) == 1
    assert (await amal.session()).flow == ""


async def test_of_an_assessment_that_was_looked_at_again_nothing_can_be_marked_any_more(app, amal):
    await plans(amal)
    closed = replace(await amal.assessment(), later="LATE2222")
    async with app.store.turn("test") as turn:
        turn.put(closed)
    for what in ("tick:S2", "when:S2:3", "who:S2:leadership"):
        await amal.presses_data(f"plan:{closed.ref}:bronze:{what}")
        assert "You have started a newer self-assessment from this one." in amal.sees
    assert await amal.assessment() == closed
    assert await reminders(app) == []


async def test_every_button_of_the_plan_fits_into_a_telegram_button(amal):
    await finishes(amal, "0 Not started")
    await amal.says("/plan")
    for label in ("Plan for Silver", "Open R1", "Choose the area", "Back to the plan", "Set a date"):
        await amal.presses(label)
    carried = {choice.carries for reply in amal.shown for choice in reply.choices}
    assert max(len(each.encode()) for each in carried) <= 64
