"""Somebody who is blocked is told so once a day; help in distress is always given; nothing else is kept."""

import pytest
from people import Person
from test_people_command import id_of, spoken

from bot.messages import Message
from storage.records import AuditEvent, Blocked, Handled, Member, Session

NOT_ANSWERED = "I do not answer your messages at the moment."


@pytest.fixture
async def troll(app, store) -> Person:
    """A visitor who was noticed."""
    person = Person(app, "troll", channel="telegram")
    await person.says("/start")
    async with store.turn("test") as turn:
        turn.put(Member(person.address, id="TRCAAAAA"))
    return person


async def test_a_blocked_person_gets_one_sentence_a_day(priya, troll, clock):
    await priya.says("/block TRCA AAAA")
    assert "I do not answer TRCA AAAA any more." in priya.sees
    await troll.says("What does it cost?")
    assert troll.sees == (
        f"{NOT_ANSWERED} The people who look after this assistant decided that. "
        "You can still use /privacy, /mydata, /withdraw and /forget. "
        "If you are struggling or in danger, say so, and I will show you who can help."
    )
    for said in ("/help", "/start", "hello"):
        await troll.says(said)
        assert troll.replies == ()
    clock.passes(hours=14)  # 23:00 in London
    await troll.says("/help")
    assert troll.replies == ()
    clock.passes(hours=1)
    await troll.says("/help")
    assert NOT_ANSWERED in troll.sees


async def test_help_in_distress_is_always_given(priya, troll):
    await priya.says("/block trca-aaaa")
    await troll.says("i want to die")
    assert "116 123" in troll.sees


async def test_nothing_of_what_they_send_is_kept(app, store, priya, troll):
    await priya.says("/block TRCAAAAA")
    before = await troll.session()
    for number, said in enumerate(("canary-blocked", "/help", "/assess")):
        await app.assistant.handle(Message(f"x{number}", troll.sender, text=said), deliver=True)
    assert await troll.session() == before
    assert "canary-blocked" not in str(await store.everything())
    [told] = await app.store.read(Handled, f"to-send:{troll.address}")
    assert NOT_ANSWERED in str(told.replies)


async def test_unblocking_answers_again_and_both_are_recorded(app, priya, troll):
    await priya.says("/block TRCAAAAA")
    await priya.says("/block TRCAAAAA")
    await priya.presses("Unblock")
    assert "I answer TRCA AAAA again." in priya.sees
    await troll.says("/help")
    assert "What I can do" in troll.sees
    events = [(each.what, each.details) for each in await app.store.read(AuditEvent)]
    assert events.count(("blocked", {"member": "TRCAAAAA"})) == 1
    assert events.count(("unblocked", {"member": "TRCAAAAA"})) == 1


async def test_an_admin_cannot_be_blocked(app, priya):
    await priya.says(f"/block {await id_of(app, priya)}")
    assert "An admin cannot be blocked." in priya.sees
    await priya.says("/help")
    assert "What I can do" in priya.sees


@pytest.mark.parametrize("command", ["/block", "/unblock"])
async def test_without_an_id_it_is_asked_for(priya, command):
    await priya.says(command)
    assert "Type the id after the command" in priya.sees
    await priya.says(f"{command} K7F2M9QX")
    assert "I know nobody with that id." in priya.sees


async def test_blocking_from_the_list(app, store, priya, jo):
    async with store.turn("test") as turn:
        turn.put(Member(jo.address, role="assessor", id="K7F2M9QX"))
    await priya.says("/people")
    await priya.presses(f"assessor {spoken('K7F2M9QX')}")
    await priya.presses("Block")
    await jo.says("/help")
    assert NOT_ANSWERED in jo.sees
    await priya.says("/people")
    assert "Blocked since 23 November 2026" in priya.sees


async def test_who_was_blocked_is_found_in_the_list_of_limits(priya, troll):
    await priya.says("/block TRCAAAAA")
    await priya.says("/people limits")
    assert "no role TRCA AAAA" in priya.choices
    assert "Blocked since" in priya.sees


async def test_a_person_who_never_wrote_since_is_not_made_up(app, priya, troll):
    await priya.says("/block TRCAAAAA")
    kept = [each.address for each in await app.store.read(Session)]
    assert sorted(kept) == sorted([priya.address, troll.address])


async def test_a_blocked_person_sees_and_withdraws_and_deletes_what_is_kept_of_them(priya, troll, store):
    await troll.says("What does it cost?")
    await priya.says("/block TRCAAAAA")
    await troll.says("/mydata")
    assert len(troll.documents) == 2
    await troll.says("/privacy")
    assert "What is kept" in troll.sees
    await troll.says("/withdraw")
    assert NOT_ANSWERED not in troll.sees
    await troll.says("/forget")
    await troll.presses("Yes, delete it")
    assert "Your receipt" in troll.sees
    assert troll.address not in str([each for each in await store.everything() if each.kind != "arrival"])


async def test_a_block_outlives_forget_as_a_fingerprint(priya, troll, store):
    await priya.says("/block TRCAAAAA")
    await troll.says("/forget")
    await troll.says("yes, delete it")
    [left] = await store.read(Blocked)
    assert left.since == "2026-11-23T09:00:00+00:00"
    await troll.says("/assess")
    assert NOT_ANSWERED in troll.sees
    await troll.says("/mydata")
    assert len(troll.documents) == 2


async def test_in_a_group_a_blocked_person_is_not_answered(priya, troll):
    await priya.says("/block TRCAAAAA")
    await troll.says_in_the_group("/mydata")
    assert troll.documents == []
