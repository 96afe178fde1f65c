import asyncio
import signal

import httpx
import pytest
from fake_conversations import ScriptedConversation

from bot.channels.web.app import web_app
from bot.channels.web.serve import CannotListen, PortTaken, serve

ID = "0b1e5c1e-9c3f-4d57-8a39"


def app(conversation=None):
    return web_app(conversation or ScriptedConversation(), allowed_hosts=["127.0.0.1"])


async def test_it_serves_on_the_port_it_says_and_ends_when_asked():
    serving = await serve(app(), "127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{serving.port}") as client:
        answer = await client.get("/")
        assert answer.status_code == 200
        assert "server" not in answer.headers
    await serving.stop()
    assert serving.task.done()


async def test_a_taken_port_is_told_in_a_sentence():
    serving = await serve(app(), "127.0.0.1", 0)
    with pytest.raises(PortTaken) as told:
        await serve(app(), "127.0.0.1", serving.port)
    await serving.stop()
    assert str(told.value) == (
        f"Port {serving.port} is already in use. "
        "Set CHARTER_WEB_PORT to another number, or stop the other program."
    )


async def test_an_address_that_is_not_this_machines_is_told_in_a_sentence():
    with pytest.raises(CannotListen, match=r"Cannot listen on 192\.0\.2\.1, port 8080: "):
        await serve(app(), "192.0.2.1", 8080)


async def test_what_is_in_hand_is_finished_before_the_end():
    conversation = ScriptedConversation()
    conversation.may_answer.clear()
    serving = await serve(app(conversation), "127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{serving.port}") as client:
        await client.get("/")
        asked = asyncio.create_task(client.post("/api/messages", json={"id": ID, "text": "hello"}))
        while not conversation.heard:  # noqa: ASYNC110 - a fake with a list is plainer than one with events
            await asyncio.sleep(0.01)
        ending = asyncio.create_task(serving.stop())
        await asyncio.sleep(0)
        conversation.may_answer.set()
        assert (await asked).status_code == 200
    await ending


async def test_the_signals_stay_with_the_program():
    before = signal.getsignal(signal.SIGTERM)
    serving = await serve(app(), "127.0.0.1", 0)
    assert signal.getsignal(signal.SIGTERM) is before
    await serving.stop()
