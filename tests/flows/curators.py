"""What the tests of curators share: an assistant that knows words alone, and so tries sooner."""

from people import NO_HURRY, Clock, Person

from bot.app import App, assemble
from knowledge.loader import Content
from storage.memory_store import MemoryStore
from storage.records import KINDS, ContentEdit, Member

IDS = {"cleo": "CREW2345", "bela": "KEEN2345"}


def an_app(content: Content, clock: Clock) -> App:
    """An assistant that may learn: what is published here answers nowhere else."""
    return assemble(content, MemoryStore(), clock, rates=NO_HURRY)


async def emptied(app: App) -> App:
    """Forget everything, what was learnt too."""
    async with app.store.turn("test") as turn:
        for kind in KINDS:
            for record in await app.store.read(kind):
                turn.remove(kind, record.key)
    await app.upkeep.learn()
    return app


async def curator(app: App, name: str, device: str) -> Person:
    """Somebody who looks after answers."""
    async with app.store.turn("test") as turn:
        turn.put(Member(f"web:{name}", role="curator", id=IDS[name]))
    return Person(app, name, device=f"{name}-{device}-")


async def edits(app: App) -> list[ContentEdit]:
    """All changes, in their order."""
    return sorted(await app.store.read(ContentEdit), key=lambda each: (each.number, each.at))
