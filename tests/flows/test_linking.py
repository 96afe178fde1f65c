"""`/link`: one person in several places, linked by a code that one place makes and another types."""

from dataclasses import replace

import pytest
from linked import CODE, NO, YES, links, makes_a_code
from people import Person
from walking import reaches_the_areas

from bot.days import moment_in_words
from bot.notices import UNLINKED, WITHDRAWN
from storage.records import AuditEvent, LinkCode, Member, Notice, Session

BOTH_STORES = True
NO_GOOD = "That code does not work here."


@pytest.fixture
def on_telegram(app) -> Person:
    return Person(app, "4711", channel="telegram")


@pytest.fixture
def on_the_page(app) -> Person:
    return Person(app, "0fade", channel="web")


@pytest.fixture
def somewhere(app):
    """Further places of the same person, one for each number."""
    return lambda number: Person(app, f"place{number}", channel="web", device=f"d{number}")


async def member(app, person) -> Member:
    return await app.store.fetch(Member, person.address)


async def linked(app, *people) -> bool:
    """Whether all of these belong together, and nobody else with them."""
    links = {(await member(app, person)).link for person in people}
    ids = {link.id for link in links if link}
    return (
        None not in links
        and len(ids) == 1
        and len(await app.store.read(Member, f"linked:{ids.pop()}")) == len(people)
    )


async def takes_out(person, place):
    await person.says("/link")
    await person.presses(f"Take out 2: {place}")


# Making a code


async def test_it_says_what_linking_is_for_and_what_it_does_not_do_and_gives_a_code(on_telegram):
    await on_telegram.says("/link")
    assert "Then /mydata, /forget and /withdraw cover all of them." in on_telegram.sees
    assert "You cannot open them from another place." in on_telegram.sees
    assert "Open the other place and type: /link " in on_telegram.sees
    assert "within 10 minutes" in on_telegram.sees


async def test_a_code_is_as_long_as_one_for_a_role_and_kept_only_as_a_hash(on_telegram, store):
    code = await makes_a_code(on_telegram)
    assert len(code.replace("-", "")) == 27
    await on_telegram.repeats()
    assert "I do not show it again." in on_telegram.sees
    kept = str([each.to_json() for each in await store.everything()])
    assert code not in kept
    assert code.replace("-", "") not in kept


async def test_asking_again_replaces_the_code_that_was_made_before(on_telegram, on_the_page, store):
    first = await makes_a_code(on_telegram)
    await makes_a_code(on_telegram)
    assert len(await store.read(LinkCode)) == 1
    await on_the_page.says(f"/link {first}")
    assert NO_GOOD in on_the_page.sees


async def test_whoever_types_it_after_code_is_told_where_it_belongs_and_it_still_works(
    on_telegram, on_the_page
):
    code = await makes_a_code(on_telegram)
    await on_the_page.says(f"/code {code}")
    assert "Was it made with /link? Then type /link and the code." in on_the_page.sees
    await on_the_page.says(f"/link {code}")
    assert on_the_page.choices == [YES, NO]


async def test_codes_of_two_people_stand_side_by_side(on_telegram, on_the_page, store):
    await makes_a_code(on_telegram)
    await makes_a_code(on_the_page)
    assert len(await store.read(LinkCode)) == 2


async def test_whoever_has_not_agreed_is_asked_before_a_code_is_made_and_gets_it_then(app, store):
    ana = Person(app, "ana", agrees=False)
    await ana.says("/link")
    assert "Is it all right to keep this?" in ana.sees
    assert await store.read(LinkCode) == []
    await ana.presses("Yes, that is fine")
    assert CODE.search(ana.sees)


# Typing it


async def test_nothing_is_linked_before_a_yes_and_it_says_what_a_yes_means(app, on_telegram, on_the_page):
    await on_the_page.says("/help")
    await on_the_page.says(f"/link {await makes_a_code(on_telegram)}")
    assert "made in this place: Telegram" in on_the_page.sees
    assert "these places are linked: Telegram and the web page" in on_the_page.sees
    assert "each place can show and delete what is kept in the others" in on_the_page.sees
    assert "Only go on if you made this code yourself." in on_the_page.sees
    assert on_the_page.choices == [YES, NO]
    assert [(await member(app, each)).link for each in (on_telegram, on_the_page)] == [None, None]


