"""A short message after an answer is about what came before; one that is clear by itself is not."""

import pytest

from knowledge.search.follow_up import Leaning, joined, leaning

SURELY = [
    "and silver?",
    "And the Black Country",
    "but why",
    "so who decides",
    "or bronze",
    "then what",
    "what about gold",
    "How about volunteers?",
    "What if we fail?",
    "how much is that",
    "is IT free",
    "do they pay",
    "who are them",
    "their deadline please",
    "which one for a peer mentor",
    "can we do the same",
    "anything else",
    "who else has it",
    "what did he do there",
    "one two three four five six seven that",
]
NOT = [
    "",
    "   ",
    "👍",
    "who runs the charter",
    "what are the levels",
    "one two three four five six seven eight that",
    "and one two three four five six seven eight",
    "android phones are fine here",
    "how does italy do things",
]


@pytest.mark.parametrize("message", SURELY)
def test_what_points_back_leans_on_what_came_before(message):
    assert leaning(message) is Leaning.SURELY


@pytest.mark.parametrize("message", ["gold", "how long", "by when", "who can apply"])
def test_up_to_three_words_perhaps_do(message):
    assert leaning(message) is Leaning.PERHAPS


@pytest.mark.parametrize("message", NOT)
def test_what_says_what_it_is_about_does_not(message):
    assert leaning(message) is Leaning.NOT


@pytest.mark.parametrize(
    ("last", "message", "together"),
    [
        ("What does it cost?", "and silver?", "What does it cost and silver?"),
        ("Ask Career Matters.", "how", "Ask Career Matters how"),
        ("The levels ... ", "gold", "The levels gold"),
    ],
)
def test_a_message_is_read_behind_the_question_it_follows(last, message, together):
    assert joined(last, message) == together


def first(asked):
    return asked.entries[0].id


@pytest.mark.parametrize(
    ("message", "after", "alone", "then"),
    [
        ("how much is that", "dbs-check-levels", "cost", "dbs-cost"),
        ("how much is that", "peer-worker-apprenticeship", "cost", "peer-worker-pay"),
        ("and for volunteers", "dbs-cost", "volunteering-in-general", "dbs-cost"),
    ],
)
def test_the_same_words_mean_something_else_after_another_answer(answers, message, after, alone, then):
    assert first(answers.ask(message)) == alone
    assert first(answers.ask(message, after)) == then


def test_words_alone_know_follow_ups_too(by_words):
    assert first(by_words.ask("how much is that")) == "cost"
    assert first(by_words.ask("how much is that", "dbs-check-levels")) == "dbs-cost"


@pytest.mark.parametrize(
    "question", ["who can apply", "what are the levels", "Which organisations can apply?"]
)
def test_what_is_clear_by_itself_is_answered_the_same_after_anything(either, question):
    alone = either.ask(question)
    assert alone.answer
    for after in ("dbs-check-levels", "dbs-cost", "cv-and-interviews", "awards-event"):
        assert either.ask(question, after) == alone


@pytest.mark.parametrize("question", ["peer mentor duties?", "working towards level?"])
def test_a_few_words_that_are_clear_by_themselves_do_not_lean(answers, question):
    alone = answers.ask(question)
    assert alone.answer
    assert answers.ask(question, "dbs-check-levels") == alone


def test_an_entrys_own_words_that_point_back_are_about_the_last_answer(answers, content):
    words = "is there one just for prisons"
    assert words in content.entries["award-categories"].ask
    assert first(answers.ask(words)) == "award-categories"
    assert first(answers.ask(words, "leap-hmpps")) == "leap-hmpps"


def test_a_price_asked_for_after_something_else_is_not_the_charters_outright(answers):
    """Word for word it is how people ask what the Charter costs; here it points at the DBS check."""
    assert answers.ask("What does it cost?").answer.id == "cost"
    asked = answers.ask("What does it cost?", "dbs-check-levels")
    assert asked.answer is None
    assert "dbs-cost" in [entry.id for entry in asked.entries[:3]]


@pytest.mark.parametrize("message", ["how much is that", "gold", "and for volunteers", "how long"])
def test_after_nothing_or_an_entry_that_is_gone_a_message_stands_by_itself(either, message):
    assert either.ask(message, "an-entry-that-is-gone") == either.ask(message, "") == either.ask(message)


def test_people_ask_on_and_not_the_same_again(answers):
    """Both entries fit: the one they have just read comes second."""
    asked = answers.ask("which ones", "how-many-hold-it")
    assert [entry.id for entry in asked.entries[:2]] == ["who-holds-it", "how-many-hold-it"]


def test_what_an_entry_names_as_asked_next_comes_before_what_sounds_alike(either, content):
    assert "next-deadline" in content.entries["how-to-apply"].follow_ups
    assert first(either.ask("by when")) != "next-deadline"
    assert first(either.ask("by when", "how-to-apply")) == "next-deadline"


def test_nothing_is_remembered_between_two_people(answers):
    before = answers.ask("how much is that")
    answers.ask("how much is that", "dbs-check-levels")
    assert answers.ask("how much is that") == before
