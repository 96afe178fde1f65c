"""A code that others could read works no more, unless whoever typed it had its role at once."""

import json

import pytest
from linked import YES, makes_a_code
from people import Person
from teams import invites, leads

from bot.codes import exactly
from storage.records import AuditEvent, Invite, LinkCode, Member, Question

BOTH_STORES = True
OTHER = "K7F2M9QXA-B3C4D5E6F-G7H8J9KMN"
ENDED = "You typed a code in a group. Others could read it, so it does not work any more."
WAYS = [
    "/link {}",
    "/code {}",
    "/start {}",
    "{}",
    "my code is {}",
    "my reference {}",
    "{} appeared",
    "/kode {}",
]


async def role_code(priya) -> str:
    await priya.says("/invite curator")
    return priya.sees.split("/code ")[1].split()[0]


async def is_told_in_private(person, code):
    assert ENDED in person.sees
    assert "Please get a new one, and type it here." in person.sees
    assert exactly(code) not in exactly(person.sees)
    assert not any(reply.public for reply in person.replies)


@pytest.mark.parametrize("way", WAYS)
async def test_a_code_for_linking_is_ended_and_a_bystander_links_nothing(amal, jo, sam, store, way):
    code = await makes_a_code(jo)
    await amal.says_in_the_group(way.format(code))
    await is_told_in_private(amal, code)
    assert await store.read(LinkCode) == []
    await sam.says(f"/link {code}")
    assert "That code does not work here." in sam.sees
    assert YES not in sam.choices


@pytest.mark.parametrize("way", WAYS)
async def test_a_code_for_a_team_is_ended_and_a_bystander_sees_nothing(amal, jo, sam, way):
    await leads(amal)
    code = await invites(amal, "Lived experience")
    await jo.says_in_the_group(way.format(code))
    await is_told_in_private(jo, code)
    await sam.says(f"/code {code}")
    assert "That code does not work." in sam.sees


@pytest.mark.parametrize("way", ["/link {}", "{}", "my code is {}"])
async def test_a_code_for_a_role_that_gave_none_is_ended_and_that_is_on_record(priya, amal, sam, store, way):
    code = await role_code(priya)
    await amal.says_in_the_group(way.format(code))
    await is_told_in_private(amal, code)
    await sam.says(f"/code {code}")
    assert "That code does not work." in sam.sees
    [event] = [each for each in await store.read(AuditEvent) if each.what == "invite withdrawn"]
    assert (event.who, event.details) == ("somebody", {"role": "curator"})


async def test_of_who_has_not_agreed_the_code_is_ended_too_and_nothing_is_kept(app, priya, sam, store):
    code = await role_code(priya)
    new = Person(app, "new", channel="telegram", agrees=False)
    await new.says_in_the_group(f"/code {code}")
    await is_told_in_private(new, code)
    await sam.says(f"/code {code}")
    assert "That code does not work." in sam.sees
    assert not (await app.store.fetch(Member, new.address) or Member("")).agreed


async def test_who_has_agreed_has_the_role_at_once_and_the_code_stays_used(priya, amal, store):
    code = await role_code(priya)
    await amal.says_in_the_group(f"/code {code}")
    assert "Your role is now: curator" in amal.sees
    await amal.says_in_the_group(f"/code {code}")
    assert ENDED in amal.sees
    [invite] = [each for each in await store.read(Invite) if each.role == "curator"]
    assert invite.used


async def test_no_question_record_or_message_has_the_code(priya, amal, store):
    code = await role_code(priya)
    await priya.says("/help")
    before = {each.key for each in await store.everything()}
    await amal.says_in_the_group(f"What is {code} for?")
    assert await store.read(Question) == []
    since = [json.dumps(each.to_json()) for each in await store.everything() if each.key not in before]
    assert [each for each in since if exactly(code) in exactly(each)] == []


async def test_a_code_that_never_was_reads_the_same(amal):
    await amal.says_in_the_group(f"/link {OTHER}")
    await is_told_in_private(amal, OTHER)


async def test_what_only_some_roles_may_use_and_what_is_for_others_stays_unanswered(priya, amal):
    for person, said in ((priya, "/invite"), (amal, "/invite"), (amal, "/weather")):
        await person.says_in_the_group(said)
        assert person.replies == ()
