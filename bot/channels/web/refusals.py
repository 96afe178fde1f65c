"""Why a request is not served: a status, and a sentence that says what to do next."""

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ExceptionHandler
from typing_extensions import TypedDict

from bot.channels.web.described import PLAIN, Answer
from bot.channels.web.headers import SECURITY_HEADERS

SORRY = (
    "Sorry, something went wrong on our side, and this was not saved. What you did before is safe. "
    "Please try again in a minute."
)
SENTENCES = {
    404: "There is nothing at this address. The chat itself is on the first page, /.",
    405: "This address cannot be used in that way.",
}


class Problem(TypedDict):
    """Why the page's script was refused, in a sentence for the person."""

    error: str


# What any address may answer, to the page's script and to others.
NOT_OUR_HOST = Answer("The request names a host that is not ours, or did not arrive whole.", Problem)
ELSEWHERE = Answer(NOT_OUR_HOST.means, media=PLAIN)
FAILED = Answer("Something went wrong on our side, and nothing was saved.", Problem)


class Refused(Exception):
    """Its sentence is shown to the person."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def refusal(path: str, status: int, sentence: str) -> Response:
    """Say the sentence as JSON to the page's script, and plainly to somebody who typed an address."""
    if path.startswith("/api/"):
        return JSONResponse(Problem(error=sentence), status)
    return PlainTextResponse(sentence, status)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - the table below says so; this tells the type checker
    return refusal(request.url.path, error.status, error.sentence)


async def _not_served(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    response = refusal(request.url.path, error.status_code, SENTENCES.get(error.status_code, error.detail))
    response.headers.update(error.headers or {})
    return response


async def _gone(request: Request, _: Exception) -> Response:
    return refusal(request.url.path, 400, "The message did not arrive whole. Please try again.")


async def _failed(request: Request, _: Exception) -> Response:
    # This one answers from outside our middleware, so it brings the headers itself.
    response = refusal(request.url.path, 500, SORRY)
    response.headers.update(SECURITY_HEADERS)
    return response


REFUSALS: dict[type[Exception], ExceptionHandler] = {
    Refused: _refused,
    HTTPException: _not_served,
    ClientDisconnect: _gone,
    Exception: _failed,
}
