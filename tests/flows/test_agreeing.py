"""The agreement: nothing that a person says is kept before they have said yes to it."""

from dataclasses import replace

import pytest
from people import Person, agreed, becomes_admin
from teams import invites, leads
from walking import answers as gives_answers
from walking import has_answered, reaches_the_first_question

from bot.app import assemble
from bot.flows.invite import make_invite
from bot.messages import MenuItem
from bot.retention import Retention
from storage.memory_store import MemoryStore
from storage.records import KINDS, Invite, Member, Question

BOTH_STORES = True
ASKED = "Is it all right to keep this?"
RIGHTS = ("not end-to-end encrypted", "/mydata", "/forget", "/withdraw", "/privacy")
YES, NO = "Yes, that is fine", "No, keep nothing"
FIRST_QUESTION = "What is your organisation called?"
COST = "What does it cost?"
GIBBERISH = "qwertz uiop yxcvb"


@pytest.fixture
def ana(app):
    """Somebody new: nothing is known of her, and she has agreed to nothing."""
    return Person(app, "ana", channel="telegram", agrees=False)


async def member(app, person) -> Member | None:
    [found] = [each for each in await app.store.read(Member) if each.address == person.address] or [None]
    return found


async def has_an_older_agreement(app, person):
    """Have somebody agreed to what was said of it before."""
    async with app.store.turn("test") as turn:
        turn.put(replace(agreed(app, Member(person.address)), agreed="2025.01"))


async def kept_of(store) -> set[str]:
    return {each.kind for each in await store.everything()}


# Being asked


async def test_it_says_what_is_kept_why_how_long_who_sees_it_and_how_it_goes(ana):
    await ana.says("/assess")
    for said in (
        "What:",
        "Why:",
        "How long: questions for 30 days, unfinished self-assessments for 90 days, finished ones for 3 years",
        "Who sees it: you, and the people who look after this assistant",
        *RIGHTS,
    ):
        assert said in ana.sees
    assert ana.choices == [YES, NO, "Try it first, nothing is saved"]


async def test_elsewhere_than_on_telegram_nothing_is_said_of_telegram(app):
    ana = Person(app, "ana", agrees=False)
    await ana.says("/assess")
    assert ASKED in ana.sees
    assert "Telegram" not in ana.sees


async def test_nothing_is_kept_before_the_yes_but_the_place_in_the_talk(ana, store):
    await ana.says("/start")
    await ana.says(COST)
    await ana.presses("Yes, it helped")
    await ana.says(GIBBERISH)
    await ana.says("/assess")
    await ana.says("Moorland NHS Trust")
    assert await kept_of(store) <= {"session", "handled"}


async def test_yes_goes_on_with_what_they_wanted(ana, app):
    await ana.says("/assess")
    await ana.presses(YES)
    assert FIRST_QUESTION in ana.sees
    kept = await member(app, ana)
    assert (kept.agreed, kept.agreed_at) == ("2026.11", "2026-11-23T09:00:00+00:00")
    assert (await ana.assessment()).agreed == "2026-11-23T09:00:00+00:00"


async def test_who_has_agreed_is_not_asked_again(ana):
    await ana.says("/start")
    await ana.presses(YES)
    assert "Thank you." in ana.sees
    await ana.says("/assess")
    assert ASKED not in ana.sees
    assert FIRST_QUESTION in ana.sees


@pytest.mark.parametrize(
    "yes", ["yes", "YES", "Yes!", "y", "ok", "I agree", "yes please", "Yes, that is fine", "1"]
)
async def test_yes_can_be_typed(ana, yes):
    await ana.says("/assess")
    await ana.says(yes)
    assert FIRST_QUESTION in ana.sees


@pytest.mark.parametrize("no", ["no", "No.", "no thanks", "not now", "n", "2", "No, keep nothing"])
async def test_no_can_be_typed_and_keeps_nothing(ana, no, app):
    await ana.says("/assess")
    await ana.says(no)
    assert "Nothing was kept" in ana.sees
    assert await ana.assessments() == []
    assert await member(app, ana) is None


async def test_no_leaves_the_way_open_and_words_are_questions_again(ana):
    await ana.says("/assess")
    await ana.presses(NO)
    await ana.says(COST)
    assert [reply.title for reply in ana.replies] == [COST]
    await ana.says("/assess")
    assert ASKED in ana.sees


