import hashlib

import pytest
from http_visitor import opened

ID = "0b1e5c1e-9c3f-4d57-8a39"


async def test_opening_the_page_sets_a_long_cookie_that_scripts_cannot_read(client):
    cookie = (await client.get("/")).headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=31536000"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert len(client.cookies["charter_session"]) == 43


async def test_over_https_the_cookie_travels_over_https_only(echo):
    async with opened(echo, "https://charter.test") as client:
        assert "Secure" in (await client.get("/")).headers["set-cookie"].split("; ")


async def test_the_assistant_knows_the_person_by_the_cookies_fingerprint_only(client, echo):
    await client.post("/api/messages", json={"id": ID, "text": "hello"})
    secret = client.cookies["charter_session"]
    sender = echo.heard[0].sender
    assert (sender.channel, sender.id) == ("web", hashlib.sha256(secret.encode()).hexdigest()[:32])


async def test_opening_the_page_again_keeps_the_person(client):
    before = client.cookies["charter_session"]
    await client.get("/")
    assert client.cookies["charter_session"] == before


@pytest.mark.parametrize("worthless", ["", "short", "x" * 42 + "!", "x" * 5000])
async def test_a_cookie_not_of_our_making_is_replaced(client, worthless):
    client.cookies.clear()
    answer = await client.get("/", headers={"cookie": f"charter_session={worthless}"})
    assert worthless not in answer.cookies["charter_session"] or not worthless
    assert len(answer.cookies["charter_session"]) == 43


async def test_two_visitors_are_two_people(client):
    first = client.cookies["charter_session"]
    client.cookies.clear()
    await client.get("/")
    assert client.cookies["charter_session"] != first


async def test_without_the_cookie_the_sentence_says_to_reload(client, echo):
    client.cookies.clear()
    answer = await client.post("/api/messages", json={"id": ID, "text": "hello"})
    assert answer.status_code == 401
    assert "Please reload this page" in answer.json()["error"]
    assert echo.heard == []
    await client.get("/")
    assert (await client.post("/api/messages", json={"id": ID, "text": "hello"})).status_code == 200
