"""`/reviews`: what must be looked at again by now or soon, and changes that are not answered from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from bot.audit import note
from bot.days import day_in_words
from bot.edits import WORDS, value
from bot.errors import BotError
from bot.flows.curate.past import Past
from bot.flows.curate.proposals import Proposals
from bot.flows.curate.seeing import AT_ONCE, page_of
from bot.flows.curate.showing import Showing
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.model import Entry
from storage.records import ContentEdit

SOON = timedelta(days=30)
LEFT = ("stale", "unsound")  # published changes that are not answered from
Replies = tuple[Reply, ...]


def due(entries: Iterable[Entry], by: date) -> list[Entry]:
    """Return the entries that must be looked at by a day, the longest overdue first."""
    return sorted(
        (each for each in entries if each.review_by <= by), key=lambda each: (each.review_by, each.id)
    )


class Reviews:
    """Its choices carry `know:reviews:<page>`, `know:left:<edit>` and `know:drop:<edit>`."""

    def __init__(self, proposals: Proposals, showing: Showing, past: Past) -> None:
        self._proposals = proposals
        self._showing = showing
        self._past = past
        self._say = proposals.say

    async def page(self, visit: Visit, number: str, _: str) -> Replies:
        """List what is due, a page at a time, the longest overdue first; with changes that do not fit."""
        entries = await self._proposals.entries(visit)
        today = visit.now.date()
        waiting = due(entries.values(), today + SOON)
        left = await self._left(visit)
        page, pages = page_of(number, len(waiting))
        here = list(enumerate(waiting, 1))[page * AT_ONCE : (page + 1) * AT_ONCE]
        lines = [self._line(at, entry, today) for at, entry in here]
        choices = [Choice(f"{at}. {entry.question}", f"know:see:{entry.id}") for at, entry in here]
        if pages > 1:
            more = self._say("know.more", page=page + 1, pages=pages)
            choices.append(Choice(more, f"know:reviews:{page + 1}"))
        text = "\n".join(lines) or self._say("know.none_due")
        replies = (Reply(text, self._say("know.reviews_title"), choices=tuple(choices)),)
        return (*replies, self._left_out(left, entries)) if left and not page else replies

    async def left(self, visit: Visit, edit_id: str, _: str) -> Replies:
        """Show one change that does not fit, beside the entry as it is."""
        edit = await self._one(visit, edit_id)
        entry = await self._proposals.entry(visit, edit.entry)
        parts = [self._say(f"know.why.{edit.state}"), self._showing.change(edit)]
        if edit.change in WORDS:
            parts.append(self._say("know.now", now=self._showing.as_read(edit, value(entry, edit.change))))
        choices = (
            Choice(self._say("know.again"), f"know:again:{edit.id}"),
            Choice(self._say("know.drop"), f"know:drop:{edit.id}"),
            Choice(self._say("know.back"), f"know:see:{entry.id}"),
        )
        return (Reply("\n\n".join(parts), entry.question, choices=choices),)

    async def drop(self, visit: Visit, edit_id: str, _: str) -> Replies:
        """Let a change go that does not fit."""
        edit = await self._one(visit, edit_id)
        visit.turn.put(replace(edit, state="dropped"))
        await note(visit.turn, visit.who, "content dropped", visit.now, entry=edit.entry, edit=edit.id)
        return (Reply(self._say("know.dropped")), *await self.page(visit, "0", ""))

    def _line(self, at: int, entry: Entry, today: date) -> str:
        when = "overdue" if entry.review_by < today else "soon"
        day = day_in_words(entry.review_by.isoformat())
        return self._say(f"know.{when}", number=at, entry=entry.question, day=day)

    def _left_out(self, edits: list[ContentEdit], entries: dict[str, Entry]) -> Reply:
        here = list(enumerate(edits[:AT_ONCE], 1))
        lines = [
            f"{at}. {entries[each.entry].question if each.entry in entries else each.entry}: "
            f"{self._past.line(each, undone=False)}"
            for at, each in here
        ]
        choices = tuple(
            Choice(self._say("know.look", number=at), f"know:left:{each.id}") for at, each in here
        )
        text = self._say("know.left_out", count=len(edits), changes="\n".join(lines))
        return Reply(text, self._say("know.left_title"), choices=choices)

    async def _left(self, visit: Visit) -> list[ContentEdit]:
        found = [each for state in LEFT for each in await visit.turn.find(ContentEdit, state)]
        return sorted(found, key=lambda each: (each.at, each.id))

    async def _one(self, visit: Visit, edit_id: str) -> ContentEdit:
        edit = await visit.turn.get(ContentEdit, edit_id)
        if edit is None or edit.state not in LEFT:
            raise BotError(self._say("know.gone"))
        return edit
