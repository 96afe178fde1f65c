import json

import pytest
from http_visitor import opened
from starlette.responses import PlainTextResponse
from starlette.routing import Route

ID = "0b1e5c1e-9c3f-4d57-8a39"
BODY = json.dumps({"id": ID, "text": "hello"})
JSON = {"content-type": "application/json"}


def post(client, body=BODY, **headers):
    return client.post("/api/messages", content=body, headers=JSON | headers)


PATHS = ["/", "/static/chat.js", "/api/messages", "/api/files/x/y", "/healthz", "/nowhere"]
OUR_POLICY = {"default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"}
OTHER_HOSTS = ["evil.test", "", "charter.test.evil.test", "a@charter.test", "charter.test/", "[::1"]
OTHER_ORIGINS = ["http://evil.test", "http://charter.test:8081", "null", "", "charter.test"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_security_headers(client, path):
    headers = (await client.get(path)).headers
    policy = headers["content-security-policy"].split("; ")
    assert set(policy) >= OUR_POLICY
    assert not [rule for rule in policy if "unsafe" in rule or "*" in rule or "http" in rule]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")


@pytest.mark.parametrize("host", ["charter.test", "CHARTER.TEST", "charter.test:8080", "charter.test."])
async def test_our_own_host_is_served(client, host):
    assert (await post(client, host=host)).status_code == 200


@pytest.mark.parametrize("host", OTHER_HOSTS)
@pytest.mark.parametrize("path", ["/", "/api/messages", "/static/chat.js", "/hook"])
async def test_another_host_is_refused_everywhere(client, host, path):
    answer = await client.get(path, headers={"host": host})
    assert answer.status_code == 400
    assert "Please use the address you were given" in answer.text
    assert "set-cookie" not in answer.headers


async def test_a_number_of_the_sixth_kind_can_be_a_host(echo):
    async with opened(echo, "http://[::1]:8080") as client:
        assert (await client.get("/")).status_code == 200


@pytest.mark.parametrize("origin", ["http://charter.test", "https://charter.test", "http://charter.test:80"])
async def test_our_own_page_may_post(client, origin):
    assert (await post(client, origin=origin)).status_code == 200


@pytest.mark.parametrize("origin", OTHER_ORIGINS)
async def test_a_page_of_another_origin_may_not(client, echo, origin):
    answer = await post(client, origin=origin)
    assert answer.status_code == 403
    assert answer.json()["error"].startswith("This message came from another site.")
    assert echo.heard == []


@pytest.mark.parametrize("media_type", ["text/plain", "application/jsonp", "multipart/form-data", ""])
async def test_only_json_is_read(client, echo, media_type):
    answer = await client.post("/api/messages", content=BODY, headers={"content-type": media_type})
    assert answer.status_code == 400
    assert "as JSON" in answer.json()["error"]
    assert echo.heard == []


async def test_json_may_name_its_letters(client):
    assert (await post(client, **{"content-type": "application/json; charset=utf-8"})).status_code == 200


async def test_a_big_body_is_refused_whether_it_says_its_size_or_not(client, echo):
    async def in_parts():
        for _ in range(70):
            yield b" " * 1024

    for body in (b" " * 70_000, in_parts()):
        answer = await post(client, body)
        assert answer.status_code == 413
        assert "Please shorten it" in answer.json()["error"]
    assert echo.heard == []


async def test_an_unknown_address_and_a_wrong_method_get_a_sentence(client):
    assert "first page" in (await client.get("/nowhere")).text
    assert (await client.get("/api/nowhere")).json()["error"].startswith("There is nothing")
    refused = await client.get("/api/messages")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("name", ["page.html", "..%2fapp.py", "nothing.js", "__init__.py"])
async def test_only_our_own_files_are_served(client, name):
    assert (await client.get(f"/static/{name}")).status_code == 404


async def test_our_files_have_their_types_and_are_not_sent_twice(client):
    types = {"chat.js": "text/javascript", "page.css": "text/css", "favicon.svg": "image/svg+xml"}
    for name, media_type in types.items():
        first = await client.get(f"/static/{name}")
        assert first.headers["content-type"].startswith(media_type)
        again = await client.get(f"/static/{name}", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_another_channel_can_bring_its_own_route_and_its_failure_says_sorry(echo):
    async def hook(request):
        if request.method == "POST":
            raise RuntimeError("broken")
        return PlainTextResponse("hooked")

    route = Route("/hook", hook, methods=["GET", "POST"])
    async with opened(echo, "http://charter.test", route) as client:
        answer = await client.get("/hook")
        assert (answer.text, answer.headers["x-content-type-options"]) == ("hooked", "nosniff")
        broken = await client.post("/hook")
        assert (broken.status_code, broken.headers["x-content-type-options"]) == (500, "nosniff")
        assert "broken" not in broken.text


async def test_an_origin_that_is_no_address_is_another_site(client, echo):
    answer = await post(client, origin="http://[::")
    assert answer.status_code == 403
    assert echo.heard == []
