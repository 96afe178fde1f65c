"""Learn what curators have published in chat: lay it over the shipped entries, as far as it still fits."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from bot.answers import Answers
from bot.edits import laid_over
from knowledge.check import check
from knowledge.loader import Content, load_tests
from knowledge.model import Entry
from storage.errors import TurnConflict
from storage.records import ContentEdit
from storage.store import Store

log = logging.getLogger("charter.upkeep")


@dataclass(frozen=True)
class Learnt:
    """The entries with what is published, and the edits that are live no more, by what they are now."""

    entries: dict[str, Entry]
    settled: dict[str, str]


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
        learnt = await asyncio.to_thread(self._learnt, edits)
        await asyncio.to_thread(self._answers.use, learnt.entries)
        self._live = live - await self._settle(learnt.settled)
        return True

    def _learnt(self, edits: Sequence[ContentEdit]) -> Learnt:
        """Sort out what the files say by now, what they contradict, and what no longer passes the check."""
        sound = self._sound(edits)
        overlay = laid_over(self._content.entries, sound)
        settled = {edit.id: "unsound" for edit in edits if edit not in sound}
        settled |= {edit.id: "stale" for edit in overlay.stale}
        settled |= {edit.id: "merged" for edit in overlay.merged}
        for edit in edits:
            if settled.get(edit.id) in {"unsound", "stale"}:
                log.warning("an edit of %s is left out, it is %s: %s", edit.entry, settled[edit.id], edit.id)
        return Learnt(overlay.entries, settled)

    def _sound(self, edits: Sequence[ContentEdit]) -> list[ContentEdit]:
        """Return the edits that together pass the check: all of them, for most; else one after the other."""
        tests = load_tests()

        def passes(some: Sequence[ContentEdit]) -> bool:
            entries = laid_over(self._content.entries, some).entries
            return not check(replace(self._content, entries=entries), tests, date.min)

        if passes(edits):
            return list(edits)
        sound: list[ContentEdit] = []
        for edit in edits:
            if passes([*sound, edit]):
                sound.append(edit)
        return sound

    async def _settle(self, settled: dict[str, str]) -> set[str]:
        """Note what the edits are now; return those noted: another process may have been quicker."""
        if not settled:
            return set()
        with suppress(TurnConflict):
            async with self._store.turn("content") as turn:
                for edit_id, state in settled.items():
                    edit = await turn.get(ContentEdit, edit_id)
                    if edit and edit.state == "live":
                        turn.put(replace(edit, state=state))
            return set(settled)
        return set()
