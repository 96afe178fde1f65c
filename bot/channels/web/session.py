"""Who is speaking: a long random cookie, known to the assistant only by its fingerprint."""

import hashlib
import re
import secrets

from starlette.requests import HTTPConnection
from starlette.responses import Response

from bot.channels.web.refusals import Refused
from bot.messages import Sender

COOKIE = "charter_session"
RANDOM_BYTES = 32
ONE_YEAR = 365 * 24 * 60 * 60
_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 bytes as `token_urlsafe` writes them


def sender(request: HTTPConnection) -> Sender:
    """Return the person whose cookie came with the request."""
    secret = _secret(request)
    if secret is None:
        raise Refused(
            401,
            "The chat cannot tell who is writing, because its cookie is missing. Please reload this page; "
            "if that does not help, allow cookies for this site.",
        )
    return Sender("web", hashlib.sha256(secret.encode()).hexdigest()[:32])


def remember(request: HTTPConnection, response: Response) -> None:
    """Set the person's cookie for a year from now, or a new one where there is none.

    Lax, not Strict: a browser leaves a Strict cookie at home when somebody comes by a link on another
    site, the page would take them for a new person, and its new cookie would replace theirs: all their
    answers gone. Other sites' posts carry neither kind, and `refuse_other_origins` refuses them besides.
    """
    response.set_cookie(
        COOKIE,
        _secret(request) or secrets.token_urlsafe(RANDOM_BYTES),
        max_age=ONE_YEAR,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _secret(request: HTTPConnection) -> str | None:
    secret = request.cookies.get(COOKIE, "")
    return secret if _SHAPE.fullmatch(secret) else None