async def test_after_yes_both_know_each_other_and_it_is_on_record_without_an_address(
    app, on_telegram, on_the_page
):
    await links(on_telegram, on_the_page)
    assert await linked(app, on_telegram, on_the_page)
    [event] = await app.store.read(AuditEvent)
    assert (event.what, event.who, event.details) == ("linked", "somebody", {})


async def test_what_places_share_is_long_and_random_and_no_address(app, on_telegram, on_the_page):
    await links(on_telegram, on_the_page)
    one, other = [(await member(app, each)).link for each in (on_telegram, on_the_page)]
    assert (len(one.id), len(one.mark), len(other.mark)) == (16, 8, 8)
    assert one.mark != other.mark


async def test_no_links_nothing_and_the_code_still_works(app, on_telegram, on_the_page):
    code = await makes_a_code(on_telegram)
    await on_the_page.says(f"/link {code}")
    await on_the_page.presses(NO)
    assert "Nothing was linked." in on_the_page.sees
    await on_the_page.says(f"/link {code.lower().replace('-', ' ')}")
    await on_the_page.says("yes")
    assert await linked(app, on_telegram, on_the_page)


async def test_whoever_has_not_agreed_to_what_is_kept_is_asked_before_they_are_linked(app, on_telegram):
    ana = Person(app, "ana", agrees=False)
    code = await makes_a_code(on_telegram)
    await ana.says(f"/link {code}")
    assert "Is it all right to keep this?" in ana.sees
    assert "Link these places?" not in ana.sees
    await ana.presses("Yes, that is fine")
    assert "Link these places?" in ana.sees
    assert (await member(app, on_telegram)).link is None
    await ana.presses(YES)
    assert "Done. These places are linked:" in ana.sees
    assert await linked(app, on_telegram, ana)


async def test_a_wrong_code_is_said_to_be_wrong_before_anything_is_asked(app):
    ana = Person(app, "ana", agrees=False)
    await ana.says("/link WRONG")
    assert NO_GOOD in ana.sees
    assert "Is it all right to keep this?" not in ana.sees


async def test_a_code_that_ran_out_before_they_agreed_is_not_asked_about(app, on_telegram, clock):
    ana = Person(app, "ana", agrees=False)
    await ana.says(f"/link {await makes_a_code(on_telegram)}")
    clock.passes(minutes=10, seconds=1)
    await ana.presses("Yes, that is fine")
    assert NO_GOOD in ana.sees


async def test_codes_that_do_not_work_all_read_the_same(app, on_telegram, on_the_page, somewhere, clock):
    used = await makes_a_code(on_telegram)
    await on_the_page.says(f"/link {used}")
    await on_the_page.presses(YES)
    own = await makes_a_code(on_the_page)
    withdrawn, old = somewhere(1), somewhere(2)
    not_agreed, too_old = await makes_a_code(withdrawn), await makes_a_code(old)
    await withdrawn.says("/withdraw")
    await on_the_page.says(f"/link {not_agreed}")
    said = {on_the_page.sees}
    for code in (used, own, "ABC", "nonsense"):
        await on_the_page.says(f"/link {code}")
        said.add(on_the_page.sees)
    await on_telegram.says(f"/link {own}")  # of a place that it is linked with
    said.add(on_telegram.sees)
    clock.passes(minutes=10, seconds=1)
    await on_the_page.says(f"/link {too_old}")
    [same] = said | {on_the_page.sees}
    assert NO_GOOD in same


async def test_a_code_works_for_ten_minutes_and_a_yes_no_longer(app, on_telegram, on_the_page, clock):
    code = await makes_a_code(on_telegram)
    clock.passes(minutes=10)
    await on_the_page.says(f"/link {code}")
    assert on_the_page.choices == [YES, NO]
    clock.passes(seconds=1)
    await on_the_page.presses(YES)
    assert NO_GOOD in on_the_page.sees
    assert (await member(app, on_telegram)).link is None


