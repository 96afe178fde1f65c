"""Health and readiness are told to whoever asks; metrics to this machine, or to who brings the token."""

from contextlib import asynccontextmanager

import pytest
from fake_conversations import EchoConversation
from httpx import ASGITransport, AsyncClient

from bot.channels.web.app import web_app
from bot.channels.web.status import Status
from bot.watch import Watch
from storage.errors import StoreError
from storage.memory_store import MemoryStore

TOKEN = "a-token-of-the-operators"
HERE = "127.0.0.1"
ELSEWHERE = "192.0.2.7"


class StoreThatCanGo(MemoryStore):
    gone = False

    async def ping(self):
        if self.gone:
            raise StoreError("the server has gone away")


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def store():
    return StoreThatCanGo()


@pytest.fixture
def asks(watch, store):
    """Somebody asks: from a peer's address, of a host, with headers."""

    @asynccontextmanager
    async def client(peer, token):
        routes = Status(watch, store, token).routes()
        app = web_app(EchoConversation(), allowed_hosts=["charter.test"], extra_routes=routes)
        async with AsyncClient(transport=ASGITransport(app, client=(peer, 1)), base_url="http://_") as client:
            yield client

    async def ask(path, peer=ELSEWHERE, host="charter.test", token="", **headers):
        async with client(peer, token) as asking:
            return await asking.get(path, headers={"host": host} | headers)

    return ask


@pytest.mark.parametrize("host", ["charter.test", "10.0.0.7", "10.0.0.7:8080", "[::1", "", "evil.test"])
async def test_health_and_readiness_are_told_whatever_the_host(asks, watch, host):
    watch.started()
    for path in ("/healthz", "/readyz"):
        answer = await asks(path, host=host)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers


async def test_health_is_200_and_then_503_and_then_200(asks, store):
    for gone in (False, True, False):
        store.gone = gone
        answer = await asks("/healthz")
        assert answer.status_code == (503 if gone else 200)
        assert answer.json()["store"] == {"ok": not gone}


async def test_readiness_is_503_until_all_has_started_and_while_stopping(asks, watch, store):
    assert (await asks("/readyz")).status_code == 503
    watch.started()
    assert (await asks("/readyz")).json() == {"ready": True}
    store.gone = True
    assert (await asks("/readyz")).json() == {"ready": False, "why": "the store cannot be used"}
    store.gone = False
    watch.stops()
    answer = await asks("/readyz")
    assert (answer.status_code, answer.json()["why"]) == (503, "it is stopping")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_asking_is_all_that_can_be_done_there(watch, store, path):
    app = web_app(EchoConversation(), allowed_hosts=[], extra_routes=Status(watch, store).routes())
    async with AsyncClient(transport=ASGITransport(app), base_url="http://_") as client:
        assert (await client.post(path)).status_code == 405


@pytest.mark.parametrize(("peer", "host"), [(HERE, "127.0.0.1:8080"), (HERE, "localhost"), ("::1", "[::1]")])
async def test_without_a_token_metrics_are_told_to_this_machine(asks, peer, host):
    answer = await asks("/metrics", peer, host)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "\ncharter_turns_total{" in answer.text


@pytest.mark.parametrize(
    ("peer", "host", "headers"),
    [
        (ELSEWHERE, "127.0.0.1", {}),
        (HERE, "charter.test", {}),  # a proxy's
        (HERE, "evil.test", {}),  # a page that was given our address for its own
        (HERE, "", {}),
        (HERE, "[::1", {}),
        (HERE, "localhost", {"x-forwarded-for": ELSEWHERE}),
        (HERE, "localhost", {"x-forwarded-for": HERE}),
        (HERE, "localhost", {"forwarded": f"for={ELSEWHERE}"}),
        (HERE, "localhost", {"x-real-ip": ELSEWHERE}),
        (HERE, "localhost", {"via": "1.1 proxy"}),
        (ELSEWHERE, "charter.test", {"authorization": f"Bearer {TOKEN}"}),
        (ELSEWHERE, "charter.test", {"authorization": "Bearer "}),
    ],
)
async def test_without_a_token_nobody_else_sees_them_and_is_told_how(asks, peer, host, headers):
    answer = await asks("/metrics", peer, host, **headers)
    assert answer.status_code == 403
    assert "CHARTER_METRICS_TOKEN" in answer.text
    assert "charter_turns" not in answer.text


@pytest.mark.parametrize("host", ["charter.test", "10.0.0.7:8080"])
@pytest.mark.parametrize("kind", ["Bearer", "bearer"])
async def test_with_a_token_they_are_told_to_who_brings_it(asks, host, kind):
    answer = await asks("/metrics", host=host, token=TOKEN, authorization=f"{kind} {TOKEN}")
    assert answer.status_code == 200
    assert "charter_turns" in answer.text


@pytest.mark.parametrize("peer", [HERE, ELSEWHERE])
@pytest.mark.parametrize(
    "brought", ["", "Bearer", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", "Bearer ü"]
)
async def test_with_a_token_nobody_sees_them_without_it(asks, peer, brought):
    headers = {"authorization": brought.encode()} if brought else {}
    answer = await asks("/metrics", peer, "localhost", TOKEN, **headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "charter_turns" not in answer.text
    assert TOKEN not in answer.text


def test_the_token_is_not_shown(watch, store):
    assert TOKEN not in repr(Status(watch, store, TOKEN))
