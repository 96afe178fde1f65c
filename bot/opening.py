"""Opens the store that the settings name."""

from bot.settings import Settings
from storage.store import Store
from storage.tinydb_store import TinyDbStore


async def open_store(settings: Settings, *, guest: bool = False) -> Store:
    """Open the store; a `guest` comes for a moment, beside a running assistant. Raises `StoreError`."""
    if settings.store_path:
        return TinyDbStore(settings.store_path, guest=guest)
    from storage.postgres_store import PostgresStore  # noqa: PLC0415 - 15 MB, for those who use it

    return await PostgresStore.open(settings.store_url)