async def test_wrong_codes_count_with_those_for_roles(on_telegram, on_the_page, clock):
    code = await makes_a_code(on_telegram)
    for number in range(5):
        await on_the_page.says(f"/link WRONG{number}")
        await on_the_page.says(f"/code WRONG{number}")
    await on_the_page.says(f"/link {code}")
    assert "Those were a lot of wrong codes." in on_the_page.sees
    clock.passes(hours=1)
    await on_the_page.says(f"/link {await makes_a_code(on_telegram)}")
    assert on_the_page.choices == [YES, NO]


async def test_presses_are_no_wrong_codes(on_telegram, on_the_page):
    code = await makes_a_code(on_telegram)
    for _ in range(10):
        await on_the_page.presses_data("link:yes:0123456789abcdef")
    assert NO_GOOD in on_the_page.sees
    await on_the_page.says(f"/link {code}")
    assert on_the_page.choices == [YES, NO]


async def test_a_second_press_of_yes_says_that_the_places_are_linked(app, on_telegram, on_the_page):
    await on_the_page.says(f"/link {await makes_a_code(on_telegram)}")
    yes = on_the_page.button(YES).carries
    for _ in range(2):
        await on_the_page.presses_data(yes)
    assert "These places are linked: the web page and Telegram." in on_the_page.sees
    assert "Type /link to see them" in on_the_page.sees
    assert NO_GOOD not in on_the_page.sees
    assert await linked(app, on_telegram, on_the_page)


async def test_the_place_that_made_the_code_is_told_once_what_was_linked_when_and_how_to_undo_it(
    app, on_telegram, on_the_page
):
    await links(on_the_page, on_telegram)
    await app.upkeep.once()
    await on_the_page.says("/help")
    assert "On 23 November 2026, one more place was linked with this one: Telegram." in on_the_page.sees
    assert "type /link now and take it out" in on_the_page.sees
    await on_the_page.says("/help")
    assert "one more place was linked" not in on_the_page.sees
    assert await app.store.read(Notice) == []


async def test_each_side_is_told_which_places_came_from_the_other(app, on_telegram, on_the_page, somewhere):
    third = somewhere(3)
    await links(on_the_page, on_telegram)
    await app.upkeep.once()
    await on_the_page.says("/help")
    await links(third, on_telegram)
    told = sorted((each.address, each.place) for each in await app.store.read(Notice))
    assert told == [(on_the_page.address, "web"), (third.address, "telegram"), (third.address, "web")]
    await app.upkeep.once()
    await on_the_page.says("/help")
    assert "one more place was linked with this one: the web page." in on_the_page.sees


@pytest.mark.parametrize("who", ["the one that made the code", "one that is linked with it", "one of ours"])
async def test_with_a_place_that_is_blocked_none_is_linked_and_it_reads_like_a_wrong_code(
    app, on_telegram, on_the_page, somewhere, who
):
    third = somewhere(3)
    if who == "one of ours":
        await links(third, on_the_page)
    code = await makes_a_code(on_telegram)
    if who == "one that is linked with it":
        await links(third, on_telegram)
        code = await makes_a_code(on_telegram)
    blocked = on_telegram if who == "the one that made the code" else third
    async with app.store.turn("test") as turn:
        kept = await turn.get(Member, blocked.address)
        turn.put(Member(**{**vars(kept), "blocked": "2026-11-23"}))
    await on_the_page.says(f"/link {code}")
    assert NO_GOOD in on_the_page.sees


async def test_in_a_group_it_asks_to_type_it_in_private(on_telegram, store):
    await on_telegram.says_in_the_group("/link")
    assert on_telegram.sees == "Please type that here, not in a group."
    assert not any(reply.public for reply in on_telegram.replies)
    assert await store.read(LinkCode) == []


# Several


async def test_a_third_place_joins_all_and_so_do_two_pairs(app, on_telegram, on_the_page, somewhere):
    third, fourth, fifth = map(somewhere, (3, 4, 5))
    await links(on_telegram, on_the_page)
    await links(on_the_page, third)
    assert await linked(app, on_telegram, on_the_page, third)
    await links(fourth, fifth)
    await links(fifth, on_telegram)
    assert await linked(app, on_telegram, on_the_page, third, fourth, fifth)


