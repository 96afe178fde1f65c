"""The updates that wait for the bot, and the long polling that hands them out."""

import itertools
from dataclasses import dataclass

from .bell import Bell
from .refusals import Refusal
from .wire import Json

ON_REQUEST_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
LONGEST_POLL = 50
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(eq=False)
class _Poll:
    """A getUpdates request under way, and why it has to end, if it has to."""

    ended_by: str = ""


class Updates:
    """The queue: an update stays in it until the bot confirms it."""

    def __init__(self, bell: Bell) -> None:
        self.bell = bell
        self.issued: list[Json] = []
        self.pending: list[Json] = []
        self.allowed: list[str] = []
        self.closed = False
        self._ids = itertools.count(870_000_001)
        self._poll = _Poll()

    def add(self, kind: str, content: Json) -> None:
        """Queue an update, if the bot asked for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST_ONLY
        if wanted:
            self.issued.append({"update_id": next(self._ids), kind: content})
            self.pending.append(self.issued[-1])
            self.bell.ring()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants from now on; None leaves it as it was."""
        if kinds is not None:
            self.allowed = kinds

    def confirm(self, offset: int) -> None:
        """Forget every update below the offset; a negative one counts from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self.bell.ring()

    def drop(self) -> None:
        """Forget everything that waits."""
        self.pending = []
        self.bell.ring()

    async def poll(self, offset: int, limit: int, timeout_s: int) -> list[Json]:
        """Answer getUpdates: at once when something waits, else when something comes or time is over."""
        self.interrupt(OTHER_POLL)
        mine = self._poll = _Poll()
        if offset:
            self.confirm(offset)
        await self.bell.until(
            lambda: self.pending or mine.ended_by or self.closed, within=min(timeout_s, LONGEST_POLL)
        )
        if mine.ended_by:
            raise Refusal(409, f"Conflict: {mine.ended_by}")
        return self.pending[:limit]

    def interrupt(self, reason: str) -> None:
        """End the poll that is under way."""
        self._poll.ended_by = reason
        self.bell.ring()

    def close(self) -> None:
        """Let a poll that is under way come back with nothing."""
        self.closed = True
        self.bell.ring()
