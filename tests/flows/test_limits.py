"""How much one person may send: a bucket and a ceiling a day; one notice, then silence. Distress passes."""

from datetime import timedelta

import pytest
from people import MORNING, Person

from bot.app import App, assemble
from bot.limits import PEOPLE, REMEMBERED, Limits, Rates
from bot.messages import Message
from bot.settings import Settings
from storage.memory_store import MemoryStore
from storage.records import Arrival, Handled, Member, Receipt

A_LOT = "That was a lot at once"
TOMORROW = "Please come back tomorrow."


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def sends(limits, times, now=MORNING, who="web:a", first=0):
    return [limits.of(who, f"m{first + number}", now) for number in range(times)]


# The rule


def test_the_numbers_are_forty_at_once_one_more_every_two_seconds_and_a_thousand_a_day():
    settings = Settings()
    assert settings.rates == Rates() == Rates(at_once=40, seconds=2.0, a_day=1_000)


def test_forty_pass_at_once_then_one_notice_then_silence():
    said = sends(Limits(Rates()), 43)
    assert said == [*["pass"] * 40, "wait", "silence", "silence"]


def test_one_more_passes_after_two_seconds_and_not_before():
    limits = Limits(Rates())
    sends(limits, 41)
    assert limits.of("web:a", "early", MORNING + seconds(1.9)) == "silence"
    assert limits.of("web:a", "late", MORNING + seconds(2)) == "back"
    assert limits.of("web:a", "again", MORNING + seconds(2)) == "wait"
    assert limits.of("web:a", "later", MORNING + seconds(4)) == "pass"  # all of them got a word


@pytest.mark.parametrize(("after", "left"), [(0, 60), (0.5, 60), (30, 30), (59, 1), (59.9, 1)])
def test_how_long_it_is_until_one_more_passes_is_said_in_whole_seconds(after, left):
    limits = Limits(Rates(at_once=1, seconds=60))
    sends(limits, 1)
    assert limits.of("web:a", "early", MORNING + seconds(after)) == "wait"
    assert limits.seconds_left("web:a", MORNING + seconds(after)) == left
    assert limits.of("web:a", "late", MORNING + seconds(after + left)) == "pass"


def test_somebody_who_presses_once_a_second_for_a_minute_is_not_stopped():
    limits = Limits(Rates())
    said = [limits.of("web:a", f"m{number}", MORNING + seconds(number)) for number in range(60)]
    assert said == ["pass"] * 60


def test_the_bucket_is_full_again_after_a_while_and_holds_no_more():
    limits = Limits(Rates())
    sends(limits, 41)
    assert sends(limits, 41, MORNING + seconds(3_600), first=100) == [*["pass"] * 40, "wait"]


def test_a_thousand_pass_in_a_day_of_london_then_one_notice_then_silence():
    limits = Limits(Rates())
    said = [limits.of("web:a", f"m{number}", MORNING + seconds(3 * number)) for number in range(1_003)]
    assert said == [*["pass"] * 1_000, "tomorrow", "silence", "silence"]
    midnight = MORNING.replace(hour=0) + timedelta(days=1)  # London's too, in winter
    assert limits.of("web:a", "before", midnight - seconds(1)) == "silence"
    assert limits.of("web:a", "after", midnight) == "back"


def test_a_message_that_is_brought_again_counts_once_and_gets_the_same():
    limits = Limits(Rates(at_once=2))
    assert [limits.of("web:a", "m1", MORNING) for _ in range(5)] == ["pass"] * 5
    assert sends(limits, 3) == ["pass", "pass", "wait"]
    assert [limits.of("web:a", "m2", MORNING) for _ in range(2)] == ["wait", "wait"]


def test_nobody_is_held_by_what_others_send():
    limits = Limits(Rates())
    sends(limits, 60)
    assert limits.of("web:b", "m1", MORNING) == "pass"


def test_a_clock_that_goes_back_gives_no_room():
    limits = Limits(Rates(at_once=1))
    sends(limits, 1)
    assert limits.of("web:a", "x", MORNING - seconds(100)) == "wait"
    assert limits.of("web:a", "y", MORNING) == "silence"


