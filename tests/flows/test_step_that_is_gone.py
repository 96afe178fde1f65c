"""A step that is not there any more: words meant for it go nowhere else, and nobody is locked out."""

import pytest
from newer_framework import NEWER, with_newer
from people import NO_HURRY, Person
from teams import invites, joins, leads, part_of
from walking import answers, reaches_the_first_question

from bot.app import assemble

BOTH_STORES = True
GONE = "What you were answering is not here any more, so I did not keep that."


@pytest.fixture
def newer(content, assembled):
    """The assistant, once a newer version of the framework is published."""
    _app, kept, clock = assembled
    return assemble(with_newer(content), kept, clock, rates=NO_HURRY)


async def removes(lead, colleague):
    await lead.says("/team")
    await lead.presses(colleague)
    await lead.presses("Remove this person")
    await lead.presses("Yes, remove them")


async def test_words_for_a_part_that_was_removed_go_into_no_other_assessment(amal, jo):
    await leads(amal)
    await reaches_the_first_question(jo)
    await answers(jo, "3 Embedded", evidence="Our own board minutes")
    own = await jo.assessment()
    await jo.says(f"/code {await invites(amal, 'Human resources')}")
    await jo.presses("Yes, take part")
    part = next(each for each in await jo.assessments() if each.of)
    await jo.presses_data(f"answer:{part.ref}:L1:4")
    await removes(amal, "Human resources 1")
    await jo.says("Moorland pay policy")
    assert GONE in jo.sees
    assert await jo.assessment() == own
    await jo.says("what are the levels?")
    assert "Working towards, Bronze, Silver and Gold" in jo.sees
    await jo.says("/assess")
    assert "You are at" in jo.sees


@pytest.mark.parametrize(
    "said", ["3", "hello?", "/help", "/assess", "/result", "/reminders", "/team", "/pause"]
)
async def test_a_question_that_a_new_version_does_not_ask_locks_nobody_out(amal, jo, newer, said):
    await leads(amal)
    await joins(amal, jo, "Service delivery")
    await jo.presses_data(f"go:{(await part_of(jo)).ref}:S5")
    lead = Person(newer, "amal", channel="telegram", device="later")
    await lead.presses_data(f"move:{(await amal.assessment()).ref}:{NEWER}")
    now = Person(newer, "jo", device="later")
    await now.says(said)
    assert now.sees
    await now.presses_data(f"hub:{(await part_of(jo)).ref}")
    assert "Service delivery" in now.choices


async def test_who_is_removed_in_the_middle_of_a_question_can_go_on_elsewhere(amal, jo, sam):
    await leads(amal)
    await leads(sam)
    await joins(sam, jo, "Human resources", "Human resources")
    await joins(amal, jo, "Service delivery")
    part = next(each for each in await jo.assessments() if not each.areas)
    await jo.presses_data(f"go:{part.ref}:S2")
    await removes(amal, "Service delivery 1")
    for said in ("hello?", "/help"):
        await jo.says(said)
        assert jo.sees
    await jo.says("/assess")
    assert jo.choices[0] == "Human resources"
