"""Looking after entries in chat: `/find`, `/reviews`, and all that a press there leads to."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import BotError
from bot.flows.curate.typing import FLOW, Typing
from bot.messages import Reply
from bot.rights import PRESSES, may
from bot.visit import Visit
from knowledge.texts import Texts

Replies = tuple[Reply, ...]
Does = Callable[[Visit, str, str], Awaitable[Replies]]
ASKED_FOR = ("answer", "question", "add")  # presses that open a step


class Entries:
    """Takes presses and typed words to where they are dealt with. Its choices carry `know:<what>:<which>`."""

    def __init__(self, texts: Texts, typing: Typing, does: Mapping[str, Does]) -> None:
        self._say = texts.say
        self._typing = typing
        self._does = does

    async def find(self, visit: Visit, words: str) -> Replies:
        """List the entries that hold some words: `/find WORDS`."""
        self._leave(visit)
        return await self._does["list"](visit, "0", words)

    async def reviews(self, visit: Visit, words: str) -> Replies:
        """List what must be looked at again: `/reviews`."""
        self._leave(visit)
        return await self._does["reviews"](visit, "0", "")

    async def choose(self, visit: Visit, carried: str) -> Replies:
        """Follow a press."""
        what, _, rest = carried.partition(":")
        which, _, more = rest.partition(":")
        if what in ASKED_FOR:
            return await self._typing.ask(visit, "ask" if what == "add" else what, which)
        if what not in self._does:
            raise BotError(self._say("know.gone"))
        self._leave(visit)
        return await self._does[what](visit, which, more)

    async def typed(self, visit: Visit, text: str) -> Replies | None:
        """Take new words at the open step, from somebody who may still give them."""
        if not self._may(visit):
            visit.go("")
            return None
        return await self._typing.typed(visit, text)

    async def again(self, visit: Visit) -> Replies:
        """Ask for the new words again."""
        if not self._may(visit):
            visit.go("")
            return ()
        return await self._typing.again(visit)

    def _may(self, visit: Visit) -> bool:
        return may(PRESSES, FLOW, visit.member.role, group=False)

    def _leave(self, visit: Visit) -> None:
        """Close the step that waits for words, so that what is typed next is none of them."""
        if visit.session.flow == FLOW:
            visit.go("")
