"""A team beside the rest of the assistant: a new version of the framework, the register, looking again."""

import pytest
from newer_framework import NEWER, with_newer
from people import NO_HURRY, Person
from teams import joins, leads, part_of
from walking import answers

from bot.app import assemble


@pytest.fixture
def later(content, assembled, store):
    """Amal, once a newer version of the framework is published."""
    _app, kept, clock = assembled
    return Person(
        assemble(with_newer(content), kept, clock, rates=NO_HURRY), "amal", channel="telegram", device="later"
    )


async def test_when_the_lead_moves_to_a_new_version_the_parts_move_too_and_nothing_is_lost(amal, jo, later):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await jo.presses("Begin")
    await jo.presses("Leadership")
    await answers(jo, "1 Early", "2 In place")
    await later.says("/assess")
    await later.presses(f"Move to {NEWER}")
    part = await part_of(jo)
    assert part.framework == NEWER
    assert {name: answer.score for name, answer in part.answers.items()} == {"L1": 1}
    assert part.set_aside["L2"].score == 2
    await later.says("/team")
    assert "Human resources 1: 1 of 20 answered" in later.sees
    await later.presses("Agree on the answers")
    assert "L2 Plan and money: nobody has answered yet." in later.sees
    assert "R6 Telling what changed: nobody has answered yet." in later.sees


async def test_a_part_has_no_register_and_says_where_documents_are_named(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    before = await part_of(jo)
    for said in ("/evidence", "press"):
        await (jo.says(said) if said != "press" else jo.presses_data(f"reg:{before.ref}:new"))
        assert "In your part, name documents at your answers." in jo.sees
    assert await part_of(jo) == before


async def test_looking_again_the_old_answers_are_nobodys_voice_until_they_are_looked_at(amal, jo):
    await leads(amal)
    await amal.presses("Leadership")
    await answers(amal, *["2 In place"] * 20)
    await amal.presses("Finish and see the result")
    await amal.says("/assess")
    await amal.presses("Start a new one")
    await amal.presses("Start from my last answers")
    await joins(amal, jo, "Human resources")
    [whole] = [each for each in await amal.assessments() if not each.finished]
    await amal.says("/team")
    assert "You lead: 0 of 20 answered" in amal.sees
    await amal.presses_data(f"voices:see:{whole.ref}:L1")
    assert "nobody has answered yet." in amal.sees
    await amal.presses_data(f"same:{whole.ref}:L1")
    await amal.presses_data(f"voices:see:{whole.ref}:L1")
    assert "1 of 2 have answered." in amal.sees
    assert "You said: 2 In place." in amal.sees
