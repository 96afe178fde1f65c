"""`/export`: the collected assessments as a file, for admins. Every export is recorded."""

import asyncio

from bot.audit import note
from bot.messages import Choice, Reply
from bot.reports.export import FORMATS, export
from bot.visit import Visit
from knowledge.loader import Content
from storage.records import Assessment
from storage.store import Store


class Export:
    """Hands over all assessments in the format asked for. Its choices carry `export:<format>`."""

    def __init__(self, content: Content, store: Store) -> None:
        self._content = content
        self._say = content.texts.say
        self._store = store

    async def export(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Export in the format named, or offer the formats."""
        chosen = words.strip().casefold()
        if chosen not in FORMATS:
            choices = tuple(Choice(self._say(f"export.{each}"), f"export:{each}") for each in FORMATS)
            return (Reply(self._say("export.which"), choices=choices),)
        assessments = [each for each in await self._store.read(Assessment) if not each.of]
        documents = await asyncio.to_thread(export, self._content, assessments, chosen, visit.now)
        count = str(len(assessments))
        await note(visit.turn, visit.who, "export", visit.now, format=chosen, assessments=count)
        notice = self._content.framework.notice
        text = self._say("export.done", count=len(assessments), format=chosen.upper())
        return tuple(Reply(text, note=notice, document=document) for document in documents)

    async def choose(self, visit: Visit, chosen: str) -> tuple[Reply, ...]:
        """Export in the format pressed."""
        return await self.export(visit, chosen)
