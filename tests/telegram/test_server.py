"""Proves the pretended Telegram: it refuses what Telegram refuses, and does what Telegram does."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from typing import Any, Self

import pytest
import pytest_asyncio
from aiohttp import ClientConnectionError, ClientSession, FormData, web
from server import BotApiServer, Group, Person
from server.html import parse_html
from server.html_tags import HtmlError
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram import BotCommandScopeChat as ChatScope
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.request import HTTPXRequest

pytestmark = pytest.mark.asyncio


def png(width: int, height: int, size: int = 32) -> bytes:
    """As much of a PNG as says how large it is."""
    head = b"\x89PNG\r\n\x1a\n" + bytes(8) + width.to_bytes(4) + height.to_bytes(4)
    return head + bytes(size - len(head))


PNG = png(8, 8)
YES = {"text": "Yes", "callback_data": "answer:yes"}
SCOPE_ALL = {"type": "all_private_chats"}


class RawBot:
    """A bot that is nothing but HTTP: it sends exactly what the test says."""

    def __init__(self, server: BotApiServer, session: ClientSession) -> None:
        self.server = server
        self.session = session

    def address(self, method: str) -> str:
        return f"{self.server.url}/bot{self.server.token}/{method}"

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a call as JSON and return the whole answer."""
        async with self.session.post(self.address(method), json=params) as response:
            body: dict[str, Any] = await response.json()
            assert response.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, **params: Any) -> Any:
        """Send a call that has to succeed."""
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def says(self, chat: Person | Group, text: str, *buttons: dict[str, Any], **params: Any) -> Any:
        if buttons:
            params["reply_markup"] = {"inline_keyboard": [[button] for button in buttons]}
        return await self.result("sendMessage", chat_id=chat.id, text=text, **params)

    async def upload(
        self, method: str, field: str, content: bytes | BytesIO, **params: Any
    ) -> dict[str, Any]:
        """Send a file as browsers do."""
        form = FormData()
        for name, value in params.items():
            form.add_field(name, str(value))
        form.add_field(field, content, filename="plan.pdf", content_type="application/pdf")
        async with self.session.post(self.address(method), data=form) as response:
            body: dict[str, Any] = await response.json()
            return body

    async def updates(self, **params: Any) -> list[Any]:
        found: list[Any] = await self.result("getUpdates", **params)
        return found


@pytest_asyncio.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest_asyncio.fixture
async def bot(server: BotApiServer) -> AsyncIterator[RawBot]:
    async with ClientSession() as session:
        yield RawBot(server, session)


@pytest_asyncio.fixture
async def amal(server: BotApiServer) -> Person:
    """Somebody who has started the bot; nothing of that is left to be fetched."""
    person = server.person("Amal", username="amal_of_leeds")
    person.says("/start")
    server.pending.clear()
    return person


# Requests


@pytest.mark.parametrize("way", ["json", "form", "multipart", "address"])
async def test_a_call_may_come_in_every_form_telegram_accepts(
    server: BotApiServer, bot: RawBot, amal: Person, way: str
) -> None:
    keyboard = {"inline_keyboard": [[YES]]}
    flat = {"chat_id": str(amal.id), "text": "Hello", "reply_markup": json.dumps(keyboard)}
    form = FormData(flat)
    ways: dict[str, dict[str, Any]] = {
        "json": {"method": "POST", "json": {"chat_id": amal.id, "text": "Hello", "reply_markup": keyboard}},
        "form": {"method": "POST", "data": flat},
        "multipart": {"method": "POST", "data": form},
        "address": {"method": "GET", "params": flat},
    }
    if way == "multipart":
        form.add_field("disable_notification", "true", content_type="text/plain")
        assert form.is_multipart
    async with bot.session.request(url=bot.address("sendMessage"), **ways[way]) as response:
        assert (await response.json())["ok"]
    assert server.problems == []
    assert server.calls[-1].params["chat_id"] == amal.id
    assert server.calls[-1].params["reply_markup"] == keyboard
    assert amal.seen[-1].buttons == [[("Yes", "answer:yes")]]


async def test_an_unknown_token_is_unauthorized(server: BotApiServer, bot: RawBot) -> None:
    async with bot.session.get(f"{server.url}/bot999:OTHER/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert server.calls == []


async def test_an_unknown_method_is_not_found_and_listed(server: BotApiServer, bot: RawBot) -> None:
    assert (await bot.call("sendMesage"))["error_code"] == 404
    assert server.problems == ["sendMesage: no such method"]


async def test_a_method_the_server_lacks_is_listed_as_such(server: BotApiServer, bot: RawBot) -> None:
    assert (await bot.call("sendPoll"))["error_code"] == 404
    assert server.problems == ["sendPoll: this test server does not have it yet"]


async def test_the_case_of_a_method_does_not_matter(bot: RawBot) -> None:
    assert (await bot.result("getme"))["username"] == "charter_test_bot"


@pytest.mark.parametrize("body", ["[1]", "{", '"text"'])
async def test_json_that_is_no_object_is_refused(server: BotApiServer, bot: RawBot, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with bot.session.post(bot.address("getMe"), data=body, headers=headers) as response:
        assert response.status == 400
    assert len(server.problems) == 1


def button(**fields: Any) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [[{"text": "Yes", **fields}]]}}


