"""Routes that say what they take and what they answer: the description of the API is made from them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

JSON = "application/json"
PLAIN = "text/plain"
ANY = "*/*"
NOTHING = ""

Handle = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one status means, and what comes with it: a type of ours as JSON, other media, or nothing."""

    means: str
    shape: Any = None
    media: str = JSON


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the address, with the pattern that it fits."""

    name: str
    means: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked of the server. `needs` names what shows that somebody may ask;
    with "" among it, nothing may do.
    """

    id: str
    does: str
    answers: Mapping[int, Answer]
    takes: Any = None
    parameters: tuple[Parameter, ...] = ()
    needs: tuple[str, ...] = ()
    links: Mapping[str, Any] = field(default_factory=dict)


class Described(Route):
    """A route with its description beside it, so that neither is changed without the other."""

    def __init__(self, path: str, handle: Handle, operation: Operation, method: str = "GET") -> None:
        super().__init__(path, handle, methods=[method])
        self.operation = operation
        self.method = method
