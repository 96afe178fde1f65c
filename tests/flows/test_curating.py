"""A curator's way from a question that nobody could answer to a live answer, and to those who asked."""

import pytest
from people import NO_HURRY, Clock, Person, in_words

from bot.app import App, assemble
from storage.memory_store import MemoryStore
from storage.records import AuditEvent, Member

ASKED = "is there a wee trophy handed over for it"
ANSWERED_BY = "awards-event"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(content, sentences, clock) -> App:
    """An assistant of its own: what is published here answers nowhere else."""
    return assemble(content, MemoryStore(), clock, sentences=sentences, rates=NO_HURRY)


@pytest.fixture
def sam(app) -> Person:
    return Person(app, "sam")


@pytest.fixture
async def cleo(app) -> Person:
    """A curator."""
    cleo = Person(app, "cleo", device="cleo-")
    async with app.store.turn("test") as turn:
        turn.put(Member(cleo.address, role="curator"))
    return cleo


async def goes_unanswered(person, question) -> None:
    """Ask, and say that it did not help whatever came."""
    await person.says(question)
    for label in ("None of these", "No, it did not"):
        if label in person.choices:
            await person.presses(label)
            return


async def test_from_an_unanswered_question_to_a_live_answer_and_the_one_who_asked(app, content, sam, cleo):
    await goes_unanswered(sam, ASKED)
    await sam.presses("Tell me when you can answer")
    assert "I will tell you once" in sam.sees

    await cleo.says("/questions")
    assert "Questions without an answer, 1 of 1" in cleo.sees
    assert f"Asked once in the last weeks:\n\n- {ASKED}" in cleo.sees

    await cleo.presses("An answer we have fits")
    await cleo.says("/find where and when are the awards given")
    await cleo.presses(content.entries[ANSWERED_BY].question)
    assert f"These ways of asking would be added:\n\n- {ASKED}" in cleo.sees
    assert "test questions, " in cleo.sees

    await cleo.presses("Publish it")
    assert "Published." in cleo.sees
    await app.upkeep.once()

    await sam.says("hello")
    assert f'You asked: "{ASKED}". There is an answer now.' in in_words(sam.replies[0])
    assert sam.replies[1].title == content.entries[ANSWERED_BY].question
    await sam.says("hello again")
    assert "There is an answer now" not in sam.sees

    await sam.says(ASKED)
    assert sam.replies[0].title == content.entries[ANSWERED_BY].question
    await cleo.says("/questions")
    assert "No question waits." in cleo.sees
    assert [event.what for event in await app.store.read(AuditEvent)] == ["content published"]