async def test_five_places_can_be_linked_and_a_sixth_cannot(app, somewhere):
    places = [somewhere(number) for number in range(6)]
    for other in places[1:5]:
        await links(places[0], other)
    assert await linked(app, *places[:5])
    code = await makes_a_code(places[0])
    await places[5].says(f"/link {code}")
    assert "At most 5 places can be linked." in places[5].sees
    assert places[5].choices == []
    await places[0].presses("Take out 2: the web page")
    await places[5].says(f"/link {code}")
    await places[5].presses(YES)
    assert "Done." in places[5].sees


async def test_of_two_who_are_asked_at_once_for_the_last_place_only_one_gets_it(app, somewhere):
    *places, fifth, sixth = [somewhere(number) for number in range(6)]
    for other in places[1:]:
        await links(places[0], other)
    for maker, person in zip(places, (fifth, sixth), strict=False):
        await person.says(f"/link {await makes_a_code(maker)}")
        assert person.choices == [YES, NO]
    for person in (fifth, sixth):
        await person.presses(YES)
    assert "At most 5 places can be linked." in sixth.sees
    assert await linked(app, *places, fifth)


async def test_the_list_shows_each_place_with_when_it_was_linked_and_used_and_no_address(
    on_telegram, on_the_page, clock
):
    await links(on_telegram, on_the_page)
    clock.passes(days=3)
    await on_telegram.says("/help")
    clock.passes(days=1, minutes=5)
    await on_the_page.says("/link")
    assert "1. the web page, linked on 23 November 2026 at 9:00. You are here." in on_the_page.sees
    assert "2. Telegram, linked on 23 November 2026 at 9:00, last used on 26 November 2026 at 9:00\n" in (
        on_the_page.sees
    )
    assert "4711" not in on_the_page.sees
    assert on_the_page.choices == ["Take out 2: Telegram", "Link one more place"]


async def test_a_new_one_has_its_own_day_and_the_others_keep_theirs(
    on_telegram, on_the_page, somewhere, clock
):
    await links(on_telegram, on_the_page)
    clock.passes(days=3)
    await links(on_the_page, somewhere(3))
    await on_telegram.says("/link")
    assert "1. Telegram, linked on 23 November 2026 at 9:00. You are here." in on_telegram.sees
    assert "2. the web page, linked on 23 November 2026 at 9:00" in on_telegram.sees
    assert "3. the web page, linked on 26 November 2026 at 9:00" in on_telegram.sees


async def test_several_places_of_one_channel_are_told_apart_by_their_times(on_the_page, somewhere, clock):
    second, third = somewhere(2), somewhere(3)
    await links(on_the_page, second)
    clock.passes(hours=2, minutes=7)
    await links(on_the_page, third)
    clock.passes(hours=1)
    await second.says("/help")
    await on_the_page.says("/link")
    assert "2. the web page, linked on 23 November 2026 at 9:00, last used on 23 November 2026 at 12:07" in (
        on_the_page.sees
    )
    assert "3. the web page, linked on 23 November 2026 at 11:07, last used on 23 November 2026 at 11:07" in (
        on_the_page.sees
    )


async def test_places_of_one_channel_are_counted_where_they_are_named(on_telegram, on_the_page, somewhere):
    second = somewhere(2)
    await on_the_page.says("/help")
    await second.says(f"/link {await makes_a_code(on_the_page)}")
    assert "these places are linked: the web page (2 places)." in second.sees
    await second.presses(YES)
    await links(on_telegram, second)
    assert "These places are linked: Telegram and the web page (2 places)." in second.sees


async def test_a_link_of_which_only_the_day_was_kept_is_shown_with_its_day(app, on_telegram, on_the_page):
    await links(on_telegram, on_the_page)
    async with app.store.turn("test") as turn:
        for each in (on_telegram, on_the_page):
            kept = await turn.get(Member, each.address)
            turn.put(replace(kept, link=replace(kept.link, since="2026-11-22")))
    await on_the_page.says("/link")
    assert "1. the web page, linked on 22 November 2026. You are here." in on_the_page.sees
    assert "2. Telegram, linked on 22 November 2026, last used on" in on_the_page.sees


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-07-01T23:05:00+00:00", "2 July 2026 at 0:05"),
        ("2026-12-01T23:05:00.000001+00:00", "1 December 2026 at 23:05"),
    ],
)
def test_times_are_londons_summer_and_winter(kept, shown):
    assert moment_in_words(kept) == shown


