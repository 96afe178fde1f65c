"""What is counted is what happened: a conversation whose every turn is known, and its exact numbers."""

import asyncio

import pytest
from figures import Figures, figures
from people import Person

from bot.commands import Command
from bot.messages import Message, Sender
from bot.watch import Watch
from bot.watch.loop_lag import EVERY, measure
from bot.watch.metrics import CHANNELS, OUTCOMES
from knowledge.loader import load_tests
from storage.errors import StoreError, Taken, TurnConflict
from storage.memory_store import MemoryStore
from storage.records import Arrival, AuditCheck, Handled, Reminder


def is_full(self, unit):
    raise StoreError("the disk is full")


@pytest.fixture
def jo(watched):
    return Person(watched, "jo")


async def test_turns_are_counted_by_channel_and_by_what_they_came_to(watched, ailing, answers, jo):
    amal = Person(watched, "amal", channel="telegram")
    unsure = next(each for each in load_tests().near if answers.ask(each).outcome == "offered")
    await jo.says("What does it cost?")
    await jo.repeats()
    await jo.says("i want to kill myself")
    await jo.says("How do I book a prison visit?")
    await jo.says("qwertz uiop yxcvb")
    await amal.says(unsure)
    await amal.says("/help")
    await amal.says("/assess")
    await Person(watched, "nobody", channel="carrier pigeon").says("/help")
    counted = await figures(watched.watch, ailing)
    assert counted.of("charter_turns_total") == {
        ("web", "answered"): 1,
        ("web", "repeated"): 1,
        ("web", "urgent"): 1,
        ("web", "elsewhere"): 1,
        ("web", "none"): 1,
        ("telegram", "offered"): 1,
        ("telegram", "done"): 2,
        ("other", "done"): 1,
    }
    assert counted.of("charter_turn_seconds_count") == {("web",): 5, ("telegram",): 3, ("other",): 1}
    assert counted["charter_commit_seconds_count",] == 9
    assert counted["charter_turn_conflicts_total",] == 0


async def test_a_turn_that_fails_and_one_that_is_not_saved_are_told_apart(watched, ailing, jo, monkeypatch):
    async def breaks(visit, words):
        raise RuntimeError(words)

    watched.commands.add([Command("help", breaks)])
    with pytest.raises(RuntimeError):
        await jo.says("/help")
    monkeypatch.setattr(MemoryStore, "_commit", is_full)
    with pytest.raises(StoreError):
        await jo.says("/start")
    await jo.says("i want to kill myself")  # answered all the same, and not saved
    counted = await figures(watched.watch, ailing)
    assert counted.of("charter_turns_total") == {("web", "failed"): 1, ("web", "not_saved"): 2}
    assert counted["charter_commit_seconds_count",] == 0


async def test_a_turn_that_is_run_again_is_one_turn_and_one_conflict(watched, ailing, monkeypatch):
    jo = Person(watched, "jo", agrees=False)
    commit, quicker = MemoryStore._commit, iter([True, True, False])

    def somebody_is_quicker(self, unit):
        if next(quicker):
            raise TurnConflict("somebody was quicker")
        commit(self, unit)

    monkeypatch.setattr(MemoryStore, "_commit", somebody_is_quicker)
    await jo.says("/help")
    counted = await figures(watched.watch, ailing)
    assert counted.of("charter_turns_total") == {("web", "done"): 1}
    assert counted["charter_turn_conflicts_total",] == 2
    assert counted["charter_commit_seconds_count",] == 1


@pytest.mark.parametrize("why", [Taken, asyncio.CancelledError])
async def test_a_turn_that_another_process_takes_or_that_is_broken_off_is_not_counted(ailing, why):
    watch = Watch()
    with pytest.raises(why), watch.turn("telegram"):
        raise why
    counted = await figures(watch, ailing)
    assert counted.of("charter_turns_total") == counted.of("charter_turn_seconds_count") == {}


async def test_an_update_that_a_turn_is_done_with_is_counted_once_it_is_kept(watched, ailing, monkeypatch):
    arrival = Arrival("telegram", 1, "a", {})
    async with ailing.turn("telegram inbox") as turn:
        turn.put(arrival)
    message = Message("1", Sender("telegram", "amal"), text="/help")
    with monkeypatch.context() as full:
        full.setattr(MemoryStore, "_commit", is_full)
        with pytest.raises(StoreError):
            await watched.assistant.handle(message, deliver=True, settles=arrival)
    assert (await figures(watched.watch, ailing))["charter_updates_settled_total",] == 0
    await watched.assistant.handle(message, deliver=True, settles=arrival)
    assert (await figures(watched.watch, ailing))["charter_updates_settled_total",] == 1


async def test_what_telegram_does_is_counted(ailing):
    watch = Watch()
    watch.leads(leads=True)
    watch.fetched()
    watch.fetched()
    watch.fetch_failed()
    watch.received(7)
    for what in (watch.settled, watch.set_aside, watch.delivered, watch.refused):
        what()
    for what in (watch.retried, watch.told_to_wait, watch.gone):
        what()
        what()
    counted = await figures(watch, ailing)
    assert counted.of("charter_fetches_total") == {("done",): 2, ("failed",): 1}
    assert counted.of("charter_replies_total") == {("delivered",): 1, ("refused",): 1}
    assert counted["charter_last_fetch_timestamp_seconds",] > 1e9
    one_of_each = {
        "leads": 1, "updates_received_total": 7, "updates_settled_total": 1, "updates_set_aside_total": 1,
        "calls_retried_total": 2, "calls_told_to_wait_total": 2, "people_gone_total": 2,
    }  # fmt: skip
    assert {name: counted[f"charter_{name}",] for name in one_of_each} == one_of_each


