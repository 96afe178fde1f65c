"""What is old is forgotten in time, each kind by its own number."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.audit import note
from bot.audit.checking import check
from bot.notices import GONE, notice
from bot.retention import RULES, Retention
from bot.upkeep import forgetting
from storage.errors import StoreError
from storage.memory_store import MemoryStore
from storage.records import (
    Arrival,
    Assessment,
    AuditEvent,
    Blocked,
    ContentEdit,
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

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SHIPPED = Retention()
WHO = "web:jo"


def ago(days: float, seconds: int = 0) -> str:
    return (NOW - timedelta(days=days, seconds=seconds)).isoformat(timespec="seconds")


def receipt(number: int, days: int) -> Receipt:
    return Receipt(f"telegram|{number:020d}", ago(days))


def last_words(order: str) -> Handled:
    return Handled("telegram:7", "forgotten-1", "7", False, ({"text": "t"},), order, to_send=1)


def question(number: int, days: int, **more: str) -> Question:
    return Question(f"q{number:05}", ago(days)[:10], "t", "none", **more)


def assessment(ref: str, changed: str, **more: str) -> Assessment:
    return Assessment(ref, WHO, "2026.10", "a", "s", changed, **more)


@pytest.fixture
async def kept():
    store = MemoryStore()

    async def keep(*records):
        async with store.turn("test") as turn:
            for record in records:
                turn.put(record)
        return store

    return keep


async def would_go(store) -> list:
    return await forgetting.would_go(store, NOW, SHIPPED)


async def left(store, kind) -> list:
    await forgetting.forget(store, NOW, SHIPPED)
    return await store.read(kind)


# Each kind by its own number: on its last day it stays, a second later it goes.


AGREED = Member(WHO, agreed="2026.11")
YOUNG_AND_OLD = {
    "finished": (assessment("A", ago(1095), finished=ago(1095), warned=ago(14)),
                 assessment("A", ago(1095, 1), finished=ago(1095, 1), warned=ago(14))),
    "members": (Session(WHO, seen=ago(365)), Session(WHO, seen=ago(365, 1))),
    "blocked and forgotten": (Blocked("ff", ago(365)), Blocked("ff", ago(365, 1))),
    "not agreed": (Session("web:new", seen=ago(1), passing=True),
                   Session("web:new", seen=ago(1, 1), passing=True)),
    "set aside": (Arrival("telegram", 1, "7", {}, "broken", noticed=ago(7)[:10]),
                  Arrival("telegram", 1, "7", {}, "broken", noticed=ago(8)[:10])),
    "invites": (Invite("ff", "admin", "m", ago(30)), Invite("ff", "admin", "m", ago(30, 1))),
    "questions": (question(1, 30), question(1, 31)),
    "proposals": (ContentEdit("e", "cost", (), "x", ago(30)[:10]),
                  ContentEdit("e", "cost", (), "x", ago(31)[:10])),
    "link codes": (LinkCode("ff", WHO, "m", ago(1)), LinkCode("ff", WHO, "m", ago(1, 1))),
    "receipts": (receipt(1, 2), receipt(1, 3)),
    "last words": (last_words(ago(7)), last_words(ago(7, 1))),
}  # fmt: skip


@pytest.mark.parametrize("what", YOUNG_AND_OLD)
async def test_each_kind_goes_after_its_own_number_of_days_and_not_before(kept, what):
    young, old = YOUNG_AND_OLD[what]
    assert await left(await kept(AGREED, young), type(young)) == [young]
    assert await left(await kept(AGREED, old), type(old)) == []


@pytest.mark.parametrize("who", [Member("telegram:7"), Session("telegram:7", seen=ago(0))])
async def test_what_is_still_to_be_sent_to_somebody_who_is_here_stays(kept, who):
    waits = last_words(ago(300))
    assert await left(await kept(waits, who), Handled) == [waits]


async def test_words_that_wait_for_their_writer_go_after_a_day(kept):
    store = await kept(AGREED, Session(WHO, seen=ago(1), pending=("A", "score:L1", "words")))
    assert (await left(store, Session))[0].pending
    await kept(Session(WHO, seen=ago(1, 1), pending=("A", "score:L1", "words")))
    assert (await left(store, Session))[0].pending == ()


async def test_the_record_of_what_was_done_goes_after_six_years_and_still_hangs_together(kept):
    store = await kept()
    async with store.turn("audit") as turn:
        for days in (2191, 2190, 5):
            await note(turn, "operator", "export", NOW - timedelta(days=days))
    events = await left(store, AuditEvent)
    assert [each.at[:10] for each in events][:2] == [ago(2190)[:10], ago(5)[:10]]
    assert not (await check(store)).trouble


def test_there_is_a_rule_for_each_number_and_a_number_for_each_rule():
    assert {rule.name for rule in RULES} == set(Retention.__dataclass_fields__)


# Drafts: their owner knows for fourteen days


async def test_who_leads_a_draft_is_told_fourteen_days_before_it_goes(kept):
    store = await kept(assessment("A", ago(76)))
    assert [each.warned for each in await left(store, Assessment)] == [""]
    assert await store.read(Reminder) == []
    await kept(assessment("A", ago(76, 1)))
    assert [each.warned for each in await left(store, Assessment)] == [ago(0)]
    assert [(each.what, each.address) for each in await store.read(Reminder)] == [("going", WHO)]


@pytest.mark.parametrize(
    ("changed", "warned", "goes"),
    [(ago(90), ago(14), True), (ago(89), ago(14), False), (ago(90), ago(13), False), (ago(365), "", False)],
)
async def test_a_draft_goes_after_ninety_days_if_its_owner_has_known_for_fourteen(
    kept, changed, warned, goes
):
    draft = assessment("A", changed, warned=warned)
    old = replace(draft, changed=(datetime.fromisoformat(changed) - timedelta(seconds=1)).isoformat())
    assert (await left(await kept(old), Assessment) == []) is goes


async def test_who_goes_on_with_it_keeps_it_and_is_told_anew_the_next_time(kept):
    store = await kept(assessment("A", ago(80), warned=ago(81)))
    assert [each.warned for each in await left(store, Assessment)] == [ago(0)]


async def test_a_draft_that_a_colleague_touched_stays(kept):
    mine = assessment("A", ago(100), warned=ago(20))
    theirs = Assessment("B", "web:sam", "2026.10", "a", "s", ago(15), of="A")
    assert await left(await kept(mine, theirs), Assessment) == [mine, theirs]
    theirs = replace(theirs, changed=ago(91))
    store = await kept(
        theirs,
        Reminder("web:sam", "sam", "draft", "B", ago(1)),
        Invite("f", "visitor", "m", "2099", assessment="A"),
    )
    assert await left(store, Assessment) == []
    assert await store.read(Reminder) == await store.read(Invite) == []


# Results: their owner knows for fourteen days too


def result(ref: str, finished: str, **more: str) -> Assessment:
    return assessment(ref, finished, finished=finished, **more)


async def test_the_owner_of_a_result_is_told_fourteen_days_before_it_goes(kept):
    store = await kept(result("A", ago(1081)))
    assert [each.warned for each in await left(store, Assessment)] == [""]
    await kept(result("A", ago(1081, 1)))
    assert [each.warned for each in await left(store, Assessment)] == [ago(0)]
    assert [(each.what, each.address) for each in await store.read(Reminder)] == [("going", WHO)]


@pytest.mark.parametrize(
    ("warned", "goes"), [(ago(14), True), (ago(13.9), False), ("", False), (ago(1100), False)]
)
async def test_a_result_goes_only_if_its_owner_has_known_for_fourteen_days(kept, warned, goes):
    assert (await left(await kept(result("A", ago(1096), warned=warned)), Assessment) == []) is goes


async def test_a_warning_from_before_the_finish_is_none(kept):
    store = await kept(assessment("A", ago(1099), finished=ago(1096), warned=ago(1098)))
    said = {(rule.name, rule.kind): count for rule, count, _ in await would_go(store)}
    assert said["finished", Assessment] == 0
    assert [each.warned for each in await left(store, Assessment)] == [ago(0)]


@pytest.mark.parametrize("finished", ["", ago(1096)])
async def test_a_part_whose_whole_is_gone_goes_without_a_word(kept, finished):
    part = Assessment("B", WHO, "2026.10", "a", "s", ago(1096), of="A", finished=finished)
    store = await kept(part)
    assert await left(store, Assessment) == await store.read(Reminder) == []


async def test_a_result_that_was_changed_is_counted_and_warned_of_anew(kept):
    store = await kept(replace(result("A", ago(2000), warned=ago(1200)), changed=ago(1082)))
    assert [each.warned for each in await left(store, Assessment)] == [ago(0)]


async def test_parts_in_a_result_are_no_reason_to_keep_it_and_their_owners_are_not_warned(kept):
    part = Assessment("B", "web:sam", "2026.10", "a", "s", ago(1082), of="A", used=ago(1))
    done = Assessment("C", "web:jo", "2026.10", "a", "s", ago(1082), of="A", finished=ago(1082))
    store = await kept(result("A", ago(1082)), part, done)
    assert [each.warned for each in await left(store, Assessment)] == [ago(0), "", ""]
    await kept(result("A", ago(1096), warned=ago(14)))
    assert await left(store, Assessment) == []


async def test_a_result_stays_while_it_is_looked_at_again(kept):
    old = result("A", ago(1096), warned=ago(14), later="B")
    draft = assessment("B", ago(5), earlier="A")
    store = await kept(old, draft)
    assert await left(store, Assessment) == [old, draft]
    await kept(replace(old, warned=""))
    assert (await left(store, Assessment))[0].warned == ""
    await kept(replace(draft, finished=ago(1)))
    assert (await left(store, Assessment))[0].warned == ago(0)
    await kept(old)
    assert [each.ref for each in await left(store, Assessment)] == ["B"]


# People


@pytest.mark.parametrize(
    "member",
    [Member(WHO, role="assessor"), Member(WHO, blocked=ago(3)), Member(WHO, limited=ago(7, -1))],
    ids=["with a role", "blocked", "listed"],
)
async def test_who_must_be_known_stays(kept, member):
    session = Session(WHO, seen=ago(400), passing=True)
    assert await left(await kept(member, session), Session) == [session]


async def test_a_block_ends_after_a_year_and_its_person_goes(kept):
    session = Session(WHO, seen=ago(400))
    store = await kept(Member(WHO, blocked=ago(365)), session)
    assert await left(store, Session) == [session]
    await kept(Member(WHO, blocked=ago(365, 1)))
    assert await left(store, Session) == await store.read(Member) == []


async def test_a_week_after_the_limit_nobody_has_to_know_them(kept):
    store = await kept(Member(WHO, limited=ago(7)), Session(WHO, seen=ago(2), passing=True))
    assert await left(store, Session) == await store.read(Member) == []


async def test_who_has_a_self_assessment_stays(kept):
    store = await kept(Session(WHO, seen=ago(400), passing=True), assessment("A", ago(80)))
    assert len(await left(store, Session)) == 1


async def test_who_has_still_to_be_told_something_stays_for_a_week_for_it(kept):
    store = await kept(Session(WHO, seen=ago(400)), notice(WHO, GONE, NOW - timedelta(days=6.9)))
    assert len(await left(store, Session)) == 1
    store = await kept(Session("web:sam", seen=ago(400)), notice("web:sam", GONE, NOW - timedelta(days=7)))
    assert [each.address for each in await left(store, Session)] == [WHO]
    assert [each.address for each in await store.read(Notice)] == [WHO]


async def test_with_somebody_goes_all_that_is_theirs(kept):
    store = await kept(
        Session(WHO, seen=ago(2), passing=True, handled=("1",), questions=("q00001",)),
        Handled(WHO, "1", "jo", False, ({"text": "hello"},), "2026"),
        question(1, 3),
        Reminder(WHO, "jo", "draft", "GONE", ago(1)),
    )
    await forgetting.forget_often(store, NOW, SHIPPED)
    for kind in (Session, Handled, Question, Reminder):
        assert await store.read(kind) == []


async def test_who_was_only_ever_unreachable_is_not_kept_for_ever(kept):
    assert await left(await kept(Member(WHO, gone=ago(5))), Member) == []


# Each round, each day


async def test_what_may_stay_for_a_day_is_looked_for_in_each_round(kept):
    store = await kept(Session(WHO, seen=ago(2), passing=True), receipt(1, 9), question(1, 40))
    await forgetting.forget_often(store, NOW, SHIPPED)
    assert await store.read(Session) == await store.read(Receipt) == []
    assert len(await store.read(Question)) == 1


async def test_it_is_recorded_how_much_has_gone(kept):
    store = await kept(
        assessment("A", ago(1096), finished=ago(1096), warned=ago(14)), Session(WHO, seen=ago(400))
    )
    [event] = await left(store, AuditEvent)
    assert (event.who, event.what) == ("assistant", "old data deleted")
    assert event.details == {"drafts": "0", "finished": "1", "members": "1"}


async def test_what_was_set_aside_is_counted_from_when_it_is_known(kept):
    store = await kept(Arrival("telegram", 1, "7", {}, "broken"))
    [arrival] = await left(store, Arrival)
    assert arrival.noticed == "2026-11-23"


async def test_very_many_are_forgotten_in_slices(kept):
    store = await kept(
        *(receipt(number, 9) for number in range(1_201)), *(question(n, 40) for n in range(1_201))
    )
    sizes, turn_of = [], store.turn

    class Counting:
        def __init__(self, lock):
            self._turn = turn_of(lock)

        async def __aenter__(self):
            self.unit = await self._turn.__aenter__()
            return self.unit

        async def __aexit__(self, *trouble):
            sizes.append(len(self.unit.changes))
            return await self._turn.__aexit__(*trouble)

    store.turn = Counting
    await forgetting.forget(store, NOW, SHIPPED)
    assert await store.read(Receipt) == await store.read(Question) == []
    assert [each for each in sizes if each] == [500, 500, 201] * 2


async def test_what_is_ignored_for_good_stays(kept):
    ignored = question(1, 90, settled="ignored")
    store = await kept(ignored, question(2, 31), young := question(3, 30))
    assert await left(store, Question) == [ignored, young]


async def test_trouble_with_one_kind_keeps_not_what_came_before_it(kept, monkeypatch):
    store = await kept(receipt(1, 9))

    async def fails(*asked):
        raise StoreError("no pages today")

    monkeypatch.setattr(store, "page", fails)
    await forgetting.forget_often(store, NOW, SHIPPED)
    assert await store.read(Receipt) == []


async def test_one_record_that_cannot_be_judged_keeps_no_other_from_going(kept, caplog):
    store = await kept(
        assessment("AAAA2222", "1 November 2025", warned="1 November 2025!"),
        assessment("BBBB2222", ago(100), warned=ago(20)),
        Member("web:old", gone=ago(40)),
    )
    gone = await forgetting.forget(store, NOW, SHIPPED)
    assert (gone["drafts"], gone["not_agreed"]) == (1, 1)
    assert [each.ref for each in await store.read(Assessment)] == ["AAAA2222"]
    assert "a record of kind assessment cannot be judged: ValueError" in caplog.text
    assert "November" not in caplog.text


async def test_to_say_what_would_go_nothing_goes(kept):
    store = await kept(
        question(1, 40), question(2, 35), question(3, 1), receipt(1, 9), Session(WHO, seen=ago(400)),
        assessment("A", ago(2000), finished=ago(2000), warned=ago(14)),
    )  # fmt: skip
    before = [await store.read(kind) for kind in (Question, Receipt, Session, Assessment)]
    said = {
        (rule.name, rule.kind): (count, day)
        for rule, count, day in await forgetting.would_go(store, NOW, SHIPPED)
    }
    assert said["questions", Question] == (2, ago(40)[:10])
    assert said["finished", Assessment] == (1, ago(2000)[:10])
    assert said["receipts", Receipt] == (1, ago(9)[:10])
    assert [await store.read(kind) for kind in (Question, Receipt, Session, Assessment)] == before
