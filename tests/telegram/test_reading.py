"""What people send is taken for what it is: words, presses, edits, what is no text, and talk in groups."""

import pytest
from driving import everything_was_right, is_asked, is_sent, starts_asking, words

from bot.channels.telegram.reading import lane
from bot.messages import Reply
from storage.records import Arrival, Assessment, Handled

ONLY_WORDS = "I can only read words."
IN_PRIVATE = "I have answered you in a private message."
OPEN_ME = "Open a private chat with me first: https://t.me/charter_test_bot"

by_polling = pytest.mark.parametrize("way", ["polling"])


@pytest.fixture
def panel(server, amal, sam):
    """A group that Amal, Sam and the bot are in."""
    return server.group("Panel", [amal, sam])


# Edits


@by_polling
async def test_an_edited_answer_is_corrected_where_it_was_given(telegram, server, amal, framework):
    await starts_asking(amal, framework)
    first, second = framework.criteria[:2]
    await is_asked(amal, first)
    amal.says("3")
    await amal.hears("Which documents would show it?")
    amal.says("the bored minutes")
    await is_asked(amal, second)
    amal.edits("last", "The board minutes")
    await amal.hears("Corrected: The board minutes")
    await is_asked(amal, second)
    [assessment] = await telegram.store.read(Assessment)
    assert assessment.answers["L1"].evidence == "The board minutes"
    assert everything_was_right(server)


@by_polling
async def test_an_edited_question_is_answered_anew(telegram, server, amal):
    amal.says("zzzz qqqq")
    await amal.hears("I do not know that")
    amal.edits("last", "what are the levels?")
    await amal.hears("Working towards, Bronze, Silver and Gold")


@by_polling
async def test_a_live_location_that_moves_is_answered_once(telegram, server, amal):
    first = amal.sends_location(51.5, -0.1)
    await amal.hears(ONLY_WORDS)
    for step in range(3):
        first.edit_date = first.date + step
        first.content = {"location": {"latitude": 51.5 + step / 100, "longitude": -0.1}}
        server.world.updates.add("edited_message", first.as_json())
    await telegram.settled()
    assert len(words(amal)) == 1


# What is no text


@by_polling
@pytest.mark.parametrize("what", ["photo", "sticker", "document", "voice", "location"])
async def test_what_is_no_text_is_said_to_be_unreadable_and_not_kept(telegram, server, amal, what):
    send = getattr(amal, f"sends_{what}")
    send(caption="a canary") if what in {"photo", "document"} else send()
    await amal.hears(ONLY_WORDS)
    await telegram.settled()
    assert len(words(amal)) == 1
    assert b"canary" not in telegram.file.read_bytes()
    assert await telegram.store.read(Arrival) == []


@by_polling
async def test_what_cannot_be_read_leaves_the_step_open(telegram, server, amal, framework):
    await starts_asking(amal, framework)
    await is_asked(amal, framework.criteria[0])
    amal.sends_photo()
    await amal.hears(ONLY_WORDS)
    await is_asked(amal, framework.criteria[0])


# Groups


async def test_in_a_group_the_bot_speaks_only_when_it_is_spoken_to(telegram, server, amal, sam, panel):
    asked = amal.says("@charter_test_bot what are the levels?", chat=panel)
    answer = await panel.hears("Working towards, Bronze, Silver and Gold")
    everything = [
        "what are the levels?",
        "ask @another_bot what are the levels?",
        "/help@another_bot",
        "I once tried /help and liked it",
        "😀 /help",
    ]
    for text in everything:
        heard_anyway(server, sam.says(text, chat=panel))
    heard_anyway(server, sam.says("right", chat=panel, reply_to=asked))
    heard_anyway(server, sam.sends_photo(chat=panel))
    await telegram.settled()
    assert panel.seen == [answer]
    assert await telegram.store.read(Arrival) == []

    sam.says("who can apply?", chat=panel, reply_to=answer)
    await panel.hears("Which organisations can apply")
    sam.says("/start@charter_test_bot", chat=panel)
    await panel.hears(OPEN_ME)
    assert words(amal) == words(sam) == []
    assert everything_was_right(server)


