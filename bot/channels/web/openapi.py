"""GET /openapi.json: what the page's script asks and is answered, made from the routes themselves."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Literal

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from bot.channels.web.described import JSON, Answer, Described, Operation, Parameter
from bot.channels.web.refusals import ELSEWHERE
from bot.channels.web.session import COOKIE

ABOUT = (
    "What the page at `/` asks of the assistant. There are no accounts: the page gives a random cookie, and "
    "whoever brings it is that person."
)
WAYS_IN = {
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "43 random letters, which `GET /` gives. A message that names another site's page as "
        "its `Origin` is refused all the same.",
    },
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "CHARTER_METRICS_TOKEN. Where none is set, this machine alone is answered.",
    },
}
SHAPES = "#/components/schemas/{model}"
Use = Literal["validation", "serialization"]


def description(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """Describe the routes that have an operation, in OpenAPI 3.1."""
    described = [route for route in routes if isinstance(route, Described)]
    references, schemas = _schemas([route.operation for route in described])
    paths: dict[str, Any] = {}
    for route in described:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route.operation, references)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Charter assistant", "version": version("charter-bot"), "description": ABOUT},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": WAYS_IN},
    }


async def _openapi(request: Request) -> Response:
    return JSONResponse(description(request.app.routes))


def _schemas(operations: list[Operation]) -> tuple[dict[tuple[Any, Use], Any], dict[str, Any]]:
    """Return how each shape is referred to, and all shapes by name."""
    taken: set[tuple[Any, Use]] = {(each.takes, "validation") for each in operations if each.takes}
    answers = [answer for each in operations for answer in each.answers.values()]
    told: set[tuple[Any, Use]] = {(answer.shape, "serialization") for answer in answers if answer.shape}
    shapes = [(shape, use, TypeAdapter(shape)) for shape, use in taken | told]
    references, defined = TypeAdapter.json_schemas(shapes, ref_template=SHAPES)
    return dict(references), defined.get("$defs", {})


def _operation(operation: Operation, references: dict[tuple[Any, Use], Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.does,
        "security": [{way: []} if way else {} for way in operation.needs],
        "parameters": [_parameter(each) for each in operation.parameters],
        "responses": {
            str(status): _answer(answer, references) for status, answer in operation.answers.items()
        },
    }
    if operation.takes:
        content = {JSON: {"schema": references[operation.takes, "validation"]}}
        shown["requestBody"] = {"required": True, "content": content}
    if operation.links:
        shown["responses"]["200"]["links"] = dict(operation.links)
    return shown


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "path",
        "required": True,
        "description": parameter.means,
        "schema": {"type": "string", "pattern": f"^{parameter.pattern}$"},
    }


def _answer(answer: Answer, references: dict[tuple[Any, Use], Any]) -> dict[str, Any]:
    if not answer.media:
        return {"description": answer.means}
    schema = references[answer.shape, "serialization"] if answer.shape else {}
    return {"description": answer.means, "content": {answer.media: {"schema": schema}}}


openapi = Described(
    "/openapi.json",
    _openapi,
    Operation(
        "describe", "This description.", {200: Answer("It, in OpenAPI 3.1.", dict[str, Any]), 400: ELSEWHERE}
    ),
)
