"""An entry's own words find it, whoever types them and however."""

from pathlib import Path

import pytest

from bot.answers import Answers
from knowledge.loader import SHIPPED

ENTRIES = sorted(path.stem for path in (SHIPPED / "entries").glob("*.md"))
CODE = Path(__file__).parents[2]


def outright(answers, question):
    """The entry that is given, or whoever it is that answers; of an unclear name, the first that is meant."""
    asked = answers.ask(question)
    given = asked.answer or asked.elsewhere or (asked.entries[0] if asked.unclear else None)
    return given.id if given else None


@pytest.mark.parametrize("entry_id", ENTRIES)
def test_an_entrys_question_and_every_phrasing_are_answered_with_it_outright(answers, content, entry_id):
    entry = content.entries[entry_id]
    assert {each: outright(answers, each) for each in (entry.question, *entry.ask)} == dict.fromkeys(
        (entry.question, *entry.ask), entry_id
    )


@pytest.mark.parametrize(
    "typed",
    [
        "WHAT DOES IT COST",
        "what does it cost??",
        "  What does it cost ",
        "wat does it cost",
        "What does it cost",
    ],
)
def test_case_marks_blanks_and_shortenings_do_not_matter(answers, typed):
    assert outright(answers, typed) == "cost"


@pytest.mark.parametrize("typed", ["lived experiance charter", "lived experience chater"])
def test_a_slip_of_the_thumb_does_not_matter(answers, typed):
    assert outright(answers, typed) == "what-is-the-charter"


def test_the_same_question_again_gets_the_same_answer(answers, asked):
    some = [questions[0] for questions in asked.questions.values()]
    once = [answers.ask(each) for each in some]
    assert [answers.ask(each) for each in reversed(some)] == once[::-1]


def test_up_to_five_entries_are_ranked_and_each_stands_once(answers, asked):
    for questions in asked.questions.values():
        came = answers.ask(questions[0])
        ranked = [entry.id for entry in came.entries]
        assert bool(ranked) is not bool(came.elsewhere)
        assert len(ranked) == len(set(ranked)) <= 5


def test_confidence_lies_between_nothing_and_certainty(answers, asked):
    for question in asked.unanswered:
        assert 0 <= answers.ask(question).confidence <= 1
    assert answers.ask("What does it cost?").confidence == 1


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "👍", "\u200b"])
def test_a_question_without_words_finds_nothing(answers, nothing):
    came = answers.ask(nothing)
    assert (came.outcome, came.entries, came.confidence) == ("none", (), 0)


def test_without_entries_nothing_is_known(content):
    assert Answers(content, entries={}).ask("What does it cost?").outcome == "none"


def test_wratio_is_used_nowhere():
    """It gives 85.5 to whatever shares a word with a longer text; decision 5 says why that is no search."""
    code = [path for part in ("bot", "knowledge", "storage") for path in (CODE / part).rglob("*.py")]
    assert len(code) > 50
    assert [path for path in code if "WRatio" in path.read_text(encoding="utf-8")] == []
    assert [
        path for path in code if "extractOne(" in (text := path.read_text("utf-8")) and "scorer=" not in text
    ] == []
