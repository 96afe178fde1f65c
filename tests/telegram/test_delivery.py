"""Replies arrive: in order, again after trouble, plain where formatting is refused, cut where too long."""

import logging

import pytest
from driving import agrees, everything_was_right, is_sent, said_to, words
from running_bot import RunningBot
from server import BotApiServer
from server.entities import utf16_length
from server.faults import Fault
from server.refusals import Refusal
from server.sending import PICTURES
from troubled_store import INBOX

from bot.channels.telegram.deliveries import LOCK as DELIVERIES
from bot.messages import Choice, Document, Reply
from storage.records import Handled, Member


def png(width: int, height: int) -> bytes:
    """As much of a PNG as says how large it is."""
    return PICTURES[0] + bytes(8) + width.to_bytes(4) + height.to_bytes(4) + bytes(8)


by_polling = pytest.mark.parametrize("way", ["polling"])  # how updates come in makes no difference here

LONG = "a word & another <one> 🙂 " * 400  # 10,400 UTF-16 units


# Presses


async def test_every_press_is_acknowledged(telegram, server, amal):
    await agrees(amal)
    amal.presses("Yes, that is fine")
    await amal.hears("What is your organisation called?")
    for carried in ("answer:NOBODYS1:L1:3", "entry:levels", "entry:gone", "no such thing", "start:help", ":"):
        amal.presses_data(carried)
    await server.until(lambda: not server.unanswered_presses)
    await server.until(lambda: "What I can do" in "\n".join(words(amal)))
    assert everything_was_right(server)


async def test_a_press_that_ran_out_still_counts_and_is_no_error(telegram, server, amal, caplog):
    amal.says("/assess")
    await amal.hears("Is it all right to keep this?")
    amal.presses("Yes, that is fine", expired=True)
    await amal.hears("What is your organisation called?")
    await server.until(lambda: any("query is too old" in refusal for refusal in server.refusals))
    await telegram.settled()
    assert len(server.called("answerCallbackQuery")) == 1
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_press_is_shown_as_taken_only_once_it_is_kept(telegram, server, amal):
    amal.says("/assess")
    await amal.hears("Is it all right to keep this?")
    await telegram.settled()
    hold = telegram.store.hold_next(f"telegram:{amal.id}")
    amal.presses("Yes, that is fine")
    await hold.arrived()
    await server.until(lambda: not server.pending)
    assert server.called("answerCallbackQuery") == []
    hold.release()
    await amal.hears("What is your organisation called?")
    await server.until(lambda: not server.unanswered_presses)


async def test_acknowledging_a_press_is_tried_again(telegram, server, amal):
    amal.says("/assess")
    await amal.hears("Is it all right to keep this?")
    server.fail_next("answerCallbackQuery", 502)
    server.reset_next("answerCallbackQuery")
    amal.presses("Yes, that is fine")
    await amal.hears("What is your organisation called?")
    await server.until(lambda: not server.unanswered_presses)
    assert len(server.called("answerCallbackQuery")) == 3


# Order


async def test_each_chat_hears_everything_in_order_whatever_happens_in_others(telegram, server):
    people = [server.person(f"Person {number}") for number in range(8)]
    for number, person in enumerate(people):
        server.fail_next("sendMessage", 500, chat_id=person.id, times=number % 3)
        person.says("/help")
        person.says("/roles")
        person.says("zzzz qqqq")
        person.says("what are the levels?")
    for person in people:
        await person.hears("Working towards, Bronze, Silver and Gold")
        assert [text.partition("\n")[0] for text in words(person)] == [
            "What I can do",
            "Roles and peer mentoring",
            "I do not know that",
            "What are the levels?",
        ]
    assert everything_was_right(server)


# Trouble on the way


async def test_a_chat_that_is_told_to_wait_delays_nobody_else(telegram, server, amal, sam):
    server.fail_next("sendMessage", 429, retry_after=3600, chat_id=amal.id)
    amal.says("/help")
    amal.says("/roles")
    await server.until(lambda: len(said_to(server, amal)) == 1)
    for _ in range(3):
        sam.says("/help")
        await sam.hears("What I can do")
    assert len(said_to(server, amal)) == 1
    assert words(amal) == []


