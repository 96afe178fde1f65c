"""The chain of audit events on every store: it grows at its end alone, and loses only its beginning."""

import asyncio
from dataclasses import replace

import pytest
from people import MORNING
from store_places import forget, in_time, keep, until_kept

from bot.audit import ITSELF, OPERATOR, audit, note
from bot.audit.chain import chained, digest
from bot.audit.checking import check
from bot.audit.dropping import DROPPED, drop
from bot.audit.waiting import take_in
from storage.records import AuditEvent, AuditHead, Member

AT_ONCE = 8


async def happen(store, *what, now=MORNING):
    for each in what:
        async with store.turn("mine") as turn:
            await note(turn, OPERATOR, each, now)


async def in_order(store):
    return sorted(await store.read(AuditEvent), key=lambda event: event.number)


async def trouble(store):
    return (await check(store)).trouble


async def test_what_is_done_at_once_stands_one_behind_the_other(store):
    async def one(number):
        async def somebody(turn):
            await note(turn, OPERATOR, "export", MORNING, rows=str(number))

        await until_kept(store, f"person {number}", somebody)

    await in_time(asyncio.gather(*map(one, range(AT_ONCE))))
    assert [event.number for event in await in_order(store)] == list(range(1, AT_ONCE + 1))
    assert await trouble(store) == ""


async def test_what_another_process_adds_waits_and_is_taken_in_in_its_order(store):
    await happen(store, "export")
    await store.append([audit(OPERATOR, "backup", MORNING.replace(hour=11))])
    await store.append([audit(OPERATOR, "invite made", MORNING.replace(hour=10))])
    assert (await check(store)).waiting == 2
    await take_in(store)
    assert [each.what for each in await in_order(store)] == ["export", "invite made", "backup"]
    assert await store.read(AuditEvent, "unchained") == []
    assert ((await check(store)).waiting, await trouble(store)) == (0, "")


async def test_more_than_a_turn_takes_are_all_taken_in(store):
    await store.append([audit(OPERATOR, "export", MORNING) for _ in range(101)])
    await take_in(store)
    assert [each.number for each in await in_order(store)] == list(range(1, 102))


async def test_what_an_older_version_kept_is_taken_in_without_its_address(store):
    await keep(store, Member("telegram:1234", role="admin", id="K7F2M9HX"), Member("web:jo", role="admin"))
    for number, who in enumerate(("telegram:1234", "web:jo", "web:forgotten", "operator")):
        await keep(store, AuditEvent(str(number), "2026-01-01", who, "export", {"file": "our jane's.backup"}))
    await take_in(store, look_at_all=True)
    [jo] = [each for each in await store.read(Member) if each.address == "web:jo"]
    events = await in_order(store)
    assert [each.who for each in events] == ["K7F2M9HX", jo.id, "somebody", "operator"]
    assert {str(each.details) for each in events} == {"{'file': ''}"}
    assert (len(jo.id), await trouble(store)) == (8, "")


async def test_only_the_oldest_go_and_what_stays_still_holds(store):
    await happen(store, "export", "backup", now=MORNING.replace(year=2020))
    await happen(store, "invite made")
    await happen(store, "restore", now=MORNING.replace(year=2020))  # a clock that went wrong
    assert await drop(store, "2021-01-01", MORNING) == 2
    left = await in_order(store)
    assert [each.what for each in left] == ["invite made", "restore", DROPPED]
    assert (left[0].number, left[-1].who, left[-1].details["upto"]) == (3, ITSELF, "2")
    assert await trouble(store) == ""
    await happen(store, "export")
    assert await trouble(store) == ""
    assert await drop(store, "2021-01-01", MORNING) == 0


async def test_more_than_a_turn_drops_all_go_and_the_last_word_on_it_stays(store):
    await store.append([audit(OPERATOR, "export", MORNING.replace(year=2020)) for _ in range(201)])
    await take_in(store)
    assert await drop(store, "2021-01-01", MORNING) == 201
    assert [(each.what, each.details["upto"]) for each in await in_order(store)] == [
        (DROPPED, "200"),
        (DROPPED, "201"),
    ]
    assert await trouble(store) == ""


async def test_nothing_goes_from_a_chain_with_a_missing_link(store):
    await happen(store, "export", "backup", now=MORNING.replace(year=2020))
    await forget(store, (await in_order(store))[0])
    assert await drop(store, "2021-01-01", MORNING) == 0
    assert await trouble(store) == "event 1 is missing"


@pytest.fixture
async def five(store):
    """Five events of a day, in their order."""
    await happen(store, "export", "backup", "invite made", "restore", "export")
    return await in_order(store)


async def test_a_changed_event_is_told(store, five):
    await keep(store, replace(five[2], who="somebody"))
    assert await trouble(store) == "event 3 was changed"