def commands(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"commands": [{"command": name, "description": words} for name, words in pairs]}


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": None}, "sendMessage.text: required field"),
    ("sendMessage", {"chat_id": None}, "sendMessage.chat_id: required field"),
    ("sendMessage", {"chat_id": 1}, "sendMessage.chat_id: no chat 1"),
    ("sendMessage", {"chat_id": "@amal_of_leeds"}, "sendMessage.chat_id: no chat '@amal_of_leeds'"),
    ("sendMessage", {"text": ""}, "sendMessage.text: 0 UTF-16 units"),
    ("sendMessage", {"text": " \n "}, "sendMessage.text: 0 UTF-16 units"),
    ("sendMessage", {"text": "x" * 4097}, "sendMessage.text: 4097 UTF-16 units"),
    ("sendMessage", {"text": "😀" * 2049}, "sendMessage.text: 4098 UTF-16 units"),
    ("sendMessage", {"text": "\ud83d"}, "sendMessage: a text is not UTF-8"),
    ("sendMessage", {"text": "<b></b>", "parse_mode": "HTML"}, "sendMessage.text: 0 UTF-16 units"),
    ("sendMessage", {"text": "<p>x</p>", "parse_mode": "HTML"}, "sendMessage.text: can't parse entities"),
    ("sendMessage", {"text": "*x*", "parse_mode": "MarkdownV2"}, "sendMessage.text: unsupported parse_mode"),
    ("sendMessage", {"parse_modee": "HTML"}, "sendMessage.parse_modee: unknown field"),
    ("sendMessage", {"entities": [{"type": "bold", "offset": 3, "length": 9}]}, "entity bold lies outside"),
    (
        "sendMessage",
        {"reply_markup": {"inline_keyboard": "Yes"}},
        "sendMessage.inline_keyboard: Input should be",
    ),
    ("sendMessage", button(callback_data=5), "valid string at inline_keyboard.0.0.callback_data"),
    ("sendMessage", {"reply_markup": {"inlinekeyboard": []}}, "reply_markup.inlinekeyboard: unknown field"),
    ("sendMessage", button(callback_data="x", colour="red"), "inline_keyboard.colour: unknown field"),
    ("sendMessage", button(), "has no action in place of one action"),
    ("sendMessage", button(callback_data="x", url="https://example.org"), "in place of one action"),
    ("sendMessage", button(text="", callback_data="x"), "a button without a label"),
    ("sendMessage", button(callback_data=""), "has 0 bytes"),
    ("sendMessage", button(callback_data="x" * 65), "has 65 bytes"),
    ("sendMessage", button(callback_data="é" * 33), "has 66 bytes"),
    ("sendMessage", button(url="see our site"), "has no link in url"),
    ("sendMessage", {"reply_markup": {"inline_keyboard": [[YES] * 101]}}, "more than 100 buttons"),
    ("sendMessage", {"reply_markup": {"keyboard": [[{"text": " "}]]}}, "a button without a label"),
    ("sendChatAction", {"action": "thinking"}, "'thinking' is not an action"),
    ("sendDocument", {}, "sendDocument.document: required field"),
    ("sendDocument", {"document": "x", "caption": "x" * 1025}, "sendDocument.caption: 1025 UTF-16 units"),
    ("editMessageText", {"text": "x"}, "editMessageText.message_id: "),
    (
        "editMessageText",
        {"text": "x", "message_id": 1, "reply_markup": {"keyboard": []}},
        "reply_markup: Input",
    ),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "201 UTF-16 units"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "😀" * 101}, "202 UTF-16 units"),
    ("answerCallbackQuery", {}, "answerCallbackQuery.callback_query_id: required field"),
    ("setMyCommands", commands(("Start", "Begin")), "'Start' is not 1-32"),
    ("setMyCommands", commands(("/start", "Begin")), "'/start' is not 1-32"),
    ("setMyCommands", commands(("", "Begin")), "'' is not 1-32"),
    ("setMyCommands", commands(("x" * 33, "Begin")), "is not 1-32"),
    ("setMyCommands", commands(("start", "")), "has 0 characters"),
    ("setMyCommands", commands(("start", "x" * 257)), "has 257 characters"),
    ("setMyCommands", commands(("start", "Begin"), ("start", "Again")), "/start is listed twice"),
    ("setMyCommands", commands(*((f"c{n}", "x") for n in range(101))), "101 commands"),
    ("setMyCommands", {**commands(), "scope": {"type": "everybody"}}, "setMyCommands.scope: "),
    ("setMyCommands", {**commands(), "scope": {"type": "chat", "chat_id": 1}}, "scope.chat_id: no chat 1"),
    ("setMyName", {"name": "x" * 65}, "setMyName.name: 65 UTF-16 units"),
    ("setMyDescription", {"description": "x" * 513}, "513 UTF-16 units"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "121 UTF-16 units"),
    ("getUpdates", {"limit": 101}, "getUpdates.limit: 101"),
    ("getUpdates", {"limit": 0}, "getUpdates.limit: 0"),
    ("getUpdates", {"offset": "soon"}, "getUpdates.offset: "),
    ("getUpdates", {"allowed_updates": ["callback"]}, "no update is called 'callback'"),
    ("setWebhook", {"url": "http://example.org/hook"}, "neither HTTPS nor a loopback address"),
    ("setWebhook", {"url": "https://example.org:5000/hook"}, "neither HTTPS nor a loopback address"),
    ("setWebhook", {"url": "https://example.org:port/hook"}, "neither HTTPS nor a loopback address"),
    ("setWebhook", {"url": "https://example.org/", "secret_token": "a b"}, "setWebhook.secret_token: "),
    ("setWebhook", {"url": "https://example.org/", "max_connections": 0}, "setWebhook.max_connections: 0"),
]
ACCEPTED: list[tuple[str, dict[str, Any]]] = [
    ("sendMessage", {"text": "x" * 4096}),
    ("sendMessage", {"text": "😀" * 2048}),
    ("sendMessage", {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"}),
    ("sendMessage", {"text": "&lt;" * 4096, "parse_mode": "html"}),
    ("sendMessage", {"entities": [{"type": "bold", "offset": 0, "length": 5}]}),
    ("sendMessage", {"link_preview_options": {"is_disabled": True}, "disable_notification": True}),
    ("sendMessage", button(callback_data="é" * 32)),
    ("sendMessage", button(callback_data="x", style="success")),
    ("sendMessage", button(url="https://example.org")),
    ("sendMessage", button(switch_inline_query="")),
    ("sendMessage", {"reply_markup": {"keyboard": [[{"text": "Yes"}]], "resize_keyboard": True}}),
    ("sendMessage", {"reply_markup": {"remove_keyboard": True}}),
    ("sendMessage", {"reply_markup": {"force_reply": True}}),
    ("sendChatAction", {"action": "typing"}),
    ("setMyCommands", commands(("start", "Begin"), ("my_2nd", "x" * 256))),
    ("setMyCommands", {**commands(("a" * 32, "b")), "scope": SCOPE_ALL, "language_code": "en"}),
    ("setMyCommands", commands(*((f"c{n}", "x") for n in range(100)))),
    ("setMyName", {"name": ""}),
    ("setMyDescription", {"description": "x" * 512}),
    ("getUpdates", {"limit": 100, "allowed_updates": ["message", "callback_query"]}),
    ("getUpdates", {"offset": "5", "timeout": 0}),
    ("close", {}),
    ("logOut", {}),
]
NEEDS_CHAT = {
    "sendMessage": {"text": "Hello"},
    "sendChatAction": {},
    "sendDocument": {},
    "editMessageText": {},
}


def filled(method: str, params: dict[str, Any], amal: Person) -> dict[str, Any]:
    """A whole call: what the table does not say is as it should be."""
    return ({"chat_id": amal.id, **NEEDS_CHAT[method]} if method in NEEDS_CHAT else {}) | params


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]} {case[2]}")
async def test_an_invalid_call_is_refused_and_listed(
    server: BotApiServer, bot: RawBot, amal: Person, case: tuple[str, dict[str, Any], str]
) -> None:
    method, params, problem = case
    answer = await bot.call(method, **filled(method, params, amal))
    assert answer["error_code"] == 400
    assert answer["description"].startswith("Bad Request: ")
    assert len(server.problems) == 1
    assert problem in server.problems[0]
    assert amal.seen == []


