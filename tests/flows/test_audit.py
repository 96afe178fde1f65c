"""`/audit`: who did what, page by page, for admins, and whether the record holds."""

from dataclasses import replace

import pytest
from people import Person
from walking import finishes

from bot.audit import OPERATOR, audit, note
from bot.codes import grouped
from storage.records import AuditEvent, Member

BOTH_STORES = True

UNKNOWN = "I do not know that command"


async def id_of(app, person):
    [id_] = [each.id for each in await app.store.read(Member) if each.address == person.address]
    return id_


async def happen(app, clock, times, what="invite made"):
    for _ in range(times):
        async with app.store.turn("test") as turn:
            await note(turn, OPERATOR, what, clock())


def lines(person):
    return [line for line in person.sees.splitlines() if line.startswith("- ")]


async def test_an_admin_reads_who_did_what_newest_first(app, priya, jo, clock):
    await priya.says("/invite assessor")
    code = priya.sees.split("/code ")[1].split()[0]
    clock.passes(hours=1)
    await jo.says(f"/code {code}")
    await app.store.append([audit(OPERATOR, "backup", clock())])
    await app.upkeep.once()
    await priya.says("/audit")
    assert lines(priya) == [
        "- 23 November 2026, 10:00. the operator: backup",
        f"- 23 November 2026, 10:00. id {grouped(await id_of(app, jo))}: invite used (role assessor)",
        "- 23 November 2026, 09:00. you: invite made (role assessor)",
        "- 23 November 2026, 09:00. you: invite used (role admin)",
    ]


async def test_hashes_are_short_ids_are_grouped_and_nobody_has_todays_role(app, priya, amal, clock):
    await finishes(amal)
    ref = (await amal.assessment()).ref
    async with app.store.turn("test") as turn:
        who = await id_of(app, amal)
        await note(turn, who, "export", clock(), member=who, rows="12345", sha256="a" * 64, sha256_2="b" * 64)
    await priya.says("/audit")
    spoken = grouped(who)
    details = f"member {spoken}, rows 12345, sha256 {'a' * 8}…, sha256_2 {'b' * 8}…"
    assert lines(priya)[:2] == [
        f"- 23 November 2026, 09:00. id {spoken}: export ({details})",
        f"- 23 November 2026, 09:00. id {spoken}: assessment finished (ref {grouped(ref)})",
    ]


async def test_times_are_those_of_london_in_summer_too(app, priya, clock):
    clock.passes(days=200)
    await happen(app, clock, 1)
    await priya.says("/audit")
    assert lines(priya)[0] == "- 11 June 2027, 10:00. the operator: invite made"


async def test_who_was_forgotten_is_called_so(app, priya, jo):
    await priya.says("/invite assessor")
    await jo.says(f"/code {priya.sees.split('/code ')[1].split()[0]}")
    await jo.says("/forget")
    await jo.presses("Yes, delete it")
    await priya.says("/audit")
    assert ". somebody: forgotten" in lines(priya)[0]
    assert ". somebody who was forgotten: invite used (role assessor)" in lines(priya)[1]


async def test_eight_fit_a_page_and_older_ones_are_a_press_away(app, priya, clock):
    await happen(app, clock, 8)
    await priya.says("/audit")
    assert len(lines(priya)) == 8
    await happen(app, clock, 3)  # what comes meanwhile moves nothing
    await priya.presses("Older ones")
    assert [line.partition(". ")[2] for line in lines(priya)] == ["you: invite used (role admin)"]
    assert "Older ones" not in priya.choices


async def test_one_kind_can_be_had_alone(app, priya, clock):
    await happen(app, clock, 9)
    await happen(app, clock, 1, "backup")
    await priya.says("/audit")
    await priya.presses("Only: invite made")
    assert lines(priya) == ["- 23 November 2026, 09:00. the operator: invite made"] * 8
    await priya.presses("Older ones")
    assert len(lines(priya)) == 1
    await priya.presses("All kinds")
    assert "backup" in lines(priya)[0]
    await priya.says("/audit  Invite  USED")
    assert lines(priya) == ["- 23 November 2026, 09:00. you: invite used (role admin)"]
    await priya.says("/audit nonsense")
    assert "Nothing was recorded of this kind: nonsense." in priya.sees


async def test_it_says_whether_the_record_holds(app, priya, clock):
    await happen(app, clock, 2)
    await priya.says("/audit")
    assert "has not been checked yet" in priya.sees
    await app.upkeep.once()
    await priya.says("/audit")
    assert "Checked on 23 November 2026: this record is whole." in priya.sees
    async with app.store.turn("an intruder") as turn:
        [event] = await turn.find(AuditEvent, "number:000000002")
        turn.put(replace(event, who="somebody"))
    await app.upkeep.once()  # once a day will do
    await priya.says("/audit")
    assert "this record is whole" in priya.sees
    clock.passes(days=1)
    await app.upkeep.once()
    await priya.says("/audit")
    assert (
        "Checked on 24 November 2026: this record was changed from outside: event 2 was changed."
        in priya.sees
    )


async def test_after_six_years_events_go_and_the_record_is_still_whole(app, priya, clock):
    await happen(app, clock, 1)
    for days, there in ((6 * 365, True), (2, False)):
        clock.passes(days=days)
        await app.upkeep.once()
        await priya.says("/audit")
        assert ("the operator: invite made" in priya.sees) is there
        assert "this record is whole" in priya.sees
    assert "the assistant: old events dropped" in priya.sees


@pytest.mark.parametrize("carried", ["audit:0:", "audit:5:export"])
async def test_only_an_admin_sees_it(app, jo, clock, carried):
    await happen(app, clock, 1)
    await jo.says("/audit")
    assert UNKNOWN in jo.sees
    await jo.presses_data(carried)
    assert "the operator" not in jo.sees


@pytest.mark.parametrize("carried", ["audit:", "audit:x:", "audit:-1:", "audit:99999999999:", "audit:0:x|y"])
async def test_an_odd_press_does_no_harm(priya, carried):
    await priya.presses_data(carried)
    assert priya.replies


async def test_finishing_is_recorded_with_the_reference_and_no_words(app, amal):
    await finishes(amal)
    [event] = [each for each in await app.store.read(AuditEvent) if each.what == "assessment finished"]
    assert (event.who, event.details) == (await id_of(app, amal), {"ref": (await amal.assessment()).ref})


async def test_two_people_who_do_something_at_once_both_stand_there(app, priya, clock):
    people = [Person(app, f"person{number}") for number in range(3)]
    for person in people:
        await finishes(person)
    finished = [each.who for each in await app.store.read(AuditEvent) if each.what == "assessment finished"]
    assert len(set(finished)) == 3
