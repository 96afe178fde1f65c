"""The store as the program under test keeps it: sealed, with its key beside it."""

from pathlib import Path

from bot.opening import open_store
from bot.settings import Settings
from storage.store import Store


async def opened(path: Path | str) -> Store:
    """Open the store in a file as the program does."""
    return await open_store(Settings.model_validate({"charter_store": f"tinydb:{path}"}))
