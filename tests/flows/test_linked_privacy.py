"""What is kept in all linked places is shown as one, and forgotten in one turn."""

import json

import pytest
from linked import links, makes_a_code
from people import Person, becomes_admin
from teams import invites
from walking import answers, reaches_the_areas

from bot.replies import from_json
from bot.retention import AS_SHIPPED
from bot.upkeep.forgetting import forget
from storage.records import (
    KINDS,
    Assessment,
    AuditEvent,
    Blocked,
    ExportJob,
    Handled,
    Member,
    Notice,
    Session,
)

BOTH_STORES = True


@pytest.fixture
async def places(app):
    """One person on Telegram and on the page, linked, with something to lose in both."""
    on_telegram, on_the_page = Person(app, "4711", channel="telegram"), Person(app, "0fade")
    for person, organisation in ((on_telegram, "Moorland"), (on_the_page, "Fenland")):
        await reaches_the_areas(person, organisation=organisation)
        await person.presses("Leadership")
        await answers(person, "3 Embedded", evidence=f"Minutes of {organisation}")
        await person.says(f"how do I {organisation} a frobnicator")
    await links(on_telegram, on_the_page)
    return on_telegram, on_the_page


def held(person) -> list[dict]:
    return json.loads(person.documents[1].content)["places"]


async def everything(app) -> str:
    return "\n".join([str(each.to_json()) for kind in KINDS for each in await app.store.read(kind)])


async def changes(app, person, **more):
    async with app.store.turn("test") as turn:
        member = await turn.get(Member, person.address)
        turn.put(Member(**{**vars(member), **more}))


# /mydata


async def test_mydata_holds_what_is_kept_in_every_place_this_one_first(places):
    _on_telegram, on_the_page = places
    await on_the_page.says("/mydata")
    assert "everything that is kept about you on the web page and Telegram." in on_the_page.sees
    assert "Self-assessments: 2. Questions: 2. Reminders: 2." in on_the_page.sees
    assert [each["channel"] for each in held(on_the_page)] == ["web", "telegram"]
    assert [each["member"]["address"] for each in held(on_the_page)] == ["web:0fade", "telegram:4711"]
    organisations = [each["assessments"][0]["profile"]["organisation"] for each in held(on_the_page)]
    assert organisations == ["Fenland", "Moorland"]
    assert all(each["session"] and each["replies"] for each in held(on_the_page))


async def test_mydata_has_a_heading_for_each_place_and_says_since_when_they_are_linked(places):
    on_telegram, _on_the_page = places
    await on_telegram.says("/mydata")
    text = on_telegram.documents[0].content.decode()
    one, other = (text.index(f"WHAT IS KEPT ABOUT YOU ON: {each}") for each in ("Telegram", "the web page"))
    assert one < text.index("Minutes of Moorland") < other < text.index("Minutes of Fenland")
    assert text.count("Linked with your other places since 23 November 2026") == 2
    marks = {each["member"]["link"]["mark"] for each in held(on_telegram)}
    assert len(marks) == 2


async def test_mydata_of_one_place_has_the_same_shape_and_says_how_to_link(jo):
    await jo.says("/mydata")
    assert [each["channel"] for each in held(jo)] == ["web"]
    assert "link the two with /link" in jo.sees


async def test_a_code_that_waits_is_in_mydata(jo):
    await makes_a_code(jo)
    await jo.says("/mydata")
    assert [each["address"] for each in held(jo)[0]["link_codes"]] == [jo.address]


# /forget


async def test_forget_says_which_places_it_covers_and_takes_both(app, places):
    _on_telegram, on_the_page = places
    await on_the_page.says("/forget")
    assert "this covers all of them: the web page and Telegram." in on_the_page.sees
    await on_the_page.presses("Yes, delete it")
    assert "This covered all your linked places: the web page and Telegram." in on_the_page.sees
    left = await everything(app)
    for lost in ("Moorland", "Fenland", on_the_page.address):
        assert lost not in left
    for kind in (Member, Session, Assessment):
        assert await app.store.read(kind) == []
    assert sorted(each.what for each in await app.store.read(AuditEvent)) == ["forgotten", "linked"]


async def test_what_is_left_is_to_be_told_to_the_other_place_where_that_can_be(app, places):
    on_telegram, on_the_page = places
    await on_the_page.says("/forget")
    await on_the_page.presses("Yes, delete it")
    [waits] = await app.store.read(Handled)
    assert (waits.address, waits.place, waits.to_send) == (on_telegram.address, "4711", 1)
    said = from_json(waits.replies[0])
    assert "You asked for that in another place that was linked with this one." in said.text
    assert said.menu == ()


async def test_a_page_cannot_be_told_and_is_not(app, places):
    on_telegram, on_the_page = places
    await on_telegram.says("/forget")
    await on_telegram.presses("Yes, delete it")
    assert await app.store.read(Handled) == []
    assert on_the_page.address not in await everything(app)


async def test_nor_is_a_chat_that_takes_nothing_any_more(app, places):
    on_telegram, on_the_page = places
    await changes(app, on_telegram, gone="2026-11-23")
    await on_the_page.says("/forget")
    await on_the_page.presses("Yes, delete it")
    assert await app.store.read(Handled) == []


