"""A name that means more than one thing: the assistant asks back, unless the message makes it clear."""

import pytest

from knowledge.model import Name
from knowledge.search import Senses

LEAP = {"leap-good-shepherd", "leap-hmpps"}
L_AND_D = {"liaison-and-diversion", "training-for-whole-organisation"}


def ids(asked):
    return {entry.id for entry in asked.entries}


@pytest.mark.parametrize("message", ["LEAP", "leap?", "what is LEAP", "what's leap"])
def test_leap_alone_asks_back_with_both_titles(either, message):
    asked = either.ask(message)
    assert (asked.outcome, asked.unclear, asked.answer) == ("offered", True, None)
    assert ids(asked) == LEAP
    assert {entry.id for entry in either.offers(asked)} == LEAP


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("LEAP in Wolverhampton", "leap-good-shepherd"),
        ("what is LEAP at Good Shepherd", "leap-good-shepherd"),
        ("what is the prison LEAP", "leap-hmpps"),
        ("LEAP for probation vetting", "leap-hmpps"),
    ],
)
def test_leap_with_what_settles_it_does_not(either, message, meant):
    asked = either.ask(message)
    assert not asked.unclear
    assert asked.entries[0].id == meant


@pytest.mark.parametrize("message", ["what does it cost", "what are the levels", "who runs the Charter"])
def test_no_other_question_is_asked_back(either, message):
    assert not either.ask(message).unclear


@pytest.mark.parametrize("message", ["L&D", "what is L&D", "what is l and d"])
def test_l_and_d_alone_asks_back_with_both_titles(either, message):
    asked = either.ask(message)
    assert (asked.outcome, asked.unclear) == ("offered", True)
    assert ids(asked) == L_AND_D


@pytest.mark.parametrize("message", ["what is liaison and diversion", "what is L&D in police custody"])
def test_l_and_d_in_full_or_beside_the_police_does_not(either, message):
    asked = either.ask(message)
    assert not asked.unclear
    assert asked.entries[0].id == "liaison-and-diversion"


ASKED_OF_OURS = [
    "what does {} cost",
    "how much is {}",
    "who can apply for {}",
    "what are the levels of {}",
    "when is the deadline for {}",
    "who holds {}",
]


@pytest.mark.parametrize("question", ASKED_OF_OURS)
def test_a_question_about_another_scheme_is_never_answered_with_ours(either, content, question):
    """Disability Confident, Athena SWAN and the rest: what the Charter costs is not what they cost."""
    for name in filter(lambda each: each.another, content.search.names):
        for said in name.said:
            answer = either.ask(question.format(said)).answer
            assert answer is None or answer.id in {*name.means, "urgent-help"}, said


def test_what_disability_confident_costs_is_not_what_the_charter_costs(either):
    asked = either.ask("what does Disability Confident cost")
    assert asked.answer is None
    assert "cost" not in ids(asked)


# How a name is written


NAMES = [
    Name(said=["leap", "the jump"], means=["a", "b"], settled_by=["prison", "black country"]),
    Name(said=["other badge"], means=["badges", "charters"], another=True),
]


@pytest.mark.parametrize(
    ("message", "found", "unclear"),
    [
        ("what is LEAP", ["a", "z"], ("a", "b")),
        ("what is LEAP", ["b"], ("a", "b")),
        ("is the jump free", ["a"], ("a", "b")),
        ("two leaps", ["a"], ("a", "b")),
        ("leap from prison", ["a"], ()),
        ("leap of the prisons", ["a"], ()),
        ("LEAP, Black Country", ["a"], ()),
        ("leap in the black", ["a"], ("a", "b")),
        ("what is LEAP", ["z", "a"], ()),
        ("what is LEAP", [], ()),
        ("leapfrog", ["a"], ()),
        ("the high jump", ["a"], ()),
        ("what does the other badge cost", ["cost", "badges"], ("badges", "charters")),
        ("what does the Other Badges cost", ["cost"], ("badges", "charters")),
        ("what does the other badge cost", ["badges", "cost"], ()),
        ("what does the other badge cost", ["charters"], ()),
        ("what does the other badge cost", [], ()),
        ("is the other one a badge", ["cost"], ()),
        ("", ["a"], ()),
    ],
)
def test_a_name_is_unclear_when_nothing_settles_it_and_what_was_found_is_one_of_its_meanings(
    message, found, unclear
):
    assert Senses(NAMES).unclear(message, found) == unclear


def test_without_names_nothing_is_unclear():
    assert Senses([]).unclear("what is LEAP", ["leap-hmpps"]) == ()


def test_every_name_means_entries_that_there_are(content):
    meant = {each for name in content.search.names for each in name.means}
    assert meant <= set(content.entries)
