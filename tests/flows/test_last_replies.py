"""The last replies are kept in case that a message comes again; they go with what they may show no more."""

import pytest
from teams import joins, leads

from storage.records import Assessment, Handled

BOTH_STORES = True


async def kept_replies(app, person):
    """The replies that are kept for somebody."""
    handled = [each for each in await app.store.read(Handled) if each.address == person.address]
    assert handled
    return str([each.replies for each in handled])


@pytest.fixture
async def team(amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await amal.says("/team")


async def test_who_hands_over_the_lead_keeps_nothing_of_what_only_a_lead_may_read(app, amal, jo, team):
    await amal.presses("Human resources 1")
    await amal.presses("Hand over the lead")
    await amal.presses("Yes, ask Human resources 1")
    assert "Human resources 1" in await kept_replies(app, amal)
    await jo.says("/team")
    await jo.presses("Yes, I will lead")
    assert "Human resources 1" not in await kept_replies(app, amal)
    assert "You lead now" in await kept_replies(app, jo)


async def test_with_a_self_assessment_that_was_old_go_the_replies_that_showed_it(app, amal, jo, clock, team):
    await jo.says("/team")
    assert all(["Moorland" in await kept_replies(app, each) for each in (amal, jo)])
    clock.passes(days=80)
    await app.upkeep.once()
    clock.passes(days=14)
    await app.upkeep.once()
    assert await app.store.read(Assessment) == []
    assert not any(["Moorland" in await kept_replies(app, each) for each in (amal, jo)])
