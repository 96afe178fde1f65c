"""The embedded store as `charter-bot run` opens it: sealed, under a master key made for the occasion."""

from storage.sealing.cipher import new_key
from storage.sealing.master import MasterKeys
from storage.sealing.opening import open_sealed
from storage.tinydb_store import TinyDbStore


async def open_embedded(folder):
    """Return the store in a folder that had none."""
    return await open_sealed(TinyDbStore(folder / "charter.db"), MasterKeys((new_key(),)))
