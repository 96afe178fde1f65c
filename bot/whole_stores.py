"""The store that the settings name as something to copy whole: named, made ready, and opened."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import ValidationError

from bot.errors import SettingsError
from bot.master_key import master_keys
from bot.settings import TINYDB, Settings
from storage.copies.copyable import Copyable
from storage.sealing.copies import SealedCopies
from storage.sealing.key_set import KeySet
from storage.sealing.opening import NotSealed, refuse_other_key
from storage.sealing.records import Root


def with_store(settings: Settings, store: str, option: str) -> Settings:
    """Return the settings with another store, which an option has named."""
    try:
        return Settings.model_validate({**settings.model_dump(), "charter_store": store})
    except ValidationError as cause:
        words = [each["msg"].removeprefix("Value error, ") for each in cause.errors()]
        raise SettingsError([f"{option}: {each}." for each in words]) from None


@asynccontextmanager
async def opened(
    settings: Settings, *, guest: bool = False, keys: KeySet | None = None
) -> AsyncIterator[SealedCopies]:
    """Open the store for a block; a `guest` comes beside a running assistant.

    With `keys`, what the store is filled with may be under these.
    """
    raw = await _open(settings, guest=guest)
    try:
        root = await raw.fetch(Root, "root")
        if guest and root is None:
            raise NotSealed(NotSealed.SENTENCE)
        make = root is None and not (keys and keys.keys)
        masters = master_keys(settings, make=make)
        if root:
            refuse_other_key(root, masters)
        yield SealedCopies(raw, masters, keys)
    finally:
        await raw.close()


async def _open(settings: Settings, *, guest: bool) -> Copyable:
    if settings.store_path:
        from storage.tinydb_store.copies import TinyDbCopies  # noqa: PLC0415 - each for those who use it

        return TinyDbCopies(settings.store_path, guest=guest)
    from storage.postgres_store.copies import PostgresCopies  # noqa: PLC0415 - as above

    return await PostgresCopies.open(settings.store_url)


async def make_ready(settings: Settings) -> None:
    """Bring a database's tables to what this version needs; a file is brought there when it is opened."""
    if settings.store_url:
        from storage.postgres_store import schema  # noqa: PLC0415 - as above

        await asyncio.to_thread(schema.upgrade, settings.store_url)


def refuse_missing(settings: Settings, option: str = "CHARTER_STORE") -> None:
    """Raise `SettingsError` for a file that is not there, which an option named; opening it would make it."""
    if settings.store_path and not settings.store_path.exists():
        raise SettingsError([f"{option}: there is no store at {settings.store_path} yet."])


def how_to_empty(settings: Settings, option: str) -> str:
    """Say what to do about a store that should be empty."""
    if settings.store_path:
        return f"Name another file in {option}, or move that one away."
    return f"Name an empty database in {option}."


def named(settings: Settings) -> str:
    """Return the words that name the store, without a password."""
    if settings.store_path:
        return f"{TINYDB}{settings.store_path}"
    from storage.postgres_store.copies import shown  # noqa: PLC0415 - as in bot/opening.py

    return shown(settings.store_url)


def place_of(settings: Settings) -> Path | str:
    """Return where the store is, by which two can be held against each other."""
    return settings.store_path.resolve() if settings.store_path else named(settings)