async def test_a_whole_crowd_that_is_told_to_wait_delays_nobody_else(telegram, server, sam):
    crowd = [server.person(f"Person {number}") for number in range(40)]
    for person in crowd:
        server.fail_next("sendMessage", 429, retry_after=3600, chat_id=person.id)
        person.says("/help")
    await server.until(lambda: all(len(said_to(server, person)) == 1 for person in crowd))
    sam.says("/help")
    await sam.hears("What I can do")


@by_polling
async def test_who_waited_hears_everything_once_and_in_order(telegram, server, amal):
    server.fail_next("sendMessage", 429, retry_after=1, chat_id=amal.id)
    amal.says("/start")
    await amal.hears("I help organisations in England")
    await amal.hears("What is kept")
    await amal.hears("What would you like to do?")
    await telegram.settled()
    first, second, *_ = said_to(server, amal)
    assert first == second
    assert len(words(amal)) == 3


async def test_with_telegrams_limits_on_sending_everything_arrives(quick, tmp_path, content):
    async with BotApiServer(enforce_rates=True) as strict:
        bot = RunningBot(strict, content, tmp_path / "charter.db", "polling")
        await bot.start()
        kim = strict.person("Kim")
        await is_sent(bot, kim, *(Reply(f"Message {number}") for number in range(7)))
        await kim.hears("Message 6")
        assert words(kim) == [f"Message {number}" for number in range(7)]
        assert any("429" in refusal for refusal in strict.refusals)
        await bot.stop()


async def test_what_fails_on_telegrams_side_is_tried_again(telegram, server, amal):
    server.fail_next("sendMessage", 500, times=2, chat_id=amal.id)
    server.fail_next("sendMessage", 502, description="Bad Gateway", chat_id=amal.id)
    server.reset_next("sendMessage", times=2, chat_id=amal.id)
    amal.says("/start")
    await amal.hears("What would you like to do?")
    await telegram.settled()
    assert len(words(amal)) == 3
    assert len(said_to(server, amal)) == 8


async def test_a_reply_whose_delivery_is_not_confirmed_comes_at_least_once(telegram, server, amal):
    server.reset_next("sendMessage", after_effect=True, chat_id=amal.id)
    amal.says("/start")
    await amal.hears("What would you like to do?")
    await telegram.settled()
    first, again, *rest = words(amal)
    assert first == again
    assert [text.partition("\n")[0] for text in (again, *rest)] == [
        "Hello, I am the Charter assistant",
        "What is kept",
        "What would you like to do?",
    ]


async def test_somebody_who_blocked_the_bot_is_gone_until_they_write_again_and_holds_nobody_up(
    telegram, server, amal, sam
):
    hold = server.hold_next("sendMessage", chat_id=amal.id)
    amal.says("/start")
    await hold.arrived()
    amal.blocks()
    hold.release()
    sam.says("/help")
    await sam.hears("What I can do")
    await telegram.settled()
    assert len(said_to(server, amal)) == 1, "the rest is not even tried"
    assert await telegram.store.read(Handled, to_send(amal)) == []
    [gone] = [each for each in await telegram.store.read(Member) if each.gone]
    assert gone.address == f"telegram:{amal.id}"

    amal.unblocks()
    amal.says("/help")
    assert "What I can do" in (await amal.hears()).text
    await telegram.settled()
    assert await telegram.store.read(Handled, to_send(amal)) == []
    assert [each for each in await telegram.store.read(Member) if each.gone] == []


async def test_a_group_that_has_shown_the_bot_out_makes_nobody_gone(telegram, server, amal):
    panel = server.group("Panel", [amal])
    hold = server.hold_next("sendMessage", chat_id=panel.id)
    amal.says("@charter_test_bot what are the levels?", chat=panel)
    await hold.arrived()
    hold.release()
    server.fail_next("sendMessage", 403, chat_id=panel.id, times=5)
    amal.says("@charter_test_bot who can apply?", chat=panel)
    await telegram.settled()
    assert [each for each in await telegram.store.read(Member) if each.gone] == []


def to_send(person) -> str:
    return f"to-send:telegram:{person.id}"


