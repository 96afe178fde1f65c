"""Telegram's pace: a burst, then one by one; each chat by itself, and all chats together."""

import pytest

from bot.channels.telegram.pace import Bucket, Pace


@pytest.mark.parametrize(
    ("rate", "burst", "at", "waits"),
    [
        (1, 2, [0, 0, 0, 0], [0, 0, 1, 2]),
        (2, 1, [0, 0, 0], [0, 0.5, 1]),
        (1, 2, [0, 0, 1, 1], [0, 0, 0, 1]),
        (1, 2, [0, 100, 100, 100], [0, 0, 0, 1]),
        (0.5, 1, [0, 1, 4], [0, 1, 0]),
    ],
)
def test_a_bucket_lets_a_burst_pass_and_then_so_many_a_second(rate, burst, at, waits):
    bucket = Bucket(rate, burst)
    assert [bucket.take(1_000.0 + time) for time in at] == pytest.approx(waits)


class Minutes:
    """A clock that moves by exactly what was waited."""

    def __init__(self) -> None:
        self.now = 5_000.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def minutes(monkeypatch) -> Minutes:
    minutes = Minutes()
    monkeypatch.setattr("bot.channels.telegram.pace.time", minutes)
    return minutes


async def seconds_for(minutes, pace, chats) -> float:
    before = minutes.now
    for chat in chats:
        await pace.wait(chat, minutes.sleep)
    return minutes.now - before


async def test_a_person_gets_a_burst_of_eight_and_then_one_message_a_second(minutes):
    pace = Pace()
    assert await seconds_for(minutes, pace, ["5"] * 8) == 0
    assert await seconds_for(minutes, pace, ["5"] * 10) == pytest.approx(10)


async def test_a_group_gets_twenty_messages_a_minute(minutes):
    pace = Pace()
    assert await seconds_for(minutes, pace, ["-5"] * 8) == 0
    assert await seconds_for(minutes, pace, ["-5"] * 20) == pytest.approx(60)


async def test_all_chats_together_get_twenty_five_messages_a_second(minutes):
    pace = Pace()
    assert await seconds_for(minutes, pace, map(str, range(25))) == 0
    assert await seconds_for(minutes, pace, map(str, range(25, 75))) == pytest.approx(2)


async def test_one_chat_that_waits_takes_nothing_from_the_others(minutes):
    pace = Pace(everywhere=1, chat=0.01, burst=1)
    assert await seconds_for(minutes, pace, ["5"]) == 0
    assert await seconds_for(minutes, pace, ["5"]) == pytest.approx(100)
    assert await seconds_for(minutes, pace, ["6"]) == pytest.approx(1)


async def test_a_chat_that_telegram_asked_to_wait_for_waits_and_no_other_does(minutes):
    pace = Pace()
    pace.hold("-5", 30)
    assert await seconds_for(minutes, pace, ["6"]) == 0
    assert await seconds_for(minutes, pace, ["-5"]) == pytest.approx(30)
    assert await seconds_for(minutes, pace, ["-5"]) == 0


async def test_a_chat_that_has_not_rested_is_not_forgotten(minutes):
    pace = Pace(everywhere=1e9)
    await seconds_for(minutes, pace, ["5"] * 8)
    for number in range(10_050):
        await pace.wait(f"9{number}", minutes.sleep)
    assert await seconds_for(minutes, pace, ["5"]) == pytest.approx(1)


async def test_the_chats_that_are_remembered_are_bounded(minutes):
    pace = Pace(everywhere=1e9)
    await seconds_for(minutes, pace, (str(number) for number in range(10_050)))
    minutes.now += 60
    await seconds_for(minutes, pace, ["5"])
    assert len(pace._chats) == 1
