"""Changes to the content, from a curator's words to a live edit: proposed, tried, shown, published."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers import Answers
from bot.audit import note
from bot.edits import WORDS, mark, value, with_edits
from bot.errors import BotError
from bot.flows.curate.trial import Trial, Trials
from bot.visit import Visit
from knowledge.loader import Content
from knowledge.model import Entry
from storage.records import AuditHead, ContentEdit, Question

ID_BYTES = 6
PUBLISHED = ("live", "merged", "stale", "unsound", "dropped")  # what a change can be once it was live


class Proposals:
    """What the flows of curators share: the entries as they are this minute, and changes to them."""

    def __init__(
        self, content: Content, answers: Answers, trials: Trials, published: Callable[[], None]
    ) -> None:
        self.content = content
        self.answers = answers
        self._trials = trials
        self._published = published
        self.say = content.texts.say

    @property
    def seconds(self) -> int:
        """About how long a trial takes."""
        return self._trials.seconds

    async def entries(self, visit: Visit) -> dict[str, Entry]:
        """Return all entries with what is live this very minute; what is answered from may be behind."""
        return with_edits(self.content.entries, await visit.turn.find(ContentEdit, "live"))

    async def entry(self, visit: Visit, entry_id: str) -> Entry:
        """Return one of them; raises `BotError` when it is gone."""
        entry = (await self.entries(visit)).get(entry_id)
        if entry is None:
            raise BotError(self.say("know.gone"))
        return entry

    def words(self, visit: Visit, entry: Entry, change: str, text: str) -> ContentEdit:
        """Propose new words, or the days of a check, in place of what stands there."""
        return replace(self.asks(visit, entry, change, ()), text=text, old=value(entry, change))

    def asks(self, visit: Visit, entry: Entry, change: str, ask: Sequence[str]) -> ContentEdit:
        """Propose ways of asking, to be added ("ask") or taken out ("unask")."""
        name, before = secrets.token_hex(ID_BYTES), mark(entry)
        return ContentEdit(name, entry.id, tuple(ask), visit.who, visit.at, change=change, before=before)

    async def trial(self, visit: Visit, edit: ContentEdit) -> Trial:
        """Try a proposal over what is live this very minute."""
        live = await visit.turn.find(ContentEdit, "live")
        entries = with_edits(self.content.entries, [*live, edit])
        return await asyncio.to_thread(self._trials.of, self.answers, entries)

    async def publish(self, visit: Visit, edit: ContentEdit) -> Trial | None:
        """Make a proposal live, and return its trial; None when the entry was changed since it was made.

        Two who publish at once come one after the other: both begin with the head of what was done.
        """
        await visit.turn.get(AuditHead, AuditHead().key)
        entry = await self.entry(visit, edit.entry)
        if edit.before and edit.before != mark(entry):
            return None
        trial = await self.trial(visit, edit)
        if trial.passes:
            await self._make_live(visit, edit)
        return trial

    async def of_entry(self, visit: Visit, entry_id: str) -> list[ContentEdit]:
        """Return all changes of an entry that were ever published, in their order."""
        found = {each.id: each for each in await visit.turn.find(ContentEdit, f"entry:{entry_id}")}
        # One that an earlier version kept is not found by its entry.
        found |= {
            each.id: each for each in await visit.turn.find(ContentEdit, "live") if each.entry == entry_id
        }
        published = [each for each in found.values() if each.state in PUBLISHED]
        return sorted(published, key=lambda each: (each.number, each.at, each.id))

    async def _make_live(self, visit: Visit, edit: ContentEdit) -> None:
        earlier = await self.of_entry(visit, edit.entry)
        for old in earlier:  # words in their place are what counts from now on
            if old.state == "stale" and old.change == edit.change and edit.change in WORDS:
                visit.turn.put(replace(old, state="dropped"))
        number = 1 + max((each.number for each in earlier), default=0)
        at = visit.now.isoformat()
        visit.turn.put(replace(edit, state="live", by=visit.who, at=at, number=number))
        await note(
            visit.turn, visit.who, "content published", visit.now,
            entry=edit.entry, edit=edit.id, change=edit.change, number=str(number),
        )  # fmt: skip
        for question_id in edit.questions:
            if question := await visit.turn.get(Question, question_id):
                visit.turn.put(replace(question, settled=f"phrasing:{edit.entry}"))
        visit.session = replace(visit.session, proposal="", group="")
        visit.afterwards.append(self._published)
