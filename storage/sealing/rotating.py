"""All keys of a store, kept under the newest master key: also while assistants run, where they share a store.

Those read the file of the master key anew when they meet a key that is under one they do not know; before
they make a key they look what the root is under.
"""

from contextlib import suppress

from storage.errors import StoreError, TurnConflict
from storage.sealing.keyring import key_anew, root_anew
from storage.sealing.master import MasterKeys
from storage.sealing.records import Root, SubjectKey
from storage.store import Store

AT_ONCE = 200  # keys a turn
ATTEMPTS = 20


async def older_keys(store: Store, masters: MasterKeys) -> int:
    """Return how many keys are kept under another than the newest master key."""
    count, after = 0, ""
    while page := await store.page(SubjectKey, after, AT_ONCE):
        count += sum(not masters.is_newest(key.wrapped) for key in page)
        after = page[-1].key
    root = await store.fetch(Root, "root")
    return count + (root is not None and not masters.is_newest(root.index_key))


async def wrap_anew(store: Store, masters: MasterKeys) -> int:
    """Keep all keys under the newest master key; return how many.

    The root comes first: whoever makes a key reads it, and makes it under the same master key.
    """
    await _again(store, masters, [])
    count, after = 0, ""
    while page := await store.page(SubjectKey, after, AT_ONCE):
        await _again(store, masters, [key.index for key in page])
        count += len(page)
        after = page[-1].key
    return count


async def _again(store: Store, masters: MasterKeys, indexes: list[str]) -> None:
    for _ in range(ATTEMPTS):
        with suppress(TurnConflict):
            async with store.turn("master key") as turn:
                root = await turn.get(Root, "root")
                if root and not masters.is_newest(root.index_key):
                    turn.put(root_anew(root, masters, masters))
                for index in indexes:
                    if key := await turn.get(SubjectKey, index):
                        turn.put(key_anew(key, masters, masters))
            return
    raise StoreError("the keys kept changing")
