"""The keys of one store: made, opened, and used on records."""

import hmac
import secrets
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, TypeVar, cast

from storage.errors import StoreUnreadable
from storage.json_texts import json_text, json_texts
from storage.records import Record
from storage.sealing.cipher import Cipher, new_key
from storage.sealing.master import MasterKeys
from storage.sealing.packing import packed, unpacked
from storage.sealing.records import Root, SubjectKey
from storage.sealing.twins import Twin, is_sealed, twin_of
from storage.store import R

K = TypeVar("K")
V = TypeVar("V")

OPENED_AT_MOST = 4_096  # keys that are held open; each takes some 2 microseconds to open again
INDEX_BYTES = 16
PSEUDONYM_BYTES = 12
WHO = "who"


class Keyring:
    """Opens subjects' keys with the master keys. It holds few of them, and none that is destroyed."""

    def __init__(self, masters: MasterKeys, root: Root) -> None:
        self.masters = masters
        self.root = root
        self._index_key = masters.unwrap(root.index_key, _root_place(root.store))
        self._opened: dict[tuple[str, str, str], Opened] = {}
        self._ended: dict[str, None] = {}  # pseudonyms of the last keys that were let go
        self.index = lru_cache(OPENED_AT_MOST)(self._index)  # it takes some 10 microseconds, ten times a turn

    def _index(self, subject: str) -> str:
        """Return what the key of a subject is found by."""
        return hmac.digest(self._index_key, _bytes(subject), "sha256")[:INDEX_BYTES].hex()

    def take_up(self, root: Root) -> None:
        """Make new keys under the master key that the root is kept under by now."""
        self.masters.unwrap(root.index_key, _root_place(root.store))

    def new_key(self, subject: str, *, passing: bool = False) -> SubjectKey:
        """Return a new key for a subject."""
        pseudonym, key = secrets.token_urlsafe(PSEUDONYM_BYTES), new_key()
        wrapped = self.masters.wrap(key, pseudonym)
        return SubjectKey(
            self.index(subject), pseudonym, wrapped, Cipher(key).seal(_bytes(subject), WHO), passing
        )

    def subject(self, key: SubjectKey) -> str:
        """Return whose key it is."""
        return self._open(key).subject

    def seal(self, record: Record, name: str, tags: tuple[str, ...], key: SubjectKey) -> Twin:
        """Return a record as it is kept, under a name and tags without addresses."""
        text = record.to_bytes()
        sealed = self._open(key).cipher.seal(packed(text), _place(record.kind, name, tags))
        body = {"key": name, "tags": list(tags), "by": key.pseudonym, "sealed": sealed}
        return twin_of(type(record))(body, name, tags, record if record.unchanging else text)

    def open(self, kind: type[R], twin: Twin, key: SubjectKey | None) -> R | None:
        """Return a record that was kept; None when its key was destroyed."""
        if not is_sealed(twin.body):
            record = kind.from_json(twin.body)
            if record.sealed_for:
                raise StoreUnreadable(f"a record of kind {kind.kind!r} is not sealed; we did not write it so")
            return record
        if key is None or key.pseudonym != twin.by:  # it was left under a key that has ended
            twin.said = b""
            return None
        said = twin.said or self._said(twin, key)
        record = kind.from_text(said.decode()) if isinstance(said, bytes) else cast(R, said)
        if record.unchanging:
            twin.said = record
        return record

    def _said(self, twin: Twin, key: SubjectKey) -> bytes:
        place = _place(twin.kind, twin.key, twin.tags)
        return unpacked(self._open(key).cipher.open(twin.body["sealed"], place))

    def let_go(self, key: SubjectKey) -> None:
        """Hold nothing any longer of a key that is destroyed, though another turn may just be using it."""
        self.index.cache_clear()
        self._opened.pop(_what_opens(key), None)
        _hold(self._ended, key.pseudonym, None)

    def _open(self, key: SubjectKey) -> "Opened":
        name = _what_opens(key)
        opened = self._opened.get(name)
        if opened is None:
            cipher = Cipher(self.masters.unwrap(key.wrapped, key.pseudonym))
            opened = Opened(cipher, cipher.open(key.subject, WHO).decode("utf-8", "surrogatepass"))
            if key.pseudonym not in self._ended:
                _hold(self._opened, name, opened)
        return opened


class Opened(NamedTuple):
    """A key of a subject, opened, and whose it is."""

    cipher: Cipher
    subject: str


def _hold(held: dict[K, V], name: K, value: V) -> None:
    """Hold one more, and the oldest no longer where they are too many."""
    if len(held) >= OPENED_AT_MOST:
        del held[next(iter(held))]
    held[name] = value


def new_root(masters: MasterKeys) -> Root:
    """Return what the keys of a new store hang on."""
    store = secrets.token_hex(16)
    return Root(store, masters.wrap(new_key(), _root_place(store)))


def root_anew(root: Root, new: MasterKeys, old: MasterKeys) -> Root:
    """Return a root under the newest of other master keys."""
    place = _root_place(root.store)
    return replace(root, index_key=new.wrap(old.unwrap(root.index_key, place), place))


def key_anew(key: SubjectKey, new: MasterKeys, old: MasterKeys) -> SubjectKey:
    """Return a key under the newest of other master keys."""
    return replace(key, wrapped=new.wrap(old.unwrap(key.wrapped, key.pseudonym), key.pseudonym))


def _root_place(store: str) -> str:
    return f"root {store}"


def _what_opens(key: SubjectKey) -> tuple[str, str, str]:
    """Return what of a key says how it opens: two that differ here are two keys."""
    return (key.wrapped, key.pseudonym, key.subject)


def _place(kind: str, name: str, tags: tuple[str, ...]) -> str:
    return f"[{json_text(kind)}, {json_text(name)}, {json_texts(tags)}]"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
