"""Somebody in distress is answered before anything else, wherever they are, and loses nothing."""

import pytest
from people import StoreThatCannotKeep
from walking import agrees, answers, answers_everything, reaches_the_areas, reaches_the_first_question

DISTRESS = "i cant do this any more, i want to die"


async def nowhere(person):
    await person.says("/start")


async def at_the_agreement(person):
    await person.says("/withdraw")
    await person.says("/assess")


async def at_the_organisation(person):
    await agrees(person)


async def at_the_sector(person):
    await agrees(person)
    await person.says("Moorland")
    await person.says("North team")


async def at_the_areas(person):
    await reaches_the_areas(person)


async def at_a_question(person):
    await reaches_the_first_question(person)


async def at_the_evidence(person):
    await reaches_the_first_question(person)
    await person.presses("3 Embedded")


async def at_the_reason(person):
    await reaches_the_areas(person)
    await person.presses("Human resources")
    await answers(person, "2 In place", "2 In place", "2 In place", "Not applicable")


async def at_the_check(person):
    await reaches_the_first_question(person)
    await person.says("/answers")


async def at_the_finish(person):
    await answers_everything(person)


PLACES = [
    nowhere,
    at_the_agreement,
    at_the_organisation,
    at_the_sector,
    at_the_areas,
    at_a_question,
    at_the_evidence,
    at_the_reason,
    at_the_check,
    at_the_finish,
]
places = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)


def is_helped(person):
    first = person.replies[0]
    return "999" in first.text and "116 123" in first.text


@places
async def test_help_comes_first(sam, place):
    await place(sam)
    await sam.says(DISTRESS)
    assert is_helped(sam)


@places
async def test_nothing_of_it_is_kept_as_an_answer_and_the_step_stays(sam, place):
    await place(sam)
    before, was = await sam.assessments(), await sam.session()
    await sam.says(DISTRESS)
    now = await sam.session()
    assert await sam.assessments() == before
    assert (now.flow, now.step, now.assessment) == (was.flow, was.step, was.assessment)


async def test_the_words_themselves_are_kept_nowhere(sam, store):
    await at_the_evidence(sam)
    await sam.says(DISTRESS)
    assert not any("want to die" in str(record.to_json()) for record in await store.everything())


async def test_in_the_middle_it_says_that_nothing_is_lost_and_goes_on_when_they_do(sam):
    await at_a_question(sam)
    await sam.says(DISTRESS)
    assert "Nothing is lost" in sam.sees
    await sam.says("2")
    assert "L1: 2 In place. Saved." in sam.sees


async def test_the_evidence_step_still_takes_a_note_afterwards(sam):
    await at_the_evidence(sam)
    await sam.says(DISTRESS)
    await sam.says("Board minute, May")
    assert (await sam.assessment()).answers["L1"].evidence == "Board minute, May"


async def test_who_is_not_in_the_middle_of_anything_is_not_told_of_an_assessment(sam):
    await sam.says(DISTRESS)
    assert "self-assessment" not in sam.sees


async def test_help_comes_with_the_store_down_too(sam, store):
    store.goes_down()
    await sam.says(DISTRESS)
    assert is_helped(sam)


async def test_help_comes_when_the_disk_is_full_too(sam, store):
    store.store = StoreThatCannotKeep()
    await sam.says(DISTRESS)
    assert is_helped(sam)


async def test_help_comes_in_a_message_too_long_to_be_a_question(sam):
    await sam.says("it has been a very long day " * 60 + DISTRESS)
    assert is_helped(sam)


async def test_help_comes_when_it_is_written_into_an_older_message(sam):
    await at_the_organisation(sam)
    await sam.says("Moorland")
    await sam.edits("Moorland", DISTRESS)
    assert is_helped(sam)
    assert (await sam.assessment()).profile["organisation"] == "Moorland"


async def test_help_comes_in_a_group_too(sam):
    await sam.says_in_the_group(DISTRESS)
    assert is_helped(sam)


async def test_a_figure_of_speech_at_work_is_not_distress(amal):
    await amal.says("the deadline is killing me")
    assert "116 123" not in amal.sees
