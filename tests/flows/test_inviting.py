"""Codes: each gives a role once, within seven days, however it is typed."""

import re

import pytest
from people import MORNING
from teams import invites, leads

from bot.flows.invite import make_invite
from bot.guesses import Guesses
from storage.records import AuditEvent, Invite, Member, Notice

BOTH_STORES = True

NO_GOOD = "That code does not work. It may be used already, or too old."
CODE = re.compile(r"/code ([2-9A-Z]{9}(?:-[2-9A-Z]{9}){2})")


async def code_from(priya, role="assessor"):
    await priya.says(f"/invite {role}")
    return CODE.search(priya.sees)[1]


async def role_of(person, app):
    return [each.role for each in await app.store.read(Member) if each.address == person.address]


async def id_of(person, app):
    [id_] = [each.id for each in await app.store.read(Member) if each.address == person.address]
    return id_


async def test_a_code_gives_its_role_and_shows_what_it_opens(app, priya, jo):
    await jo.says(f"/code {await code_from(priya, 'admin')}")
    assert "Your role is now: admin." in jo.sees
    assert "/export - " in jo.sees
    assert await role_of(jo, app) == ["admin"]
    await jo.says("/export")
    assert "This makes a file of the assessments" in jo.sees


async def test_the_channel_is_handed_the_new_menu(app, priya, jo):
    await jo.says(f"/code {await code_from(priya, 'admin')}")
    assert jo.replies[0].menu == app.commands.menu("admin")


async def test_a_code_works_once(app, priya, jo, amal):
    code = await code_from(priya)
    await jo.says(f"/code {code}")
    await amal.says(f"/code {code}")
    assert NO_GOOD in amal.sees
    assert await role_of(amal, app) == ["visitor"]


@pytest.mark.parametrize(("days", "works"), [(6.99, True), (7.01, False)])
async def test_a_code_works_for_seven_days(priya, jo, clock, days, works):
    code = await code_from(priya)
    clock.passes(days=days)
    await jo.says(f"/code {code}")
    assert (NO_GOOD not in jo.sees) is works


async def test_used_too_old_and_unknown_codes_read_the_same(priya, jo, sam, amal, clock):
    used, old = await code_from(priya), await code_from(priya)
    await jo.says(f"/code {used}")
    clock.passes(days=8)
    seen = set()
    for code in (used, old, "AAAAAAAAA-BBBBBBBBB-CCCCCCCCC", "hello", "🙂1"):
        await sam.says(f"/code {code}")
        seen.add(sam.sees)
    assert len(seen) == 1
    assert NO_GOOD in seen.pop()


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f"  {code}. "]
)
async def test_a_code_may_be_typed_in_small_letters_and_with_blanks(priya, jo, typed):
    await jo.says(f"/code {typed(await code_from(priya))}")
    assert "Your role is now: assessor." in jo.sees


async def test_a_code_may_come_with_start_as_a_link_brings_it(priya, jo):
    await jo.says(f"/start {await code_from(priya)}")
    assert "Your role is now: assessor." in jo.sees


async def test_code_alone_says_how_to_type_it(jo):
    await jo.says("/code")
    assert "Type the code after the command" in jo.sees


async def test_invite_alone_offers_the_roles(priya):
    await priya.says("/invite")
    assert priya.choices == ["An assessor", "A curator, who looks after the answers", "An admin"]
    await priya.presses("An assessor")
    assert "one-time code for the role assessor" in priya.sees
    assert "an assessor can do what everybody can do here, and nothing more" in priya.sees
    assert CODE.search(priya.sees)
    await priya.says("/invite curator")
    assert "an assessor can" not in priya.sees


async def test_once_the_bots_name_is_known_there_is_a_link_too(app, priya, jo):
    app.invites.call("CharterBot")
    try:
        await priya.says("/invite assessor")
    finally:
        app.invites.call("")
    link = re.search(r"https://t\.me/CharterBot\?start=([A-Z0-9_-]+)", priya.sees)
    assert len(link[1]) <= 64
    await jo.says(f"/start {link[1]}")
    assert "Your role is now: assessor." in jo.sees


async def test_an_admin_who_takes_an_assessors_code_stays_an_admin(app, priya):
    await priya.says(f"/code {await code_from(priya)}")
    assert "Your role is now: admin." in priya.sees
    assert await role_of(priya, app) == ["admin"]


async def test_no_code_is_kept_in_words(priya, store):
    code = await code_from(priya)
    kept = [record for record in await store.everything() if isinstance(record, Invite | AuditEvent)]
    assert len(kept) == 4
    assert not any(code.replace("-", "") in str(each).replace("-", "") for each in kept)


async def test_codes_are_too_long_to_guess_and_never_the_same(clock):
    codes = {make_invite("admin", clock()).code for _ in range(200)}
    assert len(codes) == 200
    assert all(len(set(code)) > 5 and len(code.replace("-", "")) == 27 for code in codes)


async def test_there_is_no_invitation_for_visitors(clock):
    with pytest.raises(ValueError, match="choose one of: assessor, curator, admin"):
        make_invite("visitor", clock())


async def test_making_and_using_a_code_are_recorded(app, priya, jo):
    await jo.says(f"/code {await code_from(priya)}")
    events = [(each.what, each.who, each.details) for each in await app.store.read(AuditEvent)]
    assert ("invite made", await id_of(priya, app), {"role": "assessor"}) in events
    assert ("invite used", await id_of(jo, app), {"role": "assessor"}) in events


