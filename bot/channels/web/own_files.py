"""The page and the files it loads, read once, under the types we give them."""

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web.refusals import SENTENCES, Refused
from bot.channels.web.session import remember

HERE = Path(__file__).parent
PAGE = (HERE / "page.html").read_text(encoding="utf-8")
# Not guessed: a machine's own table can be wrong, and with `nosniff` a wrong type is a dead page.
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FILES = {file.name: file.read_bytes() for file in (HERE / "static").iterdir() if file.suffix in TYPES}


async def page(request: Request) -> Response:
    """GET /: the page, and the cookie that says who is speaking."""
    response = HTMLResponse(PAGE)
    remember(request, response)
    return response


async def static(request: Request) -> Response:
    """GET /static/...: kept by the browser, and asked after each time, so that all are of one version."""
    name = request.path_params["name"]
    if name not in FILES:
        raise Refused(404, SENTENCES[404])
    tag = f'"{hashlib.sha256(FILES[name]).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(FILES[name], media_type=TYPES[Path(name).suffix], headers=headers)
