"""Kills of the whole bot at any instant under load: each update has its effect once, and in order.

The engine is `storm.py`; `python benchmarks/kills` does the same for longer.
"""

import pytest
from fleet import Fleet
from kept_places import InOneFile
from lives import Cold, Warm
from server import BotApiServer
from storm import Storm


@pytest.fixture
async def server():
    async with BotApiServer(webhook_interval=0.02, webhook_attempts=10_000) as server:
        yield server


@pytest.fixture
async def warm():
    async with Warm() as warm:
        yield warm


@pytest.fixture
def fleet(server, warm, tmp_path, way) -> Fleet:
    """One bot on the embedded store."""
    return Fleet(warm, server, InOneFile(tmp_path), tmp_path, webhook=way == "webhook")


@pytest.mark.parametrize(("way", "kills"), [("polling", 50), ("webhook", 20)])
async def test_no_kill_of_the_bot_loses_or_doubles_anything(content, fleet, way, kills):
    storm = Storm(fleet, way)
    await storm.kills(kills)
    verdict = await storm.rests(content)
    assert verdict.all_is_well, verdict
    assert verdict.kills == kills


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_stop_in_order_under_load_is_in_time_and_the_next_start_goes_on(content, fleet, way):
    storm = Storm(fleet, f"stopping {way}")
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