@pytest.mark.parametrize(("method", "params"), ACCEPTED)
async def test_a_valid_call_is_accepted(
    server: BotApiServer, bot: RawBot, amal: Person, method: str, params: dict[str, Any]
) -> None:
    await bot.result(method, **filled(method, params, amal))
    assert server.problems == []
    assert server.refusals == []


async def test_telegrams_own_words_come_back_for_the_usual_mistakes(bot: RawBot, amal: Person) -> None:
    async def told(**params: Any) -> str:
        return str((await bot.call("sendMessage", **params))["description"])

    assert await told(chat_id=amal.id, text="") == "Bad Request: message text is empty"
    assert await told(chat_id=amal.id, text="x" * 4097) == "Bad Request: message is too long"
    assert await told(chat_id=1, text="x") == "Bad Request: chat not found"
    assert await told(chat_id=amal.id, text="x", **button(callback_data="x" * 65)) == (
        "Bad Request: BUTTON_DATA_INVALID"
    )


async def test_every_problem_of_a_call_is_listed(server: BotApiServer, bot: RawBot, amal: Person) -> None:
    await bot.call("sendMessage", chat_id=amal.id, text="x" * 5000, **button(callback_data="x" * 65))
    assert len(server.problems) == 2


# Telegram's HTML


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<b>a</b><strong>b</strong><i>c</i><em>d</em>", "abcd"),
        ("<u>a</u><ins>b</ins><s>c</s><strike>d</strike><del>e</del>", "abcde"),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab"),
        ('<a href="https://example.org/?a=1&amp;b=2">link</a>', "link"),
        ("<a href='tg://user?id=1'>name</a>", "name"),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍"),
        ("<code>a</code><pre>b</pre><blockquote>c</blockquote>", "abc"),
        ("<blockquote expandable>long</blockquote>", "long"),
        ('<pre><code class="language-python">x</code></pre>', "x"),
        ("<b>bold <i>both</i></b>", "bold both"),
        ("<B>case</b>", "case"),
        ("&lt;b&gt; &amp; &quot;&#39;&#x1F600;&#128512;", "<b> & \"'😀😀"),
        ("2 > 1", "2 > 1"),
        ("", ""),
    ],
)
async def test_html_that_telegram_accepts_becomes_plain_text(source: str, text: str) -> None:
    assert parse_html(source).text == text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("<ul><li>x</li></ul>", 'Unsupported start tag "ul"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag"),
        ("<b><i>x</b></i>", 'expected "</i>", found "</b>"'),
        ("1 < 2", "Unclosed start tag"),
        ("a <b", "Unclosed start tag"),
        ("<b>x</b", "Unclosed end tag"),
        ('<a href="x>link</a>', "Unclosed start tag"),
        ("<a>link</a>", 'Tag "a" must have attribute "href"'),
        ("<a href>link</a>", "Expected equal sign"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
        ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler"'),
        ("<tg-emoji>👍</tg-emoji>", "Invalid custom emoji identifier"),
        ("Q&A", 'Unescaped "&"'),
        ("a&nbsp;b", 'Unescaped "&" or unsupported entity'),
        ("&apos;", "unsupported entity"),
        ("&#0;", "unsupported entity"),
        ("&#xD800;", "unsupported entity"),
    ],
)
async def test_html_that_telegram_cannot_read_is_refused(source: str, reason: str) -> None:
    with pytest.raises(HtmlError) as error:
        parse_html(source)
    assert reason in str(error.value)


async def test_entities_are_placed_in_utf16_units() -> None:
    formatted = parse_html('😀<b>é</b> <a href="https://example.org">x</a>')
    assert formatted.entities == [
        {"type": "bold", "offset": 2, "length": 1},
        {"type": "text_link", "url": "https://example.org", "offset": 4, "length": 1},
    ]


async def test_a_code_block_keeps_its_language() -> None:
    formatted = parse_html('<pre><code class="language-sql">select</code></pre>')
    assert formatted.entities == [{"type": "pre", "language": "sql", "offset": 0, "length": 6}]


async def test_a_sent_text_is_trimmed_and_its_entities_move_along(bot: RawBot, amal: Person) -> None:
    sent = await bot.says(amal, "\n <b>Hello</b> /help ", parse_mode="HTML")
    assert sent["text"] == "Hello /help"
    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "bot_command", "offset": 6, "length": 5},
    ]
    assert amal.seen[-1].text == "Hello /help"
    assert amal.seen[-1].html == "\n <b>Hello</b> /help "


# What people see


async def test_a_person_hears_messages_in_their_order(bot: RawBot, amal: Person) -> None:
    await bot.says(amal, "One")
    await bot.says(amal, "Two")
    assert (await amal.hears()).text == "One"
    assert (await amal.hears(containing="wo")).text == "Two"


async def test_a_person_hears_a_message_that_comes_while_they_wait(bot: RawBot, amal: Person) -> None:
    hearing = asyncio.create_task(amal.hears(containing="Welcome"))
    await bot.says(amal, "A moment")
    await bot.says(amal, "Welcome")
    assert (await hearing).text == "Welcome"


