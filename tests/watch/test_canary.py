"""Canaries: words that people, operators and attackers bring in everywhere, and that come out nowhere.

The assistant works on Telegram and on its page with every logger of every library at its loudest, in a loop
that looks for mistakes; turns fail, the store fails, errors repeat what they were given. Then all that was
logged, in both forms, and all that operators can see, is searched.
"""

import asyncio
import contextlib
import gc
import io
import json
import logging
import socket

import httpx
import psycopg
import pytest
from driving import agrees, is_asked, secret, tells_about_the_service
from running_bot import RunningBot
from server import BotApiServer
from server.webhook import SECRET_HEADER
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.channels.telegram import channel
from bot.channels.web.app import web_app
from bot.channels.web.serve import serve
from bot.channels.web.session import COOKIE
from bot.channels.web.status import Status
from bot.commands import Command
from bot.logs import Lines
from bot.trouble import trouble
from storage.errors import StoreError
from storage.postgres_store import PostgresStore

CANARIES = ("canary", "northtown", "diversion", "amal")
COOKIE_VALUE = "canary-cookie".ljust(43, "x")
DSN = "postgresql://charter:canary-password@127.0.0.1:1/charter"
MESSAGE = "0b1e5c1e-9c3f-4d57-8a3"


class Loud:
    """Everything that is logged at any level, as text and as JSON."""

    def __init__(self):
        self.streams = {"text": io.StringIO(), "json": io.StringIO()}
        self.handlers = [Lines(stream, form) for form, stream in self.streams.items()]

    def __getitem__(self, form):
        return self.streams[form].getvalue()


@pytest.fixture
def loud(monkeypatch):
    """Every logger there is at its loudest; those that a library has yet to make follow the root."""
    root = logging.getLogger()
    loggers = [each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    for logger in (root, *loggers):
        monkeypatch.setattr(logger, "level", logging.DEBUG if logger is root else logging.NOTSET)
        monkeypatch.setattr(logger, "filters", [])
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "propagate", True)
    loud = Loud()
    monkeypatch.setattr(root, "handlers", loud.handlers)
    root.manager._clear_cache()
    yield loud
    root.manager._clear_cache()


@pytest.fixture
async def server(loud):
    async with BotApiServer() as server:
        yield server


@pytest.fixture
def quick(monkeypatch, answers):
    """The entries were indexed once for all tests, and the end is not waited for."""
    monkeypatch.setattr("bot.app.Answers", lambda _content, _sentences: answers)
    monkeypatch.setattr(channel, "FINISH", 1)


@pytest.fixture(params=["polling", "webhook"])
async def working(request, server, content, tmp_path, quick):
    """The assistant at work on Telegram, in a loop that looks for mistakes."""
    asyncio.get_running_loop().set_debug(True)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    bot = RunningBot(server, content, tmp_path / "charter.db", request.param, port)
    await bot.start()
    yield bot
    await bot.stop()
    asyncio.get_running_loop().set_debug(False)


@pytest.fixture
async def page(working):
    """The page, as somebody with a canary for a cookie; two of its routes fail and repeat what they got."""

    async def repeats(request):
        raise ValueError((await request.body()).decode() + str(request.headers))

    async def looks_well(request):
        asyncio.create_task(fails(str(request.query_params)), name=str(request.url))  # noqa: RUF006 - nobody waits
        return PlainTextResponse("")

    status = Status(working.app.watch, working.store._store, "canary-of-the-operator")
    routes = [*status.routes(), Route("/repeats", repeats, methods=["POST"]), Route("/late", looks_well)]
    serving = await serve(
        web_app(working.app.assistant, allowed_hosts=["127.0.0.1"], extra_routes=routes), "127.0.0.1", 0
    )
    address = f"http://127.0.0.1:{serving.port}"
    async with httpx.AsyncClient(base_url=address, headers={"cookie": f"{COOKIE}={COOKIE_VALUE}"}) as client:
        yield client
    await serving.stop()


async def fails(words):
    raise RuntimeError(words)


async def breaks(visit, words):
    raise RuntimeError(f"{words} {visit.message}")


