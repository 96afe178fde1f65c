"""Each question is kept with what it came to, so that missing answers are seen; who asked is not."""

import asyncio
from dataclasses import replace

import pytest

from bot.answers import URGENT
from knowledge.loader import load_tests
from storage.errors import StoreError
from storage.records import Handled, Question, Session

COST = "What does it cost?"
CRIES = [
    "is there a helpline for when things get too much",
    "it all gets too much and i have nobody",
    "who can i ring at night",
]


@pytest.fixture
def unsure(answers) -> str:
    came = ((each, answers.ask(each)) for each in load_tests().near)
    return next(each for each, asked in came if asked.outcome == "offered" and not asked.unclear)


async def kept(store) -> list[Question]:
    return await store.read(Question)


async def only(store) -> Question:
    [question] = await kept(store)
    return question


async def test_an_answered_question_is_kept_with_its_answer(sam, store):
    await sam.says(COST)
    question = await only(store)
    assert (question.text, question.outcome, question.entries) == (COST, "answered", ("cost",))
    assert question.at == "2026-11-23"


async def test_it_is_not_kept_who_asked(sam, store):
    await sam.says(COST)
    assert sam.address not in str((await only(store)).to_json())


async def test_personal_data_is_taken_out_before_it_is_kept(sam, store):
    await sam.says("my name is Dave Smith, ring me on 07700 900123, how do i appeal the panel decision")
    kept = (await only(store)).text
    assert kept == "my name is [name], ring me on [phone], how do i appeal the panel decision"


async def test_which_offer_was_taken_is_kept(sam, store, unsure, content):
    await sam.says(unsure)
    offered = (await only(store)).entries
    assert [content.entries[each].question for each in offered] == sam.choices[:3]
    await sam.presses(content.entries[offered[-1]].question)
    assert (await only(store)).taken == offered[-1]
    assert not (await only(store)).unanswered


async def test_none_of_the_offers_counts_as_unanswered(sam, store, unsure):
    await sam.says(unsure)
    await sam.presses("None of these")
    assert (await only(store)).taken == "none"
    assert (await only(store)).unanswered


async def test_a_button_of_an_older_answer_is_no_offer_that_was_taken(sam, store, unsure, content):
    await sam.says(unsure)
    await sam.presses_data("entry:exporting-assessments")
    assert (await only(store)).taken == ""


async def test_what_somebody_else_answers_is_kept_as_such(sam, store):
    await sam.says("How do I book a prison visit?")
    question = await only(store)
    assert (question.outcome, question.entries) == ("elsewhere", ("prison-visit-booking",))


async def test_distress_is_never_kept(sam, store):
    await sam.says("i want to kill myself")
    assert await kept(store) == []


async def test_what_is_written_in_another_language_is_not_kept(sam, store):
    await sam.says("Dzień dobry, czy ktoś tutaj mówi po polsku? Szukam pracy")
    assert await kept(store) == []


@pytest.mark.parametrize(("label", "said"), [("Yes, it helped", "yes"), ("No, it did not", "no")])
async def test_whether_it_helped_is_kept(sam, store, label, said):
    await sam.says(COST)
    assert "Was this helpful?" in sam.sees
    await sam.presses(label)
    assert (await only(store)).helpful == said
    assert (await only(store)).unanswered is (said == "no")


async def test_yes_and_no_can_be_typed_and_the_last_word_counts(sam, store):
    await sam.says(COST)
    await sam.says("no")
    assert "I am sorry that it did not help" in sam.sees
    await sam.presses("Yes, it helped")
    assert (await only(store)).helpful == "yes"


async def test_an_answer_chosen_from_offers_asks_whether_it_helped(sam, unsure, content, store):
    await sam.says(unsure)
    await sam.presses(content.entries[(await only(store)).entries[0]].question)
    assert "Was this helpful?" in sam.sees


async def test_old_questions_are_forgotten_and_newer_ones_are_not(app, sam, store, clock):
    await sam.says(COST)
    clock.passes(days=1)
    await sam.says("What are the levels?")
    clock.passes(days=29)
    await app.upkeep.once()
    assert len(await kept(store)) == 2
    clock.passes(days=1)
    await app.upkeep.once()
    assert [question.text for question in await kept(store)] == ["What are the levels?"]


async def test_a_group_is_not_asked_whether_it_wants_to_be_told(sam):
    await sam.says_in_the_group("asdfghjkl qwpoeiruty zxcv")
    assert "I do not know that" in sam.sees
    assert sam.choices == []


async def test_who_is_to_be_told_can_see_it_and_take_it_back(sam, store):
    await sam.says("asdfghjkl qwpoeiruty zxcv")
    await sam.presses("Tell me when you can answer")
    assert (await only(store)).tell == sam.address
    await sam.says("/mydata")
    assert b"qwpoeiruty" in sam.documents[0].content
    await sam.says("/forget")
    await sam.presses("Yes, delete it")
    assert await kept(store) == []


async def test_nobody_can_have_themselves_told_of_anothers_question(sam, jo, store):
    await sam.says("asdfghjkl qwpoeiruty zxcv")
    press = sam.button("Tell me when you can answer").carries
    await sam.presses_data(press)
    await jo.presses_data(press)
    assert "That question is no longer here" in jo.sees
    assert (await only(store)).tell == sam.address


@pytest.mark.parametrize("trouble", [StoreError("gone"), asyncio.CancelledError()])
async def test_news_that_could_not_be_told_are_told_the_next_time(app, jo, store, monkeypatch, trouble):
    await jo.says("hello")
    await is_waited_for(store, jo, COST)

    async def fails(*asked):
        raise trouble

    with monkeypatch.context() as now:
        now.setattr(app.upkeep._telling, "tell", fails)
        with pytest.raises(type(trouble)):
            await new_answers(app)
    await app.upkeep.once()
    assert await store.read(Question, "waiting") == []