async def test_what_was_heard_once_is_not_heard_again(bot: RawBot, amal: Person) -> None:
    await bot.says(amal, "Welcome")
    await amal.hears(containing="Welcome")
    with pytest.raises(AssertionError, match="'Welcome' was not heard"):
        await amal.hears(containing="Welcome", timeout=0)


async def test_an_edit_is_heard_as_news_and_seen_in_place(bot: RawBot, amal: Person) -> None:
    sent = await bot.says(amal, "Question 1", YES)
    await amal.hears(containing="Question 1")
    await bot.result("editMessageText", chat_id=amal.id, message_id=sent["message_id"], text="Question 2")
    heard = await amal.hears(containing="Question 2")
    assert [message.text for message in amal.seen] == ["Question 2"]
    assert heard.message_id == sent["message_id"]
    assert heard.buttons == []


async def test_quiet_fails_when_the_bot_speaks(bot: RawBot, amal: Person) -> None:
    await bot.says(amal, "One")
    await amal.hears(containing="One")
    silence = asyncio.create_task(amal.quiet(lasting=10))
    await bot.says(amal, "Two")
    with pytest.raises(AssertionError, match="Two"):
        await silence


async def test_quiet_fails_when_the_bot_does_not_take_its_updates(amal: Person) -> None:
    amal.says("Is anybody there?")
    with pytest.raises(AssertionError, match="left 1 updates untaken"):
        await amal.quiet(within=0)


async def test_quiet_passes_when_all_is_heard(bot: RawBot, amal: Person) -> None:
    await bot.says(amal, "One")
    await amal.hears(containing="One")
    await amal.quiet(lasting=0)


async def test_buttons_are_seen_in_their_rows(bot: RawBot, amal: Person) -> None:
    link = {"text": "Read", "url": "https://example.org"}
    keyboard = {"inline_keyboard": [[YES, link], [{"text": "No", "callback_data": "answer:no"}]]}
    await bot.says(amal, "Ready?", reply_markup=keyboard)
    assert amal.seen[-1].buttons == [
        [("Yes", "answer:yes"), ("Read", "https://example.org")],
        [("No", "answer:no")],
    ]
    assert amal.seen[-1].labels == ["Yes", "Read", "No"]


async def test_a_reply_keyboard_is_no_part_of_the_message(bot: RawBot, amal: Person) -> None:
    sent = await bot.says(amal, "Pick", reply_markup={"keyboard": [[{"text": "Yes"}]]})
    assert "reply_markup" not in sent
    assert amal.seen[-1].buttons == []
    assert amal.seen[-1].markup == {"keyboard": [[{"text": "Yes"}]]}


