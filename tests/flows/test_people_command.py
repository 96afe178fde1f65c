"""`/people`: who has a role, and taking roles away. Never the last admin's; asked first, told, recorded."""

from datetime import timedelta

import pytest
from people import Person

from bot.flows.invite import make_invite
from storage.records import AuditEvent, Handled, Invite, Member, Notice

BOTH_STORES = True

CHANGED = "That has changed meanwhile, so I did nothing."
ONLY = "There is no other admin, so this role has to stay."


@pytest.fixture
def has_role(app, clock):
    """Give somebody a role, as a code of the operator does."""

    async def give(person: Person, role: str) -> str:
        made = make_invite(role, clock())
        await app.store.append([made.record])
        await person.says(f"/code {made.code}")
        return await id_of(app, person)

    return give


async def member_of(app, person) -> Member:
    return next(each for each in await app.store.read(Member) if each.address == person.address)


async def id_of(app, person) -> str:
    return (await member_of(app, person)).id


async def role_of(app, person) -> str:
    return (await member_of(app, person)).role


async def recorded(app, what) -> list[dict[str, str]]:
    return [each.details for each in await app.store.read(AuditEvent) if each.what == what]


async def last_shown(app, person) -> str:
    """The replies that are kept for somebody, in case that a message comes again."""
    return str([each for each in await app.store.read(Handled) if each.address == person.address])


def spoken(member_id: str) -> str:
    return f"{member_id[:4]} {member_id[4:]}"


# The list


async def test_everybody_with_a_role_is_listed_by_role_and_id(app, priya, jo, amal, has_role):
    ids = {role: spoken(await has_role(each, role)) for each, role in ((jo, "assessor"), (amal, "curator"))}
    await Person(app, "sam").says("/start")
    await priya.says("/people")
    mine = spoken(await id_of(app, priya))
    assert priya.choices == [
        f"admin {mine} (you)", f"curator {ids['curator']}", f"assessor {ids['assessor']}",
        "Who reached the limit",
    ]  # fmt: skip
    assert priya.sees.startswith("Who looks after this assistant, page 1 of 1")
    assert "On: the terminal" in priya.sees
    assert "On: Telegram" in priya.sees
    assert "On: the web page" in priya.sees
    assert not any(each.address in priya.sees for each in (amal, jo, priya))


async def test_the_list_says_since_when_and_when_they_were_last_here(priya, jo, has_role, clock):
    clock.passes(days=2)
    await has_role(jo, "assessor")
    clock.passes(days=3)
    await jo.says("/help")
    await priya.says("/people")
    assert "Role since 25 November 2026" in priya.sees
    assert "Last here on 28 November 2026" in priya.sees


async def test_the_list_comes_in_pages_of_eight(app, store, priya):
    async with store.turn("test") as turn:
        for number in range(8):
            turn.put(Member(f"web:{number}", role="assessor"))  # with no id, as before there were any
    await priya.says("/people")
    assert "page 1 of 2" in priya.sees
    assert len([each for each in priya.choices if each.startswith(("admin", "assessor"))]) == 8
    await priya.presses("Next page")
    assert "page 2 of 2" in priya.sees
    assert len([each for each in priya.choices if each.startswith("assessor")]) == 1
    await priya.presses("Back a page")
    assert "page 1 of 2" in priya.sees
    assert len({each.id for each in await app.store.read(Member)}) == 9


async def test_of_those_who_reached_the_limit_the_last_twenty_are_listed(store, priya, clock):
    async with store.turn("test") as turn:
        for number in range(21):
            day = (clock() - timedelta(minutes=number)).isoformat()
            turn.put(Member(f"web:{number}", id=f"AAAA22{number:02}", limited=day))
    await priya.says("/people")
    await priya.presses("Who reached the limit")
    assert priya.choices == [f"no role AAAA 22{number:02}" for number in range(20)]


# Taking a role away


async def test_a_demotion_is_asked_done_told_and_recorded(app, priya, jo, has_role):
    jo_id = await has_role(jo, "curator")
    await priya.says("/people")
    await priya.presses(f"curator {spoken(jo_id)}")
    assert priya.choices == ["Make them an assessor", "Take the role away", "Block", "Back to the list"]
    await priya.presses("Make them an assessor")
    assert f"Now: curator {spoken(jo_id)}. After that: assessor." in priya.sees
    assert await role_of(app, jo) == "curator"
    await priya.presses("Yes, change it")
    assert f"It is now: assessor {spoken(jo_id)}." in priya.sees
    assert await role_of(app, jo) == "assessor"
    [details] = await recorded(app, "role changed")
    assert details == {"member": jo_id, "before": "curator", "role": "assessor"}
    await jo.says("/questions")
    assert "I do not know that command" in jo.sees


