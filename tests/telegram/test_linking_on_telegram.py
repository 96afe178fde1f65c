"""One person on Telegram and on the page: links the two, sees what is kept in both, and deletes both."""

import json
import re
from uuid import uuid4

import pytest
from driving import agrees, everything_was_right
from httpx import ASGITransport, AsyncClient

from bot.channels.web.app import web_app
from storage.records import KINDS, Handled, Member

pytestmark = pytest.mark.parametrize("way", ["polling"])
CODE = re.compile(r"/link ([A-Z0-9-]{29})")


class AtThePage:
    """Somebody at the page, without a browser."""

    def __init__(self, client):
        self.client = client
        self.replies = []

    async def says(self, text):
        await self._send({"text": text})

    async def presses(self, label):
        choices = {each["label"]: each["carries"] for reply in self.replies for each in reply["choices"]}
        await self._send({"choice": choices[label]})

    async def _send(self, body):
        answer = await self.client.post("/api/messages", json={"id": str(uuid4()), **body})
        self.replies = answer.json()["replies"]

    @property
    def sees(self):
        return "\n".join(reply["text"] for reply in self.replies)

    async def file(self, number):
        urls = [reply["document"]["url"] for reply in self.replies if reply["document"]]
        return (await self.client.get(urls[number])).text


@pytest.fixture
async def page(telegram):
    transport = ASGITransport(web_app(telegram.app.assistant, allowed_hosts=["charter.test"]))
    async with AsyncClient(transport=transport, base_url="http://charter.test") as client:
        await client.get("/")
        yield AtThePage(client)


async def self_assesses(page):
    await page.says("/assess")
    await page.presses("Yes, that is fine")
    await page.says("Fenland House")


async def link(amal, page):
    amal.says("/link")
    said = await amal.hears("Your code:")
    await page.says(f"/link {CODE.search(said.text)[1]}")
    assert "made in this place: Telegram" in page.sees
    await page.presses("Yes, I made it. Link them")
    assert "Done. These places are linked: Telegram and the web page." in page.sees


async def test_places_are_linked_shown_as_one_and_forgotten_as_one(telegram, server, amal, page):
    await agrees(amal)
    amal.says("Northtown Trust")
    await amal.hears("Which service or team")
    await self_assesses(page)
    await link(amal, page)
    await telegram.app.upkeep.once()
    await amal.hears("one more place was linked with this one: the web page.")

    await page.says("/mydata")
    text, places = await page.file(0), json.loads(await page.file(1))["places"]
    assert [each["channel"] for each in places] == ["web", "telegram"]
    for kept in (text, json.dumps(places)):
        assert "Fenland House" in kept
        assert "Northtown Trust" in kept

    await page.says("/forget")
    assert "this covers all of them: the web page and Telegram." in page.sees
    await page.presses("Yes, delete it")
    assert "Your receipt: " in page.sees
    telegram.app.upkeep.first["telegram"](f"telegram:{amal.id}")
    await amal.hears("You asked for that in another place that was linked with this one.")
    await telegram.settled()
    left = str([each.to_json() for kind in KINDS for each in await telegram.store.read(kind)])
    for lost in ("Northtown", "Fenland", str(amal.id), "web:"):
        assert lost not in left
    assert await telegram.store.read(Handled) == []
    assert everything_was_right(server)


async def test_deleting_on_telegram_takes_the_page_along_and_a_role_with_its_menu(
    telegram, server, amal, page, invitation
):
    await telegram.has_agreed(amal)
    amal.says(f"/start {(await invitation()).partition('=')[2]}")
    await amal.hears("Your role is now: admin.")
    await self_assesses(page)
    await link(amal, page)
    await page.says("/forget")
    assert "You are the only admin." in page.sees
    await page.presses("Yes, delete it")
    telegram.app.upkeep.first["telegram"](f"telegram:{amal.id}")
    await amal.hears("You asked for that in another place")
    await telegram.settled()
    menu = {each["command"] for each in server.commands_for(amal)}
    assert menu == {item.command for item in telegram.app.commands.menu("visitor")}
    assert await telegram.store.read(Member) == []

    await page.says("/start")
    assert "Before I keep anything of what you say" in page.sees
    assert everything_was_right(server)
