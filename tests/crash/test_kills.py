"""Kills of the whole bot at any instant under load: each update has its effect once, and in order.

The engine is `storm.py`; `python benchmarks/kills` does the same for longer.
"""

import pytest
from balancer import Balancer
from fleet import Fleet
from kept_places import InOneFile, InPostgres
from lives import Cold, Warm
from server import BotApiServer
from storm import Storm

by_both_ways = pytest.mark.parametrize("way", ["polling", "webhook"])


@pytest.fixture
async def server():
    async with BotApiServer(webhook_interval=0.02, webhook_attempts=10_000) as server:
        yield server


@pytest.fixture
async def warm():
    async with Warm() as warm:
        yield warm


@pytest.fixture
async def one(server, warm, tmp_path, way):
    """One bot on the embedded store."""
    fleet = Fleet(warm, server, InOneFile(tmp_path), tmp_path)
    async with Balancer(fleet.ports, way) as balancer:
        fleet.webhook_url = balancer.url if way == "webhook" else ""
        yield fleet


@pytest.fixture
async def three(server, warm, tmp_path, way):
    """Three bots on one database."""
    place = InPostgres(tmp_path)
    fleet = Fleet(warm, server, place, tmp_path, size=3)
    async with Balancer(fleet.ports, way) as balancer:
        fleet.webhook_url = balancer.url if way == "webhook" else ""
        yield fleet
    place.forget()


@pytest.mark.parametrize(("way", "kills"), [("polling", 50), ("webhook", 20)])
async def test_no_kill_of_the_bot_loses_or_doubles_anything(content, one, way, kills):
    storm = Storm(one, way)
    await storm.kills(kills)
    verdict = await storm.rests(content)
    assert verdict.all_is_well, verdict
    assert verdict.kills == kills


@pytest.mark.parametrize(("way", "kills"), [("polling", 10), ("webhook", 30)])
async def test_no_kill_of_one_of_three_bots_on_a_database_does_either(content, three, way, kills):
    storm = Storm(three, f"three by {way}", acts=6, patience=1.5)
    await storm.kills(kills)
    verdict = await storm.rests(content)
    assert verdict.all_is_well, verdict
    assert verdict.kills == kills


@by_both_ways
async def test_a_stop_in_order_under_load_is_in_time_and_the_next_start_goes_on(content, one, way):
    storm = Storm(one, f"stopping by {way}")
    await storm.stops(4)
    verdict = await storm.rests(content)
    assert verdict.all_is_well, verdict
    assert verdict.repeated == 0


async def test_neither_does_one_of_a_bot_started_as_anybody_starts_it(content, server, tmp_path):
    async with Cold() as cold:
        storm = Storm(Fleet(cold, server, InOneFile(tmp_path), tmp_path), "cold", acts=4)
        await storm.kills(3)
        await storm.stops(2)
        verdict = await storm.rests(content)
    assert verdict.all_is_well, verdict