async def new_answers(app) -> None:
    """Some answers were not there when people asked."""
    app.upkeep.news = True
    await app.upkeep.once()


async def is_waited_for(store, person, text) -> None:
    """Somebody asked this before there was an answer, and wants to be told."""
    async with store.turn("test") as turn:
        turn.put(Question("abc", "2026-11-22", text, "none", tell=person.address, place="77"))


async def test_on_the_page_the_news_come_with_the_next_message_once(app, jo, store):
    await jo.says("hello")
    await is_waited_for(store, jo, COST)
    await new_answers(app)
    await jo.says("hello")
    assert jo.replies[0].text == f'You asked: "{COST}". There is an answer now.'
    assert jo.replies[1].title == COST
    await new_answers(app)
    await jo.says("hello")
    assert "There is an answer now" not in jo.sees


async def test_on_telegram_the_news_are_sent_at_once(app, sam, store, monkeypatch):
    delivered = []
    monkeypatch.setitem(app.upkeep.first, "telegram", delivered.append)
    await sam.says("hello")
    await is_waited_for(store, sam, COST)
    await new_answers(app)
    await new_answers(app)
    assert delivered == [sam.address]
    [news] = await store.read(Handled, f"to-send:{sam.address}")
    assert news.message_id == "news-abc"
    assert (news.place, news.to_send) == ("77", 2)
    assert news.replies[1]["title"] == COST


async def test_who_waits_for_what_still_has_no_answer_goes_on_waiting(app, jo, store):
    await jo.says("hello")
    await is_waited_for(store, jo, "asdfghjkl qwpoeiruty zxcv")
    await new_answers(app)
    [waiting] = await store.read(Question, "waiting")
    assert waiting.tell == jo.address


async def test_an_answer_that_did_not_help_is_no_news(app, jo, store):
    await jo.says(COST)
    await jo.presses("No, it did not")
    await jo.presses("Tell me when you can answer")
    await new_answers(app)
    assert (await only(store)).tell == jo.address


async def test_what_nearly_sounds_like_distress_is_not_kept_either(sam, store, answers):
    cries = [each for each in CRIES if (asked := answers.ask(each)).entries and asked.entries[0].id == URGENT]
    assert cries
    for cry in cries:
        await sam.says(cry)
    assert await kept(store) == []


async def test_help_for_one_answer_says_nothing_of_another(sam, store, content):
    await sam.says(COST)
    await sam.presses(content.entries[content.entries["cost"].follow_ups[0]].question)
    await sam.presses("No, it did not")
    assert (await only(store)).helpful == ""


async def test_an_answer_from_a_button_asks_whether_it_helped_too(sam, content, store):
    await sam.says("/roles")
    await sam.presses(sam.choices[0])
    assert "Was this helpful?" in sam.sees
    await sam.presses("Yes, it helped")
    assert "Thank you." in sam.sees
    assert await kept(store) == []


async def test_who_waits_is_told_of_whoever_answers_it_too(app, jo, store):
    await jo.says("hello")
    await is_waited_for(store, jo, "How do I book a prison visit?")
    await new_answers(app)
    await jo.says("hello")
    assert jo.replies[1].title == "How do I book a prison visit?"


async def test_a_follow_up_is_asked_again_with_what_it_followed(app, jo, store):
    """By itself it has an answer; with what came before it had none, and that has not changed."""
    await jo.says("hello")
    async with store.turn("test") as turn:
        turn.put(
            Question("abc", "2026-11-22", "how much is that", "answered", ("dbs-cost",), helpful="no",
                     after="dbs-check-levels", tell=jo.address)
        )  # fmt: skip
    await new_answers(app)
    [waiting] = await store.read(Question, "waiting")
    assert waiting.id == "abc"


async def test_on_telegram_people_wait_until_it_runs(app, sam, store):
    await sam.says("hello")
    await is_waited_for(store, sam, COST)
    await new_answers(app)
    [waiting] = await store.read(Question, "waiting")
    assert waiting.tell == sam.address


async def test_mydata_shows_my_own_questions_and_forget_deletes_them_all(sam, jo, store):
    await jo.says("What are the levels?")
    for question in (COST, "How do I book a prison visit?"):
        await sam.says(question)
    await sam.says("/mydata")
    mine = sam.documents[0].content.decode()
    assert COST in mine
    assert "book a prison visit" in mine
    assert "What are the levels?" not in mine
    await sam.says("/forget")
    await sam.presses("Yes, delete it")
    assert [each.text for each in await kept(store)] == ["What are the levels?"]


async def test_of_very_many_questions_of_one_person_the_oldest_go(sam, store):
    await sam.says(COST)
    first = (await only(store)).id
    async with store.turn("test") as turn:
        session = await turn.get(Session, sam.address)
        others = tuple(f"old{number}" for number in range(998))
        turn.put(replace(session, questions=(first, *others)))
    await sam.says(COST)
    assert len((await sam.session()).questions) == 1_000
    assert first in [each.id for each in await kept(store)]
    await sam.says(COST)
    assert len((await sam.session()).questions) == 1_000
    assert first not in [each.id for each in await kept(store)]


async def test_questions_that_are_gone_are_named_no_longer_two_for_each_that_comes(sam, store):
    await sam.says("/help")
    async with store.turn("test") as turn:
        session = await turn.get(Session, sam.address)
        turn.put(replace(session, questions=("gone1", "gone2", "gone3")))
    await sam.says(COST)
    assert (await sam.session()).questions[0] == "gone3"
    await sam.says(COST)
    assert {each.id for each in await kept(store)} == set((await sam.session()).questions)
