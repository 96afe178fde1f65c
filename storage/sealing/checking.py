"""Whether every key in a store opens: looked at, with nothing changed."""

from storage.errors import StoreError
from storage.sealing.keyring import Keyring
from storage.sealing.records import SubjectKey
from storage.store import Store

AT_ONCE = 200  # keys that are read together


async def closed_keys(store: Store, keyring: Keyring) -> int:
    """Return how many keys do not open, or are not of whom they are found by."""
    count, after = 0, ""
    while page := await store.page(SubjectKey, after, AT_ONCE):
        count += sum(not _opens(key, keyring) for key in page)
        after = page[-1].key
    return count


def _opens(key: SubjectKey, keyring: Keyring) -> bool:
    try:
        return keyring.index(keyring.subject(key)) == key.index
    except StoreError:
        return False
