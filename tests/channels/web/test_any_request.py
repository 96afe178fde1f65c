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
USUAL = {"host": "charter.test", "cookie": f"{COOKIE}={SOMEBODY}", "content-type": "application/json"}
METHODS = st.sampled_from(["GET", "POST"]) | st.sampled_from(
    ["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "X"]
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
    ]
)
KNOWN = st.sampled_from(
    ["/", "/api/messages", f"/api/files/{ID}/0", f"/api/files/{ID}/x", "/static/chat.js", "/metrics"]
)
PATHS = KNOWN | st.lists(STEPS, max_size=6).map(lambda steps: "/" + "/".join(steps))
LIKELY = {
    "host": ("charter.test", "evil.test", "[::1", ""),
    "origin": ("http://charter.test", "http://[::", "null", ""),
    "cookie": (f"{COOKIE}={SOMEBODY}", f"{COOKIE}=", "=;=;", f"{COOKIE}={'x' * 9_000}"),
    "content-type": ("application/json", "text/plain", ";", ""),
    "authorization": ("Bearer ", "Bearer \xff", "Basic eA=="),
    "if-none-match": ("*", '"', "W/"),
    "range": ("bytes=0-1,5-", "bytes=-"),
    "content-length": ("-1", "9" * 40, "x"),
    "x-forwarded-for": ("127.0.0.1", "'"),
}
PAIRS = [(name, value) for name, values in LIKELY.items() for value in values]
LATIN = st.text(alphabet=st.characters(max_codepoint=255), max_size=30)
HEADERS = st.lists(st.sampled_from(PAIRS) | st.tuples(st.sampled_from([*LIKELY]), LATIN), max_size=4)
BODIES = st.binary(max_size=80) | st.sampled_from(
    [b'{"id": "%s", "text": "hello"}' % ID.encode(), b"[" * 9_000, b"x" * 70_000, b"\xef\xbb\xbf{}"]
)

REQUESTS = st.one_of(
    st.tuples(METHODS, PATHS),
    st.just(("POST", "/api/messages")),
    st.sampled_from([("GET", "/metrics"), ("GET", f"/api/files/{ID}/0")]),
)

WATCH = Watch()
WATCH.started()
STATUS = Status(WATCH, MemoryStore(), "a-token-of-the-operators").routes()
APP = web_app(EchoConversation(), allowed_hosts=["charter.test"], extra_routes=STATUS)


async def answered(method, path, headers, body):
    """Hand a request over as a server would, and return the status and the headers of the answer."""
    usual = [(name, value) for name, value in USUAL.items() if name not in dict(headers)]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in (*headers, *usual)],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    await APP(scope, receive, send)
    return sent[0]["status"], {name.decode() for name, _ in sent[0]["headers"]}


@settings(max_examples=1_200, derandomize=True, deadline=None, database=None)
@given(REQUESTS, HEADERS, BODIES)
def test_any_request_is_answered_and_never_by_a_failure(asked, headers, body):
    status, told = asyncio.run(answered(*asked, headers, body))
    assert status < 500
    assert {name.lower() for name in SECURITY_HEADERS} <= told
