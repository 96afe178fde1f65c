"""Reads a call out of an HTTP request, in any of the forms that the Bot API accepts."""

import json

from aiohttp import web

from .models import canonical, decode
from .refusals import Unreadable
from .wire import Call, Json, Upload


async def read_call(request: web.Request) -> Call:
    """The call of a request: parameters from the address, a form, a multipart form, or JSON."""
    method = canonical(request.match_info["method"])
    params: Json = dict(request.query)
    files: dict[str, Upload] = {}
    try:
        if request.content_type == "application/json":
            params |= await _read_json(request)
        else:
            await _read_form(request, params, files)
    except web.HTTPRequestEntityTooLarge as error:
        raise Unreadable(413, "Request Entity Too Large") from error
    except (ValueError, TypeError) as error:
        raise Unreadable(400, f"Bad Request: can't parse the request: {error}") from error
    return Call(method, decode(method, params), files)


async def _read_json(request: web.Request) -> Json:
    body = json.loads(await request.text() or "{}")
    if not isinstance(body, dict):
        raise TypeError("the JSON is not an object")
    return body


async def _read_form(request: web.Request, params: Json, files: dict[str, Upload]) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file:
                files[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            params[name] = value if isinstance(value, str) else bytes(value).decode()