async def test_who_was_demoted_is_told_at_their_next_visit_once_with_their_menu(app, priya, jo, has_role):
    jo_id = await has_role(jo, "curator")
    await takes_away(priya, "curator", jo_id)
    await app.upkeep.once()
    assert await app.store.read(Notice) == []
    await jo.says_in_the_group("/help")
    assert "changed your role" not in jo.sees
    await jo.says("/help")
    assert "An admin has changed your role here. It is now: no role." in jo.sees
    assert jo.replies[0].menu == app.commands.menu("visitor")
    await jo.says("/help")
    assert "changed your role" not in jo.sees


async def takes_away(admin, role, member_id):
    await admin.says("/people")
    await admin.presses(f"{role} {spoken(member_id)}")
    await admin.presses("Take the role away")
    await admin.presses("Yes, change it")


async def test_no_changes_nothing(app, priya, jo, has_role):
    jo_id = await has_role(jo, "assessor")
    await priya.says("/people")
    await priya.presses(f"assessor {spoken(jo_id)}")
    await priya.presses("Take the role away")
    await priya.presses("No, leave it")
    assert await role_of(app, jo) == "assessor"
    assert await recorded(app, "role changed") == []


async def test_an_old_yes_is_asked_once_more(app, priya, jo, has_role):
    jo_id = await has_role(jo, "assessor")
    await priya.presses_data(f"people:do:{jo_id}:visitor")
    assert "Shall I change it?" in priya.sees
    assert await role_of(app, jo) == "assessor"


@pytest.mark.parametrize("role", ["admin", "curator", "assessor", "king"])
async def test_a_press_gives_nobody_a_higher_role(app, priya, jo, has_role, role):
    jo_id = await has_role(jo, "assessor")
    await priya.presses_data(f"people:ask:{jo_id}:{role}")
    assert CHANGED in priya.sees
    await priya.presses_data(f"people:do:{jo_id}:{role}")
    assert CHANGED in priya.sees
    assert await role_of(app, jo) == "assessor"


@pytest.mark.parametrize(
    "press", ["people:one:AAAABBBB", "people:ask:AAAABBBB:visitor", "people:block:AAAABBBB"]
)
async def test_an_id_that_is_nobodys_is_told_so(priya, press):
    await priya.presses_data(press)
    assert "I know nobody with that id." in priya.sees


async def test_what_the_role_let_them_read_is_kept_for_them_no_more(app, priya, jo, has_role):
    jo_id = await has_role(jo, "admin")
    await jo.says("/audit")
    assert "What was done" in await last_shown(app, jo)
    await takes_away(priya, "admin", jo_id)
    assert "What was done" not in await last_shown(app, jo)


async def test_codes_that_an_admin_has_made_go_with_their_role(app, priya, jo, has_role):
    jo_id = await has_role(jo, "admin")
    await jo.says("/invite admin")
    await priya.says("/invite assessor")
    await takes_away(priya, "admin", jo_id)
    assert [each.role for each in await app.store.read(Invite) if not each.used] == ["assessor"]


# The last admin


async def test_the_last_admin_cannot_step_down(app, priya):
    mine = await id_of(app, priya)
    for press in (f"people:ask:{mine}:curator", f"people:do:{mine}:visitor"):
        await priya.presses_data(press)
        assert ONLY in priya.sees
    assert await role_of(app, priya) == "admin"


async def test_one_of_two_admins_can_step_down_and_is_handed_the_menu(app, priya, jo, has_role):
    await has_role(jo, "admin")
    mine = await id_of(app, priya)
    await priya.says("/people")
    await priya.presses(f"admin {spoken(mine)} (you)")
    await priya.presses("Make them a curator")
    await priya.presses("Yes, change it")
    assert "Your role is now: curator." in priya.sees
    assert priya.replies[0].menu == app.commands.menu("curator")
    assert await role_of(app, priya) == "curator"
    assert [each.what for each in await app.store.read(Notice)] == ["code"]  # that Jo has used one
    await app.upkeep.once()
    await priya.says("/help")
    assert "has used a code" not in priya.sees  # it is the admins' to look after
    await jo.presses_data(f"people:ask:{await id_of(app, jo)}:visitor")
    assert ONLY in jo.sees


async def test_the_last_admin_may_be_forgotten_and_is_told_first_what_that_means(app, priya, jo, has_role):
    await priya.says("/forget")
    assert "You are the only admin." in priya.sees
    assert "charter-bot invite admin" in priya.sees
    await has_role(jo, "admin")
    await priya.says("/forget")
    assert "You are the only admin." not in priya.sees
    await priya.presses("Yes, delete it")
    assert priya.replies[0].menu == app.commands.menu("visitor")
    assert [each.address for each in await app.store.read(Member)] == [jo.address]


async def test_nobody_else_is_told_of_being_the_only_admin(amal):
    await amal.says("/forget")
    assert "only admin" not in amal.sees
    await amal.presses("Yes, delete it")
    assert amal.replies[0].menu == ()
