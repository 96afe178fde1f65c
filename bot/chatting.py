"""`charter-bot chat`: the assistant in a terminal."""

from datetime import date
from pathlib import Path

from bot.app import assemble
from bot.channels.console import Console
from bot.content import FOUND_RIGHT, read_content
from bot.opening import open_store
from bot.sentences import open_sentences
from bot.settings import Settings


async def chat(settings: Settings) -> None:
    """Talk until the person leaves; everything is kept in the store."""
    content = read_content(today=date.min, found_right=settings.charter_cache / FOUND_RIGHT)
    store = await open_store(settings)
    try:
        app = assemble(
            content,
            store,
            sentences=open_sentences(settings),
            keep=settings.keep,
            rates=settings.rates,
        )
        await app.upkeep.learn()
        console = Console(
            app.assistant, app.fetching.content, content.texts.say("something_failed"), Path.cwd()
        )
        await console.talk(lambda: input("> "), between=app.upkeep.once)
    finally:
        await store.close()