async def test_a_question_before_the_yes_is_answered_and_the_agreement_asked_for_again(ana):
    await ana.says("/assess")
    await ana.says("Who sees our answers?")
    assert ana.replies[0].public
    assert ana.replies[-1].text == ASKED
    await ana.says("yes")
    assert FIRST_QUESTION in ana.sees


async def test_yes_pressed_twice_begins_one_assessment(ana):
    await ana.says("/assess")
    await ana.presses(YES)
    await ana.presses(YES)
    assert FIRST_QUESTION in ana.sees
    assert len(await ana.assessments()) == 1


async def test_an_old_no_does_not_say_that_nothing_was_kept(ana, app):
    await ana.says("/assess")
    await ana.presses(YES)
    await ana.presses(NO)
    assert "Nothing was kept" not in ana.sees
    assert FIRST_QUESTION in ana.sees
    assert (await member(app, ana)).agreed


async def test_an_assessment_keeps_the_framework_it_began_with(ana, framework):
    await ana.says("/assess")
    await ana.says("yes")
    assert (await ana.assessment()).framework == framework.version


async def test_start_offers_it_and_presses_nobody(ana, app):
    await ana.says("/start")
    assert ana.choices[:2] == [YES, NO]
    assert "Start the self-assessment" in ana.choices
    await ana.presses("Start the self-assessment")
    await ana.presses(YES)
    assert FIRST_QUESTION in ana.sees


# Questions


async def test_a_question_is_answered_and_not_kept(ana, store):
    await ana.says(COST)
    assert ana.replies[0].title == COST
    assert await store.read(Question) == []


async def test_whether_it_helped_is_taken_kindly_and_not_kept(ana, store):
    await ana.says(COST)
    await ana.presses("No, it did not")
    assert "Tell me when you can answer" in ana.choices
    assert await kept_of(store) <= {"session", "handled"}


async def test_tell_me_asks_first_and_then_for_the_question_once_more(ana, store):
    await ana.says(GIBBERISH)
    await ana.presses("Tell me when you can answer")
    assert ASKED in ana.sees
    await ana.presses(YES)
    assert "Please type it once more" in ana.sees
    await ana.says(GIBBERISH)
    await ana.presses("Tell me when you can answer")
    [question] = await store.read(Question)
    assert question.tell == ana.address


# Codes


async def test_a_code_for_a_role_is_taken_once_its_owner_has_agreed(ana, app, clock):
    made = make_invite("assessor", clock())
    await app.store.append([made.record])
    await ana.says(f"/code {made.code}")
    assert ASKED in ana.sees
    assert [each.used for each in await app.store.read(Invite)] == [""]
    await ana.presses(YES)
    assert "Your role is now: assessor" in ana.sees
    assert (await member(app, ana)).role == "assessor"
    assert isinstance(ana.replies[0].menu[0], MenuItem)


async def test_a_yes_from_where_it_was_only_offered_goes_on_with_what_is_asked_about_now(ana, app, clock):
    made = make_invite("assessor", clock())
    await app.store.append([made.record])
    await ana.says("/start")
    offered = ana.button(YES).carries
    await ana.says(f"/code {made.code}")
    await ana.presses_data(offered)
    assert "Your role is now: assessor" in ana.sees


async def test_the_code_itself_is_in_nothing_that_is_kept_meanwhile(ana, app, clock, store):
    made = make_invite("assessor", clock())
    await app.store.append([made.record])
    await ana.says(f"/start {made.code}")
    kept = str([each.to_json() for each in await store.everything()])
    assert ASKED in ana.sees
    assert made.code.replace("-", "") not in kept.replace("-", "")


async def test_who_only_knows_the_hash_gets_no_role(ana, app, clock):
    made = make_invite("admin", clock())
    await app.store.append([made.record])
    zoe = Person(app, "zoe", agrees=False)
    await zoe.says(f"/code {made.code}")
    stolen = zoe.button(YES).carries
    await ana.presses_data(stolen)
    assert "type your code once more" in ana.sees
    assert (await member(app, ana)).role == "visitor"
    await ana.presses_data(stolen.partition("11:")[2])
    assert (await member(app, ana)).role == "visitor"
    await zoe.presses(YES)
    assert (await member(app, zoe)).role == "admin"


