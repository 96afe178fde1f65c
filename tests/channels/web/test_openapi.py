"""The description of the page's API is true: what is sent by it, and against it, is answered as it says."""

import asyncio
import re
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from people import NO_HURRY
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bot.app import assemble
from bot.channels import web
from bot.channels.web.app import web_app
from bot.channels.web.described import Described
from bot.channels.web.downloads import Downloads
from bot.channels.web.serve import serve
from bot.channels.web.session import COOKIE
from bot.channels.web.status import Status
from bot.watch import Watch
from storage.memory_store import MemoryStore

TOKEN = "a-token-of-the-operators"
SOMEBODY = {COOKIE: "somebody".ljust(43, "x")}
BEARER = {"authorization": f"Bearer {TOKEN}"}
PAGE = {"/", "/static/{name}"}  # what a browser loads; no program asks for them


def whole(conversation, taking, watch, store):
    """The page's application with all that comes under its guards, but for Telegram's webhook."""
    routes = [*Downloads(taking).routes(), *Status(watch, store, TOKEN).routes()]
    return web_app(conversation, allowed_hosts=["127.0.0.1"], extra_routes=routes)


INEXACT = positive_data_acceptance  # JSON Schema can say neither "printable" nor "bytes of UTF-8"
EVERY = whole(None, None, Watch(), MemoryStore()).routes
ROUTES = [route for route in EVERY if isinstance(route, Described)]
ASKED = [
    pytest.param(route.method, route.path, kind, id=f"{route.method} {route.path} {kind.value}")
    for route in ROUTES
    for kind in GenerationMode
    if kind.is_positive or route.operation.takes or route.operation.parameters
]
a_few = settings(
    max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@contextmanager
def served(content):
    """The assistant as people reach it, on a server of its own, in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def do(what):
        return asyncio.run_coroutine_threadsafe(what, loop).result(20)

    app = assemble(content, MemoryStore(), rates=NO_HURRY)
    app.watch.started()
    serving = do(serve(whole(app.assistant, app.fetching, app.watch, app.store), "127.0.0.1", 0))
    yield f"http://127.0.0.1:{serving.port}"
    do(serving.stop())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def described(content):
    with served(content) as address:
        yield schemathesis.openapi.from_url(f"{address}/openapi.json")


def test_every_way_in_but_the_page_itself_is_described():
    assert {route.path for route in EVERY} - {route.path for route in ROUTES} == PAGE
    assert len({route.operation.id for route in ROUTES}) == len(ROUTES)


def test_no_route_of_the_page_is_made_without_a_description():
    plain = re.compile(r"\bRoute\(\"")
    made = {path.name: len(plain.findall(path.read_text())) for path in Path(web.__path__[0]).glob("*.py")}
    assert {name: times for name, times in made.items() if times} == {"app.py": len(PAGE)}


@pytest.mark.parametrize(("method", "path", "kind"), ASKED)
def test_whatever_is_asked_is_answered_as_described(described, method, path, kind):
    @a_few
    @given(described[path][method].as_strategy(generation_mode=kind))
    def asks(case):
        case.call_and_validate(**brought_with(case), excluded_checks=[INEXACT])

    asks()


def test_who_sends_a_message_and_asks_for_its_document_is_answered_as_described(described):
    class Walk(described.as_state_machine()):
        def get_call_kwargs(self, case):
            return brought_with(case)

        def validate_response(self, response, case, **more):
            case.validate_response(response, excluded_checks=[INEXACT])

    Walk.run(settings=settings(a_few, max_examples=15, stateful_step_count=6))


def brought_with(case):
    """The cookie and the token, unless it is their turn to be wrong."""
    wrong = {place for place, part in case.meta.components.items() if part.mode.is_negative}
    cookies = {} if ParameterLocation.COOKIE in wrong else SOMEBODY
    return {"cookies": cookies, "headers": {} if ParameterLocation.HEADER in wrong else BEARER}
