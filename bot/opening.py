"""Opens the store that the settings name, with what is sealed in it."""

from bot.master_key import master_keys
from bot.settings import Settings
from bot.whole_stores import opened
from storage.sealing.opening import NotSealed, open_sealed, refuse_plain
from storage.sealing.records import Root
from storage.store import Store
from storage.tinydb_store import TinyDbStore


async def open_store(settings: Settings, *, guest: bool = False) -> Store:
    """Open the store; a `guest` comes for a moment, beside a running assistant. Raises `StoreError`.

    An embedded store that an older version has kept in plain text is sealed first.
    """
    try:
        return await _opened(settings, guest=guest)
    except NotSealed:
        if guest or not settings.store_path:
            raise
    async with opened(settings) as store, store.alone():
        pass  # sealed by the end of it
    return await _opened(settings, guest=guest)


async def _opened(settings: Settings, *, guest: bool) -> Store:
    store = await open_raw(settings, guest=guest)
    try:
        root = await store.fetch(Root, "root")
        if guest and root is None:  # it can begin nothing; what is nobody's words can be read and added
            await refuse_plain(store)
            return store
        return await open_sealed(store, master_keys(settings, make=root is None))
    except BaseException:
        await store.close()
        raise


async def open_raw(settings: Settings, *, guest: bool) -> Store:
    """Open the store as it is, with what is sealed in it closed."""
    if settings.store_path:
        return TinyDbStore(settings.store_path, guest=guest)
    from storage.postgres_store import PostgresStore  # noqa: PLC0415 - 15 MB, for those who use it

    return await PostgresStore.open(settings.store_url)
