"""The ways in which Telegram does not do what it was asked.

NotDone
    Refusal             an answer {"ok": false} with a code and a description
        Unreadable      ... because the request is not one at all
    BrokenAnswer        an answer that is not JSON, as a proxy in front of Telegram gives it
    ConnectionLost      no answer
"""

from .wire import Json


class NotDone(Exception):
    """Telegram does not do it, or does not say that it did."""


class Refusal(NotDone):
    """Telegram answers that it will not."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class Unreadable(Refusal):
    """Telegram cannot even read the request."""


class BrokenAnswer(NotDone):
    """A page of HTML comes back in place of JSON."""

    def __init__(self, code: int) -> None:
        super().__init__(f"{code} with a page of HTML")
        self.code = code

    def as_html(self) -> str:
        """The body of the answer."""
        return f"<html><head><title>{self.code}</title></head><body><center>nginx</center></body></html>"


class ConnectionLost(NotDone):
    """The connection is reset and nothing comes back."""

    def __init__(self) -> None:
        super().__init__("connection reset")


def bad_request(reason: str) -> Refusal:
    """The usual refusal: 400 Bad Request."""
    return Refusal(400, f"Bad Request: {reason}")


def too_many_requests(seconds: int) -> Refusal:
    """Flood control: come back in so many seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
