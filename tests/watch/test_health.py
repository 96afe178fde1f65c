"""Whether it is well, and whether it is ready: each turns from one to the other when something happens."""

import pytest
from figures import Ticks

from bot.watch import Watch
from bot.watch.fetching import DEAF_AFTER
from bot.watch.health import VERSION, health, readiness
from bot.watch.watch import UNWELL_FOR
from storage.errors import StoreError, Taken, TurnConflict
from storage.records import Arrival, Handled


@pytest.fixture
def ticks():
    return Ticks()


@pytest.fixture
def watch(ticks):
    return Watch(ticks)


def is_fetching(watch):
    watch.telegram_on("polling")
    watch.telegram_reached()
    watch.leads(leads=True)
    watch.fetched()
    watch.started()


# Health


async def test_without_telegram_all_is_well_while_the_store_can_be_used(watch, ailing):
    verdict = await health(watch, ailing)
    assert verdict.ok
    assert verdict.body == {
        "ok": True,
        "version": VERSION,
        "store": {"ok": True},
        "telegram": {"on": False, "ok": True},
        "sender": {"waiting": 0, "oldest": None},
        "aside": 0,
    }


async def test_the_report_says_how_much_waits_and_since_when(watch, ailing):
    orders = ("2026-11-23T09:00:00+00:00", "2026-11-23T08:00:00+00:00")
    async with ailing.turn("telegram inbox") as turn:
        turn.put(Arrival("telegram", 9, "c", {}, aside="its turn failed"))
        for number, order in enumerate(orders):
            turn.put(Handled(f"telegram:{number}", "m", "p", group=False, replies=(), order=order, to_send=1))
    body = (await health(watch, ailing)).body
    assert body["sender"] == {"waiting": 2, "oldest": "2026-11-23T08:00:00+00:00"}
    assert body["aside"] == 1


@pytest.mark.parametrize("trouble", ["away", "hangs"])
async def test_it_is_ill_while_the_store_cannot_be_used_and_well_again_after(watch, ailing, trouble):
    for troubled in (False, True, False):
        setattr(ailing, trouble, troubled)
        verdict = await health(watch, ailing, within=0.05)
        assert verdict.ok is verdict.body["ok"] is verdict.body["store"]["ok"] is not troubled
        assert (verdict.body["sender"] is None) == troubled
        assert "canary" not in str(verdict.body)


async def test_a_store_that_cannot_count_in_time_is_no_illness(watch, ailing):
    ailing.counts_hang = True
    verdict = await health(watch, ailing, within=0.05)
    assert verdict.ok
    assert (verdict.body["sender"], verdict.body["aside"]) == (None, None)


def test_two_minutes_without_a_fetch_are_too_long():
    assert DEAF_AFTER == 120


async def test_it_is_ill_once_fetching_has_failed_for_too_long_and_well_again_after_a_fetch(
    watch, ailing, ticks
):
    is_fetching(watch)
    ticks.passes(DEAF_AFTER - 1)
    watch.fetch_failed()
    verdict = await health(watch, ailing)
    assert verdict.ok
    assert verdict.body["telegram"] == {
        "on": True,
        "ok": True,
        "way": "polling",
        "reached": True,
        "leads": True,
        "heard_seconds_ago": DEAF_AFTER - 1,
    }
    ticks.passes(1)
    verdict = await health(watch, ailing)
    assert not verdict.ok
    assert not verdict.body["telegram"]["ok"]
    assert verdict.body["store"]["ok"]
    watch.fetched()
    assert (await health(watch, ailing)).ok


async def test_a_process_that_has_never_fetched_has_as_long(watch, ailing, ticks):
    is_fetching(watch)
    watch.leads(leads=False)
    ticks.passes(10 * DEAF_AFTER)
    assert (await health(watch, ailing)).ok  # another process fetches
    watch.leads(leads=True)
    ticks.passes(DEAF_AFTER - 1)
    assert (await health(watch, ailing)).ok
    ticks.passes(1)
    assert not (await health(watch, ailing)).ok


async def test_not_to_fetch_because_so_much_waits_is_no_illness(watch, ailing, ticks):
    is_fetching(watch)
    ticks.passes(DEAF_AFTER - 1)
    watch.has_no_room()
    ticks.passes(DEAF_AFTER - 1)
    assert (await health(watch, ailing)).ok
    ticks.passes(1)
    assert not (await health(watch, ailing)).ok


async def test_a_webhook_may_be_silent_for_as_long_as_nobody_writes(watch, ailing, ticks):
    watch.telegram_on("webhook")
    watch.telegram_reached()
    ticks.passes(10 * DEAF_AFTER)
    verdict = await health(watch, ailing)
    assert verdict.ok
    assert verdict.body["telegram"]["heard_seconds_ago"] is None
    watch.fetched()
    ticks.passes(3)
    assert (await health(watch, ailing)).body["telegram"]["heard_seconds_ago"] == 3


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_telegram_that_cannot_be_reached_at_the_start_is_an_illness_in_the_end(
    watch, ailing, ticks, way
):
    watch.telegram_on(way)
    ticks.passes(DEAF_AFTER - 1)
    assert (await health(watch, ailing)).ok
    ticks.passes(1)
    assert not (await health(watch, ailing)).ok
    watch.telegram_reached()
    assert (await health(watch, ailing)).ok


# Readiness


async def test_it_is_ready_between_start_and_stop_while_the_store_can_be_used(watch, ailing):
    verdict = await readiness(watch, ailing)
    assert not verdict.ok
    assert verdict.body["why"].startswith("it has not started yet")
    watch.started()
    verdict = await readiness(watch, ailing)
    assert (verdict.ok, verdict.body) == (True, {"ready": True})
    ailing.away = True
    verdict = await readiness(watch, ailing)
    assert (verdict.ok, verdict.body) == (False, {"ready": False, "why": "the store cannot be used"})
    ailing.away = False
    assert (await readiness(watch, ailing)).ok
    watch.stops()
    verdict = await readiness(watch, ailing)
    assert (verdict.ok, verdict.body) == (False, {"ready": False, "why": "it is stopping"})


async def test_a_store_that_does_not_answer_is_not_waited_for(watch, ailing):
    watch.started()
    ailing.hangs = True
    assert not (await readiness(watch, ailing, within=0.05)).ok


async def test_fetching_that_fails_does_not_make_it_unready(watch, ailing, ticks):
    is_fetching(watch)
    ticks.passes(10 * DEAF_AFTER)
    assert (await readiness(watch, ailing)).ok


async def test_a_store_that_can_be_read_and_not_written_is_ill_until_a_turn_is_kept(watch, ailing, ticks):
    def takes_a_turn(trouble=None):
        with watch.turn("web"):
            if trouble:
                raise trouble

    for trouble in (TurnConflict("quick"), Taken("elsewhere")):
        with pytest.raises(type(trouble)):
            takes_a_turn(trouble)
    assert (await health(watch, ailing)).ok
    for mends in (takes_a_turn, None):
        with pytest.raises(StoreError):
            takes_a_turn(StoreError("the disk is full"))
        assert not (await health(watch, ailing)).ok
        if mends:
            mends()
        else:
            ticks.now += UNWELL_FOR + 1
        assert (await health(watch, ailing)).ok
    assert UNWELL_FOR == 60
