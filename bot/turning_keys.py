"""What the operator does with master keys: look whether they are right, and change them."""

from datetime import UTC, datetime
from pathlib import Path

from bot.audit import OPERATOR, audit
from bot.errors import SettingsError
from bot.master_key import key_file, keys_in, master_keys
from bot.opening import open_raw
from bot.settings import Settings
from bot.whole_stores import refuse_missing
from storage.errors import StoreError, StoreUnreadable
from storage.sealing.checking import closed_keys
from storage.sealing.keys_file import put_in_place
from storage.sealing.master import MasterKeys, new_master_key
from storage.sealing.opening import opened, refuse_plain
from storage.sealing.records import Root
from storage.sealing.rotating import older_keys, wrap_anew
from storage.store import Store

CLOSED = (
    "The key opens the store, but not {closed:,} of the keys in it: a line is missing from the file of the "
    "master key, or they are damaged. Nothing was changed. Put back the older lines, or restore a backup."
)


async def check(settings: Settings) -> str:
    """Say whether the master key opens the store, and how many keys are kept under an older one."""
    refuse_missing(settings)
    store = await open_raw(settings, guest=True)
    try:
        masters = master_keys(settings, make=False)
        root = await _root(store)
        if root is None:
            return "Nothing is kept of anybody in the store yet. The first start seals it with the key."
        await _try_all(store, root, masters)
        older = await older_keys(store, masters)
    finally:
        await store.close()
    if older:
        return f"The key opens the store. {older:,} keys in it are under an older: `charter-bot keys rotate`."
    return "The key opens the store, and everything in it is under the newest."


async def rotate(settings: Settings) -> str:
    """Put a new master key first in its file, and keep everything in the store under it.

    Cut short, it can be run again: the older keys stay in the file.
    """
    refuse_missing(settings)
    path = key_file(settings)
    if path is None:
        raise SettingsError(
            ["CHARTER_KEY: a key in the environment cannot be changed here. Put it in a file first."]
        )
    store = await open_raw(settings, guest=False)
    try:
        root = await _root(store)
        if root is None:
            raise StoreError("Nothing is kept of anybody in the store yet: there is nothing to rotate.")
        await _try_all(store, root, MasterKeys(keys_in(path)))
        _put_first(path.resolve(), new_master_key())
        count = await wrap_anew(store, MasterKeys(keys_in(path)))
        await store.append([audit(OPERATOR, "key rotated", datetime.now(UTC), keys=str(count))])
    finally:
        await store.close()
    return (
        f"{path} begins with a new key, and {count:,} keys in the store are under it. Make a backup now, so "
        "that its keys file is under it too. Remove the older lines from the file only when "
        "`charter-bot keys check` says that everything is under the newest."
    )


def _put_first(path: Path, key: str) -> None:
    """Put a key before those in a file, which stays its owner's."""
    put_in_place(path, f"{key}\n".encode("ascii") + path.read_bytes(), path.stat())


async def _root(store: Store) -> Root | None:
    """Return what all keys hang on, if there is anything yet that needs it."""
    root = await store.fetch(Root, "root")
    if root is None:
        await refuse_plain(store)
    return root


async def _try_all(store: Store, root: Root, masters: MasterKeys) -> None:
    """Raise `StoreUnreadable` if the master keys do not open all that is under them."""
    if closed := await closed_keys(store, opened(root, masters)):
        raise StoreUnreadable(CLOSED.format(closed=closed))
