"""An admin on the page: asks for an export, follows it, and fetches the file once by its link."""

import hashlib
import json
from itertools import count

import pytest
from http_visitor import opened

from bot.channels.web.downloads import NO_FILE, Downloads
from bot.channels.web.files import NO_DOCUMENT
from bot.flows.invite import make_invite
from storage.records import Assessment, AuditEvent

IDS = (f"message-{number:08}" for number in count())


class Admin:
    """Somebody at the page, without a browser."""

    def __init__(self, client):
        self.client = client
        self.replies = []
        self.last = ""

    async def says(self, text):
        await self._send({"text": text})

    async def presses(self, label):
        choices = {each["label"]: each["carries"] for reply in self.replies for each in reply["choices"]}
        await self._send({"choice": choices[label]})

    async def _send(self, body):
        self.last = next(IDS)
        answer = await self.client.post("/api/messages", json={"id": self.last, **body})
        self.replies = answer.json()["replies"]

    @property
    def links(self):
        return [reply["document"]["url"] for reply in self.replies if reply["document"]]


@pytest.fixture
async def admin(app, clock):
    routes = Downloads(app.fetching).routes()
    async with opened(app.assistant, "http://charter.test", *routes) as client:
        made = make_invite("admin", clock())
        await app.store.append([made.record])
        admin = Admin(client)
        await admin.says(f"/code {made.code}")
        await admin.presses("Yes, that is fine")  # to what is kept
        yield admin


async def collects(app):
    async with app.store.turn("filling") as turn:
        for number in range(3):
            turn.put(
                Assessment(
                    f"REF{number:05}", "web:x", "2026.10", "", "2026-11-01T09:00:00+00:00", "",
                    profile={"organisation": "Moorland"},
                )
            )  # fmt: skip


async def test_from_the_menu_to_the_file_in_a_few_presses(app, admin):
    await collects(app)
    await admin.says("/export")
    await admin.presses("Kind of file: Excel (XLSX)")
    await admin.presses("JSON")
    await admin.presses("Make the file")
    [link] = admin.links
    assert link.startswith("/api/exports/")
    answer = await admin.client.get(link)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-disposition"].startswith(
        'attachment; filename="charter-assessments-2026.10'
    )
    assert len(json.loads(answer.content)["assessments"]) == 3
    [event] = [each for each in await app.store.read(AuditEvent) if each.what == "export"]
    assert event.details["sha256"] == hashlib.sha256(answer.content).hexdigest()


async def test_a_large_one_shows_how_far_it_is_and_comes_when_it_is_made(app, admin, monkeypatch):
    monkeypatch.setattr("bot.flows.export.flow.SMALL", 0)
    await collects(app)
    await admin.says("/export csv")
    assert admin.replies[0]["progress"] == {"done": 0, "total": 3, "label": "assessments read"}
    await app.upkeep.once()
    await admin.presses("How far is it?")
    bodies = [(await admin.client.get(link)).content for link in admin.links]
    assert bodies[0].count(b"Moorland") == 3
    assert bodies[1].startswith(b"sheet,column,label")


async def test_every_link_that_does_not_work_reads_the_same(app, clock, admin):
    await admin.says("/export json")
    [link] = admin.links
    assert (await admin.client.head(link)).status_code == 404  # a look takes nothing away
    async with opened(app.assistant, "http://charter.test", *Downloads(app.fetching).routes()) as other:
        anothers = await other.get(link)
    wrong = await admin.client.get("/api/exports/" + "x" * 22)
    misshapen = await admin.client.get("/api/exports/x")
    assert (await admin.client.get(link)).status_code == 200
    used = await admin.client.get(link)
    await admin.says("/export json")
    clock.passes(minutes=10)
    too_old = await admin.client.get(admin.links[0])
    for answer in (anothers, wrong, misshapen, used, too_old):
        assert (answer.status_code, answer.json()) == (404, {"error": NO_FILE})


async def test_as_a_document_of_a_reply_there_is_none_before_nor_after_it_is_fetched(app, admin):
    await admin.says("/export json")
    as_document = f"/api/files/{admin.last}/0"
    assert (await admin.client.get(as_document)).status_code == 404
    await admin.client.get(admin.links[0])
    answer = await admin.client.get(as_document)
    assert (answer.status_code, answer.json()) == (404, {"error": NO_DOCUMENT})


async def test_without_a_cookie_nobody_gets_anything(app, admin):
    await admin.says("/export json")
    [link] = admin.links
    admin.client.cookies.clear()
    assert (await admin.client.get(link)).status_code == 401
