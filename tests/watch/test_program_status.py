"""The running program, seen from outside, from its start to its end; and its log, a JSON object a line."""

import asyncio
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass

import httpx
import pytest
from figures import Figures
from server import BotApiServer

SAID = "canary-of-the-program"


@dataclass
class Program:
    """`charter-bot run` in a folder of its own."""

    process: asyncio.subprocess.Process
    client: httpx.AsyncClient

    async def prints(self, words):
        async with asyncio.timeout(60):
            while words not in (line := (await self.process.stdout.readline()).decode()):
                assert line, (await self.process.stderr.read()).decode()

    async def readiness(self):
        return (await self.client.get("/readyz")).json().get("why", "ready")

    async def is_ready_no_more(self):
        """Ask until it says that it stops, or takes no more questions; nothing else tells us."""
        async with asyncio.timeout(20):
            with suppress(httpx.TransportError):
                while await self.readiness() != "it is stopping":
                    pass


@pytest.fixture
async def server():
    async with BotApiServer() as server:
        yield server


@pytest.fixture
def telegram(server):
    return {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.url}


@pytest.fixture
async def run(tmp_path, telegram):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    settings = {
        "CHARTER_WEB_PORT": str(port),
        "CHARTER_SENTENCES": "off",
        "CHARTER_LOG": "json",
        **telegram,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run",
        cwd=tmp_path,
        env=os.environ | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        yield Program(process, client)
    if process.returncode is None:
        process.kill()
        await process.communicate()


async def test_it_is_ready_from_when_telegram_is_reached_until_it_is_asked_to_stop(server, run):
    reaching = server.hold_next("getMe")
    await run.prints("The assistant is ready: http")
    await reaching.arrived()
    assert (await run.readiness()).startswith("it has not started yet")
    health = (await run.client.get("/healthz", headers={"host": "10.0.0.7"})).json()
    assert (health["ok"], health["telegram"]["way"], health["telegram"]["reached"]) == (
        True,
        "polling",
        False,
    )
    reaching.release()
    await run.prints("On Telegram: ")
    assert await run.readiness() == "ready"

    await run.client.get("/")
    message = {"id": "0b1e5c1e-9c3f-4d57-8a39", "text": f"What does it cost? {SAID}"}
    assert (await run.client.post("/api/messages", json=message)).status_code == 200
    counted = Figures((await run.client.get("/metrics")).text)
    assert sum(counted.of("charter_turns_total").values()) == 1
    assert ("charter_event_loop_lag_seconds_count",) in counted

    amal = server.person("Amal")
    sending = server.hold_next("sendMessage")
    amal.says(f"/help {SAID}")
    await sending.arrived()
    run.process.terminate()
    await run.is_ready_no_more()
    sending.release()
    logged = (await run.process.communicate())[1].decode()
    assert run.process.returncode == 0
    assert all({"time", "level", "logger", "event"} <= set(json.loads(line)) for line in logged.splitlines())
    assert "CHARTER_SENTENCES" in logged
    assert SAID not in logged


@pytest.mark.parametrize("telegram", [{}])
async def test_without_telegram_it_is_ready_at_once_and_a_stranger_sees_no_metrics(run):
    await run.prints("Press Ctrl+C")
    assert await run.readiness() == "ready"
    answer = await run.client.get("/metrics", headers={"host": "assistant.example.org"})
    assert (answer.status_code, "charter_turns" in answer.text) == (403, False)