@pytest.mark.parametrize("rates", [Rates(at_once=0), Rates(seconds=0)])
def test_zero_is_no_bucket(rates):
    assert set(sends(Limits(rates), 1_000)) == {"pass"}


def test_zero_is_no_ceiling():
    assert set(sends(Limits(Rates(at_once=0, a_day=0)), 5_000)) == {"pass"}


def test_what_is_remembered_has_an_end():
    limits = Limits(Rates())
    sends(limits, 100)
    for number in range(PEOPLE + 10):
        limits.of(f"web:{number}", "m1", MORNING)
    assert len(limits._people) == PEOPLE == 20_000
    sends(limits, 100, who="web:z")
    assert len(limits._people["web:z"].verdicts) == REMEMBERED == 20


# In the conversation


@pytest.mark.parametrize(("length", "passes"), [(4_096, True), (4_097, False)])
async def test_a_message_of_more_than_4096_characters_is_not_read_on_any_channel(app, length, passes):
    for channel in ("telegram", "web", "console"):
        person = Person(app, f"long{length}", channel)
        await person.says("/code " + "A" * (length - 6))
        assert ("I read up to 4096" not in person.sees) is passes


async def test_a_button_that_carries_more_than_64_bytes_is_none_of_ours(jo):
    await jo.presses_data("start:help" + "x" * 54)
    assert "does not fit any more" not in jo.sees
    await jo.presses_data("start:help" + "x" * 55)
    assert "does not fit any more" in jo.sees


@pytest.fixture
def hasty(content, clock) -> App:
    """An assistant with narrow limits: three at once, one more a minute, six a day."""
    return assemble(content, MemoryStore(), clock, rates=Rates(at_once=3, seconds=60, a_day=6))


@pytest.fixture
def eager(hasty) -> Person:
    return Person(hasty, "eager", channel="telegram")


async def test_one_polite_notice_then_silence_until_messages_pass_again(eager, clock):
    for _ in range(3):
        await eager.says("/help")
        assert "What I can do" in eager.sees
    await eager.says("/help")
    assert A_LOT in eager.sees
    await eager.says("/help")
    assert eager.replies == ()
    clock.passes(minutes=1)
    await eager.says("/help")
    assert "What I can do" in eager.sees


async def test_the_notice_says_the_real_wait_and_what_passes_after_silence_says_where_it_is(hasty, clock):
    jo = Person(hasty, "jo")
    for said in ("/assess", "Moorland", "/help"):
        await jo.says(said)
    clock.passes(seconds=18)
    await jo.says("Fenland")
    assert "Please wait 42 seconds, then send it again." in jo.sees
    await jo.says("Fenland")
    assert jo.replies == ()
    clock.passes(seconds=42)
    await jo.says("/help")
    assert jo.sees.startswith("I did not read some of your messages, as they came too fast.")
    assert jo.replies[-1].choices  # the open question stands there again


async def reaches_the_ceiling(person, clock):
    for _ in range(7):
        clock.passes(minutes=1)
        await person.says("/help")
    assert TOMORROW in person.sees


async def test_at_the_ceiling_of_a_day_everybody_can_still_see_and_delete_what_is_kept_of_them(
    hasty, eager, clock
):
    await reaches_the_ceiling(eager, clock)
    assert "You can still use /privacy, /mydata, /withdraw and /forget." in eager.sees
    for said, seen in (
        ("/privacy", "What is kept"),
        ("/mydata", "What is kept about you"),
        ("/withdraw", "From now on I keep nothing new"),
        ("/forget", "Delete"),
    ):
        await eager.says(said)
        assert seen in eager.sees
    await eager.says("/help")
    assert eager.replies == ()
    await eager.presses("Yes, delete it")
    assert await hasty.store.read(Member) == []


@pytest.mark.parametrize("said", ["/forget now", "/FORGET@charter_bot", "yes, delete it"])
async def test_they_pass_however_they_are_typed(eager, clock, said):
    await eager.says("/forget")
    await reaches_the_ceiling(eager, clock)
    await eager.says(said)
    assert eager.replies