# Taking it apart


async def test_of_two_places_either_ends_the_link_of_both(app, on_telegram, on_the_page):
    await links(on_telegram, on_the_page)
    await on_the_page.says("/link")
    await on_the_page.presses("Take out 2: Telegram")
    assert "Done. Taken out: Telegram. What is kept there stays there." in on_the_page.sees
    assert [(await member(app, each)).link for each in (on_telegram, on_the_page)] == [None, None]
    assert {each.what for each in await app.store.read(AuditEvent)} == {"linked", "unlinked"}


@pytest.mark.parametrize("rounds", [0, 1], ids=["word of the link is kept", "it waits for a visit"])
async def test_a_place_that_was_taken_out_elsewhere_is_told_so_once_and_not_of_the_link_before(
    app, on_telegram, on_the_page, rounds
):
    await links(on_the_page, on_telegram)
    for _ in range(rounds):
        await app.upkeep.once()
    await takes_out(on_telegram, "the web page")
    await app.upkeep.once()
    await on_the_page.says("/help")
    assert "one more place was linked" not in on_the_page.sees
    assert "On 23 November 2026, this place was taken out of your linked places" in on_the_page.sees
    assert "from another of them: Telegram." in on_the_page.sees
    await on_the_page.says("/help")
    assert "taken out" not in on_the_page.sees


async def test_of_three_only_the_one_that_was_taken_out_is_told(app, on_telegram, on_the_page, somewhere):
    third = somewhere(3)
    await links(on_telegram, on_the_page)
    await links(on_telegram, third)
    await third.says("/link")
    await third.presses(next(each for each in third.choices if each.endswith(": Telegram")))
    told = [each.address for each in await app.store.read(Notice) if each.what == UNLINKED]
    assert told == [on_telegram.address]
    await third.presses("Take out this place")
    told = {each.address for each in await app.store.read(Notice) if each.what == UNLINKED}
    assert told == {on_telegram.address, on_the_page.address}


async def test_of_three_the_others_keep_theirs(app, on_telegram, on_the_page, somewhere):
    third = somewhere(3)
    await links(on_telegram, on_the_page)
    await links(on_telegram, third)
    await on_telegram.says("/link")
    await on_telegram.presses("Take out 2: the web page")
    out, left = (
        (on_the_page, third) if (await member(app, on_the_page)).link is None else (third, on_the_page)
    )
    assert (await member(app, out)).link is None
    assert await linked(app, on_telegram, left)


async def test_a_place_can_take_itself_out_and_the_others_stay_linked(
    app, on_telegram, on_the_page, somewhere
):
    third = somewhere(3)
    await links(on_telegram, on_the_page)
    await links(on_telegram, third)
    await third.says("/link")
    await third.presses("Take out this place")
    assert "This place is not linked any more." in third.sees
    assert (await member(app, third)).link is None
    assert await linked(app, on_telegram, on_the_page)


async def test_an_old_button_and_somebody_elses_take_nothing_apart(app, on_telegram, on_the_page, jo):
    await links(on_telegram, on_the_page)
    await on_the_page.says("/link")
    mark = on_the_page.button("Take out 2: Telegram").carries
    await jo.presses_data(mark)
    assert "That place is not linked any more." in jo.sees
    assert await linked(app, on_telegram, on_the_page)
    await on_the_page.presses_data(mark)
    await on_the_page.presses_data(mark)
    assert "That place is not linked any more." in on_the_page.sees


async def test_it_can_be_taken_apart_by_who_has_taken_their_agreement_back(app, on_telegram, on_the_page):
    await links(on_telegram, on_the_page)
    await on_the_page.says("/withdraw")
    await on_the_page.says("/link")
    await on_the_page.presses("Take out 2: Telegram")
    assert "Done. Taken out: Telegram." in on_the_page.sees


async def test_unlink_leads_to_link_and_does_nothing_itself(app, on_telegram, on_the_page):
    await links(on_telegram, on_the_page)
    await on_the_page.says("/unlink")
    assert "To see your linked places and take one out, type /link." in on_the_page.sees
    assert await linked(app, on_telegram, on_the_page)


# What stays where it is


