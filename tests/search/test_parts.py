"""Two questions in one message are both answered; anything else is taken as one."""

import pytest

from bot.answers import URGENT
from knowledge.search.parts import questions_in

TWO = [
    ("What does it cost? Who can apply?", ["What does it cost?", "Who can apply?"]),
    ("what does it cost\nwho can apply", ["what does it cost", "who can apply"]),
    ("who can apply, and what does it cost", ["who can apply", "what does it cost"]),
    ("who runs it and also how is it judged?", ["who runs it", "how is it judged?"]),
    ("How do I apply AND how long does it take", ["How do I apply", "how long does it take"]),
    ("can we go for gold, then when do we hear", ["can we go for gold", "when do we hear"]),
    ("Hello. What does it cost? Thanks! Who can apply?", ["What does it cost?", "Who can apply?"]),
    ("The price is what? Who can apply?", ["The price is what?", "Who can apply?"]),
    ("who can apply , and what does it cost;", ["who can apply", "what does it cost"]),
    ("what does it cost. Why? who can apply", ["what does it cost.", "who can apply"]),
]
ONE = [
    "What does it cost?",
    "How do I apply and how much",
    "how much is it and how",
    "what are bronze, silver and gold",
    "do you need policies, training, a budget and supervision?",
    "is it true that staff and volunteers are both counted?",
    "I run a small team. My manager told me about the Charter. What does it cost?",
    "we have a policy and what we call a panel",
    "What? Why? What does it cost?",
    "tell me what it is",
]
MORE = [
    "What does it cost? Who can apply? What are the levels?",
    "what is it and how do we apply and what does it cost",
]
NONE = ["", "   ", "👍", "?!", "Tell me the price. Tell me the levels."]


@pytest.mark.parametrize(("message", "parts"), TWO)
def test_a_message_with_two_questions_holds_these(message, parts):
    assert questions_in(message) == parts


@pytest.mark.parametrize("message", [*ONE, *MORE, *NONE])
def test_any_other_message_is_not_taken_apart(message):
    assert questions_in(message) == []


def given(asked):
    """What somebody is shown first, and then."""
    shown = [asked, asked.also] if asked.also else [asked]
    return [(each.answer or each.elsewhere or each.entries[0]).id for each in shown]


@pytest.mark.parametrize(
    ("message", "both"),
    [
        ("What does it cost? Who can apply?", ["cost", "who-can-apply"]),
        ("how do i apply, and how long does it take", ["how-to-apply", "how-long-it-takes"]),
        (
            "Which organisations can apply? Can you help me write my CV?",
            ["who-can-apply", "cv-and-interviews"],
        ),
    ],
)
def test_both_questions_are_answered_in_their_order(answers, message, both):
    asked = answers.ask(message)
    assert given(asked) == both
    assert asked.also.also is None


def test_what_is_sure_comes_before_what_is_not(either):
    asked = either.ask("What is LEAP? Who can apply?")
    assert given(asked)[0] == "who-can-apply"
    assert (asked.outcome, asked.also.outcome) == ("answered", "offered")
    assert {entry.id for entry in asked.also.entries} == {"leap-good-shepherd", "leap-hmpps"}


def test_what_somebody_else_answers_is_sure_too(either):
    asked = either.ask("how much is it? Can you help me write my CV?")
    assert (asked.elsewhere.id, asked.also.outcome) == ("cv-and-interviews", "offered")
    assert asked.also.entries[0].id == "cost"


def test_when_neither_is_sure_the_message_is_taken_as_one(answers):
    message = "how much is it? is there gold nearby?"
    assert [answers.ask(part).outcome for part in questions_in(message)] == ["offered", "offered"]
    asked = answers.ask(message)
    assert (asked.outcome, asked.also) == ("offered", None)


def test_what_is_asked_next_leans_on_the_second_answer(answers):
    assert answers.ask("What does it cost? Who can apply?").about == "who-can-apply"


@pytest.mark.parametrize(
    "message",
    [
        "What does it cost? How much is the fee?",
        "I run a small team. My manager told me about the Charter. What does it cost?",
        "What does it cost? Who can apply? What are the levels?",
        "What does it cost? Who is the prime minister?",
    ],
)
def test_one_thing_asked_gets_one_answer(answers, message):
    assert answers.ask(message).also is None


def test_an_entrys_own_question_is_one_even_with_an_and_in_it(either, content):
    question = content.entries["dbs-cost"].question
    assert len(questions_in(question)) == 2
    asked = either.ask(question)
    assert (asked.answer.id, asked.also) == ("dbs-cost", None)


@pytest.mark.parametrize("message", ["What does it cost? I want to die", "i want to die. What does it cost?"])
def test_distress_beside_a_question_is_all_that_is_answered(either, message):
    asked = either.ask(message)
    assert (asked.outcome, given(asked)) == ("urgent", [URGENT])


@pytest.mark.parametrize(
    "message",
    [
        "what is a standard DBS check and how much does it cost",
        "What is Disability Confident? What does it cost?",
        "what is a royal charter and what does it cost",
    ],
)
def test_the_second_question_is_about_what_the_first_one_named(either, message):
    """The Charter's own price is no answer to what something else costs."""
    assert "cost" not in given(either.ask(message))
