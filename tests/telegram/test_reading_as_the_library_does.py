"""What is read of an update is what python-telegram-bot would read of it, whatever stands in the words."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, Update

from bot.channels.telegram.reading import read

NAME = "Charter_Test_Bot"
PEOPLE = st.integers(1, 2**40)
WORDS = st.text(st.sampled_from("ab /@👩🏽‍🚀é\n"), max_size=6)


class Us:
    """The bot as reading knows it."""

    id = 77
    username = NAME


@st.composite
def marked(draw):
    """Return a text with a mention or a command in it, and where they stand in UTF-16."""
    text, entities = draw(WORDS), []
    for kind, what in draw(st.lists(st.sampled_from([
        ("mention", f"@{NAME.upper()}"), ("mention", "@somebody"), ("bot_command", "/help"),
        ("bot_command", f"/help@{NAME}"), ("bot_command", "/help@somebody"),
    ]), max_size=3)):  # fmt: skip
        at, length = _units(text), _units(what)
        entities.append({"type": kind, "offset": at, "length": length})
        text += what + draw(WORDS)
    return text, entities


def _units(text):
    return len(text.encode("utf-16-le")) // 2


def _meant(said):
    """Whether a message in a group is for the bot, by the library's own reading of it."""
    if said.reply_to_message and said.reply_to_message.from_user.id == Us.id:
        return True
    if any(each.casefold() == f"@{NAME}".casefold() for each in said.parse_entities(["mention"]).values()):
        return True
    first = [words for entity, words in said.parse_entities(["bot_command"]).items() if entity.offset == 0]
    return bool(first) and first[0].partition("@")[2].casefold() in {"", NAME.casefold()}


@given(
    text=marked(), number=st.integers(1, 10**9), chat=st.integers(-(2**40), 2**40), person=PEOPLE,
    kind=st.sampled_from(["private", "group", "supergroup"]), answered=st.none() | st.sampled_from([77, 78]),
    edited=st.booleans(),
)  # fmt: skip
def test_words_are_read_as_the_library_reads_them(text, number, chat, person, kind, answered, edited):  # noqa: PLR0917
    words, entities = text
    said = {
        "message_id": 5, "date": 1, "chat": {"id": chat, "type": kind}, "text": words, "entities": entities,
        "from": {"id": person, "is_bot": False, "first_name": "A"},
    }  # fmt: skip
    if answered:
        sender = {"id": answered, "is_bot": True, "first_name": "B"}
        said["reply_to_message"] = {"message_id": 4, "date": 1, "chat": said["chat"], "from": sender}
    update = {"update_id": number, "edited_message" if edited else "message": said}
    theirs = Update.de_json(update, None).effective_message
    assert isinstance(theirs, Message)

    ours = read(update, Us).message

    if kind != "private" and not (words and _meant(theirs)):
        assert ours is None
        return
    assert (ours.sender.id, ours.place) == (str(theirs.from_user.id), str(theirs.chat.id))
    assert ours.group == (kind != "private")
    assert ours.id == (f"e{number}" if edited else f"m{chat}.{theirs.message_id}")
    if kind == "private":
        assert ours.text == theirs.text
    else:
        assert f"@{NAME}".casefold() not in ours.text.casefold() or "/" in ours.text


@given(number=st.integers(1, 10**9), person=PEOPLE, data=st.text(min_size=1), gone=st.booleans())
def test_a_press_is_read_as_the_library_reads_it(number, person, data, gone):
    query = {"id": "9", "from": {"id": person, "is_bot": False, "first_name": "A"}, "chat_instance": "1"}
    query |= {"data": data}
    if not gone:
        query["message"] = {"message_id": 5, "date": 1, "chat": {"id": -3, "type": "group"}}
    update = {"update_id": number, "callback_query": query}
    theirs = Update.de_json(update, None).callback_query

    ours = read(update, Us)

    assert ours.press == theirs.id
    assert (ours.message.choice, ours.message.sender.id) == (theirs.data, str(theirs.from_user.id))
    assert ours.message.place == str(theirs.message.chat.id if theirs.message else person)
    assert ours.message.group is not gone