async def test_roles_assessments_and_sessions_stay_in_their_place(app, priya, on_the_page):
    await reaches_the_areas(on_the_page, organisation="Fenland")
    before = await app.store.fetch(Session, on_the_page.address)
    await links(on_the_page, priya)
    assert (await member(app, on_the_page)).role == "visitor"
    ref = (await on_the_page.assessment()).ref
    await priya.presses_data(f"hub:{ref}")
    assert "is not yours" in priya.sees
    assert (await app.store.fetch(Session, on_the_page.address)).assessment == before.assessment


# Taking the agreement back


async def test_withdrawing_covers_all_linked_places_and_says_so(app, on_telegram, on_the_page):
    await links(on_telegram, on_the_page)
    await reaches_the_areas(on_telegram)
    async with app.store.turn("test") as turn:
        session = await turn.get(Session, on_telegram.address)
        turn.put(replace(session, pending=(session.assessment, "score:L1", "Minutes of Jane Doe")))
    await on_the_page.says("/withdraw")
    assert "this covers all of them: the web page and Telegram" in on_the_page.sees
    there = await member(app, on_telegram)
    assert (there.agreed, there.agreed_at, bool(there.quiet)) == ("", "", True)
    session = await app.store.fetch(Session, on_telegram.address)
    assert (session.flow, session.pending, session.passing) == ("", (), True)
    await on_telegram.presses("Leadership")
    await on_telegram.presses("3 Embedded")
    assert "Is it all right to keep this?" in on_telegram.sees


async def test_who_wanted_no_reminders_before_keeps_the_time_when_they_said_so(app, on_telegram, clock):
    await on_telegram.says("/reminders off")
    before = (await member(app, on_telegram)).quiet
    clock.passes(days=3)
    await on_telegram.says("/withdraw")
    assert before
    assert (await member(app, on_telegram)).quiet == before


async def test_the_other_places_are_told_of_it_once_and_can_keep_everything_again(
    app, on_telegram, on_the_page, somewhere
):
    third = somewhere(3)
    await links(on_telegram, on_the_page)
    await links(on_the_page, third)
    await app.upkeep.once()
    await on_the_page.says("/help")
    await on_telegram.says("/withdraw")
    await app.upkeep.once()
    await on_the_page.says("/help")
    assert "On 23 November 2026, in another of your linked places (Telegram), you asked" in on_the_page.sees
    assert "If that was not you: type /link and take that place out." in on_the_page.sees
    await on_the_page.presses("Yes, keep it again")
    assert [(await member(app, each)).agreed != "" for each in (on_the_page, third)] == [True, False]
    await on_the_page.says("/help")
    assert "nothing new is kept" not in on_the_page.sees


async def test_whoever_has_agreed_again_or_had_not_is_not_told_of_it(
    app, on_telegram, on_the_page, somewhere
):
    third = somewhere(3)
    await links(on_telegram, on_the_page)
    await links(on_the_page, third)
    await on_telegram.says("/withdraw")
    assert {each.address for each in await app.store.read(Notice) if each.what == WITHDRAWN} == {
        on_the_page.address,
        third.address,
    }
    await on_the_page.says("/privacy")
    await on_the_page.presses("Yes, that is fine")
    await app.upkeep.once()
    await on_the_page.says("/help")
    assert "nothing new is kept" not in on_the_page.sees
    await on_the_page.says("/withdraw")
    await app.upkeep.once()
    await third.says("/help")
    assert third.sees.count("you asked that nothing new is kept") == 1


async def test_what_was_agreed_to_elsewhere_alone_can_be_taken_back_from_here(app, on_telegram, on_the_page):
    await links(on_telegram, on_the_page)
    await on_the_page.says("/withdraw")
    await on_telegram.says("/assess")
    await on_telegram.presses("Yes, that is fine")
    await on_the_page.says("/withdraw")
    assert "Done. From now on I keep nothing new" in on_the_page.sees
    assert (await member(app, on_telegram)).agreed == ""
    await on_the_page.says("/withdraw")
    assert "there is nothing to take back" in on_the_page.sees


async def test_withdrawing_covers_no_place_that_is_not_linked(app, on_telegram, jo):
    await jo.says("/start")
    await on_telegram.says("/withdraw")
    assert "Your places are linked" not in on_telegram.sees
    assert (await member(app, jo)).agreed
