"""A message delivered again gets the same replies and changes nothing, and two people never mix."""

import pytest
from walking import has_answered, reaches_the_areas, reaches_the_first_question

BOTH_STORES = True

SAID_TWICE = ["/assess", "What does it cost?", "3", "/pause", "/mydata", "/nonsense", "i want to die"]


@pytest.mark.parametrize("said", SAID_TWICE)
async def test_the_same_message_again_gets_the_same_replies_and_changes_nothing(amal, store, clock, said):
    await reaches_the_first_question(amal)
    await amal.says(said)
    once, kept = amal.replies, await store.everything()
    clock.passes(hours=2)
    await amal.repeats()
    assert amal.replies == once
    assert await store.everything() == kept


async def test_the_same_press_again_gets_the_same_replies_and_changes_nothing(amal, store):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    once, kept = amal.replies, await store.everything()
    await amal.repeats()
    assert amal.replies == once
    assert await store.everything() == kept


async def test_the_same_invitation_again_makes_no_second_code(priya, store):
    await priya.says("/invite assessor")
    once, kept = priya.sees, await store.everything()
    await priya.repeats()
    assert priya.sees == once
    assert await store.everything() == kept


async def test_one_persons_message_ids_are_not_anothers(amal, jo):
    await amal.says("/help")
    await jo.says("What does it cost?")
    assert amal.replies[0].title == "What I can do"
    assert jo.replies[0].title == "What does it cost?"


async def test_two_people_go_through_it_side_by_side(amal, jo):
    await reaches_the_areas(amal, organisation="Moorland")
    await reaches_the_areas(jo, organisation="Fenland")
    for person, label in ((amal, "1 Early"), (jo, "2 In place")):
        await person.presses("Leadership")
        await person.presses(label)
    assert ((await amal.assessment()).profile["organisation"], await has_answered(amal, "L1")) == (
        "Moorland",
        "1",
    )
    assert ((await jo.assessment()).profile["organisation"], await has_answered(jo, "L1")) == ("Fenland", "2")
