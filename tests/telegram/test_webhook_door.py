"""The webhook's door: who may come in, what is kept, and what happens while nothing can be kept."""

import json

import aiohttp
import pytest
from driving import brings, everything_was_right, secret, words
from server.webhook import SECRET_HEADER
from troubled_store import INBOX

from bot.channels.telegram.webhook import LARGEST
from storage.records import Arrival, Handled, Session

DISTRESS = "i want to kill myself"
HELP = "call Samaritans on 116 123"


@pytest.fixture
def way() -> str:
    return "webhook"


@pytest.fixture
async def caller():
    """Somebody who calls the webhook's address and may not be Telegram."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize("wrong", [None, "", "wrong", "ünï", "almost"])
async def test_who_does_not_know_the_secret_finds_nothing(telegram, server, amal, caller, wrong):
    update = {"update_id": 1, "message": amal.says("/start").as_json()}
    server.pending.clear()
    wrong = secret(server)[:-1] if wrong == "almost" else wrong
    headers = {} if wrong is None else {SECRET_HEADER: wrong}
    async with caller.post(telegram.webhook, json=update, headers=headers) as answer:
        assert answer.status == 404
    for kind in (Arrival, Handled, Session):
        assert await telegram.store.read(kind) == []
    assert words(amal) == []


async def test_the_secret_follows_from_the_token_and_does_not_show_it(telegram, server):
    assert len(secret(server)) == 64
    assert server.token not in secret(server)
    await telegram.starts_anew()
    first, second = [call.params["secret_token"] for call in server.called("setWebhook")]
    assert first == second


async def test_telegram_is_asked_for_what_we_can_read_and_a_hundred_at_once(telegram, server):
    [call] = server.called("setWebhook")
    assert call.params["allowed_updates"] == ["message", "edited_message", "callback_query"]
    assert call.params["url"] == telegram.webhook
    assert call.params["max_connections"] == 100  # as many as it offers: ours wait for the disk together


@pytest.mark.parametrize(("more", "status"), [(-1, 200), (0, 200), (1, 413), (100_000, 413)])
async def test_a_body_is_taken_up_to_128_kib(telegram, server, caller, more, status):
    body = json.dumps({"update_id": 1, "padding": ""})
    body = body.replace('""', f'"{"x" * (LARGEST + more - len(body))}"')
    assert LARGEST == 128 * 1024
    async with caller.post(telegram.webhook, data=body, headers=known(server)) as answer:
        assert answer.status == status


@pytest.mark.parametrize("body", [b"", b"{", b"not JSON", b"\xff\xfe", b"[" * 100_000])
async def test_what_is_not_json_is_refused(telegram, server, amal, caller, body):
    async with caller.post(telegram.webhook, data=body, headers=known(server)) as answer:
        assert answer.status == 400
    amal.says("/help")
    await amal.hears("What I can do")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
async def test_only_a_post_comes_in(telegram, server, caller, method):
    async with caller.request(method, telegram.webhook, headers=known(server)) as answer:
        assert answer.status == 405


async def test_an_update_is_kept_before_it_is_acknowledged(telegram, server, amal):
    hold = telegram.store.hold_next(f"telegram:{amal.id}")
    update = {"update_id": 1, "message": amal.says("/start").as_json()}
    server.pending.clear()
    assert await brings(telegram, server, update) == 200
    await hold.arrived()
    assert [arrival.number for arrival in await telegram.store.read(Arrival)] == [1]
    hold.release()
    await amal.hears("What would you like to do?")


async def test_an_update_that_is_set_aside_and_comes_again_stays_aside(telegram, server):
    unreadable = {"update_id": 1, "message": {"chat": {"id": 5}}}
    for _ in range(3):
        assert await brings(telegram, server, unreadable) == 200
        await telegram.settled()
    [aside] = await telegram.store.read(Arrival)
    assert aside.aside
    assert telegram.aside == 1


async def test_what_cannot_be_kept_is_refused_and_telegram_brings_it_again(telegram, server, amal):
    telegram.store.disk_is_full(lambda lock: lock == INBOX)
    amal.says("/help")
    await server.until(lambda: "503" in server.world.webhook.info().get("last_error_message", ""))
    assert words(amal) == []
    telegram.store.disk_has_room()
    await amal.hears("What I can do")
    await telegram.settled()
    assert len(words(amal)) == 1
    assert everything_was_right(server)


async def test_who_is_in_distress_is_answered_at_once_although_nothing_can_be_kept(telegram, server, amal):
    telegram.store.disk_is_full()
    amal.says(DISTRESS)
    await amal.hears(HELP)
    await telegram.store.failures(4)
    assert len(words(amal)) == 1
    telegram.store.disk_has_room()
    await telegram.settled()
    assert words(amal)[0] == words(amal)[-1]


async def test_help_that_did_not_get_through_is_sent_again(telegram, server, amal):
    telegram.store.disk_is_full()
    server.fail_next("sendMessage", 500, times=2)
    amal.says(DISTRESS)
    await amal.hears(HELP)
    telegram.store.disk_has_room()


async def test_who_is_in_distress_is_answered_although_the_turn_fails(telegram, server, amal):
    telegram.store.disk_is_full(lambda lock: lock != INBOX)
    amal.says(DISTRESS)
    await amal.hears(HELP)
    await telegram.settled()
    assert len(words(amal)) == 1


def known(server) -> dict[str, str]:
    return {SECRET_HEADER: secret(server)}
