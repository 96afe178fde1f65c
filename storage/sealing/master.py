"""The master keys: every other key is kept under the newest, and opened with the one it was kept under."""

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence

from storage.errors import StoreError
from storage.sealing.cipher import KEY_BYTES, Cipher, new_key

ID_LETTERS = 8
BLANK = re.compile(r"\s*(#.*)?")


class MasterKeys:
    """Several keys, newest first. `again` reads them anew: another process may have put one before them."""

    def __init__(self, keys: Sequence[bytes], again: Callable[[], Sequence[bytes]] | None = None) -> None:
        self._again = again
        self._take(keys)

    def _take(self, keys: Sequence[bytes]) -> None:
        self._ciphers = {key_id(key): Cipher(key) for key in keys}
        self.newest = key_id(keys[0])

    def wrap(self, key: bytes, place: str) -> str:
        """Return a key under the newest master key."""
        return f"{self.newest}.{self._ciphers[self.newest].seal(key, place)}"

    def unwrap(self, wrapped: str, place: str) -> bytes:
        """Return the key; raises `StoreError` when the master key that it was kept under is not here."""
        name, _, sealed = wrapped.partition(".")
        if name not in self._ciphers and self._again:
            self._take(self._again())
        if name not in self._ciphers:
            raise UnknownMasterKey("the master key that this was kept under is not among those given")
        return self._ciphers[name].open(sealed, place)

    def is_newest(self, wrapped: str) -> bool:
        """Whether something was kept under the newest master key."""
        return wrapped.partition(".")[0] == self.newest


class UnknownMasterKey(StoreError):
    """What a key was kept under is not among the master keys."""


def key_id(key: bytes) -> str:
    """Return the beginning of a hash of a master key, by which it is told from others."""
    return hashlib.sha256(b"charter-bot master key" + key).hexdigest()[:ID_LETTERS]


def read_keys(text: str) -> list[bytes]:
    """Return the master keys in some text, one in a line; raises `ValueError` when one is none."""
    lines = [line for line in text.splitlines() if not BLANK.fullmatch(line)]
    keys = [_key(line.strip()) for line in lines]
    if not keys:
        raise ValueError("there is no key in it")
    return keys


def _key(line: str) -> bytes:
    try:
        key = b64decode(line, validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("a key is 32 random bytes in base64; `charter-bot keys new` makes one")
    return key


def new_master_key() -> str:
    """Return a new master key, as it is written down."""
    return b64encode(new_key()).decode("ascii")
