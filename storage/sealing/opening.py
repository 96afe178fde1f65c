"""Opening a store whose records are sealed: with the right master key, or not at all."""

from storage.errors import StoreUnreadable
from storage.records import KINDS
from storage.sealing.keyring import Keyring, new_root
from storage.sealing.master import MasterKeys, UnknownMasterKey
from storage.sealing.names import is_open
from storage.sealing.records import Root
from storage.sealing.store import SealedStore
from storage.sealing.twins import twin_of
from storage.store import Store

WRONG_KEY = (
    "The store cannot be opened with this key: it was kept with another one. Give the key that it was kept "
    "with, in CHARTER_KEY or CHARTER_KEY_FILE."
)
SEALED = [twin_of(kind) for kind in KINDS if not is_open(kind)]


class NotSealed(StoreUnreadable):
    """The store was kept by an older version, in plain text."""


async def open_sealed(inner: Store, masters: MasterKeys) -> SealedStore:
    """Open what is kept sealed in another store; raises `StoreUnreadable` when the key is another."""
    root = await inner.fetch(Root, "root")
    if root is None:
        root = await _begun(inner, masters)
    return SealedStore(inner, opened(root, masters))


def opened(root: Root, masters: MasterKeys) -> Keyring:
    """Return the keys of a store; raises `StoreUnreadable` when the master key is another one."""
    try:
        return Keyring(masters, root)
    except UnknownMasterKey:
        raise StoreUnreadable(WRONG_KEY) from None


async def _begun(inner: Store, masters: MasterKeys) -> Root:
    """Begin to seal a store in which nothing is kept of anybody."""
    for kind in SEALED:
        if any(each.by or each.plain.from_json(each.body).sealed_for for each in await inner.read(kind)):
            raise NotSealed("the store is not sealed yet")
    async with inner.turn("begin to seal") as turn:
        root = await turn.get(Root, "root")
        if root is None:
            root = new_root(masters)
            turn.put(root)
    return root