async def test_what_waits_is_read_from_the_store_each_time(ailing):
    watch = Watch()
    since = ("2026-11-23T09:00:00+00:00", "2026-11-23T08:00:00+00:00")
    async with ailing.turn("telegram inbox") as turn:
        for number, due in enumerate(("2026-11-25T09:00:00+00:00", "2026-11-24T09:00:00+00:00")):
            turn.put(Reminder("web:jo", "p", "draft", f"REF{number}", due))
        turn.put(AuditCheck("2026-11-23T09:00:00+00:00"))
        for number, lane in enumerate("aab"):
            turn.put(Arrival("telegram", number, lane, {}))
        turn.put(Arrival("telegram", 9, "c", {}, aside="its turn failed"))
        for number, order in enumerate(since):
            turn.put(Handled(f"telegram:{number}", "m", "p", group=False, replies=(), order=order, to_send=2))
        turn.put(Handled("telegram:5", "m", "p", group=False, replies=(), order="2020-01-01", to_send=0))
    waits = {
        "updates_waiting": 3, "lanes_waiting": 2, "updates_aside": 1, "replies_waiting": 2,
        "replies_oldest_timestamp_seconds": 1795420800.0, "store_up": 1,
        "reminders_waiting": 2, "reminders_first_timestamp_seconds": 1795478400.0, "audit_chain_ok": 1,
        "audit_chain_checked_timestamp_seconds": 1795424400.0,
    }  # fmt: skip
    counted = await figures(watch, ailing)
    assert {name: counted[f"charter_{name}",] for name in waits} == waits
    async with ailing.turn("telegram sender") as turn:
        turn.remove(Arrival, Arrival("telegram", 0, "a", {}).key)
        for number in range(2):
            turn.remove(Handled, f"telegram:{number}|m")
        for reminder in await turn.find(Reminder, "person:web:jo"):
            turn.remove(Reminder, reminder.key)
        turn.put(AuditCheck("2026-11-24T09:00:00+00:00", "event 2 is missing"))
    counted = await figures(watch, ailing)
    assert (counted["charter_updates_waiting",], counted["charter_replies_waiting",]) == (2, 0)
    assert ("charter_replies_oldest_timestamp_seconds",) not in counted
    assert (counted["charter_reminders_waiting",], counted["charter_audit_chain_ok",]) == (0, 0)
    assert ("charter_reminders_first_timestamp_seconds",) not in counted


async def test_before_the_first_check_of_the_chain_nothing_is_said_of_it(ailing):
    counted = await figures(Watch(), ailing)
    assert ("charter_audit_chain_ok",) not in counted


async def test_reminders_are_counted_by_what_became_of_them():
    watch = Watch()
    for outcome in ("told", "told", "moved"):
        watch.reminded(outcome)
    counted = await figures(watch, MemoryStore())
    assert counted.of("charter_reminders_total") == {("told",): 2, ("moved",): 1}


@pytest.mark.parametrize("trouble", ["away", "hangs"])
async def test_without_the_store_its_numbers_are_left_out_and_the_rest_is_told(ailing, trouble):
    watch = Watch()
    watch.received(3)
    setattr(ailing, trouble, True)
    counted = await figures(watch, ailing, within=0.05)
    assert (counted["charter_store_up",], counted["charter_store_pings_failed_total",]) == (0, 1)
    assert counted["charter_updates_received_total",] == 3
    assert ("charter_updates_waiting",) not in counted


async def test_a_store_that_answers_and_does_not_count_in_time_is_up(ailing):
    ailing.counts_hang = True
    counted = await figures(Watch(), ailing, within=0.05)
    assert counted["charter_store_up",] == 1
    assert ("charter_updates_waiting",) not in counted


async def test_lag_is_how_much_later_the_loop_comes_than_asked_for():
    observed, now, late = [], [0.0], iter([0.0, 0.25, 0.0])

    async def sleep(seconds):
        try:
            now[0] += seconds + next(late)
        except StopIteration:
            raise asyncio.CancelledError from None

    with pytest.raises(asyncio.CancelledError):
        await measure(observed.append, lambda: now[0], sleep)
    assert observed == pytest.approx([0.0, 0.25, 0.0])
    assert EVERY > 0


async def test_every_label_is_from_a_fixed_set_that_is_there_from_the_start(watched, ailing):
    before = set(await figures(Watch(), ailing))
    turns = {key[1:] for key in before if key[0] == "charter_turns_total"}
    assert turns == {(channel, outcome) for channel in CHANNELS for outcome in OUTCOMES}
    for channel in ("web", "telegram", "email", "someone@example.org"):
        person = Person(watched, "+44 7700 900123", channel=channel)
        await person.says("What does it cost?")
    assert set(await figures(watched.watch, ailing)) == before


async def test_the_figures_of_the_process_are_there_and_no_registry_is_shared(ailing):
    first, second = Watch(), Watch()
    first.received(1)
    counted = await figures(second, ailing)
    assert counted["process_resident_memory_bytes",] > 0
    assert counted["charter_updates_received_total",] == 0


def test_a_name_that_comes_twice_is_read_once():
    assert Figures("a_total 1\n") == {("a_total",): 1}
