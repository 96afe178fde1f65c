"""A Bot API server for measuring, in a process of its own: every call takes as long as over a real line.

It is told what to do by lines of JSON on its input and answers each with a line on its output.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from contextlib import suppress
from time import perf_counter, process_time
from urllib.parse import parse_qs, unquote_plus, urlsplit

from chats import FIRST_CHAT, Chats
from deliveries import Deliveries
from http_connection import HttpConnection

HALF = 0.03  # seconds from a bot to the API and from the API to a bot
CHAT_ID = re.compile(rb'(?:^|[&{,])\s*"?chat_id"?[=:]\s*"?(\d+)')
TEXT = re.compile(rb"(?:^|&)text=([^&]*)")
MARKUP = re.compile(rb"(?:^|&)reply_markup=([^&]*)")
ME = {
    "id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": False,
}  # fmt: skip
OK = b'{"ok":true,"result":true}'


class Api:
    """The calls that bots make, and one run of chats at a time."""

    def __init__(self):
        self._loop = asyncio.get_running_loop()
        self._polls = asyncio.Event()
        self._messages = 0
        self._number = 1
        self._deliveries = Deliveries(HALF)
        self.chats = None
        self.calls = Counter()
        self._done = asyncio.Event()
        self._going_on = True

    def answer(self, connection, target, body):
        name = urlsplit(target).path.rpartition("/")[2]
        self.calls[name] += 1
        call = getattr(self, f"_{name}", None)
        if name == "getUpdates":
            self._fetching = self._loop.create_task(self._get_updates(connection, target, body))
            return
        said = call(body) if call else OK
        self._loop.call_later(2 * HALF, connection.reply, said)

    def _getMe(self, body):  # noqa: N802 - the Bot API's names
        return _ok(ME)

    def _setWebhook(self, body):  # noqa: N802
        given = _parameters(body)
        self._deliveries.to(
            given["url"], given.get("secret_token", ""), int(given.get("max_connections", 40))
        )
        return OK

    def _deleteWebhook(self, body):  # noqa: N802
        self._deliveries.stop()
        return OK

    def _answerCallbackQuery(self, body):  # noqa: N802
        if self.chats:
            self.chats.presses -= 1
            self._look()
        return OK

    def _sendMessage(self, body):  # noqa: N802
        chat = int(CHAT_ID.search(body)[1])
        if self.chats and self.chats.heard(chat, perf_counter() + HALF):
            if self._going_on and self.chats.next(chat - FIRST_CHAT):
                self._new()
            self._look()
        self._messages += 1
        return _sent(self._messages, chat, body)

    async def _get_updates(self, connection, target, body):
        await asyncio.sleep(HALF)
        given = _parameters(body) if body else _parameters(urlsplit(target).query.encode())
        waiting = self._acknowledged(int(given.get("offset", 0)))
        if not waiting:
            self._polls.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._polls.wait(), float(given.get("timeout", 0)))
        first = [update for _, update in _first(waiting or self._waiting(), int(given.get("limit", 100)))]
        await asyncio.sleep(HALF)
        connection.reply(b'{"ok":true,"result":[%b]}' % b",".join(first))

    def _waiting(self):
        return self.chats.updates if self.chats else ()

    def _acknowledged(self, offset):
        waiting = self._waiting()
        while waiting and waiting[0][0] < offset:
            waiting.popleft()
        return waiting

    def _new(self):
        """Tell whoever waits for updates."""
        if self._deliveries.on:
            while self.chats.updates:
                self._deliveries.add(self.chats.updates.popleft()[1])
        else:
            self._polls.set()

    def _look(self):
        if not self.chats.left and not self.chats.presses:
            self._done.set()

    # What the benchmark asks

    async def run(self, *, steps, chats, rate=0, within=600):
        """Let so many chats take their steps; return how long it took."""
        self.calls.clear()
        self._done.clear()
        self.chats = Chats(steps, chats, self._number)
        self._going_on = not rate
        start, busy = perf_counter(), process_time()
        updates = self.chats.left
        sending = asyncio.create_task(self._at_rate(chats, rate, len(steps)))
        with suppress(TimeoutError):
            await asyncio.wait_for(self._done.wait(), within)
        sending.cancel()
        seconds = perf_counter() - start
        self._number += updates
        return {
            "updates": updates, "left": self.chats.left, "seconds": seconds, "overdue": self.chats.overdue,
            "calls": dict(self.calls), "busy": (process_time() - busy) / seconds,
            "latencies": sorted(self.chats.latencies),
        }  # fmt: skip

    async def _at_rate(self, chats, rate, steps):
        if not rate:
            for index in range(chats):
                self.chats.next(index)
            self._new()
            return
        start = perf_counter()
        for at in range(chats * steps):
            wait = start + at / rate - perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            self.chats.next(at % chats)
            self._new()


def _first(waiting, limit):
    return [each for each, _ in zip(waiting, range(limit), strict=False)]


def _ok(result):
    return b'{"ok":true,"result":%b}' % json.dumps(result).encode()


def _parameters(body):
    if body.startswith(b"{"):
        return json.loads(body)
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


def _sent(number, chat, body):
    """A sent message as Telegram returns it: with its words and its buttons."""
    if body.startswith(b"{"):
        given = json.loads(body)
        text, markup = json.dumps(given.get("text", "")), given.get("reply_markup")
        markup = markup if isinstance(markup, str) else json.dumps(markup) if markup else ""
    else:
        text, markup = TEXT.search(body), MARKUP.search(body)
        text = json.dumps(unquote_plus(text[1].decode()) if text else "")
        markup = unquote_plus(markup[1].decode()) if markup else ""
    buttons = f',"reply_markup":{markup}' if markup else ""
    return (
        f'{{"ok":true,"result":{{"message_id":{number},"date":1790000000,'
        '"from":{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot"},'
        f'"chat":{{"id":{chat},"type":"private","first_name":"P"}},"text":{text}{buttons}}}}}'
    ).encode()


async def main():
    loop = asyncio.get_running_loop()
    api = Api()
    server = await loop.create_server(lambda: HttpConnection(api.answer), "127.0.0.1", 0)
    orders = asyncio.StreamReader(limit=2**24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    while line := await orders.readline():
        print(json.dumps(await api.run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
