"""Whoever is forgotten is in no record of any kind: neither their address nor a word that they said."""

import pytest
from people import Person, becomes_admin
from stored import opened
from teams import invites, joins, leads
from walking import answers, reaches_the_areas

from bot.app import assemble
from bot.messages import Message
from storage.memory_store import MemoryStore
from storage.records import (
    KINDS,
    Arrival,
    Assessment,
    AuditCheck,
    AuditEvent,
    AuditHead,
    Blocked,
    ContentEdit,
    CutOff,
    EvidenceNote,
    ExportFile,
    ExportJob,
    ExportPiece,
    Handled,
    Invite,
    LinkCode,
    Member,
    Notice,
    Question,
    Receipt,
    Reminder,
    Session,
)

HER, WORDS = "telegram:4711", "xyzzyplugh"
SAID = {"title": WORDS, "text": WORDS}
HERS = {
    Member: [Member(HER, role="curator", id="K7F2M9QX", agreed="2026.11")],
    Session: [Session(HER, pending=("AAAA2222", "score:L1", WORDS), told=((WORDS, "cost"),),
                      handled=("1", "2"), questions=("q1", "q2"), asked="q2",
                      offered=(("1", "Yes", "forget:yes"),))],
    Assessment: [Assessment("AAAA2222", HER, "2026.10", "a", "s", "c", profile={"organisation": WORDS},
                            register={"1": EvidenceNote(WORDS)}),
                 Assessment("BBBB2222", HER, "2026.10", "a", "s", "c", of="CCCC2222", areas=(WORDS,))],
    Invite: [Invite("00ff" * 16, "visitor", "m", "2027", assessment="AAAA2222", by=HER),
             Invite("11ff" * 16, "assessor", "m", "2027", by="K7F2M9QX")],
    LinkCode: [LinkCode("22ff" * 16, HER, "m", "2027")],
    Question: [Question("q1", "2026-11-20", WORDS, "none"), Question("q2", "2026-11-20", WORDS, "none"),
               Question("q3", "2026-11-20", WORDS, "none", tell=HER, place="4711"),
               Question("q4", "2026-11-20", WORDS, "none", settled="ignored", tell=HER, place="4711")],
    Handled: [Handled(HER, "1", "4711", False, (SAID,), "2026"),
              Handled(HER, "2", "4711", False, ({**SAID, "document": {"name": WORDS}},), "2026"),
              Handled(HER, "news-q1", "4711", False, (SAID,), "2026", to_send=1)],
    Arrival: [Arrival("telegram", 7, "4711", {"message": {"text": WORDS}}, aside="broken")],
    Reminder: [Reminder(HER, "4711", "draft", "AAAA2222", "2026-12-01T09:00:00+00:00"),
               Reminder(HER, "4711", "lead", "CCCC2222", "2026-12-01T09:00:00+00:00")],
    Notice: [Notice("n1", HER, "role", "curator")],
    ExportJob: [ExportJob("e1", HER, "2026", "2027", state="ready", wanted={"organisation": WORDS},
                          files=(ExportFile("a.csv", "text/csv", pieces=1),))],
    ExportPiece: [ExportPiece("e1", 0, 0, HER, WORDS)],
}  # fmt: skip
NOBODYS = {
    CutOff,
    AuditEvent,
    AuditHead,
    AuditCheck,
    Blocked,
    ContentEdit,
    Receipt,
}  # no address and nothing of what people said


def test_every_kind_of_record_is_somebodys_or_nobodys():
    assert set(HERS) | NOBODYS == set(KINDS)
    assert all(each.sealed_for for records in HERS.values() for each in records if each.kind != "invite")


@pytest.fixture(params=["plain", "sealed"])
async def kept(request, tmp_path):
    store = MemoryStore() if request.param == "plain" else await opened(tmp_path / "charter.db")
    yield store
    await store.close()


async def everything(store) -> str:
    return "\n".join([str(each.to_json()) for kind in KINDS for each in await store.read(kind)])


async def test_nothing_of_any_kind_is_left_of_who_is_forgotten(content, answers, kept, monkeypatch):
    monkeypatch.setattr("bot.app.Answers", lambda _content, _sentences: answers)
    app = assemble(content, kept)
    her = Person(app, "4711", channel="telegram", device="new", agrees=False)
    async with kept.turn("test") as turn:
        for records in HERS.values():
            for each in records:
                turn.put(each)
    for kind in HERS:
        assert await kept.count(kind), kind
    await her.presses_data("forget:yes")
    assert "Done." in her.sees
    left = await everything(kept)
    assert WORDS not in left
    assert "4711" not in left
    assert "K7F2M9QX" not in left


async def test_what_their_lead_and_curators_have_read_of_them_is_gone_too(amal, jo, priya, store):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await jo.presses_data(f"go:{(await jo.assessment()).ref}:L1")
    await answers(jo, "3 Embedded", evidence=f"Minutes of {WORDS}")
    await jo.says(f"how do I {WORDS} a frobnicator")
    whole = (await amal.assessment()).ref
    await amal.presses_data(f"go:{whole}:L1")
    await answers(amal, "1 Early")
    await amal.presses_data(f"voices:see:{whole}:L1")
    await priya.says("/questions")
    assert WORDS in await everything(store)
    await jo.says("/forget")
    await jo.presses("Yes, delete it")
    left = await everything(store)
    assert WORDS not in left
    assert jo.address not in left
    assert (await amal.assessment()).answers["L1"].score == 1


async def test_who_only_looked_at_an_invitation_keeps_nothing_of_it(amal, jo, store):
    await leads(amal, organisation=WORDS)
    await jo.says(f"/code {await invites(amal, 'Human resources')}")
    assert WORDS in jo.sees
    await jo.repeats()
    assert "Type the code again" in jo.sees
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert WORDS not in await everything(store)


async def test_a_reply_that_is_still_to_be_delivered_is_delivered_and_then_gone(app, amal, clock, store):
    eve = Person(app, "eve", channel="telegram")
    await becomes_admin(app, eve, clock())
    await amal.says(f"how do I {WORDS} a frobnicator")
    await eve.says("/questions")
    questions = Message("m77", eve.sender, text="/questions", place="eve")
    await app.assistant.handle(questions, deliver=True)
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    [waits] = await store.read(Handled, f"to-send:{eve.address}")
    session = await store.fetch(Session, eve.address)
    assert waits.message_id == "m77"
    assert WORDS in str(waits.replies)
    assert session.handled  # what else there was
    assert "m77" not in session.handled  # so whoever delivers the last of it removes it


async def test_the_receipt_is_on_record_and_leads_to_nobody(app, amal):
    await reaches_the_areas(amal)
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    [event] = await app.store.read(AuditEvent)
    receipt = event.details["receipt"]
    assert len(receipt) == 8
    assert f"Your receipt: {receipt[:4]} {receipt[4:]}." in amal.sees
    assert (event.who, event.what) == ("somebody", "forgotten")


async def test_a_code_that_a_forgotten_lead_has_made_works_no_more(amal, jo):
    await leads(amal)
    code = await invites(amal, "Others")
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    await jo.says(f"/code {code}")
    assert "That code does not work" in jo.sees