async def test_an_edit_that_changes_nothing_is_refused_but_no_problem(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    sent = await bot.says(amal, "Ready?", YES)
    same = {"chat_id": amal.id, "message_id": sent["message_id"], "reply_markup": sent["reply_markup"]}
    for call in (("editMessageText", {"text": " Ready?"}), ("editMessageReplyMarkup", {})):
        answer = await bot.call(call[0], **same, **call[1])
        assert answer["description"].startswith("Bad Request: message is not modified: specified new message")
    assert server.problems == []
    assert len(server.refusals) == 2


async def test_a_keyboard_can_be_taken_away_once(bot: RawBot, amal: Person) -> None:
    sent = await bot.says(amal, "Ready?", YES)
    place = {"chat_id": amal.id, "message_id": sent["message_id"]}
    await bot.result("editMessageReplyMarkup", **place)
    assert amal.seen[-1].buttons == []
    assert (await bot.call("editMessageReplyMarkup", **place))["error_code"] == 400


@pytest.mark.parametrize(
    ("number", "reason"), [(999, "message to edit not found"), (1, "message can't be edited")]
)
async def test_only_the_bots_own_messages_can_be_edited(
    bot: RawBot, amal: Person, number: int, reason: str
) -> None:
    answer = await bot.call("editMessageText", chat_id=amal.id, message_id=number, text="x")
    assert answer["description"] == f"Bad Request: {reason}"


async def test_a_deleted_message_is_no_longer_seen(bot: RawBot, amal: Person) -> None:
    sent = await bot.says(amal, "Oops")
    place = {"chat_id": amal.id, "message_id": sent["message_id"]}
    await bot.result("deleteMessage", **place)
    assert amal.seen == []
    assert (await bot.call("deleteMessage", **place))["description"] == (
        "Bad Request: message to delete not found"
    )


async def test_a_document_arrives_with_its_name_and_bytes(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    answer = await bot.upload("sendDocument", "document", b"%PDF-1", chat_id=amal.id, caption="Your plan")
    message = await amal.hears(containing="Your plan")
    assert [(document.filename, document.content) for document in message.documents] == [
        ("plan.pdf", b"%PDF-1")
    ]
    assert answer["result"]["document"]["file_size"] == 6
    again = await bot.result(
        "sendDocument", chat_id=amal.id, document=answer["result"]["document"]["file_id"]
    )
    assert again["document"]["file_name"] == "plan.pdf"
    assert server.problems == []


async def test_a_file_may_be_attached_under_another_name(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    answer = await bot.upload("sendDocument", "part1", b"x", chat_id=amal.id, document="attach://part1")
    assert answer["ok"]
    assert amal.seen[-1].documents[0].content == b"x"
    assert server.problems == []


async def test_a_file_nobody_asked_for_is_a_problem(server: BotApiServer, bot: RawBot, amal: Person) -> None:
    answer = await bot.upload("sendMessage", "notes", b"x", chat_id=amal.id, text="Hello")
    assert answer["error_code"] == 400
    assert server.problems == ["sendMessage.notes: no field uses this file"]


@pytest.mark.parametrize("content", [b"", b"no picture"])
async def test_a_photo_has_to_be_a_picture(bot: RawBot, amal: Person, content: bytes) -> None:
    assert (await bot.upload("sendPhoto", "photo", content, chat_id=amal.id))["error_code"] == 400
    assert (await bot.upload("sendPhoto", "photo", PNG, chat_id=amal.id))["ok"]
    assert amal.seen[-1].photos[0].content == PNG


@pytest.mark.parametrize(
    ("picture", "refused"),
    [
        (png(5000, 5000), ""),
        (png(5001, 5000), "PHOTO_INVALID_DIMENSIONS"),
        (png(200, 10), ""),
        (png(10, 201), "PHOTO_INVALID_DIMENSIONS"),
        (png(0, 10), "PHOTO_INVALID_DIMENSIONS"),
        (png(8, 8, 10 * 1024 * 1024), ""),
        (png(8, 8, 10 * 1024 * 1024 + 1), "file of size 10485761 bytes is too big for a photo"),
    ],
)
async def test_a_photo_has_its_limits(bot: RawBot, amal: Person, picture: bytes, refused: str) -> None:
    answer = await bot.upload("sendPhoto", "photo", BytesIO(picture), chat_id=amal.id)
    assert answer.get("description", "").removeprefix("Bad Request: ") == refused


async def test_a_request_above_telegrams_size_is_refused(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    answer = await bot.upload("sendDocument", "document", BytesIO(bytes(52 * 1024 * 1024)), chat_id=amal.id)
    assert answer["error_code"] == 413
    assert server.problems == ["sendDocument: 413 Request Entity Too Large"]


async def test_a_reply_shows_what_it_answers(bot: RawBot, amal: Person) -> None:
    asked = amal.says("Why?")
    sent = await bot.says(amal, "Because.", reply_parameters={"message_id": asked.message_id})
    assert sent["reply_to_message"]["text"] == "Why?"
    answer = await bot.call("sendMessage", chat_id=amal.id, text="x", reply_parameters={"message_id": 999})
    assert answer["description"] == "Bad Request: message to be replied not found"


# What people do


async def test_a_text_reaches_the_bot_with_its_commands_and_mentions_marked(
    bot: RawBot, amal: Person
) -> None:
    amal.says("😀 /start@charter_test_bot now, @someone, not a/b or me@example.org")
    message = (await bot.updates())[0]["message"]
    assert message["from"]["id"] == message["chat"]["id"] == amal.id
    assert message["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 23},
        {"type": "mention", "offset": 32, "length": 8},
    ]


async def test_a_long_text_arrives_in_pieces(bot: RawBot, amal: Person) -> None:
    amal.says("😀" * 2049)
    assert [len(update["message"]["text"]) for update in await bot.updates()] == [2048, 1]


async def test_content_without_text_reaches_the_bot(bot: RawBot, amal: Person) -> None:
    amal.sends_photo(caption="Our hall")
    amal.sends_document("minutes.pdf")
    amal.sends_sticker()
    amal.sends_voice()
    amal.sends_location()
    messages = [update["message"] for update in await bot.updates()]
    assert all("text" not in message for message in messages)
    assert messages[0]["caption"] == "Our hall"
    kinds = ["photo", "document", "sticker", "voice", "location"]
    assert [kind for kind, message in zip(kinds, messages, strict=True) if kind in message] == kinds


async def test_an_edited_text_reaches_the_bot_as_edited(bot: RawBot, amal: Person) -> None:
    amal.says("We met twise")
    amal.edits("last", "We met twice")
    amal.edits(1, "/help")
    updates = await bot.updates()
    assert [update["edited_message"]["text"] for update in updates[1:]] == ["We met twice", "/help"]
    assert updates[1]["edited_message"]["message_id"] == updates[0]["message"]["message_id"]


async def test_a_deep_link_starts_the_bot_with_its_payload(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    amal.opens("https://t.me/charter_test_bot?start=invite_42")
    assert (await bot.updates())[0]["message"]["text"] == "/start invite_42"
    with pytest.raises(AssertionError):
        amal.opens("https://t.me/other_bot?start=invite_42")
    with pytest.raises(AssertionError):
        amal.opens(f"https://t.me/charter_test_bot?start={'x' * 65}")


async def test_the_bot_cannot_write_first(server: BotApiServer, bot: RawBot) -> None:
    stranger = server.person("Bo")
    for method, params in (("sendMessage", {"text": "Hi"}), ("sendChatAction", {"action": "typing"})):
        answer = await bot.call(method, chat_id=stranger.id, **params)
        assert answer["error_code"] == 403
        assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"
    assert server.problems == []


async def test_a_person_who_blocked_the_bot_is_not_reached(bot: RawBot, amal: Person) -> None:
    amal.blocks()
    answer = await bot.call("sendMessage", chat_id=amal.id, text="Hi")
    assert answer["description"] == "Forbidden: bot was blocked by the user"
    with pytest.raises(AssertionError, match="unblock"):
        amal.says("Hi")
    amal.unblocks()
    await bot.says(amal, "Welcome back")
    changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in await bot.updates()]
    assert changes == ["kicked", "member"]


# Groups


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("/status", True),
        ("/status@charter_test_bot", True),
        ("/status@Charter_Test_Bot now", True),
        ("/status@another_bot", False),
        ("good morning", False),
        ("what does @charter_test_bot say?", True),
        ("what does @another_bot say?", False),
        ("try /status", False),
    ],
)
async def test_a_group_message_reaches_the_bot_only_when_meant_for_it(
    server: BotApiServer, bot: RawBot, amal: Person, text: str, reaches: bool
) -> None:
    team = server.group("Team", [amal])
    server.pending.clear()
    amal.says(text, chat=team)
    assert [update["message"]["text"] for update in await bot.updates()] == [text] * reaches


async def test_a_reply_to_the_bot_reaches_it_in_a_group(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    team = server.group("Team", [amal])
    await bot.says(team, "Which month?")
    heard = await team.hears(containing="month")
    server.pending.clear()
    amal.says("March", chat=team, reply_to=heard)
    [update] = await bot.updates()
    assert update["message"]["reply_to_message"]["message_id"] == heard.message_id
    assert update["message"]["chat"]["type"] == "supergroup"


async def test_the_bot_is_told_that_it_was_put_into_a_group(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    team = server.group("Team", [amal])
    [update] = await bot.updates()
    assert update["my_chat_member"]["chat"]["id"] == team.id
    assert update["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_only_members_speak_in_a_group(server: BotApiServer, amal: Person) -> None:
    team = server.group("Team", [amal])
    with pytest.raises(AssertionError, match="Bo is not in"):
        server.person("Bo").says("/status", chat=team)


async def test_groups_and_people_have_chats_of_their_own(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    teams = [server.group("Team", [amal]), server.group("Board", [amal])]
    await bot.says(teams[1], "Hello board", YES)
    assert [len(chat.seen) for chat in (*teams, amal.private)] == [0, 1, 0]
    assert amal.presses("Yes", chat=teams[1]).data == "answer:yes"
    assert (await bot.result("getChat", chat_id=teams[0].id))["title"] == "Team"


# Button presses


async def test_a_press_brings_the_data_behind_the_newest_button(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    await bot.says(amal, "First?", YES)
    second = await bot.says(amal, "Second?", YES | {"callback_data": "answer:2"})
    press = amal.presses("Yes")
    [update] = await bot.updates()
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (press.id, "answer:2", amal.id)
    assert query["message"]["message_id"] == second["message_id"]
    assert server.unanswered_presses == [press]
    await bot.result("answerCallbackQuery", callback_query_id=press.id, text="Saved", show_alert=True)
    assert server.unanswered_presses == []
    assert amal.notices == ["Saved"]
    assert press.alert


async def test_a_press_of_a_missing_button_says_which_there_are(bot: RawBot, amal: Person) -> None:
    await bot.says(amal, "Ready?", YES, {"text": "Read", "url": "https://example.org"})
    for label in ("No", "Read"):
        with pytest.raises(AssertionError, match=r"'Yes', 'Read'"):
            amal.presses(label)


async def test_an_expired_press_cannot_be_answered(server: BotApiServer, bot: RawBot, amal: Person) -> None:
    await bot.says(amal, "Ready?", YES)
    late = amal.presses("Yes", expired=True)
    for number in (late.id, "12345"):
        answer = await bot.call("answerCallbackQuery", callback_query_id=number)
        assert answer["description"] == (
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    assert server.problems == []
    assert server.unanswered_presses == []


async def test_a_press_is_answered_once(bot: RawBot, amal: Person) -> None:
    await bot.says(amal, "Ready?", YES)
    press = amal.presses("Yes")
    await bot.result("answerCallbackQuery", callback_query_id=press.id)
    assert (await bot.call("answerCallbackQuery", callback_query_id=press.id))["error_code"] == 400


async def test_old_data_can_be_pressed_on_a_deleted_message(bot: RawBot, amal: Person) -> None:
    sent = await bot.says(amal, "Ready?", YES)
    await bot.result("deleteMessage", chat_id=amal.id, message_id=sent["message_id"])
    amal.presses_data("answer:gone")
    [update] = await bot.updates()
    assert update["callback_query"]["data"] == "answer:gone"
    assert update["callback_query"]["message"]["date"] == 0
    assert "text" not in update["callback_query"]["message"]


# Polling


async def test_an_update_stays_until_a_higher_offset_confirms_it(bot: RawBot, amal: Person) -> None:
    for word in ("one", "two", "three"):
        amal.says(word)
    first = await bot.updates()
    assert [update["update_id"] - first[0]["update_id"] for update in first] == [0, 1, 2]
    assert await bot.updates(offset=first[0]["update_id"]) == first
    assert await bot.updates(offset=first[1]["update_id"]) == first[1:]
    assert await bot.updates() == first[1:]
    assert await bot.updates(offset=first[2]["update_id"] + 1) == []


async def test_a_limit_hands_out_the_oldest_updates(bot: RawBot, amal: Person) -> None:
    for word in ("one", "two", "three"):
        amal.says(word)
    assert [update["message"]["text"] for update in await bot.updates(limit=2)] == ["one", "two"]


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(bot: RawBot, amal: Person) -> None:
    for word in ("one", "two", "three"):
        amal.says(word)
    assert [update["message"]["text"] for update in await bot.updates(offset=-2)] == ["two", "three"]
    assert [update["message"]["text"] for update in await bot.updates()] == ["two", "three"]


async def test_a_long_poll_ends_when_something_arrives(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    polling = asyncio.create_task(bot.updates(timeout=50))
    await server.until(lambda: server.called("getUpdates"))
    amal.says("Hello")
    assert [update["message"]["text"] for update in await polling] == ["Hello"]


async def test_a_second_poll_ends_the_first_with_a_conflict(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    first = asyncio.create_task(bot.call("getUpdates", timeout=50))
    await server.until(lambda: server.called("getUpdates"))
    second = asyncio.create_task(bot.call("getUpdates", timeout=50))
    answer = await first
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    amal.says("Hello")
    assert (await second)["ok"]


async def test_polling_and_a_webhook_exclude_each_other(server: BotApiServer, bot: RawBot) -> None:
    polling = asyncio.create_task(bot.call("getUpdates", timeout=50))
    await server.until(lambda: server.called("getUpdates"))
    await bot.result("setWebhook", url="http://127.0.0.1:1/")
    assert (await polling)["description"] == "Conflict: terminated by setWebhook request"
    answer = await bot.call("getUpdates")
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: can't use getUpdates method while webhook is active;"
        " use deleteWebhook to delete the webhook first"
    )
    await bot.result("deleteWebhook")
    assert await bot.updates() == []


async def test_the_kinds_of_updates_asked_for_are_remembered(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    await bot.says(amal, "Ready?", YES)
    await bot.updates(allowed_updates=["callback_query"])
    amal.says("Hello")
    amal.presses("Yes")
    assert [sorted(update) for update in await bot.updates()] == [["callback_query", "update_id"]]
    await bot.updates(allowed_updates=[])
    amal.says("Hello")
    assert "message" in (await bot.updates())[-1]


# Webhooks


class Receiver:
    """A bot's web server: it answers as it was told, then with 200."""

    def __init__(self) -> None:
        self.url = ""
        self.bodies: list[Any] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/hook", self.receive)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}/hook"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.runner.cleanup()

    async def receive(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies]


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as listening:
        yield listening


async def test_a_webhook_gets_every_update_in_order_with_its_secret(
    server: BotApiServer, bot: RawBot, amal: Person, receiver: Receiver
) -> None:
    amal.says("before")
    await bot.result("setWebhook", url=receiver.url, secret_token="s3cret", allowed_updates=["message"])
    amal.says("after")
    await server.until(lambda: not server.pending)
    assert receiver.texts == ["before", "after"]
    assert receiver.secrets == ["s3cret", "s3cret"]
    info = await bot.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)
    assert info["allowed_updates"] == ["message"]


async def test_a_webhook_that_fails_is_tried_again_before_the_next_update(
    server: BotApiServer, bot: RawBot, amal: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500), web.Response(status=302)]
    await bot.result("setWebhook", url=receiver.url)
    amal.says("one")
    amal.says("two")
    await server.until(lambda: not server.pending)
    assert receiver.texts == ["one", "one", "one", "two"]
    info = await bot.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"


async def test_a_webhook_nobody_listens_at_leaves_the_updates_waiting(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    amal.says("Hello")
    await bot.result("setWebhook", url="http://127.0.0.1:1/")
    await server.until(lambda: "last_error_message" in server.world.webhook.info())
    info = await bot.result("getWebhookInfo")
    assert info["pending_update_count"] == 1
    await bot.result("deleteWebhook", drop_pending_updates=True)
    assert server.pending == []
    assert (await bot.result("getWebhookInfo"))["url"] == ""


async def test_a_webhook_update_is_given_up_after_a_bounded_number_of_attempts(receiver: Receiver) -> None:
    receiver.answers = [web.Response(status=500) for _ in range(3)]
    quick = BotApiServer(webhook_interval=0, webhook_attempts=3)
    async with quick, ClientSession() as session:
        await RawBot(quick, session).result("setWebhook", url=receiver.url)
        quick.person("Amal").says("lost")
        await quick.until(lambda: not quick.pending)
        assert [update["message"]["text"] for update in quick.world.webhook.given_up] == ["lost"]
    assert receiver.texts == ["lost"] * 3


async def test_a_webhook_may_answer_with_a_call(
    server: BotApiServer, bot: RawBot, amal: Person, receiver: Receiver
) -> None:
    call = {"method": "sendMessage", "chat_id": amal.id, "text": "Welcome"}
    receiver.answers = [web.json_response(call), web.json_response(call | {"text": ""})]
    await bot.result("setWebhook", url=receiver.url)
    amal.says("/start")
    await amal.hears(containing="Welcome")
    amal.says("/start")
    await server.until(lambda: server.problems)
    assert server.problems[0].startswith("sendMessage.text: 0 UTF-16 units")


# Faults


async def test_flood_control_says_when_to_come_back(server: BotApiServer, bot: RawBot, amal: Person) -> None:
    server.fail_next("sendMessage", retry_after=7)
    answer = await bot.call("sendMessage", chat_id=amal.id, text="Hi")
    assert answer["error_code"] == 429
    assert answer["description"] == "Too Many Requests: retry after 7"
    assert answer["parameters"] == {"retry_after": 7}
    await bot.says(amal, "Hi")
    assert len(amal.seen) == 1


async def test_a_fault_hits_only_the_chat_and_the_times_it_was_meant_for(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    bo = server.person("Bo")
    bo.says("/start")
    server.fail_next("sendMessage", status=400, description="Bad Request: no", times=2, chat_id=bo.id)
    answers = [await bot.call("sendMessage", chat_id=whom.id, text="Hi") for whom in (amal, bo, bo, bo)]
    assert [answer["ok"] for answer in answers] == [True, False, False, True]


async def test_a_server_error_comes_as_a_page_of_html(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    server.fail_next("*", status=502)
    async with bot.session.get(bot.address("getMe")) as response:
        assert response.status == 502
        assert (await response.text()).startswith("<html>")


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_connection_is_reset_before_or_after_the_effect(
    server: BotApiServer, bot: RawBot, amal: Person, after_effect: bool
) -> None:
    server.reset_next("sendMessage", after_effect=after_effect)
    with pytest.raises(ClientConnectionError):
        await bot.call("sendMessage", chat_id=amal.id, text="Hi")
    assert len(amal.seen) == int(after_effect)
    assert server.refusals == ["sendMessage: connection reset"]


async def test_a_held_call_waits_while_others_go_on(server: BotApiServer, bot: RawBot, amal: Person) -> None:
    hold = server.hold_next("sendMessage")
    held = asyncio.create_task(bot.says(amal, "First"))
    await hold.arrived()
    await bot.says(amal, "Second")
    hold.release()
    await held
    assert [message.text for message in amal.seen] == ["Second", "First"]


async def test_a_delayed_call_still_has_its_effect(server: BotApiServer, bot: RawBot, amal: Person) -> None:
    server.delay_next("sendMessage", seconds=0.01)
    await bot.says(amal, "Late")
    assert len(amal.seen) == 1


async def test_a_fault_for_a_method_that_does_not_exist_is_a_mistake_of_the_test(
    server: BotApiServer,
) -> None:
    with pytest.raises(ValueError, match="no method is called sendMesage"):
        server.fail_next("sendMesage")


# Limits on sending


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest_asyncio.fixture
async def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def strict(clock: Clock) -> AsyncIterator[RawBot]:
    async with BotApiServer(enforce_rates=True, clock=clock) as server, ClientSession() as session:
        yield RawBot(server, session)


async def accepted(bot: RawBot, chats: list[Any]) -> int:
    """How many of the messages, one to each chat, go through."""
    answers = [await bot.call("sendMessage", chat_id=chat.id, text="Hi") for chat in chats]
    assert all(answer["ok"] or answer["parameters"]["retry_after"] >= 1 for answer in answers)
    return sum(answer["ok"] for answer in answers)


async def test_a_person_gets_a_short_burst_and_then_one_message_a_second(
    strict: RawBot, clock: Clock
) -> None:
    amal = strict.server.person("Amal")
    amal.says("/start")
    assert await accepted(strict, [amal] * 8) == 5
    for _ in range(3):
        clock.now += 1
        assert await accepted(strict, [amal] * 2) == 1


async def test_a_group_gets_twenty_messages_a_minute(strict: RawBot, clock: Clock) -> None:
    team = strict.server.group("Team", [strict.server.person("Amal")])
    assert await accepted(strict, [team] * 22) == 20
    answer = await strict.call("sendMessage", chat_id=team.id, text="Hi")
    assert answer["parameters"] == {"retry_after": 60}
    clock.now += 60
    assert await accepted(strict, [team]) == 1


async def test_all_chats_together_get_thirty_messages_a_second(strict: RawBot, clock: Clock) -> None:
    people = [strict.server.person(f"Person {number}") for number in range(33)]
    for person in people:
        person.says("/start")
    assert await accepted(strict, people) == 30
    clock.now += 1
    assert await accepted(strict, people[30:]) == 3


# Commands


async def test_the_narrowest_list_of_commands_is_shown(
    server: BotApiServer, bot: RawBot, amal: Person
) -> None:
    team = server.group("Team", [amal])

    async def put(name: str, **where: Any) -> None:
        await bot.result("setMyCommands", **commands((name, "x")), **where)

    def shown(whom: Any) -> list[str]:
        return [command["command"] for command in server.commands_for(whom)]

    assert shown(amal) == []
    await put("for_all")
    assert (shown(amal), shown(team)) == (["for_all"], ["for_all"])
    await put("for_people", scope=SCOPE_ALL)
    assert (shown(amal), shown(team)) == (["for_people"], ["for_all"])
    await put("in_english", scope=SCOPE_ALL, language_code="en")
    assert shown(amal) == ["in_english"]
    await put("for_amal", scope={"type": "chat", "chat_id": amal.id})
    assert shown(amal) == ["for_amal"]
    await bot.result("deleteMyCommands", scope={"type": "chat", "chat_id": amal.id})
    assert shown(amal) == ["in_english"]
    assert await bot.result("getMyCommands", scope=SCOPE_ALL) == [
        {"command": "for_people", "description": "x"}
    ]
    assert await bot.result("getMyCommands", language_code="de") == []


async def test_names_and_descriptions_are_kept(bot: RawBot) -> None:
    await bot.result("setMyName", name="Charter assistant")
    await bot.result("setMyDescription", description="Helps.")
    await bot.result("setMyShortDescription", short_description="Helps", language_code="en")
    assert await bot.result("getMyName", language_code="de") == {"name": "Charter assistant"}
    assert await bot.result("getMyDescription") == {"description": "Helps."}
    assert await bot.result("getMyShortDescription") == {"short_description": ""}


# python-telegram-bot


@pytest_asyncio.fixture
async def ptb(server: BotApiServer) -> AsyncIterator[Bot]:
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2)]
    address = f"{server.url}/bot"
    async with Bot(server.token, address, request=requests[0], get_updates_request=requests[1]) as bot:
        yield bot


async def test_python_telegram_bot_holds_a_conversation(server: BotApiServer, ptb: Bot, amal: Person) -> None:
    assert (await ptb.get_me()).username == "charter_test_bot"
    amal.says("/start")
    [start] = await ptb.get_updates(timeout=50)
    assert start.message is not None
    assert start.message.text == "/start"
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="answer:yes")]])
    sent = await ptb.send_message(amal.id, "<b>Ready?</b>", parse_mode="HTML", reply_markup=keyboard)
    assert sent.text_html == "<b>Ready?</b>"
    amal.presses("Yes")
    [press] = await ptb.get_updates(offset=start.update_id + 1)
    assert press.callback_query is not None
    assert press.callback_query.message == sent
    assert await press.callback_query.answer("Saved")
    edited = await ptb.edit_message_text("Good", amal.id, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert amal.seen[0].text == "Good"
    assert server.problems == []
    assert server.unanswered_presses == []


async def test_python_telegram_bot_sends_files_and_sets_commands(
    server: BotApiServer, ptb: Bot, amal: Person
) -> None:
    sent = await ptb.send_document(amal.id, b"col1,col2", filename="answers.csv", caption="Your answers")
    assert sent.document is not None
    assert sent.document.file_name == "answers.csv"
    await ptb.send_document(amal.id, InputFile(b"x", "attached.txt", attach=True))
    await ptb.send_photo(amal.id, PNG)
    await ptb.send_chat_action(amal.id, "typing")
    await ptb.set_my_commands([BotCommand("help", "What I can do")], scope=ChatScope(amal.id))
    assert server.commands_for(amal) == [{"command": "help", "description": "What I can do"}]
    assert await ptb.get_my_commands(scope=ChatScope(amal.id)) == (BotCommand("help", "What I can do"),)
    names = [document.filename for message in amal.seen for document in message.documents]
    assert names == ["answers.csv", "attached.txt"]
    assert server.problems == []


async def test_python_telegram_bot_reads_every_kind_of_answer(
    server: BotApiServer, ptb: Bot, amal: Person
) -> None:
    team = server.group("Team", [amal])
    for send in (amal.sends_photo, amal.sends_document, amal.sends_sticker, amal.sends_voice):
        send()
    amal.sends_location()
    amal.edits("last", "/start again")
    amal.blocks()
    amal.unblocks()
    updates = await ptb.get_updates()
    assert len(updates) == 9
    assert updates[-1].my_chat_member is not None
    assert (await ptb.get_chat(team.id)).title == "Team"
    assert (await ptb.get_chat(amal.id)).first_name == "Amal"
    assert await ptb.set_webhook("http://127.0.0.1:1/", secret_token="s", max_connections=1)
    assert (await ptb.get_webhook_info()).max_connections == 1
    assert await ptb.delete_webhook(drop_pending_updates=True)
    sent = await ptb.send_message(team.id, "Hi")
    assert await ptb.delete_message(team.id, sent.message_id)
    assert (await ptb.set_my_name("Charter"), (await ptb.get_my_name()).name) == (True, "Charter")
    assert await ptb.set_my_description("Helps")
    assert await ptb.set_my_short_description("Helps")
    assert await ptb.delete_my_commands()
    assert await ptb.close()
    assert await ptb.log_out()
    assert server.problems == []


async def test_python_telegram_bot_raises_its_own_errors(
    server: BotApiServer, ptb: Bot, amal: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await ptb.send_message(amal.id, " ")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await ptb.send_message(server.person("Bo").id, "Hi")
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else reading retry_after is a warning
    server.fail_next("sendMessage", retry_after=3)
    with pytest.raises(RetryAfter) as slow:
        await ptb.send_message(amal.id, "Hi")
    assert slow.value.retry_after == timedelta(seconds=3)