async def test_the_name_of_the_bot_is_no_part_of_the_question(telegram, server, amal, panel):
    await is_sent(telegram, amal, Reply("Hello."))
    amal.says("@Charter_Test_Bot /help", chat=panel)
    await panel.hears(IN_PRIVATE)
    await amal.hears("What I can do")


async def test_a_self_assessment_begun_in_a_group_goes_on_in_private(telegram, server, amal, panel):
    amal.says("/help")
    await amal.hears("What I can do")
    amal.says("/assess", chat=panel)
    await amal.hears("Is it all right to keep this?")
    await panel.hears(IN_PRIVATE)
    amal.presses("Yes, that is fine")
    await amal.hears("What is your organisation called?")
    await telegram.settled()
    assert [message.text for message in panel.seen] == [IN_PRIVATE]
    assert everything_was_right(server)


async def test_who_never_opened_a_private_chat_is_asked_to_and_nothing_private_is_shown(
    telegram, server, amal, panel
):
    amal.says("/assess@charter_test_bot", chat=panel)
    await panel.hears(OPEN_ME)
    amal.says("/mydata@charter_test_bot", chat=panel)
    await panel.hears(OPEN_ME)
    await telegram.settled()
    assert len(panel.seen) == 2
    assert words(amal) == []
    assert await telegram.store.read(Handled, f"to-send:telegram:{amal.id}") == []
    amal.opens("https://t.me/charter_test_bot")
    await amal.hears("I help organisations in England")


async def test_a_press_in_a_group_is_the_pressers_own(telegram, server, amal, sam, panel):
    amal.says("@charter_test_bot what are the levels?", chat=panel)
    await panel.hears("Working towards, Bronze, Silver and Gold")
    sam.presses("What does Working towards mean?", chat=panel)
    await panel.hears("What does Working towards mean?")
    amal.says("/assess")
    await amal.hears("Is it all right to keep this?")
    amal.presses("Yes, that is fine")
    await amal.hears("What is your organisation called?")
    [assessment] = await telegram.store.read(Assessment)
    sam.says("/help")
    await sam.hears("What I can do")
    sam.presses_data(f"pause:{assessment.ref}", chat=panel)
    await sam.hears("That button is from an older question")
    await panel.hears(IN_PRIVATE)
    await telegram.settled()
    assert everything_was_right(server)


# What nobody can work on


async def test_kinds_of_updates_that_are_not_for_us_are_settled(telegram, server, amal, caplog):
    server.world.updates.allowed = []  # Telegram may still hold some from before we said what we want
    channel_post = {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "channel", "title": "News"}}
    server.world.updates.add("channel_post", channel_post | {"text": "canary"})
    server.world.updates.add("a_kind_of_next_year", {"anything": ["canary"]})
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    server.world.updates.add("message", amal.says("x").as_json() | {"from": anonymous})
    amal.blocks()
    amal.unblocks()
    amal.says("/help")
    await amal.hears("What I can do")
    await telegram.settled()
    assert await telegram.store.read(Arrival) == []
    assert telegram.aside == 0
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_an_update_that_cannot_be_read_is_set_aside_and_holds_nobody_up(
    telegram, server, amal, sam, caplog
):
    unreadable = {"message_id": "a canary", "chat": {"id": amal.id}, "date": "yesterday"}
    server.world.updates.add("message", unreadable)
    endless = nested = []
    for _ in range(500):
        nested.append([])
        nested = nested[0]
    server.world.updates.add("message", {"chat": {"id": amal.id}, "text": endless})
    amal.says("/help")
    sam.says("/help")
    await amal.hears("What I can do")
    await sam.hears("What I can do")
    await telegram.settled()
    assert telegram.aside == 2
    [aside] = await telegram.store.read(Arrival)
    assert aside.aside
    assert aside.body["message"] == {"message_id": "str", "chat": {"id": "int"}, "date": "str"}
    assert "canary" not in caplog.text
    assert f"number={aside.number}" in caplog.text
    await telegram.starts_anew()
    amal.says("/roles")
    await amal.hears("Roles and peer mentoring")
    assert await telegram.store.read(Arrival) == [aside]