async def test_an_event_that_was_changed_with_its_hash_is_told(store, five):
    other = replace(five[2], who="somebody")
    await keep(store, replace(other, hash=digest(other)))
    assert await trouble(store) == "event 4 does not follow on the one before"


async def test_an_event_that_was_taken_out_is_told(store, five):
    await forget(store, five[1])
    assert await trouble(store) == "event 2 is missing"


async def test_a_beginning_that_was_taken_out_is_told(store, five):
    await forget(store, five[0])
    assert await trouble(store) == "event 1 is missing"


async def test_a_beginning_that_was_taken_out_with_a_word_in_the_head_alone_is_told(store, five):
    [head] = await store.read(AuditHead)
    await forget(store, five[0])
    await keep(store, replace(head, dropped=1, dropped_hash=five[0].hash))
    assert await trouble(store) == "the events up to 1 are missing, at the beginning"


async def test_an_event_that_was_put_in_is_told(store, five):
    other = replace(five[1], id="another", hash="")
    await keep(store, replace(other, hash=digest(other)))
    assert await trouble(store) == "event 2 is there twice"


async def test_two_events_that_changed_places_are_told(store, five):
    await keep(store, replace(five[1], number=3), replace(five[2], number=2))
    assert await trouble(store) == "event 2 was changed"


async def test_an_end_that_was_cut_off_is_told(store, five):
    await forget(store, five[4])
    assert await trouble(store) == "event 5 is missing, at the end"


async def test_an_event_behind_the_end_is_told(store, five):
    await keep(store, chained(audit(OPERATOR, "export", MORNING), AuditHead(5, five[4].hash)))
    assert await trouble(store) == "event 6 stands behind the end of the chain"


async def test_a_last_event_that_is_another_is_told(store, five):
    await forget(store, five[4])
    await keep(store, chained(audit(OPERATOR, "backup", MORNING), AuditHead(4, five[3].hash)))
    assert await trouble(store) == "event 5 is not the one that the chain ended with"


async def test_a_head_that_is_gone_is_told(store, five):
    await forget(store, AuditHead())
    assert await trouble(store) == "event 1 stands behind the end of the chain"


async def test_an_event_that_came_back_after_it_had_gone_with_age_is_told(store, five):
    await drop(store, "2026-11-24", MORNING)
    await keep(store, five[3])
    assert await trouble(store) == "event 4 is there, but has gone with age"


async def test_an_end_cut_off_with_the_head_is_told_by_a_head_that_was_noted(store, five):
    noted = five[4].number, five[4].hash
    assert (await check(store)).since(*noted) == ""
    await forget(store, five[4])
    await keep(store, AuditHead(4, five[3].hash))
    checked = await check(store)
    assert checked.trouble == ""  # from inside it cannot be told
    assert checked.since(*noted) == "event 5 is missing: the chain ends before it"
    await happen(store, "backup")
    assert (await check(store)).since(*noted) == "event 5 is not the one that was noted"
    assert (await check(store)).since(4, five[3].hash) == ""


async def test_a_noted_head_that_has_gone_with_age_is_the_last_or_unknown(store, five):
    await drop(store, "2026-11-24", MORNING)
    checked = await check(store)
    assert checked.since(5, five[4].hash) == ""
    assert checked.since(4, five[3].hash) == "event 4 has gone with age; nothing can be said of it"


@pytest.mark.parametrize("who", ["telegram:1234", "web:amal", "Jane", "K7F2M9H", "K7F2M9HX2", ""])
def test_nobody_is_recorded_by_address_or_name(who):
    with pytest.raises(ValueError, match="only by ids"):
        audit(who, "export", MORNING)


@pytest.mark.parametrize(
    "value", ["Moorland Trust", "telegram:1234", "jane@example.org", "x" * 81, "a\nb", "é"]
)
def test_nothing_that_people_write_is_a_detail(value):
    with pytest.raises(ValueError, match="values that nobody typed"):
        audit(OPERATOR, "export", MORNING, organisation=value)


@pytest.mark.parametrize("what", ["", "Export", "export of Moorland", "telegram:1234", "a b c d e f", "x1"])
def test_what_was_done_is_a_few_plain_words(what):
    with pytest.raises(ValueError, match="recorded"):
        audit(OPERATOR, what, MORNING)


@pytest.mark.parametrize(
    "value",
    ["", "50000", "2026.10", "2026-01-01", "a" * 64, "gold,silver", "x" * 80, f"{'a' * 64} {'b' * 64}"],
)
def test_values_of_the_machine_are_details(value):
    assert audit("K7F2M9HX", "export", MORNING, of=value).details == {"of": value}
