"""The shipped content is clean, and the ear for distress hears what it must."""

from datetime import date

import pytest

from knowledge.check import check_folder
from knowledge.loader import SHIPPED, load, load_tests
from knowledge.search import UrgentEar

WRITTEN = date(2026, 11, 22)  # a fixed day, so that reviews do not fall due in the tests
CONTENT = load()
TESTS = load_tests()
EAR = UrgentEar(CONTENT.search.urgent_phrases, CONTENT.search.urgent_unless)
NEAR = {"safety", "elsewhere"}  # kinds of entries near to distress


def test_the_shipped_content_has_no_problems():
    assert list(map(str, check_folder(SHIPPED, WRITTEN))) == []


def test_nothing_else_that_people_ask_sounds_like_distress():
    kinds = {name: entry.kind for name, entry in CONTENT.entries.items()}
    asked = [each for name, all_ in TESTS.questions.items() if kinds[name] not in NEAR for each in all_]
    asked += [
        each for entry in CONTENT.entries.values() if entry.kind != "safety" for each in entry.phrasings
    ]
    assert [each for each in [*asked, *TESTS.unanswered] if EAR.hears(each)] == []


def test_few_questions_about_health_crime_and_homes_sound_like_distress():
    """They are near it: "nowhere to sleep tonight", "which tablets". A false alarm costs one gentle line."""
    elsewhere = [name for name, entry in CONTENT.entries.items() if entry.kind == "elsewhere"]
    sent_on = [each for name in elsewhere for each in TESTS.questions[name]]
    assert len([each for each in sent_on if EAR.hears(each)]) <= 5  # of 360; only ever fewer


def test_every_way_of_asking_for_urgent_help_is_heard():
    assert [each for each in CONTENT.entries["urgent-help"].ask if not EAR.hears(each)] == []


@pytest.mark.parametrize(
    "message",
    [
        "i want to die and no policy or training will change that",
        "our peer worker team is great but i am going to kill myself tonight",
        "filled in the assessment form. ive taken a load of tablets",
        "my supervisor says gold matters, i just want to end my life",
        "the deadline has gone and i cant go on",
    ],
)
def test_work_words_never_hide_somebody_in_danger(message):
    assert EAR.hears(message)


@pytest.mark.parametrize(
    "message",
    [
        "i took all my tablets about twenty minutes ago",
        "been thinking about topping myself",
        "Ive lost the will to live and I mean it",
        "voices telling me to jump",
        "hes threatened to kill me if i leave",
        "tried to hang myself in my cell and now im out its back",
        "cant be arsed living anymore",
        "been googling ways to die painlessly",
        "I'm going to snap and kill somebody",
        "my daughter has taken an overdose",
        "lifes not worth it",
        "the world would be a better place without me in it",
        "sitting in the car in the garage with the engine on",
        "some days i wish a lorry would just hit me",
        "dont know how much longer i can hold on",
        "my cellmate is going to kill himself what do i do",
        "i wish i didnt exist",
        "my son has hung himself",
        "i'm sucidal",
        "I really just want to properly end it all",
    ],
)
def test_distress_is_heard_in_many_words(message):
    assert EAR.hears(message)


@pytest.mark.parametrize(
    "message",
    [
        "how do we support staff who have been bereaved by suicide",
        "can someone who has attempted suicide be a peer mentor",
        "what happens if someone discloses abuse in an interview",
        "i give up, where is the score",
        "no way out of this menu",
        "how do i delete everything and disappear from your records",
        "thinking of jumping straight to gold",
        "i got a knife conviction in 2009",
        "im scared to tell them about my record",
        "she beat us to gold",
        "is the charter still alive",
        "i can't breathe in this jargon lol",
        "our lead is leaving, she won't be around in march",
        "i'm sick of living experience jargon",
    ],
)
def test_talk_of_work_is_not_distress(message):
    assert not EAR.hears(message)


@pytest.mark.parametrize(
    ("phrases", "message", "heard"),
    [
        (["hurt myself"], "I keep HURTING myself", True),
        (["hurt myself"], "i hurt my knee myself", False),
        (["hurt/cut myself"], "i cut myself", True),
        (["can't go on"], "i cannot go on", True),
        (["end my life"], "i could just end my bloody life", True),
        (["end my life"], "i will end my lfie", True),
        (["end * life"], "end my very sad life", True),
        (["end * life"], "end my very sad old life", False),
        (["end * life"], "end my long and very sad life", False),
        (["end * * life"], "end my long and very sad life", True),
        (["go on -to/with"], "i cannot go on", True),
        (["go on -to/with"], "i cannot go on to page two", False),
        (["overdose"], "overdose policy", True),
        (["overdose ?"], "overdose policy", False),
        (["overdose ?"], "overdose", True),
        ([], "anything", False),
    ],
)
def test_how_a_phrase_is_written(phrases, message, heard):
    assert UrgentEar(phrases, ["policy"]).hears(message) is heard
