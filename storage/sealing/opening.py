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
NO_KEYS = (
    "The store is sealed, and its keys are not in it. Restore it from a backup with its keys file: "
    "`charter-bot restore --replace PATH --keys FILE`."
)
SEALED = [twin_of(kind) for kind in KINDS if not is_open(kind)]


class NotSealed(StoreUnreadable):
    """The store was kept by an older version, in plain text."""

    SENTENCE = (
        "The store is as an older charter-bot kept it: not sealed yet. Stop every assistant that uses it, "
        "then run `charter-bot migrate`."
    )


async def open_sealed(inner: Store, masters: MasterKeys) -> SealedStore:
    """Open what is kept sealed in another store; raises `StoreUnreadable` when the key is another."""
    root = await inner.fetch(Root, "root")
    if root is None:
        root = await _begun(inner, masters)
    return SealedStore(inner, opened(root, masters))


def refuse_other_key(root: Root, masters: MasterKeys) -> None:
    """Raise `StoreUnreadable` when a store is under another master key, before anything is done with it."""
    opened(root, masters)


def opened(root: Root, masters: MasterKeys) -> Keyring:
    """Return the keys of a store; raises `StoreUnreadable` when the master key is another one."""
    try:
        return Keyring(masters, root)
    except UnknownMasterKey:
        raise StoreUnreadable(WRONG_KEY) from None


async def _begun(inner: Store, masters: MasterKeys) -> Root:
    """Begin to seal a store in which nothing is kept of anybody."""
    await refuse_plain(inner)
    async with inner.turn("begin to seal") as turn:
        root = await turn.get(Root, "root")
        if root is None:
            root = new_root(masters)
            turn.put(root)
    return root


async def refuse_plain(inner: Store) -> None:
    """Raise what is wrong with a store without a root in which something is kept of somebody."""
    for kind in SEALED:
        for twin in await inner.read(kind):
            if twin.by:
                raise StoreUnreadable(NO_KEYS)
            if kind.plain.from_json(twin.body).sealed_for:
                raise NotSealed(NotSealed.SENTENCE)