@by_polling
@pytest.mark.parametrize(
    "no_update", [None, 7, "text", [], {}, {"update_id": "x"}, {"update_id": -1}, {"update_id": True}]
)
async def test_what_is_no_update_at_all_is_counted_and_holds_nobody_up(telegram, server, amal, no_update):
    await telegram.channel._inbox.receive(
        [no_update, {"update_id": 1, "message": amal.says("/help").as_json()}]
    )
    server.pending.clear()
    await amal.hears("What I can do")
    assert telegram.aside == 1


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ({"message": {"chat": {"id": 5}}}, "5"),
        ({"edited_message": {"chat": {"id": -100}}}, "-100"),
        ({"callback_query": {"message": {"chat": {"id": -7}}, "from": {"id": 5}}}, "-7"),
        ({"callback_query": {"from": {"id": 5}}}, "5"),
        ({"message": {"chat": []}}, "none"),
        ({"message": 1, "callback_query": None}, "none"),
        ({}, "none"),
    ],
)
def test_an_update_waits_behind_those_of_its_chat_whatever_its_shape(body, number):
    assert lane(body) == number


async def test_a_turn_that_fails_is_apologised_for_and_holds_nobody_up(telegram, server, amal, caplog):
    telegram.store.disk_is_full(lambda lock: lock == f"telegram:{amal.id}")
    amal.says("a canary sings")
    await amal.hears("something went wrong on our side")
    telegram.store.disk_has_room()
    amal.says("/help")
    await amal.hears("What I can do")
    await telegram.settled()
    assert len(words(amal)) == 2
    [aside] = await telegram.store.read(Arrival)
    assert aside.aside == "its turn failed"
    assert "canary" not in str(aside.body)
    assert "canary" not in caplog.text


async def test_a_turn_that_fails_twice_is_taken_again_and_nobody_hears_of_it(telegram, amal):
    fails = iter([True, True])
    telegram.store.disk_is_full(lambda lock: lock == f"telegram:{amal.id}" and next(fails, False))
    amal.says("/help")
    await amal.hears("What I can do")
    await telegram.settled()
    assert next(fails, None) is None
    assert len(words(amal)) == 1
    assert await telegram.store.read(Arrival) == []


async def test_a_turn_that_always_fails_is_taken_three_times(telegram, amal):
    tries = []
    telegram.store.disk_is_full(lambda lock: lock == f"telegram:{amal.id}" and not tries.append(lock))
    amal.says("/help")
    await amal.hears("something went wrong on our side")
    await telegram.settled()
    assert len(tries) == 3


async def test_an_apology_goes_to_the_person_and_not_to_the_group(telegram, server, amal, sam):
    amal.says("/start")
    await amal.hears("What would you like to do?")
    team = server.group("Team", [amal, sam])
    telegram.store.disk_is_full(lambda lock: lock == f"telegram:{amal.id}")
    amal.says("what are the levels @charter_test_bot", chat=team)
    await amal.hears("something went wrong on our side")
    telegram.store.disk_has_room()
    await telegram.settled()
    assert team.seen == []


async def test_what_was_said_not_to_be_saved_does_not_happen_after_a_restart(
    telegram, server, amal, sam, framework
):
    await starts_asking(amal, framework)
    await is_asked(amal, framework.criteria[0])
    await telegram.settled()
    hold = telegram.store.hold_next(f"telegram:{amal.id}")
    amal.says("1")
    await hold.arrived()
    await server.until(lambda: not server.pending)
    telegram.store.disk_is_full()
    hold.release()
    await amal.hears("this was not saved")
    telegram.store.disk_has_room()
    sam.says("/help")
    await sam.hears("What I can do")
    await telegram.settled()
    await telegram.starts_anew()
    await telegram.settled()
    [assessment] = await telegram.store.read(Assessment)
    assert assessment.answers == {}
    assert "this was not saved" in words(amal)[-1]


def heard_anyway(server, message) -> None:
    """Bring a group's message to the bot although privacy mode kept it back: a bot can be an admin."""
    if not any(
        update.get("message", {}).get("message_id") == message.message_id for update in server.pending
    ):
        server.world.updates.add("message", message.as_json())
