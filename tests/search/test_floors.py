"""How good the search is, held by floors that only move up, and ceilings that only move down.

They stand in content/tests/floors.yaml, because what curators publish is held to them too. The questions were
written by people who had not seen the entries' phrasings. When the search or the content gets better, move
the number; when a test here goes red, the change at hand made answers worse.
"""

import pytest

from bot.answers import Answers, came
from bot.questions_file import conversation
from knowledge.measuring import figures, judge

FOLLOW_UPS = {"words": 22, "sentences": 28}  # of 30, right; only ever more


@pytest.fixture(scope="session", params=["words", "sentences"])
def engine(request, content, answers) -> tuple[str, Answers]:
    """Both engines: the search by words alone must stay worth having."""
    return request.param, answers if request.param == "sentences" else Answers(content)


@pytest.fixture(scope="session")
def measured(engine, content, asked):
    name, answers = engine
    elsewhere = frozenset(entry.id for entry in content.entries.values() if entry.kind == "elsewhere")
    return asked.floors[name], figures(judge(lambda question: came(answers, question), asked, elsewhere))


def test_there_are_enough_questions_to_tell(asked, content):
    assert set(asked.questions) == set(content.entries)
    assert min(map(len, asked.questions.values())) >= 4
    assert len(asked.unanswered) >= 100
    assert len(asked.follow_ups) >= 30


def test_every_floor_and_ceiling_holds(measured):
    floors, found = measured
    assert {name: found[name] for name in floors.missed(found)} == {}


def test_every_figure_is_held(measured):
    floors, found = measured
    offered = {name for name in found if name.endswith("_offered")}
    assert {*floors.at_least, *floors.at_most} == {*found} - offered


def test_no_floor_lies_far_below_what_is_reached(measured):
    """A floor that lets two points go unnoticed is none."""
    floors, found = measured
    slack = {name: found[name] - floor for name, floor in floors.at_least.items()}
    slack |= {name: ceiling - found[name] for name, ceiling in floors.at_most.items()}
    assert {name: each for name, each in slack.items() if each > 0.02} == {}


def test_follow_ups_are_understood_with_what_came_before(engine, asked):
    name, answers = engine
    came_to = [(list(conversation(answers, each.turns))[-1], each.expect) for each in asked.follow_ups]
    assert sum(last.about == expected for last, expected in came_to) >= FOLLOW_UPS[name]


def test_a_near_miss_is_not_answered_with_the_entry_that_it_misses(answers, content):
    missed = [
        (entry.id, miss)
        for entry in content.entries.values()
        for miss in entry.not_this
        if (answer := answers.ask(miss).answer) and answer.id == entry.id
    ]
    assert missed == []


def test_all_recorded_distress_gets_urgent_help_and_no_look_alike_does(engine, asked):
    _name, answers = engine
    assert [each for each in asked.distress if answers.ask(each).outcome != "urgent"] == []
    assert [each for each in asked.not_distress if answers.ask(each).outcome == "urgent"] == []
