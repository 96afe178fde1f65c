"""`/questions`, `/words` and `/find`: from what nobody could answer to a live answer."""

from collections.abc import Mapping
from dataclasses import replace

from bot.errors import BotError
from bot.flows.curate.becoming import Becoming
from bot.flows.curate.entries import Does, Entries
from bot.flows.curate.proposals import Proposals
from bot.messages import Reply
from bot.scrub import scrub
from bot.visit import Visit
from storage.records import ContentEdit

LONGEST = 200  # characters of a way of asking that a curator types
Replies = tuple[Reply, ...]


class Curate:
    """Leads a curator from a question to what becomes of it. Its choices carry `q:<what>:<group>`."""

    def __init__(
        self, proposals: Proposals, becoming: Becoming, entries: Entries,
        does: Mapping[str, Does],
    ) -> None:  # fmt: skip
        self._say = proposals.say
        self._proposals = proposals
        self._becoming = becoming
        self._does = does
        self.entries = entries

    async def questions(self, visit: Visit, words: str) -> Replies:
        """Show the most frequent group, or say that nothing waits: `/questions`."""
        return await self._does["show"](visit, "0", "")

    async def find(self, visit: Visit, words: str) -> Replies:
        """Find an answer for the group at hand; without one, find an entry to look after: `/find WORDS`."""
        if not visit.session.group:
            return await self.entries.find(visit, words)
        if not words:
            raise BotError(self._say("questions.find_how"))
        return self._becoming.other(visit.session.group, words)

    async def words(self, visit: Visit, words: str) -> Replies:
        """Propose other words in place of the ones that were asked: `/words WORDS`."""
        edit = await visit.turn.get(ContentEdit, visit.session.proposal) if visit.session.proposal else None
        if not words or edit is None or edit.state != "proposed":
            raise BotError(self._say("questions.words_how"))
        if len(words) > LONGEST or scrub(words) != words:
            raise BotError(self._say("questions.words_private", most=LONGEST))
        entry = await self._proposals.entry(visit, edit.entry)
        return await self._becoming.propose(visit, replace(edit, ask=(words,)), entry)

    async def choose(self, visit: Visit, carried: str) -> Replies:
        """Follow a press."""
        what, _, rest = carried.partition(":")
        group, _, entry = rest.partition(":")
        if what not in self._does:
            raise BotError(self._say("questions.gone"))
        return await self._does[what](visit, group, entry)