async def test_a_place_that_had_a_role_gets_the_menu_of_anybody(app, places, clock):
    on_telegram, on_the_page = places
    await becomes_admin(app, on_telegram, clock())
    await on_the_page.says("/forget")
    assert "You are the only admin." in on_the_page.sees
    await on_the_page.presses("Yes, delete it")
    [waits] = await app.store.read(Handled)
    assert from_json(waits.replies[0]).menu == app.commands.menu("visitor")


async def test_with_another_admin_nobody_is_told_that_they_are_the_last(app, places, priya, clock):
    on_telegram, on_the_page = places
    await becomes_admin(app, on_telegram, clock())
    await on_the_page.says("/forget")
    assert "You are the only admin." not in on_the_page.sees


async def test_of_two_places_that_are_the_only_admins_it_says_so(app, places, clock):
    on_telegram, on_the_page = places
    for person in (on_telegram, on_the_page):
        await becomes_admin(app, person, clock())
    await on_the_page.says("/forget")
    assert "You are the only admin." in on_the_page.sees


async def test_afterwards_each_place_is_like_a_new_persons(app, places):
    _on_telegram, on_the_page = places
    await on_the_page.says("/forget")
    await on_the_page.presses("Yes, delete it")
    for person in places:
        await person.presses("Leadership")
        assert "is not yours" in person.sees
        await person.says("/link")
        assert "Is it all right to keep this?" in person.sees


async def test_a_block_of_another_place_stays(app, places):
    on_telegram, on_the_page = places
    await changes(app, on_telegram, blocked="2026-11-20")
    await on_the_page.says("/forget")
    await on_the_page.presses("Yes, delete it")
    assert [each.since for each in await app.store.read(Blocked)] == ["2026-11-20"]


async def test_a_blocked_place_can_still_delete_everything(app, places):
    on_telegram, _on_the_page = places
    await changes(app, on_telegram, blocked="2026-11-20")
    await on_telegram.says("/forget")
    await on_telegram.presses("Yes, delete it")
    assert "Done." in on_telegram.sees
    assert await app.store.read(Assessment) == []


async def test_a_part_of_ones_own_elsewhere_is_nobody_elses_and_nobody_is_told_of_it(app, places):
    on_telegram, on_the_page = places
    await on_telegram.says("/team")
    code = await invites(on_telegram, "Human resources")
    await on_the_page.says(f"/code {code}")
    await on_the_page.presses("Yes, take part")
    for person in places:
        await person.says("/forget")
        assert "You lead a team" not in person.sees
        assert "You take part in what somebody else leads" not in person.sees
    await on_telegram.presses("Yes, delete it")
    assert await app.store.read(Assessment) == []
    assert await app.store.read(Notice) == []


async def test_exports_asked_for_in_another_place_go_too(app, places, clock):
    on_telegram, on_the_page = places
    await becomes_admin(app, on_telegram, clock())
    await on_telegram.says("/export json")
    async with app.store.turn("test") as turn:
        turn.put(ExportJob("e1", on_telegram.address, "2026", "2027", state="ready"))
    await on_the_page.says("/forget")
    await on_the_page.presses("Yes, delete it")
    assert await app.store.read(ExportJob) == []


async def test_a_yes_is_for_the_places_that_were_named(app, places):
    on_telegram, on_the_page = places
    await on_the_page.says("/forget")
    before = on_the_page.button("Yes, delete it").carries
    await links(on_telegram, Person(app, "third"))
    await on_the_page.presses_data(before)
    assert "Nothing was deleted." in on_the_page.sees
    await on_the_page.says("/forget")
    assert "the web page (2 places) and Telegram." in on_the_page.sees
    await on_the_page.presses_data(before)
    assert "Nothing was deleted." in on_the_page.sees
    assert len(await app.store.read(Assessment)) == 2
    await on_the_page.says("/forget")
    await on_the_page.presses("Yes, delete it")
    assert await app.store.read(Assessment) == []


async def test_a_place_that_was_taken_out_is_neither_shown_nor_forgotten(app, places):
    on_telegram, on_the_page = places
    await on_telegram.says("/link")
    await on_telegram.presses("Take out 2: the web page")
    await on_telegram.says("/mydata")
    assert [each["channel"] for each in held(on_telegram)] == ["telegram"]
    await on_telegram.says("/forget")
    await on_telegram.presses("Yes, delete it")
    assert (await on_the_page.assessment()).profile["organisation"] == "Fenland"


async def test_when_one_place_goes_with_age_the_others_are_linked_with_it_no_more(app, places, clock):
    on_telegram, on_the_page = places
    third = Person(app, "third")
    await links(on_the_page, third)
    clock.passes(days=364)
    for person in places:
        await person.says("/help")
    clock.passes(days=2)
    await forget(app.store, clock(), AS_SHIPPED)
    assert await app.store.fetch(Member, third.address) is None
    await on_telegram.says("/link")
    assert on_telegram.replies[0].text.count("linked on") == 2


async def test_when_all_others_went_with_age_the_one_left_is_said_to_be_linked_with_none(app, jo, clock):
    other = Person(app, "other")
    await links(jo, other)
    clock.passes(days=364)
    await jo.says("/help")
    clock.passes(days=2)
    await forget(app.store, clock(), AS_SHIPPED)
    assert await app.store.fetch(Member, other.address) is None
    await jo.says("/mydata")
    assert "Linked with your other places" not in jo.documents[0].content.decode()