@by_polling
async def test_a_file_too_large_for_telegram_holds_nothing_up(telegram, server, amal):
    server.fail_next("sendDocument", 413, description="Request Entity Too Large")
    document = Document("all.csv", "text/csv", b"a,b")
    await is_sent(telegram, amal, Reply("Here it is.", document=document), Reply("And on."))
    await amal.hears("And on.")
    assert len(server.called("sendDocument")) == 1


@by_polling
async def test_a_reply_that_never_can_be_sent_holds_nothing_up(telegram, server, amal, caplog):
    await is_sent(telegram, amal, Reply("half a letter: \ud83d"), Reply("And on."))
    await amal.hears("And on.")
    assert words(amal) == ["And on."]
    assert "a reply could not be delivered: UnicodeEncodeError" in caplog.text
    assert "half a letter" not in caplog.text


@by_polling
async def test_a_message_that_telegram_refuses_is_told_in_the_log_without_its_words(
    telegram, server, amal, caplog
):
    server.fail_next("sendMessage", 400, description="Bad Request: wrong thing: my canary sings")
    await is_sent(telegram, amal, Reply("My canary sings."), Reply("And on."))
    await amal.hears("And on.")
    assert words(amal) == ["And on."]
    assert "Telegram refused a message" in caplog.text
    assert "canary" not in caplog.text


async def test_a_group_that_has_moved_gets_its_answer_where_it_is_now(telegram, server, amal):
    old, new = server.group("Panel", [amal]), server.group("Panel, grown", [amal])
    server._faults.add(Moves("sendMessage", old.id, 1, new.id))
    amal.says("@charter_test_bot what are the levels?", chat=old)
    await new.hears("Working towards, Bronze, Silver and Gold")
    assert old.seen == []


# The store fails while replies are on their way


@by_polling
async def test_while_the_store_cannot_note_a_delivery_nothing_is_sent_twice(telegram, server, amal, sam):
    hold = server.hold_next("sendMessage", chat_id=amal.id)
    await is_sent(telegram, amal, Reply("One."), Reply("Two."))
    await hold.arrived()
    telegram.store.disk_is_full(lambda lock: lock in {DELIVERIES, f"telegram:{amal.id}"})
    hold.release()
    await amal.hears("One.")
    sam.says("/help")
    await sam.hears("What I can do")
    await telegram.store.failures(2)
    assert words(amal) == ["One."]
    telegram.store.disk_has_room()
    await amal.hears("Two.")
    assert words(amal) == ["One.", "Two."]


@by_polling
async def test_a_conflict_in_the_store_is_no_reason_to_send_twice_or_not_at_all(telegram, server, amal):
    telegram.store.conflicts(3, with_the_lock=f"telegram:{amal.id}")
    telegram.store.conflicts(3, with_the_lock=INBOX)
    amal.says("/start")
    await amal.hears("What would you like to do?")
    await telegram.settled()
    assert len(words(amal)) == 3


@by_polling
async def test_what_is_on_its_way_to_somebody_who_asks_to_be_forgotten_is_forgotten_too(
    telegram, server, amal
):
    amal.says("/help")
    await amal.hears("What I can do")
    hold = server.hold_next("sendMessage", chat_id=amal.id)
    amal.says("/start")
    await hold.arrived()
    amal.says("/forget")
    amal.presses_data("forget:yes")
    amal.presses_data("forget:no")
    await server.until(lambda: not server.unanswered_presses)
    hold.release()
    await amal.hears("Nothing was deleted.")
    await telegram.settled()
    assert [text.partition("\n")[0] for text in words(amal)] == [
        "What I can do",
        "Hello, I am the Charter assistant",
        "There was nothing about you here, only where we were in this talk. That is deleted too.",
        "Nothing was deleted.",
    ]
    assert await telegram.store.read(Handled) == []


# Words and buttons


async def test_words_refused_as_formatted_are_sent_plain(telegram, server, amal, caplog):
    refused = 'Bad Request: can\'t parse entities: Unsupported start tag "canary" at byte offset 0'
    server.fail_next("sendMessage", 400, description=refused)
    await is_sent(telegram, amal, Reply("Fish & <chips> 🙂", title="A <b>old title"))
    assert (await amal.hears()).text == "A <b>old title\n\nFish & <chips> 🙂"
    formatted, plain = server.called("sendMessage")
    assert formatted.params["parse_mode"] == "HTML"
    assert "parse_mode" not in plain.params
    assert "canary" not in caplog.text


