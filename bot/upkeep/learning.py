"""Learn what curators have published in chat: lay it over the shipped entries, as far as it still fits."""

import asyncio
import logging
from dataclasses import replace
from datetime import date

from bot.answers import Answers
from bot.edits import with_edits
from knowledge.check import check
from knowledge.loader import Content, load_tests
from knowledge.model import Entry
from storage.records import ContentEdit
from storage.store import Store

log = logging.getLogger("charter.upkeep")


class Learning:
    """Remembers which edits the answers have learnt."""

    def __init__(self, content: Content, answers: Answers, store: Store) -> None:
        self._content = content
        self._answers = answers
        self._store = store
        self._live: frozenset[str] = frozenset()

    async def learn(self) -> bool:
        """Answer from what is published by now; say whether that was new."""
        edits = sorted(await self._store.read(ContentEdit, "live"), key=lambda edit: (edit.at, edit.id))
        live = frozenset(edit.id for edit in edits)
        if live == self._live:
            return False
        entries = await asyncio.to_thread(self._sound, edits)
        await asyncio.to_thread(self._answers.use, entries)
        self._live = live
        return True

    def _sound(self, edits: list[ContentEdit]) -> dict[str, Entry]:
        """The entries with those edits that still pass the check: the files may have moved on since."""
        entries, tests = dict(self._content.entries), load_tests()
        for edit in edits:
            edited = with_edits(entries, [edit])
            if check(replace(self._content, entries=edited), tests, date.min):
                log.warning(
                    "an edit of %s no longer passes the check and is left out: %s", edit.entry, edit.id
                )
            else:
                entries = edited
        return entries
