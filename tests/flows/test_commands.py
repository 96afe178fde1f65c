"""Commands: `/help` shows what somebody may use, and everything else reads as if it were not there."""

import pytest
from people import Person
from walking import reaches_the_first_question

from bot.flows.invite import make_invite

ANYBODY = {
    "start",
    "assess",
    "answers",
    "result",
    "evidence",
    "pictures",
    "report",
    "practice",
    "history",
    "plan",
    "pause",
    "team",
    "reminders",
    "roles",
    "help",
    "mydata",
    "forget",
    "code",
    "link",
    "privacy",
    "withdraw",
}
UNKNOWN = "I do not know that command"


def listed(person):
    return {line[1:].split(" ")[0] for line in person.sees.splitlines() if line.startswith("/")}


@pytest.fixture
async def asha(app, clock):
    """An assessor."""
    asha = Person(app, "asha")
    made = make_invite("assessor", clock())
    await app.store.append([made.record])
    await asha.says(f"/code {made.code}")
    return asha


async def test_help_shows_a_visitor_what_anybody_may_use(sam):
    await sam.says("/help")
    assert listed(sam) == ANYBODY


async def test_help_shows_an_assessor_no_more_than_an_assessor_may_use(asha):
    await asha.says("/help")
    assert listed(asha) == ANYBODY


async def test_help_shows_an_admin_inviting_exporting_and_looking_after_answers_too(priya):
    await priya.says("/help")
    assert listed(priya) == ANYBODY | {
        "invite",
        "export",
        "audit",
        "overview",
        "questions",
        "find",
        "words",
        "reviews",
        "people",
        "block",
        "unblock",
    }


async def test_the_channels_menu_shows_what_help_shows(app, priya):
    await priya.says("/help")
    assert {item.command for item in app.commands.menu("admin")} == listed(priya)


async def test_help_says_that_help_in_distress_is_at_hand(sam):
    await sam.says("/help")
    assert "struggling or in danger" in sam.sees


async def test_every_command_that_help_shows_is_known(priya):
    await priya.says("/help")
    for command in listed(priya):
        await priya.says(f"/{command}")
        assert UNKNOWN not in priya.sees


@pytest.mark.parametrize("forbidden", ["/export", "/invite", "/export csv", "/invite admin", "/EXPORT"])
async def test_a_forbidden_command_reads_just_like_an_unknown_one(sam, forbidden):
    await sam.says("/nonsense")
    unknown = sam.replies
    await sam.says(forbidden)
    assert sam.replies == unknown
    assert UNKNOWN in sam.sees


@pytest.mark.parametrize("carried", ["export:xlsx", "export:csv", "export:json", "invite:admin"])
async def test_a_forbidden_button_reads_just_like_one_that_is_not_there(sam, asha, carried):
    for person in (sam, asha):
        await person.presses_data("nonsense:1")
        unknown = person.replies
        await person.presses_data(carried)
        assert person.replies == unknown


async def test_an_assessor_cannot_export_or_invite(asha):
    for command in ("/export json", "/invite assessor"):
        await asha.says(command)
        assert UNKNOWN in asha.sees
        assert asha.documents == []


async def test_a_command_may_name_the_bot_and_come_in_capitals(sam):
    await sam.says("/HELP@CharterBot")
    assert "What I can do" in sam.sees


async def test_a_lone_slash_is_an_unknown_command(sam):
    await sam.says("/")
    assert UNKNOWN in sam.sees


@pytest.mark.parametrize("aside", ["/help", "/roles", "/result", "/mydata", "/nonsense"])
async def test_behind_a_command_in_the_middle_the_question_stands_again(amal, aside):
    await reaches_the_first_question(amal)
    await amal.says(aside)
    assert amal.replies[-1].title == "L1. A senior person owns this"
    await amal.says("2")
    assert "L1: 2 In place. Saved." in amal.sees
