"""Any request at all, as the server hands it on: it is answered, with the usual headers, not by a failure."""

import asyncio
from urllib.parse import unquote_to_bytes

from fake_conversations import EchoConversation
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.web.app import web_app
from bot.channels.web.headers import SECURITY_HEADERS
from bot.channels.web.session import COOKIE
from bot.channels.web.status import Status
from bot.watch import Watch
from storage.memory_store import MemoryStore

SOMEBODY = "somebody".ljust(43, "x")
ID = "0b1e5c1e-9c3f-4d57"
METHODS = st.sampled_from(
    ["GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "X"]
)
STEPS = st.sampled_from(
    [
        *(
            "",
            ".",
            "..",
            "%2e%2e",
            "%2f",
            "%00",
            "%ff",
            "\\",
            "api",
            "messages",
            "files",
            "static",
            "chat.js",
        ),
        *(
            "healthz",
            "readyz",
            "metrics",
            "openapi.json",
            ID,
            "0",
            "-1",
            "9999",
            "etc",
            "passwd",
            "a" * 3_000,
        ),
        "%f0%9f%99%82",
    ]
)
KNOWN = st.sampled_from(
    ["/", "/api/messages", f"/api/files/{ID}/0", "/static/chat.js", "/metrics", "/openapi.json"]
)
PATHS = st.one_of(KNOWN, st.lists(STEPS, max_size=6).map(lambda steps: "/" + "/".join(steps)))
NAMES = st.sampled_from(
    ["host", "origin", "cookie", "content-type", "content-length", "authorization", "if-none-match", "range",
     "x-forwarded-for", "forwarded", "accept", "transfer-encoding", "x"]
)  # fmt: skip
VALUES = st.sampled_from(
    [
        *("charter.test", "http://charter.test", "http://[::", "null", "*", '"', "-1", "bytes=0-1,5-"),
        *(f"{COOKIE}={SOMEBODY}", f"{COOKIE}=", "=;=;", f"{COOKIE}={'x' * 9_000}"),
        *("application/json", "Bearer ", "Bearer \xff"),
    ]
) | st.text(alphabet=st.characters(max_codepoint=255), max_size=30)
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=5)
BODIES = st.one_of(
    st.binary(max_size=80),
    st.sampled_from(
        [b'{"id": "%s", "text": "hello"}' % ID.encode(), b"[" * 9_000, b"x" * 70_000, b"\xef\xbb\xbf{}"]
    ),
)


async def answered(method, path, headers, body):
    """Hand a request over as a server would, and return the status and the headers of the answer."""
    usual = {"host": "charter.test", "cookie": f"{COOKIE}={SOMEBODY}", "content-type": "application/json"}
    usual = {name: value for name, value in usual.items() if name not in dict(headers)}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(n.encode("latin-1"), v.encode("latin-1")) for n, v in (*headers, *usual.items())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    status = Status(Watch(), MemoryStore()).routes()
    await web_app(EchoConversation(), allowed_hosts=["charter.test"], extra_routes=status)(
        scope, receive, send
    )
    return sent[0]["status"], {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(METHODS, PATHS, HEADERS, BODIES)
def test_any_request_is_answered_and_never_by_a_failure(method, path, headers, body):
    status, told = asyncio.run(answered(method, path, headers, body))
    assert status < 500
    assert {name.lower() for name in SECURITY_HEADERS} <= told.keys()
