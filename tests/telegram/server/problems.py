"""One thing wrong with a request: where, why, and what Telegram answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What a test reads about an invalid request."""

    field: str
    reason: str
    answer: str

    def describe(self, method: str) -> str:
        """The line that goes into the server's list of problems."""
        return f"{method}.{self.field}: {self.reason}" if self.field else f"{method}: {self.reason}"