async def test_what_people_bring_comes_out_nowhere(loud, working, server, page, framework):
    await talks_on_telegram(working, server, framework)
    await talks_on_the_page(working, page)
    await breaks_in(working, server, page)
    await libraries_repeat_what_they_get()
    seen = await operators_see(page)
    told = {"text": loud["text"], "json": loud["json"], **seen}
    for place, text in told.items():
        for canary in (*CANARIES, server.token, server.token.partition(":")[2], secret_of(working, server)):
            assert canary.lower() not in text.lower().replace("test_canary.py", ""), place
    logged = [json.loads(line) for line in loud["json"].splitlines()]
    heard = {line["logger"].partition(".")[0] for line in logged}
    assert {"charter", "telegram", "uvicorn", "asyncio", "httpx", "httpcore"} <= heard
    events = {line["event"] for line in logged}
    assert {"a turn failed", "there is no store", "Task exception was never retrieved"} <= events
    assert "charter_turns_total" in seen["/metrics"]


async def talks_on_telegram(working, server, framework):
    amal = server.person("Amal")
    amal.says("what is a canary-question?")
    await amal.hears()
    for command in ("/code canary-code", "/find canary-words", "/canary"):
        amal.says(command)
    amal.presses_data("answer:canary-data:L1:3")
    await agrees(amal)
    await tells_about_the_service(amal)
    amal.presses(framework.areas[0].title)
    await is_asked(amal, framework.criteria[0])
    amal.presses("4 Leading")
    await amal.hears("Which documents would show it?")
    amal.says("The canary-evidence")
    await amal.hears("Your evidence note is saved.")
    working.app.commands.add([Command("help", breaks)])
    amal.says("/help canary-failing")
    await amal.hears("something went wrong on our side")
    working.store.disk_is_full(lambda lock: lock == f"telegram:{amal.id}")
    amal.says("canary-not-saved")
    await amal.hears("something went wrong on our side")
    working.store.disk_has_room()


async def talks_on_the_page(working, page):
    for number, said in enumerate(({"text": "canary"}, {"text": "/help canary"}, {"choice": "canary:x"})):
        await page.post("/api/messages", json={"id": f"{MESSAGE}{number}", **said})
    working.store.disk_is_full()
    refused = await page.post("/api/messages", json={"id": f"{MESSAGE}9", "text": "canary"})
    assert refused.status_code == 500
    working.store.disk_has_room()
    for body in ('{"text": "canary', '{"id": "canary!", "text": 7, "canary": 1}', '"canary"' * 20_000):
        answer = await page.post("/api/messages", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in {413, 422}
    await page.get("/api/files/canary-file/canary")
    await page.get("/canary?canary=1", headers={"host": "canary.test"})


async def breaks_in(working, server, page):
    with contextlib.suppress(httpx.HTTPError):
        await page.post("/repeats", content="canary")
    await page.get("/late?canary=1")
    await page.get("/metrics", headers={"authorization": "Bearer canary"})
    gc.collect()
    if working.way != "webhook":
        return
    headers = {SECRET_HEADER: secret(server)}
    async with httpx.AsyncClient() as client:
        for body in ("canary", '{"canary": 1}', '{"update_id": 1, "message": {"text": "canary"}}'):
            await client.post(working.webhook, content=body, headers=headers)
        await client.post(working.webhook, content="canary", headers={SECRET_HEADER: "canary"})
    await working.settled()


async def libraries_repeat_what_they_get():
    library = logging.getLogger("psycopg.pool")
    try:
        await psycopg.AsyncConnection.connect(DSN)
    except psycopg.OperationalError as error:
        library.warning("error connecting in %r: %s", DSN, error)
        logging.getLogger("charter.store").exception("it went wrong: %s", error)  # noqa: TRY401 - as one might
    library.debug(f"connecting to {DSN}")
    try:
        await PostgresStore.open(DSN)
    except StoreError as error:
        logging.getLogger("charter.store").error("there is no store: %s", trouble(error))  # noqa: TRY400


async def operators_see(page):
    seen = {path: (await page.get(path)).text for path in ("/healthz", "/readyz")}
    bearer = {"authorization": "Bearer canary-of-the-operator"}
    return seen | {"/metrics": (await page.get("/metrics", headers=bearer)).text}


def secret_of(working, server):
    return secret(server) if working.way == "webhook" else server.token
