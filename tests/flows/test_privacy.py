"""`/mydata` and `/forget`: all of mine, and nothing of anybody else's."""

import json

from people import Person
from walking import answers, finishes, reaches_the_areas, reaches_the_first_question

from bot.messages import Message
from storage.records import Assessment, AuditEvent, Handled, Invite

BOTH_STORES = True


def held(person):
    _to_read, document = person.documents
    [here] = json.loads(document.content)["places"]
    return here


async def with_an_assessment(person, organisation):
    await reaches_the_areas(person, organisation=organisation)
    await person.presses("Leadership")
    await answers(person, "3 Embedded", evidence=f"Minutes of {organisation}")


async def test_mydata_holds_what_i_said(amal):
    await with_an_assessment(amal, "Moorland")
    await amal.says("/mydata")
    [assessment] = held(amal)["assessments"]
    assert assessment["profile"]["organisation"] == "Moorland"
    assert assessment["answers"]["L1"]["score"] == 3
    assert assessment["answers"]["L1"]["evidence"] == "Minutes of Moorland"
    assert held(amal)["member"]["role"] == "visitor"


async def test_mydata_holds_nothing_of_anybody_else(amal, jo):
    await with_an_assessment(amal, "Moorland")
    await with_an_assessment(jo, "Fenland")
    await amal.says("/mydata")
    text = amal.documents[0].content.decode()
    assert "Moorland" in text
    assert "Fenland" not in text
    assert jo.address not in text


async def test_mydata_holds_all_records_that_bear_my_address(amal, store):
    await finishes(amal)
    await amal.says("/mydata")
    kept = [each for each in await store.everything() if amal.address in str(each.to_json())]
    assert {type(each).__name__ for each in kept} == {
        "Member",
        "Session",
        "Assessment",
        "Handled",
        "Reminder",
    }
    assert {"session", "assessments", "replies", "reminders"} <= set(held(amal))
    assert len(held(amal)["replies"]) > 10


async def test_mydata_of_somebody_new_is_almost_empty(sam):
    await sam.says("/mydata")
    assert held(sam)["assessments"] == []
    assert "Self-assessments: 0." in sam.sees


async def test_forget_asks_first_and_says_what_stays(amal):
    await with_an_assessment(amal, "Moorland")
    await amal.says("/forget")
    assert amal.choices == ["Yes, delete it", "No, keep it"]
    assert "cannot be undone" in amal.sees
    assert "What stays" in amal.sees
    assert len(await amal.assessments()) == 1


async def test_no_keeps_everything(amal):
    await with_an_assessment(amal, "Moorland")
    before = await amal.assessments()
    await amal.says("/forget")
    await amal.presses("No, keep it")
    assert "Nothing was deleted." in amal.sees
    assert await amal.assessments() == before