# Codes that nobody has used


async def test_invite_shows_the_open_codes_and_who_made_them(app, priya, jo, clock):
    await jo.says(f"/code {await code_from(priya, 'admin')}")
    await code_from(priya, "curator")
    clock.passes(days=1)
    await code_from(jo)
    await app.store.append([make_invite("admin", clock(), "operator").record])
    await priya.says("/invite")
    assert "1. For: curator. Made on 23 November 2026 by you. Works until 30 November 2026." in priya.sees
    jo_id = next(each.id for each in await app.store.read(Member) if each.address == jo.address)
    assert f"For: assessor. Made on 24 November 2026 by admin {jo_id[:4]} {jo_id[4:]}." in priya.sees
    assert "For: admin. Made on 24 November 2026 by whoever runs this assistant." in priya.sees
    assert priya.choices[0] == "Withdraw 1: curator, 23 November 2026, by you"
    assert (
        {label.partition(": ")[2] for label in priya.choices[1:3]}
        == {  # made at once: in any order
            f"assessor, 24 November 2026, by admin {jo_id[:4]} {jo_id[4:]}",
            "admin, 24 November 2026, by whoever runs this assistant",
        }
    )


async def test_twenty_open_codes_are_listed_and_no_more(app, priya, clock):
    await app.store.append([make_invite("assessor", clock(), "operator").record for _ in range(21)])
    await priya.says("/invite")
    numbers = [label.split(":")[0] for label in priya.choices if label.startswith("Withdraw")]
    assert numbers == [f"Withdraw {number}" for number in range(1, 21)]


async def test_used_and_old_codes_are_not_shown_as_open(priya, jo, clock):
    await jo.says(f"/code {await code_from(priya)}")
    await code_from(priya)
    clock.passes(days=7, seconds=1)
    await priya.says("/invite")
    assert "Codes that nobody has used yet" not in priya.sees


async def test_a_withdrawn_code_works_no_more_and_reads_like_any_that_does_not(app, priya, jo):
    code = await code_from(priya)
    await priya.says("/invite")
    await priya.presses("Withdraw 1: assessor, 23 November 2026, by you")
    assert "That code works no more." in priya.sees
    await jo.says(f"/code {code}")
    assert NO_GOOD in jo.sees
    await priya.presses("Withdraw 1: assessor, 23 November 2026, by you")
    assert "That code is used, or does not work any more." in priya.sees
    events = [(each.what, each.details) for each in await app.store.read(AuditEvent)]
    assert ("invite withdrawn", {"role": "assessor"}) in events


async def test_a_press_withdraws_no_code_for_a_part(app, priya, amal):
    await leads(amal)
    await invites(amal, "Human resources")
    [part] = [each for each in await app.store.read(Invite) if each.assessment]
    await priya.presses_data(f"invite:withdraw:{part.short}")
    assert part in await app.store.read(Invite)


# All admins are told


async def test_all_other_admins_are_told_of_a_used_code_once(app, priya, jo, amal, sam):
    await jo.says(f"/code {await code_from(priya, 'admin')}")
    await amal.says(f"/code {await code_from(priya, 'curator')}")
    amal_id = next(each.id for each in await app.store.read(Member) if each.address == amal.address)
    await app.upkeep.once()
    for admin in (priya, jo):
        await admin.says("/help")
        assert f"Role: curator. Their id: {amal_id[:4]} {amal_id[4:]}." in admin.sees
        await admin.says("/help")
        assert "has used a code" not in admin.sees
    for other in (amal, sam):
        await other.says("/help")
        assert "has used a code" not in other.sees


async def test_a_code_that_does_not_work_tells_nobody(app, priya, jo):
    await jo.says("/code AAAAAAAAA-BBBBBBBBB-CCCCCCCCC")
    assert await app.store.read(Notice) == []


# Trying codes one after the other


async def test_after_ten_wrong_codes_within_an_hour_a_right_one_has_to_wait(priya, jo, sam, clock):
    code = await code_from(priya)
    for number in range(10):
        await jo.says(f"/code AAAAAAAAA-BBBBBBBBB-{number}")
        assert NO_GOOD in jo.sees
    await jo.says(f"/code {code}")
    assert "Please wait an hour" in jo.sees
    await jo.says(f"/start {code}")
    assert "Please wait an hour" in jo.sees
    clock.passes(minutes=59)
    await jo.says(f"/code {code}")
    assert "Please wait an hour" in jo.sees
    clock.passes(minutes=1)
    await jo.says(f"/code {code}")
    assert "Your role is now: assessor." in jo.sees


async def test_nine_wrong_codes_keep_no_right_one_out_and_a_repeat_counts_once(priya, jo):
    code = await code_from(priya)
    for number in range(9):
        await jo.says(f"/code AAAAAAAAA-BBBBBBBBB-{number}")
    await jo.repeats()
    await jo.says(f"/code {code}")
    assert "Your role is now: assessor." in jo.sees


def test_of_very_many_who_type_wrong_codes_ten_thousand_are_remembered():
    guesses = Guesses()
    for number in range(10):
        guesses.wrong("web:the first", str(number), MORNING)
    for number in range(9_999):
        guesses.wrong(f"web:{number}", "1", MORNING)
    assert not guesses.may("web:the first", MORNING)
    guesses.wrong("web:one more", "1", MORNING)
    assert guesses.may("web:the first", MORNING)