async def test_words_arrive_as_they_were_typed_with_the_title_strong(telegram, server, amal):
    await is_sent(telegram, amal, Reply("Fish & <chips> 🙂 &amp;", title="A <b>old title", note="So > so"))
    message = await amal.hears()
    assert message.text == "A <b>old title\n\nFish & <chips> 🙂 &amp;\n\nSo > so"
    assert [entity["type"] for entity in message.content["entities"]] == ["bold", "italic"]
    assert everything_was_right(server)


async def test_a_long_reply_comes_in_parts_with_its_buttons_below_the_last(telegram, server, amal):
    choices = (Choice("Go on", "start:help"),)
    await is_sent(telegram, amal, Reply(LONG, title="Long", choices=choices), Reply("And on."))
    await amal.hears("And on.")
    *parts, _last = amal.seen
    assert len(parts) == 4
    assert all(utf16_length(part.text) <= 4096 for part in parts)
    assert [part.labels for part in parts] == [[], [], [], ["Go on"]]
    assert " ".join(part.text for part in parts).split() == ["Long", *LONG.split()]
    assert everything_was_right(server)


async def test_a_document_comes_with_its_name_and_bytes_behind_its_words(telegram, server, amal):
    document = Document("answers.csv", "text/csv", "Ünï,🙂\n".encode())
    await is_sent(telegram, amal, Reply("Here it is.", document=document))
    await amal.hears("Here it is.")
    [sent] = (await amal.hears()).documents
    assert (sent.filename, sent.content) == ("answers.csv", "Ünï,🙂\n".encode())
    assert everything_was_right(server)


PICTURE = Document("areas.png", "image/png", png(1080, 1290), alt="Leadership 40%. 2 < 3 & 4.")


async def test_a_picture_is_seen_with_all_its_words_and_buttons_below(telegram, server, amal):
    await is_sent(
        telegram,
        amal,
        Reply("So far.", "Your areas", "Indicative.", (Choice("Go on", "go:x"),), document=PICTURE),
    )
    seen = await amal.hears("Your areas")
    assert seen.text == "Your areas\n\nSo far.\n\nLeadership 40%. 2 < 3 & 4.\n\nIndicative."
    assert (seen.photos[0].content, seen.labels) == (PICTURE.content, ["Go on"])
    assert len(amal.seen) == 1
    assert everything_was_right(server)


@by_polling
async def test_words_too_many_for_a_picture_come_before_it(telegram, server, amal):
    await is_sent(telegram, amal, Reply("w" * 1030, document=PICTURE))
    before = await amal.hears("www")
    [photo] = (await amal.hears()).photos
    assert before.text.endswith("2 < 3 & 4.")
    assert photo.content == PICTURE.content
    assert everything_was_right(server)


@by_polling
async def test_what_telegram_takes_for_no_picture_comes_as_a_file_with_the_same_words(telegram, server, amal):
    odd = Document("odd.png", "image/png", png(9000, 9000), alt="2 < 3")
    await is_sent(telegram, amal, Reply(title="Odd", document=odd), Reply("And on."))
    seen = await amal.hears("Odd")
    assert (seen.text, seen.documents[0].filename) == ("Odd\n\n2 < 3", "odd.png")
    await amal.hears("And on.")


class Moves(Fault):
    """A group becomes a supergroup: Telegram refuses and names the new chat."""

    def __init__(self, method: str, chat_id: int, times: int, to: int) -> None:
        super().__init__(method, chat_id, times)
        self._to = to

    async def before(self) -> None:
        raise Moved(self._to)


class Moved(Refusal):
    """The answer to whoever writes to the old group."""

    def __init__(self, to: int) -> None:
        super().__init__(400, "Bad Request: group chat was upgraded to a supergroup chat")
        self._to = to

    def as_json(self):
        return super().as_json() | {"parameters": {"migrate_to_chat_id": self._to}}
