"""People are reminded of what waits for them: when it is due, once, at civil hours, one a day at most."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from figures import figures
from people import NO_HURRY, Person, StoreThatCannotKeep
from walking import agrees, answers, finishes, reaches_the_first_question

from bot import london
from bot.app import assemble
from bot.replies import from_json
from bot.upkeep import reminding
from storage.errors import StoreError
from storage.records import Assessment, EvidenceNote, Handled, Member, PlanStep, Reminder, Session
from storage.tinydb_store import TinyDbStore

BOTH_STORES = True
DRAFT = "You have begun a self-assessment for"
YEAR = "It is a year since you finished"


@pytest.fixture
def sent_on_telegram(app, monkeypatch):
    """Telegram is running: what is handed over to it."""
    delivered = []
    monkeypatch.setitem(app.upkeep.first, "telegram", delivered.append)
    return delivered


async def messages(store, person) -> list[str]:
    """What waits to be sent to somebody, in words."""
    waiting = await store.read(Handled, f"to-send:{person.address}")
    return [from_json(each).text for handled in waiting for each in handled.replies]


async def planned(store, person) -> list[str]:
    """Which reminders are kept for somebody, with their days."""
    kept = await store.read(Reminder, f"person:{person.address}")
    return [f"{each.what} {each.due[:10]}" for each in kept]


async def reminder_for(store, person, what, due="2026-11-23T09:00:00+00:00", subject="", **changes):
    """Have one kept, as another part of the assistant does, about the one assessment of that person."""
    assessment = await person.assessment()
    async with store.turn("test") as turn:
        turn.put(replace(assessment, **changes))
        turn.put(Reminder(person.address, "a group", what, assessment.ref, due, subject))


# Drafts


async def test_a_draft_is_reminded_of_after_14_days_and_not_before(app, amal, clock, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    clock.passes(days=13, hours=23)
    await app.upkeep.once()
    assert await messages(store, amal) == []
    clock.passes(hours=1)
    await app.upkeep.once()
    [said] = await messages(store, amal)
    assert said.startswith(f"{DRAFT} \u2068Moorland NHS Trust\u2069, \u2068Liaison and Diversion\u2069.")
    assert sent_on_telegram == [amal.address]


async def test_what_became_of_those_that_were_due_is_counted(app, amal, clock, store, sent_on_telegram):
    async def counted():
        each = (await figures(app.watch, store)).of("charter_reminders_total")
        return [each.get((outcome,), 0) for outcome in ("told", "moved", "dropped")]

    told, postponed, dropped = await counted()
    await reaches_the_first_question(amal)
    clock.passes(days=14)
    await app.upkeep.once()
    assert await counted() == [told + 1, postponed, dropped]
    await reminder_for(store, amal, "nudge")  # a second one on the same day has to wait
    await app.upkeep.once()
    assert await counted() == [told + 1, postponed + 1, dropped]
    await amal.says("/reminders")
    await amal.presses("Stop reminders")
    clock.passes(days=1)
    await app.upkeep.once()
    assert await counted() == [told + 1, postponed + 1, dropped + 1]


async def test_it_is_sent_once_however_often_is_looked(app, amal, clock, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    for _ in range(60):
        clock.passes(days=1)
        await app.upkeep.once()
    assert len(await messages(store, amal)) == 1
    assert await planned(store, amal) == []


async def test_a_draft_that_was_touched_meanwhile_is_reminded_of_later(
    app, amal, clock, store, sent_on_telegram
):
    await reaches_the_first_question(amal)
    clock.passes(days=10)
    await answers(amal, "2 In place")
    clock.passes(days=4)
    await app.upkeep.once()
    assert await messages(store, amal) == []
    assert await planned(store, amal) == ["draft 2026-12-17"]
    clock.passes(days=10)
    await app.upkeep.once()
    assert len(await messages(store, amal)) == 1


async def test_answers_write_no_reminders(amal, clock, store):
    await reaches_the_first_question(amal)
    before = await store.read(Reminder)
    clock.passes(hours=1)
    await answers(amal, "2 In place", "1 Early", "0 Not started")
    assert await store.read(Reminder) == before


async def test_who_goes_on_after_a_reminder_is_reminded_when_they_stop_again(
    app, amal, clock, store, sent_on_telegram
):
    await reaches_the_first_question(amal)
    clock.passes(days=20)
    await app.upkeep.once()
    await answers(amal, "2 In place")
    assert await planned(store, amal) == ["draft 2026-12-27"]


async def test_a_draft_whose_organisation_is_not_known_yet_has_a_name_too(
    app, amal, clock, store, sent_on_telegram
):
    await agrees(amal)
    clock.passes(days=14)
    await app.upkeep.once()
    assert (await messages(store, amal))[0].startswith(f"{DRAFT} your service.")


async def test_carry_on_takes_up_the_draft_where_it_is(app, jo, clock):
    await reaches_the_first_question(jo)
    await jo.says("/pause")
    clock.passes(days=14)
    await app.upkeep.once()
    await jo.says("/help")
    await jo.presses("Carry on")
    assert jo.replies[-1].title == "L1. A senior person owns this"


async def test_carry_on_leads_to_the_draft_it_speaks_of_and_not_to_the_one_in_hand(amal, store):
    await reaches_the_first_question(amal)
    other = replace(await amal.assessment(), ref="OTHERREF")
    async with store.turn("test") as turn:
        turn.put(other)
    await amal.presses_data("carry:OTHERREF")
    assert (await amal.session()).assessment == "OTHERREF"
    assert (await amal.session()).step == "hub"


async def test_changing_what_is_finished_makes_no_draft_of_it(amal, clock, store):
    await finishes(amal)
    clock.passes(days=20)
    await amal.presses_data(f"answer:{(await amal.assessment()).ref}:L1:1")
    assert await planned(store, amal) == ["year 2027-11-23"]


async def test_what_is_finished_is_not_reminded_of_as_a_draft(app, amal, clock, store, sent_on_telegram):
    await finishes(amal)
    assert await planned(store, amal) == ["year 2027-11-23"]
    clock.passes(days=364)
    await app.upkeep.once()
    assert await messages(store, amal) == []


# A year after a result


async def test_a_year_after_a_result_people_are_asked_to_look_again(
    app, amal, clock, store, sent_on_telegram
):
    await finishes(amal)
    clock.passes(days=365)
    await app.upkeep.once()
    [said] = await messages(store, amal)
    assert said.startswith(YEAR)


async def test_who_has_looked_again_already_is_not_asked_to(app, amal, clock, store, sent_on_telegram):
    await finishes(amal)
    old = await amal.assessment()
    async with store.turn("test") as turn:
        turn.put(replace(old, later="NEWERREF"))  # which somebody else may lead by now
    clock.passes(days=365)
    await app.upkeep.once()
    assert await messages(store, amal) == []
    assert await planned(store, amal) == []


async def test_finishing_again_after_a_change_does_not_put_the_year_off(amal, clock, store):
    await finishes(amal)
    finish = amal.button("Finish and see the result").carries
    clock.passes(days=100)
    await amal.presses_data(finish)
    assert await planned(store, amal) == ["year 2027-11-23"]


# What other parts ask for: steps of the plan, evidence, nudges


async def test_a_step_of_the_plan_is_asked_after_on_its_day(app, amal, store, sent_on_telegram):
    await finishes(amal)
    await reminder_for(store, amal, "plan", subject="S2", plan={"S2": PlanStep(due="2026-11-23")})
    await app.upkeep.once()
    [said] = await messages(store, amal)
    assert "there is a date for this step: S2 Supervision and support." in said


NOTE = EvidenceNote("مرحبا policy", ("L1",), valid_until="2026-12-23")


async def test_evidence_is_named_with_its_day_when_it_is_about_to_run_out(app, amal, store, sent_on_telegram):
    await finishes(amal)
    await reminder_for(store, amal, "evidence", subject="n1", register={"n1": NOTE})
    await app.upkeep.once()
    [said] = await messages(store, amal)
    assert "\u2068مرحبا policy\u2069 is valid until 23 December 2026." in said


@pytest.mark.parametrize(
    ("what", "now"),
    [
        ("plan", {"plan": {"x": PlanStep(due="2026-11-23", done="2026-11-20")}}),
        ("plan", {"plan": {"x": PlanStep()}}),
        ("plan", {"plan": {}}),
        ("evidence", {"register": {}}),
        ("evidence", {"register": {"x": replace(NOTE, valid_until="")}}),
        ("nudge", {"finished": "2026-11-23T09:00:00+00:00"}),
        ("draft", {"finished": "2026-11-23T09:00:00+00:00"}),
        ("year", {"finished": ""}),
        ("nudge", {"owner": "telegram:somebody-else", "finished": ""}),
        ("unheard of", {}),
    ],
)
@pytest.mark.usefixtures("sent_on_telegram")
async def test_what_no_longer_holds_is_dropped_without_a_word(app, amal, store, what, now):
    await finishes(amal)
    await reminder_for(store, amal, what, subject="x", **now)
    await app.upkeep.once()
    assert await messages(store, amal) == []
    assert [each for each in await store.read(Reminder) if each.subject == "x"] == []


async def test_evidence_is_spoken_of_30_days_ahead_and_not_sooner(app, amal, clock, store, sent_on_telegram):
    await finishes(amal)
    newer = replace(NOTE, valid_until="2026-12-24")
    await reminder_for(store, amal, "evidence", subject="n1", register={"n1": newer})
    await app.upkeep.once()
    assert await messages(store, amal) == []
    clock.passes(days=1)
    await app.upkeep.once()
    assert len(await messages(store, amal)) == 1


async def test_a_nudge_is_sent_to_the_person_alone_even_if_a_group_was_noted(
    app, amal, store, sent_on_telegram
):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    await app.upkeep.once()
    [nudge] = await store.read(Handled, f"to-send:{amal.address}")
    assert (nudge.place, nudge.group, nudge.to_send) == ("amal", False, 1)
    assert "asks you to answer your part" in from_json(nudge.replies[0]).text


# When


async def test_nothing_is_sent_at_night(app, amal, clock, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    clock.time = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    for _ in range(12):
        await app.upkeep.once()
        assert await messages(store, amal) == []
        clock.passes(minutes=59, seconds=59)
    clock.time = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    await app.upkeep.once()
    assert len(await messages(store, amal)) == 1


@pytest.mark.parametrize(
    ("utc", "civil"),
    [
        ("2026-03-28T07:59:59", False),  # the last day of winter time: London is at UTC
        ("2026-03-28T08:00:00", True),
        ("2026-03-29T06:59:59", False),  # the clocks went forward in the night
        ("2026-03-29T07:00:00", True),
        ("2026-03-29T18:59:59", True),
        ("2026-03-29T19:00:00", False),
        ("2026-10-24T06:59:59", False),  # the last day of summer time
        ("2026-10-24T07:00:00", True),
        ("2026-10-25T07:59:59", False),  # the clocks went back in the night
        ("2026-10-25T08:00:00", True),
        ("2026-10-25T19:59:59", True),
        ("2026-10-25T20:00:00", False),
    ],
)
def test_civil_hours_are_those_of_london_on_either_side_of_a_change_of_clocks(utc, civil):
    assert london.is_civil(datetime.fromisoformat(utc).replace(tzinfo=UTC)) is civil


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-03-28T12:00:00+00:00", "2026-03-29T07:00:00+00:00"),
        ("2026-10-24T12:00:00+00:00", "2026-10-25T08:00:00+00:00"),
        ("2026-06-01T23:30:00+00:00", "2026-06-03T07:00:00+00:00"),  # in London it is the 2nd already
    ],
)
def test_the_next_morning_begins_at_eight_in_london(now, morning):
    assert london.next_morning(datetime.fromisoformat(now)).isoformat() == morning


async def test_somebody_has_one_reminder_a_day_and_the_rest_on_the_days_after(
    app, amal, clock, store, sent_on_telegram
):
    await reaches_the_first_question(amal)
    steps = {each: PlanStep(due="2026-11-23") for each in ("L1", "L2")}
    await reminder_for(store, amal, "nudge", plan=steps)
    for each in steps:
        await reminder_for(store, amal, "plan", subject=each, plan=steps)
    counts = []
    for _ in range(4):
        for _ in range(3):
            await app.upkeep.once()
        counts.append(len(await messages(store, amal)))
        clock.passes(days=1)
    assert counts == [1, 2, 3, 3]


async def test_what_is_put_off_is_due_the_next_morning(app, amal, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge", due="2026-11-22T09:00:00+00:00")
    await reminder_for(store, amal, "plan", subject="L1", plan={"L1": PlanStep(due="2026-11-23")})
    await app.upkeep.once()
    [put_off] = await store.read(Reminder, "due:2026-11-24")
    assert (put_off.what, put_off.due) == ("plan", "2026-11-24T08:00:00+00:00")


async def test_one_persons_reminder_is_not_anothers(app, amal, sam, store, sent_on_telegram):
    for person in (amal, sam):
        await reaches_the_first_question(person)
        await reminder_for(store, person, "nudge")
    await app.upkeep.once()
    assert [len(await messages(store, each)) for each in (amal, sam)] == [1, 1]


async def test_a_round_sends_no_more_than_it_should_oldest_first(app, store, sent_on_telegram, monkeypatch):
    assert reminding.AT_ONCE == 100
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    people = [Person(app, f"p{number}", channel="telegram") for number in range(3)]
    for number, person in enumerate(people):
        await reaches_the_first_question(person)
        await reminder_for(store, person, "nudge", due=f"2026-11-22T{12 - number}:00:00+00:00")
    await app.upkeep.once()
    assert sent_on_telegram == [people[2].address, people[1].address]
    await app.upkeep.once()
    assert sent_on_telegram[2:] == [people[0].address]


# Once


async def test_two_rounds_at_once_send_it_once(app, amal, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    [reminder] = [each for each in await store.read(Reminder) if each.what == "nudge"]
    await asyncio.gather(app.upkeep.once(), app.upkeep.once())
    await app.upkeep._reminding._settle(reminder, app.upkeep._clock())  # it had been read before
    assert len(sent_on_telegram) == len(await messages(store, amal)) == 1


async def test_what_is_due_later_today_is_left_alone_until_then(app, amal, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge", due="2026-11-23T09:00:01+00:00")
    assert await app.upkeep._reminding._due(app.upkeep._clock()) == []


async def test_a_commit_that_fails_neither_doubles_nor_loses_it(app, amal, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    whole = store.store
    full = StoreThatCannotKeep()
    for kind in (Session, Assessment, Member, Reminder):
        for record in await whole.read(kind):
            full._rows[kind.kind, record.key] = record.to_json()
    store.store = full
    with pytest.raises(StoreError):
        await app.upkeep.once()
    assert sent_on_telegram == []
    assert await messages(store, amal) == []
    assert len(await store.read(Reminder, f"person:{amal.address}")) == 2
    store.store = whole
    await app.upkeep.once()
    assert sent_on_telegram == [amal.address]


async def test_one_that_cannot_be_told_does_not_hold_up_the_rest(app, amal, sam, store, sent_on_telegram):
    for person in (amal, sam):
        await reaches_the_first_question(person)
        await reminder_for(store, person, "plan", subject="L1", plan={"L1": PlanStep(due="soon")})
    await reminder_for(store, sam, "plan", subject="L1", plan={"L1": PlanStep(due="2026-11-23")})
    await app.upkeep.once()
    assert sent_on_telegram == [sam.address]


async def test_reminders_survive_a_restart(content, clock, tmp_path):
    store = TinyDbStore(tmp_path / "restarted.db")
    amal = Person(assemble(content, store, clock, rates=NO_HURRY), "amal", channel="telegram")
    await reaches_the_first_question(amal)
    await store.close()
    store = TinyDbStore(tmp_path / "restarted.db")
    app, sent = assemble(content, store, clock, rates=NO_HURRY), []
    app.upkeep.first["telegram"] = sent.append
    clock.passes(days=14)
    await app.upkeep.once()
    await app.upkeep.once()
    assert sent == [amal.address]
    await store.close()


# Who


async def test_whoever_is_gone_is_not_written_to(app, amal, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    async with store.turn("test") as turn:
        turn.put(Member(amal.address, gone="2026-11-20T09:00:00+00:00"))
    await app.upkeep.once()
    assert await messages(store, amal) == []
    assert await planned(store, amal) == ["draft 2026-12-07"]


async def test_whoever_is_blocked_is_not_written_to_either(app, amal, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    async with store.turn("test") as turn:
        member = await turn.get(Member, amal.address)
        turn.put(replace(member, blocked="2026-11-20T09:00:00+00:00"))
    await app.upkeep.once()
    assert await messages(store, amal) == []
    assert await planned(store, amal) == ["draft 2026-12-07"]


async def test_on_telegram_people_wait_until_it_runs(app, amal, jo, store):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    await app.upkeep.once()
    assert "nudge 2026-11-23" in await planned(store, amal)
    assert await messages(store, amal) == []


async def test_on_the_page_the_reminder_comes_with_the_next_message_once(app, jo, clock):
    await reaches_the_first_question(jo)
    clock.passes(days=14)
    await app.upkeep.once()
    await jo.says("/help")
    assert jo.replies[0].text.startswith(DRAFT)
    assert [each.label for each in jo.replies[0].choices] == [
        "Carry on", "Not needed any more", "Stop reminders",
    ]  # fmt: skip
    await jo.says("/help")
    assert DRAFT not in jo.sees
    await jo.presses("Not needed any more")
    assert "I will not remind you of that." in jo.sees


async def test_on_the_page_too_there_is_one_a_day(app, jo, clock, store):
    await reaches_the_first_question(jo)
    steps = {"L1": PlanStep(due="2026-11-23")}
    await reminder_for(store, jo, "nudge", plan=steps)
    await reminder_for(store, jo, "plan", subject="L1", plan=steps)
    for _ in range(3):
        await app.upkeep.once()
        clock.passes(days=1)
    clock.time = clock.time.replace(hour=7)
    shown = []
    for hours in (0, 1, 23, 1):
        clock.passes(hours=hours)
        await app.upkeep.once()
        await jo.says("/help")
        shown.append(sum(reply.title == "A reminder" for reply in jo.replies))
    assert shown == [1, 0, 0, 1]


async def test_on_the_page_what_no_longer_holds_is_not_shown(app, jo, store):
    await reaches_the_first_question(jo)
    await reminder_for(store, jo, "nudge")
    await app.upkeep.once()
    async with store.turn("test") as turn:
        turn.remove(Assessment, (await jo.assessment()).ref)
    await jo.says("/help")
    assert "A reminder" not in [reply.title for reply in jo.replies]


async def test_on_the_page_a_draft_that_was_touched_meanwhile_is_not_spoken_of(app, jo, clock, store):
    await reaches_the_first_question(jo)
    clock.passes(days=14)
    await app.upkeep.once()
    async with store.turn("test") as turn:
        turn.put(replace(await jo.assessment(), changed=clock().isoformat()))
    await jo.says("/help")
    assert "A reminder" not in [reply.title for reply in jo.replies]


async def test_what_waits_for_the_page_is_not_shown_to_who_has_turned_them_off(app, jo, store):
    await reaches_the_first_question(jo)
    await reminder_for(store, jo, "nudge")
    await app.upkeep.once()
    await jo.says_in_the_group("/reminders off")
    await jo.says("/help")
    assert "A reminder" not in [reply.title for reply in jo.replies]


async def test_in_a_group_nobody_is_reminded(app, jo, store):
    await reaches_the_first_question(jo)
    await reminder_for(store, jo, "nudge")
    await app.upkeep.once()
    await jo.says_in_the_group("What does it cost?")
    assert "A reminder" not in [reply.title for reply in jo.replies]
    await jo.says("/help")
    assert jo.replies[0].title == "A reminder"


# Stopping


async def test_one_press_stops_them_and_what_comes_due_is_removed(app, amal, clock, store, sent_on_telegram):
    await reaches_the_first_question(amal)
    await reminder_for(store, amal, "nudge")
    await amal.presses_data("remind:stop")
    assert "Reminders are off" in amal.sees
    clock.passes(days=20)
    await app.upkeep.once()
    assert await messages(store, amal) == []
    assert await planned(store, amal) == []


async def test_one_press_turns_them_on_again_and_shows_what_is_planned(amal):
    await reaches_the_first_question(amal)
    await amal.presses_data("remind:stop")
    await amal.says("/reminders")
    assert "Reminders are off" in amal.sees
    await amal.presses("Turn reminders on")
    assert "Reminders are on." in amal.sees
    assert "1. 7 December 2026: the self-assessment for" in amal.sees


async def test_they_can_be_turned_off_and_on_by_typing(amal, store):
    await amal.says("/reminders off")
    assert [each.quiet for each in await store.read(Member)] == ["2026-11-23T09:00:00+00:00"]
    await amal.says("/reminders on")
    assert [each.quiet for each in await store.read(Member)] == [""]


async def test_they_are_listed_by_day_and_a_single_one_can_be_taken_away(amal, store):
    await finishes(amal)
    later = "2027-01-01T09:00:00+00:00"
    await reminder_for(store, amal, "evidence", later, "a:b", register={"a:b": NOTE})
    steps = {"S2": PlanStep(due="2026-12-01")}
    await reminder_for(store, amal, "plan", "2026-12-01T09:00:00+00:00", "S2", plan=steps)
    await amal.says("/reminders")
    days = [line.partition(":")[0] for line in amal.sees.splitlines()[1:4]]
    assert days == ["1. 1 December 2026", "2. 1 January 2027", "3. 23 November 2027"]
    await amal.presses("Remove 2")
    assert "I will not remind you of that." in amal.sees
    assert await planned(store, amal) == ["plan 2026-12-01", "year 2027-11-23"]


async def test_somebody_elses_button_takes_nothing_away(amal, jo, store):
    await finishes(amal)
    await amal.says("/reminders")
    await jo.presses_data(amal.button("Remove 1").carries)
    assert "does not fit any more. Nothing has changed." in jo.sees
    await jo.presses_data(amal.button("Stop reminders").carries)
    assert await planned(store, amal) == ["year 2027-11-23"]
    await amal.says("/reminders")
    assert "1. 23 November 2027" in amal.sees


@pytest.mark.parametrize("carried", ["remind", "remind:", "remind:x", "remind:off", "remind:off:::::"])
async def test_garbage_does_no_harm(amal, store, carried):
    await finishes(amal)
    await amal.presses_data(carried)
    assert await planned(store, amal) == ["year 2027-11-23"]


async def test_a_long_list_is_cut_and_says_so(amal, store):
    await finishes(amal)
    names = [f"{area}{number}" for area in "LHSR" for number in range(1, 6)]
    steps = {each: PlanStep(due="2026-12-01") for each in names}
    for each in names:
        await reminder_for(store, amal, "plan", due="2026-12-01T09:00:00+00:00", subject=each, plan=steps)
    await amal.says("/reminders")
    assert "More after these: 1." in amal.sees
    assert amal.choices[-2:] == ["Remove 20", "Stop reminders"]


async def test_stopping_in_the_middle_of_a_question_leaves_it_open(amal):
    await reaches_the_first_question(amal)
    await amal.presses_data("remind:stop")
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_who_has_none_is_told_so(sam):
    await sam.says("/reminders")
    assert "No reminder is planned." in sam.sees


# What is kept


async def test_mydata_shows_them(amal):
    await reaches_the_first_question(amal)
    await amal.says("/mydata")
    assert b'"what": "draft"' in amal.documents[-1].content


async def test_forget_takes_them_along_those_about_the_assessment_too(amal, store):
    await reaches_the_first_question(amal)
    ref = (await amal.assessment()).ref
    async with store.turn("test") as turn:
        turn.put(Reminder("web:jo", "jo", "nudge", ref, "2026-11-30T09:00:00+00:00"))
        turn.put(Reminder(amal.address, "amal", "nudge", "OTHERREF", "2026-11-30T09:00:00+00:00"))
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert await store.read(Reminder) == []
