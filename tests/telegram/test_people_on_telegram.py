"""An admin looks after people on Telegram: who used a code, who has a role, who is not answered."""

import re

import pytest
from driving import everything_was_right, words

from bot.limits import Rates
from storage.records import Arrival

by_polling = pytest.mark.parametrize("way", ["polling"])
CODE = re.compile(r"/code ([A-Z0-9-]{20,})")


async def becomes_admin(telegram, person, link):
    await telegram.has_agreed(person)
    person.says(f"/start {link.partition('=')[2]}")
    await person.hears("Your role is now: admin.")


def menu(server, person) -> set[str]:
    return {each["command"] for each in server.commands_for(person)}


async def test_a_code_is_used_the_admin_is_told_and_the_role_is_taken_away(
    telegram, server, amal, sam, invitation
):
    await becomes_admin(telegram, amal, await invitation())
    await telegram.settled()
    assert {"people", "block"} <= menu(server, amal)
    amal.says("/invite curator")
    said = await amal.hears("one-time code for the role curator")
    await telegram.has_agreed(sam)
    sam.says(f"/code {CODE.search(said.text)[1]}")
    await sam.hears("Your role is now: curator.")
    await telegram.settled()
    assert "questions" in menu(server, sam)

    await telegram.app.upkeep.once()
    await amal.hears("Somebody has used a code for a role. Role: curator.")
    amal.says("/people")
    listed = await amal.hears("Who looks after this assistant")
    sams = re.search(r"curator (\w{4} \w{4})", listed.text)[0]
    amal.presses(sams)
    await amal.hears(sams)
    amal.presses("Take the role away")
    await amal.hears("Shall I change it?")
    amal.presses("Yes, change it")
    await amal.hears("It is now: no role")
    for _ in range(2):
        await telegram.app.upkeep.once()
    await sam.hears("An admin has changed your role here. It is now: no role.")
    await telegram.settled()
    assert menu(server, sam) == {item.command for item in telegram.app.commands.menu("visitor")}
    assert sum("has changed your role" in said for said in words(sam)) == 1
    assert everything_was_right(server)


async def test_an_admin_who_is_forgotten_gets_the_menu_of_anybody(telegram, server, amal, invitation):
    await becomes_admin(telegram, amal, await invitation())
    amal.says("/forget")
    await amal.hears("You are the only admin.")
    amal.presses("Yes, delete it")
    await amal.hears("Your answers here, your questions, and where you were, are deleted.")
    await telegram.settled()
    assert menu(server, amal) == {item.command for item in telegram.app.commands.menu("visitor")}
    assert everything_was_right(server)


@by_polling
async def test_what_is_sent_over_the_limit_is_settled_and_told_once(telegram, server, amal, sam, monkeypatch):
    monkeypatch.setattr(telegram.app.assistant._gate._limits, "_rates", Rates(at_once=2, seconds=3_600))
    amal.says("/help")
    await amal.hears("What I can do")
    for _ in range(5):
        amal.says("/help")
    pressed = amal.presses_data("start:help")
    await amal.hears("That was a lot at once")
    await server.until(lambda: not server.unanswered_presses)
    await telegram.settled()
    assert [said.partition("\n")[0] for said in words(amal)] == [
        "What I can do", "What I can do", words(amal)[-1],
    ]  # fmt: skip
    assert words(amal)[-1].startswith("That was a lot at once")
    assert await telegram.store.read(Arrival) == []
    assert pressed.id in [call.params["callback_query_id"] for call in server.called("answerCallbackQuery")]
    sam.says("/help")
    await sam.hears("What I can do")
    amal.says("i want to die")
    await amal.hears("116 123")
    assert everything_was_right(server)


async def test_who_is_blocked_is_told_once_and_helped_in_distress(telegram, server, amal, sam, invitation):
    await becomes_admin(telegram, amal, await invitation())
    amal.says("/invite assessor")
    said = await amal.hears("one-time code for the role assessor")
    await telegram.has_agreed(sam)
    sam.says(f"/code {CODE.search(said.text)[1]}")
    await sam.hears("Your role is now: assessor.")
    await telegram.app.upkeep.once()
    told = await amal.hears("Somebody has used a code for a role. Role: assessor.")
    amal.says("/block " + re.search(r"Their id: (\w{4} \w{4})", told.text)[1])
    await amal.hears("I do not answer")
    for said in ("/help", "hello", "/people"):
        sam.says(said)
    await sam.hears("I do not answer your messages at the moment.")
    await telegram.settled()
    assert sum("I do not answer your messages" in said for said in words(sam)) == 1
    assert not any("What I can do" in said for said in words(sam))
    sam.says("i want to die")
    await sam.hears("116 123")
    assert everything_was_right(server)