async def test_yes_and_no_can_be_typed_and_are_never_taken_for_an_answer(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("/forget")
    await amal.says("no")
    assert "Nothing was deleted." in amal.sees
    assert (await amal.assessment()).answers["L1"].evidence == ""
    await amal.says("/forget")
    await amal.says("Yes")
    assert "Done." in amal.sees
    assert await amal.assessments() == []


async def test_yes_deletes_mine_and_leaves_everybody_elses(amal, jo, store):
    await with_an_assessment(amal, "Moorland")
    await with_an_assessment(jo, "Fenland")
    before = [each for each in await store.everything() if jo.address in str(each.to_json())]
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert "Your answers here, your questions, and where you were, are deleted." in amal.sees
    kept = await store.everything()
    assert [each for each in kept if jo.address in str(each.to_json())] == before
    assert not any(amal.address in str(each.to_json()) or "Moorland" in str(each.to_json()) for each in kept)


async def test_an_export_that_is_still_kept_loses_its_file_when_somebody_in_it_is_forgotten(
    amal, priya, app, store
):
    await with_an_assessment(amal, "Moorland")
    await priya.says("/export json")
    assert "Moorland" in (await priya.files())[0].content.decode()
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert (await priya.files())[0].content == b""
    assert not any("document" in reply for each in await app.store.read(Handled) for reply in each.replies)


async def test_that_something_was_deleted_is_recorded_without_saying_whose(amal, app):
    await with_an_assessment(amal, "Moorland")
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    [event] = await app.store.read(AuditEvent)
    assert (event.what, event.who, event.details) == (
        "forgotten",
        "somebody",
        {"receipt": event.details["receipt"]},
    )


async def test_finished_and_unfinished_assessments_all_go(amal):
    await finishes(amal)
    await amal.says("/assess")
    await amal.presses("Start a new one")
    await amal.presses("Start empty")
    await amal.says("Moorland again")
    assert len(await amal.assessments()) == 2
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert await amal.assessments() == []


async def test_a_long_conversation_leaves_no_trace_either(amal, store):
    for _ in range(30):
        await amal.says("What does it cost?")
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert not any(amal.address in str(each.to_json()) for each in await store.everything())


async def test_of_an_admin_only_the_record_of_exports_and_invitations_stays(priya, store):
    await reaches_the_first_question(priya)
    await priya.says("/export json")
    await priya.says("/forget")
    await priya.presses("Yes, delete it")
    left = await store.everything()
    assert not any(priya.address in str(each.to_json()) for each in left)
    kept = [each for each in left if not isinstance(each, Invite)]
    assert sorted((type(each).__name__, getattr(each, "what", "")) for each in kept) == [
        ("AuditEvent", "export"),
        ("AuditEvent", "forgotten"),
        ("AuditEvent", "invite used"),
        ("AuditHead", ""),
    ]


async def test_who_was_forgotten_is_a_visitor_again(priya):
    await priya.says("/forget")
    await priya.presses("Yes, delete it")
    await priya.says("/export")
    assert "I do not know that command" in priya.sees


async def test_who_was_forgotten_can_begin_anew(amal):
    await with_an_assessment(amal, "Moorland")
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    await amal.says("/start")
    assert "Start the self-assessment" in amal.choices
    await with_an_assessment(amal, "Moorland, again")
    assert (await amal.assessment()).profile["organisation"] == "Moorland, again"


async def test_forgetting_on_one_channel_leaves_the_other(app, amal):
    page = Person(app, "amal", channel="web")
    await with_an_assessment(amal, "Moorland")
    await with_an_assessment(page, "Fenland")
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert (await page.assessment()).profile["organisation"] == "Fenland"


async def test_an_old_button_deletes_nothing(amal, app):
    await with_an_assessment(amal, "Moorland")
    await amal.says("/forget")
    await amal.presses("No, keep it")
    await amal.presses_data("forget:yes")
    assert "Nothing was deleted." in amal.sees
    assert len(await app.store.read(Assessment)) == 1


async def test_forgetting_sent_again_says_the_same(app, jo):
    await jo.says("/forget")
    press = Message("f1", jo.sender, choice="forget:yes")
    await app.assistant.handle(press)
    [again] = await app.assistant.handle(press)
    assert "Everything about you here is deleted" in again.text
    assert await app.store.everything() == [
        each for each in await app.store.everything() if each.kind in {"audit", "audit-head"}
    ]


async def test_replies_that_still_wait_are_forgotten_too(app, jo):
    for number in range(30):
        await app.assistant.handle(Message(f"d{number}", jo.sender, text="/help"), deliver=True)
    await jo.says("/forget")
    await jo.presses_data("forget:yes")
    assert await app.store.read(Handled, f"to-send:{jo.address}") == []


async def test_a_stranger_is_told_that_there_was_nothing_and_whoever_agreed_is_not(app, amal):
    stranger = Person(app, "stranger", agrees=False)
    for person in (stranger, amal):
        await person.says("/help")
        await person.says("/forget")
        await person.presses("Yes, delete it")
        assert ("There was nothing about you here" in person.sees) is (person is stranger)
        assert "Your receipt: " in person.sees
        assert not await app.store.read(Handled)
