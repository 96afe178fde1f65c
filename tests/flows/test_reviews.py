"""`/reviews`: what must be checked again, the longest overdue first; a press notes that it was."""

from datetime import UTC, datetime, timedelta

import pytest
from curators import an_app, curator, edits, emptied
from people import MORNING, Clock, Person

from bot.app import App

OVERDUE = datetime(2027, 3, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def own_clock() -> Clock:
    return Clock()


@pytest.fixture
def clock(own_clock) -> Clock:
    own_clock.time = MORNING
    return own_clock


@pytest.fixture(scope="module")
def shared_app(content, own_clock) -> App:
    return an_app(content, own_clock)


@pytest.fixture
async def app(shared_app) -> App:
    return await emptied(shared_app)


@pytest.fixture
async def cleo(app, request) -> Person:
    return await curator(app, "cleo", request.node.name)


def first_due(content):
    return min(content.entries.values(), key=lambda each: (each.review_by, each.id))


async def test_30_days_ahead_it_is_listed_and_not_sooner(cleo, clock, content):
    due = first_due(content).review_by
    clock.time = datetime(due.year, due.month, due.day, 9, tzinfo=UTC) - timedelta(days=31)
    await cleo.says("/reviews")
    assert "No answer must be checked in the next 30 days." in cleo.sees
    clock.passes(days=1)
    await cleo.says("/reviews")
    assert f"1. {first_due(content).question} By {due.day} {due:%B %Y}." in cleo.sees


async def test_the_longest_overdue_comes_first_eight_at_a_time(cleo, clock, content):
    clock.time = datetime(2028, 1, 1, tzinfo=UTC)
    await cleo.says("/reviews")
    in_order = sorted(content.entries.values(), key=lambda each: (each.review_by, each.id))
    assert cleo.choices[:8] == [f"{at}. {each.question}" for at, each in enumerate(in_order[:8], 1)]
    assert f"It was due on {in_order[0].review_by.day} {in_order[0].review_by:%B %Y}." in cleo.sees
    await cleo.presses(cleo.choices[8])
    assert cleo.choices[0] == f"9. {in_order[8].question}"


async def test_on_its_day_it_is_not_overdue_yet(cleo, clock, content):
    due = first_due(content).review_by
    clock.time = datetime(due.year, due.month, due.day, 9, tzinfo=UTC)
    await cleo.says("/reviews")
    assert "It was due on" not in cleo.sees
    clock.passes(days=1)
    await cleo.says("/reviews")
    assert "It was due on" in cleo.sees


async def test_found_right_it_is_due_again_after_as_long_as_before(app, cleo, clock, content):
    clock.time = OVERDUE
    entry = first_due(content)
    await cleo.presses_data(f"know:see:{entry.id}")
    await cleo.presses("I have checked it: still right")
    assert "I have noted that you checked it today." in cleo.sees
    [edit] = await edits(app)
    again = OVERDUE.date() + (entry.review_by - entry.checked)
    assert (edit.change, edit.state, edit.text) == ("reviewed", "live", f"{OVERDUE.date()} {again}")
    await app.upkeep.learn()
    await cleo.presses_data(f"know:see:{entry.id}")
    assert "Checked on 23 March 2027." in cleo.sees
    await cleo.says("/reviews")
    assert not [each for each in cleo.choices if entry.question in each]


async def test_twice_on_one_day_is_noted_once(app, cleo, clock, content):
    clock.time = OVERDUE
    for _ in range(2):
        await cleo.presses_data(f"know:ok:{first_due(content).id}")
    assert "noted as checked today already" in cleo.sees
    assert len(await edits(app)) == 1


async def test_a_check_can_be_taken_back(app, cleo, clock, content):
    clock.time = OVERDUE
    entry = first_due(content)
    await cleo.presses_data(f"know:ok:{entry.id}")
    await cleo.presses("Undo it")
    assert "It would say: checked on 22 November 2026" in cleo.sees
    await cleo.presses("Publish it")
    await cleo.says("/reviews")
    assert [each for each in cleo.choices if entry.question in each]