async def test_a_code_that_is_no_good_is_told_before_anything_is_asked(ana):
    await ana.says("/code AAAA-BBBB")
    assert ASKED not in ana.sees


async def test_a_part_in_a_team_is_joined_once_its_owner_has_agreed(ana, amal):
    await leads(amal)
    await ana.says(f"/code {await invites(amal, 'Others')}")
    await ana.presses("Yes, take part")
    assert ASKED in ana.sees
    assert await ana.assessments() == []
    await ana.presses(YES)
    assert "Thank you for taking part" in ana.sees
    assert len(await ana.assessments()) == 1


async def test_the_agreement_stands_where_what_they_wanted_cannot_be_done_any_more(ana, app, clock):
    made = make_invite("assessor", clock())
    await app.store.append([made.record])
    await ana.says(f"/code {made.code}")
    clock.passes(days=8)
    await ana.presses(YES)
    assert "assessor" not in ana.sees
    assert (await member(app, ana)).agreed == "2026.11"


# Another version of the information


async def test_a_new_version_is_asked_about_before_the_next_thing_is_kept(app, amal):
    await reaches_the_first_question(amal)
    await has_an_older_agreement(app, amal)
    before = await amal.assessment()
    await amal.presses("3 Embedded")
    assert "has changed since you agreed" in amal.sees
    assert ASKED in amal.sees
    assert await amal.assessment() == before
    await amal.presses(YES)
    assert await has_answered(amal, "L1") == "3"
    assert amal.replies[-1].title == "Evidence for L1"


