"""Each question is kept with what it came to, so that missing answers are seen; who asked is not."""

import pytest

from knowledge.loader import load_tests
from storage.records import Handled, Question

COST = "What does it cost?"


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


async def test_a_long_question_is_kept_in_part(sam, store):
    await sam.says("what does it cost " * 40)
    assert len((await only(store)).text) == 300


async def test_which_offer_was_taken_is_kept(sam, store, unsure, content):
    await sam.says(unsure)
    offered = (await only(store)).entries
    assert 1 <= len(offered) <= 3
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
    clock.passes(days=20)
    await sam.says("What are the levels?")
    clock.passes(days=11)
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


async def is_waited_for(store, person, text) -> None:
    """Somebody asked this before there was an answer, and wants to be told."""
    async with store.turn("test") as turn:
        turn.put(Question("abc", "2026-11-22", text, "none", tell=person.address, place="77"))


async def test_on_the_page_the_news_come_with_the_next_message_once(app, jo, store):
    await jo.says("hello")
    await is_waited_for(store, jo, COST)
    await app.upkeep.once()
    await jo.says("hello")
    assert jo.replies[0].text == f'You asked: "{COST}". There is an answer now.'
    assert jo.replies[1].title == COST
    await app.upkeep.once()
    await jo.says("hello")
    assert "There is an answer now" not in jo.sees


async def test_on_telegram_the_news_are_sent_at_once(app, sam, store, monkeypatch):
    delivered = []
    monkeypatch.setitem(app.upkeep.first, "telegram", lambda address, key: delivered.append((address, key)))
    await is_waited_for(store, sam, COST)
    await app.upkeep.once()
    await app.upkeep.once()
    assert delivered == [(sam.address, f"{sam.address}|news-abc")]
    [news] = await store.read(Handled, "to-send:telegram")
    assert (news.place, news.to_send) == ("77", 2)
    assert news.replies[1]["title"] == COST


async def test_who_waits_for_what_still_has_no_answer_goes_on_waiting(app, jo, store):
    await is_waited_for(store, jo, "asdfghjkl qwpoeiruty zxcv")
    await app.upkeep.once()
    assert (await only(store)).tell == jo.address


async def test_an_answer_that_did_not_help_is_no_news(app, jo, store):
    await jo.says(COST)
    await jo.presses("No, it did not")
    await jo.presses("Tell me when you can answer")
    await app.upkeep.once()
    assert (await only(store)).tell == jo.address