async def test_that_has_its_end_too_ten_at_once_one_more_a_minute_and_thirty_a_day(eager, clock):
    await reaches_the_ceiling(eager, clock)
    for _ in range(10):
        await eager.says("/privacy")
        assert eager.replies
    await eager.says("/privacy")
    assert eager.replies == ()
    clock.passes(seconds=59)
    await eager.says("/privacy")
    assert eager.replies == ()
    for _ in range(20 - 2):  # what did not pass counts on the day
        clock.passes(minutes=1)
        await eager.says("/privacy")
        assert eager.replies
    clock.passes(minutes=1)
    await eager.says("/privacy")
    assert eager.replies == ()


async def test_what_people_ask_of_their_data_takes_no_room_from_the_rest(eager):
    for _ in range(9):
        await eager.says("/privacy")
    for _ in range(3):
        await eager.says("/help")
        assert "What I can do" in eager.sees


async def test_in_a_group_it_is_held_like_the_rest(eager, clock):
    await reaches_the_ceiling(eager, clock)
    await eager.says_in_the_group("/mydata")
    assert eager.replies == ()


async def test_distress_always_passes_and_takes_no_room(eager):
    for _ in range(30):
        await eager.says("i want to die")
        assert "116 123" in eager.sees
    for said in ["/help"] * 9:
        await eager.says(said)
    await eager.says("i want to die")
    assert "116 123" in eager.sees


async def test_nothing_of_what_does_not_pass_is_kept(hasty, eager):
    for said in ["/help"] * 3:
        await eager.says(said)
    before = await eager.session()
    await eager.says("canary-over-the-limit")
    assert A_LOT in eager.sees
    assert await eager.session() == before
    assert "canary" not in str([await hasty.store.read(kind) for kind in (Member, Handled)])


async def test_the_notice_on_telegram_is_kept_until_it_is_sent_and_no_longer(hasty, eager):
    for number in range(5):
        await hasty.assistant.handle(Message(f"d{number}", eager.sender, text="/help"), deliver=True)
    kept = [each.message_id for each in await hasty.store.read(Handled, f"to-send:{eager.address}")]
    assert kept == ["d0", "d1", "d2", "d3"]
    assert "d3" not in (await eager.session()).handled


async def test_an_arrival_over_the_limit_is_settled_all_the_same(hasty, eager):
    async with hasty.store.turn("inbox") as turn:
        for number in range(6):
            turn.put(Arrival("telegram", number, "1", {}))
    for number in range(6):
        [first, *_] = await hasty.store.read(Arrival)
        message = Message(f"d{number}", eager.sender, text="/help")
        await hasty.assistant.handle(message, deliver=True, settles=first)
    assert await hasty.store.read(Arrival) == []
    assert len(await hasty.store.read(Receipt)) == 6


async def test_who_reaches_the_ceiling_of_a_day_gets_an_id_and_is_listed_for_a_week(hasty, eager, clock):
    admin = Person(hasty, "priya")
    async with hasty.store.turn("test") as turn:
        turn.put(Member(admin.address, role="admin"))
    await admin.says("/people limits")
    assert "Nobody reached the limit" in admin.sees
    for _ in range(6):
        await eager.says("/help")
        clock.passes(minutes=1)
    assert TOMORROW not in eager.sees
    assert await hasty.store.read(Member, "limited") == []
    await eager.says("/help")
    assert TOMORROW in eager.sees
    await eager.says("/help")
    assert eager.replies == ()
    [limited] = await hasty.store.read(Member, "limited")
    assert len(limited.id) == 8
    clock.passes(days=6, hours=23)
    await admin.says("/people limits")
    assert f"no role {limited.id[:4]} {limited.id[4:]}" in admin.choices
    assert "Reached the limit of a day on 23 November 2026" in admin.sees
    assert eager.address not in admin.sees
    clock.passes(hours=1, seconds=1)
    await admin.says("/people limits")
    assert "Nobody reached the limit" in admin.sees
