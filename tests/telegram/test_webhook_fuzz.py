"""Whatever is posted to the webhook: it is kept, set aside or refused, and holds nobody up."""

import asyncio
import json
import math

import pytest
from any_updates import BODIES, UPDATES
from driving import brings
from httpx import ASGITransport, AsyncClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.webhook import HEADER, PATH, Webhook
from bot.channels.web.app import web_app
from bot.watch import Watch
from storage.memory_store import MemoryStore
from storage.records import KINDS, Arrival

SECRET = "s" * 64
OTHERS = st.one_of(
    st.none(), st.just(""), st.just(SECRET[:-1]), st.text(max_size=70).filter(lambda it: it != SECRET)
)
MEDIA = st.one_of(
    st.none(), st.sampled_from(["application/json", "text/plain", "multipart/form-data; boundary=x"])
)
many = settings(max_examples=300, derandomize=True, deadline=None, database=None)


class Door:
    """The webhook by itself, over a store in memory."""

    def __init__(self):
        self.store, self.watch = MemoryStore(), Watch()
        inbox = Inbox(self.store, self.watch, lambda _: None, self.unkept)
        route = Webhook(inbox, self.watch, SECRET).route()
        self.app = web_app(None, allowed_hosts=["charter.test"], extra_routes=[route])

    async def unkept(self, arrivals):
        raise AssertionError("the store holds everything")

    async def posted(self, body, secret, media):
        headers = {} if secret is None else {HEADER: secret.encode()}
        headers |= {} if media is None else {"content-type": media}
        async with AsyncClient(transport=ASGITransport(self.app), base_url="http://charter.test") as client:
            answer = await client.post(PATH, content=body, headers=headers)
        return answer.status_code, [record for kind in KINDS for record in await self.store.read(kind)]

    @property
    def aside(self):
        return self.watch.metrics.registry.get_sample_value("charter_updates_set_aside_total")


def without_what_json_cannot_hold(value):
    """Python reads NaN and numbers without end; what is kept has nothing in their place."""
    if isinstance(value, dict):
        return {name: without_what_json_cannot_hold(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_what_json_cannot_hold(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


@many
@given(BODIES, MEDIA)
def test_any_body_with_the_secret_is_kept_as_it_is_or_counted_or_refused(body, media):
    door = Door()
    status, kept = asyncio.run(door.posted(body, SECRET, media))
    assert status in {200, 400, 413}
    if kept:
        [arrival] = kept
        assert isinstance(arrival, Arrival)
        assert (status, arrival.body["update_id"], door.aside) == (200, arrival.number, 0)
        assert arrival.body == without_what_json_cannot_hold(json.loads(body))
    else:
        assert (status == 200) == bool(door.aside)


@many
@given(BODIES, OTHERS, MEDIA)
def test_any_body_without_the_secret_leaves_nothing(body, secret, media):
    door = Door()
    status, kept = asyncio.run(door.posted(body, secret, media))
    assert (status, kept, door.aside) == (404, [], 0)


@pytest.mark.parametrize("way", ["webhook"])
@settings(
    max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(updates=st.lists(UPDATES, min_size=10, max_size=10))
async def test_whatever_is_kept_is_worked_off_or_set_aside(telegram, server, updates):
    for update in updates:
        assert await brings(telegram, server, update) == 200
    await telegram.settled()
    assert [arrival.body for arrival in await telegram.store.read(Arrival) if not arrival.aside] == []