async def test_words_typed_meanwhile_are_not_kept_and_the_step_stands_where_it_was(app, amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await has_an_older_agreement(app, amal)
    await amal.says("Minutes of May")
    assert ASKED in amal.sees
    assert (await amal.assessment()).answers["L1"].evidence == ""
    await amal.presses(YES)
    assert "please send it again" in amal.sees
    assert amal.replies[-1].title == "Evidence for L1"
    await amal.says("Minutes of May")
    assert (await amal.assessment()).answers["L1"].evidence == "Minutes of May"


async def test_words_that_look_personal_do_not_wait_for_anything_meanwhile(app, amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await has_an_older_agreement(app, amal)
    await amal.says("Ring our manager Dave on 07700 900123")
    assert ASKED in amal.sees
    assert (await amal.session()).pending == ()


async def test_no_to_a_new_version_loses_nothing(app, amal):
    await reaches_the_first_question(amal)
    await has_an_older_agreement(app, amal)
    before = await amal.assessment()
    await amal.presses("3 Embedded")
    await amal.presses(NO)
    assert await amal.assessment() == before
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_a_yes_to_an_older_text_is_no_yes_to_todays(ana, app):
    await ana.presses_data("ok:2025.01:/assess")
    assert ASKED in ana.sees
    assert await member(app, ana) is None
    assert await ana.assessments() == []


@pytest.mark.parametrize("carried", ["ok:2026.11:ok:2026.11:/assess", "ok:2026.11:ok:no", "ok:no:x"])
async def test_made_up_buttons_agree_to_nothing(ana, app, carried):
    await ana.presses_data(carried)
    assert await member(app, ana) is None


# Taking it back


async def test_withdraw_takes_it_back_at_once_and_says_what_can_be_done(amal, app):
    await reaches_the_first_question(amal)
    await amal.says("/withdraw")
    assert "From now on I keep nothing new" in amal.sees
    assert "/forget deletes it" in amal.sees
    kept = await member(app, amal)
    assert (kept.agreed, kept.agreed_at) == ("", "")
    assert len(await amal.assessments()) == 1


async def test_after_it_nothing_new_is_kept(amal, store):
    await reaches_the_first_question(amal)
    before = await amal.assessment()
    await amal.says("/withdraw")
    await amal.presses("3 Embedded")
    assert ASKED in amal.sees
    assert await amal.assessment() == before
    await amal.presses(NO)
    await amal.says(COST)
    assert amal.replies[0].title == COST
    assert await store.read(Question) == []


async def test_after_it_there_are_no_reminders(amal, app):
    await reaches_the_first_question(amal)
    await amal.says("/withdraw")
    assert (await member(app, amal)).quiet


async def test_after_it_distress_is_still_heard(amal):
    await amal.says("/withdraw")
    await amal.says("i want to kill myself")
    assert "116 123" in amal.sees


async def test_it_can_be_given_again_and_what_was_there_is_gone_on_with(amal):
    await reaches_the_first_question(amal)
    await gives_answers(amal, "2 In place")
    await amal.says("/withdraw")
    await amal.presses("Yes, keep it again")
    await amal.says("/assess")
    assert "You are at 2 of 20" in amal.sees
    await amal.presses("1 Early")
    assert await has_answered(amal, "L2") == "1"


async def test_who_never_agreed_has_nothing_to_take_back(ana, app):
    await ana.says("/withdraw")
    assert "nothing to take back" in ana.sees
    assert await member(app, ana) is None


async def test_it_can_be_seen_and_deleted_without_agreeing(amal, store):
    await reaches_the_first_question(amal)
    await amal.says("/withdraw")
    await amal.says("/mydata")
    assert ASKED not in amal.sees
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert "Done." in amal.sees
    assert await amal.assessments() == []
    assert not any(amal.address in str(each.to_json()) for each in await store.everything())


# Reading it


async def test_privacy_shows_all_of_it_at_any_time(ana):
    await ana.says("/privacy")
    told_before = "14 days before it is deleted"
    said_of_it = (
        "for 30 days", "for 90 days", "for 3 years", told_before, "after one day", "under 16", "2026.11"
    )  # fmt: skip
    for said in (*said_of_it, *RIGHTS[:-1]):
        assert said in ana.sees
    assert ana.choices == [YES, NO]


async def test_who_has_agreed_reads_it_without_being_asked(amal):
    await amal.says("/privacy")
    assert ASKED not in amal.sees


async def test_in_a_group_a_question_of_somebody_who_has_not_agreed_is_not_kept(ana, store):
    await ana.says_in_the_group(COST)
    assert await store.read(Question) == []
    assert await kept_of(store) <= {"session", "handled"}


async def test_its_numbers_are_those_of_the_settings(content, answers, monkeypatch):
    monkeypatch.setattr("bot.app.Answers", lambda _content, _sentences: answers)
    app = assemble(content, MemoryStore(), keep=Retention(questions=12, drafts=45, finished=365))
    ana = Person(app, "ana", agrees=False)
    await ana.says("/assess")
    assert (
        "questions for 12 days, unfinished self-assessments for 45 days, finished ones for one year"
        in ana.sees
    )


async def test_a_period_of_one_day_is_said_as_one_day(content, answers, clock, monkeypatch):
    monkeypatch.setattr("bot.app.Answers", lambda _content, _sentences: answers)
    app = assemble(content, MemoryStore(), clock, keep=Retention(questions=1))
    bea = Person(app, "bea")
    await becomes_admin(app, bea, clock())
    await bea.says("frobnicate the quux")
    await bea.presses("Tell me when you can answer")
    assert "If there is an answer within one day, I will tell you once" in bea.sees
    await bea.says("/overview")
    assert "Questions are kept for one day only." in bea.sees
    await bea.presses_data(f"know:see:{next(iter(content.entries))}")
    assert "In the last one day it was given" in bea.sees


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("/invite curator", "/code"),
        (
            "/export json organisation:" + "x" * 60,
            "Choose what should be in it",
        ),  # too long for a button: the command alone
        ("/export json\norganisation:moor", "Choose what should be in it"),
    ],
)
async def test_the_words_behind_a_command_are_still_there_once_they_have_agreed(app, typed, goes_on):
    new = Person(app, "new", agrees=False)
    async with app.store.turn("a role from before") as turn:
        turn.put(Member(new.address, role="admin", id="KEEN2345"))
    await new.says(typed)
    await new.presses("Yes, that is fine")
    assert goes_on in new.sees


async def test_of_a_visitor_no_word_behind_a_command_is_kept_before_they_agree(app):
    new = Person(app, "new", agrees=False)
    await new.says("/assess xyzzyplugh")
    assert "Yes, that is fine" in new.choices
    for kind in KINDS:
        assert "xyzzyplugh" not in str(await app.store.read(kind))
