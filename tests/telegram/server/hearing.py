"""What a person hears: waits for the bot's messages, and for its silence."""

from dataclasses import dataclass

from .bell import Bell
from .messages import Message
from .updates import Updates


@dataclass(frozen=True)
class _News:
    """A message that came or changed, with the words it had at that moment."""

    message: Message
    text: str


class Hearing:
    """Remembers what the bot said in one chat and how much of it was listened to."""

    def __init__(self, bell: Bell, updates: Updates) -> None:
        self._bell = bell
        self._updates = updates
        self._news: list[_News] = []
        self._heard = 0

    def announce(self, message: Message) -> None:
        """The bot sent a message or changed its words."""
        self._news.append(_News(message, message.text))
        self._bell.ring()

    async def hears(self, containing: str, within: float) -> Message:
        """The next message, or the next change of one, that contains the words; earlier ones are passed."""
        place = await self._bell.until(lambda: self._place_of(containing), within)
        if place is None:
            raise AssertionError(f"{containing!r} was not heard in {within} s, only {self._rest()}")
        self._heard = place
        return self._news[place - 1].message

    async def quiet(self, lasting: float, within: float) -> None:
        """Everything heard, the bot has taken all updates, and then says nothing for a while."""
        if await self._bell.until(lambda: not self._updates.pending, within) is None:
            raise AssertionError(f"the bot left {len(self._updates.pending)} updates untaken for {within} s")
        if await self._bell.until(self._rest, lasting):
            raise AssertionError(f"not quiet, but {self._rest()}")

    def _place_of(self, containing: str) -> int | None:
        fresh = enumerate(self._news[self._heard :], start=self._heard + 1)
        return next((place for place, news in fresh if containing in news.text), None)

    def _rest(self) -> list[str]:
        return [news.text for news in self._news[self._heard :]]
