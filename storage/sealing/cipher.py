"""AES-256-GCM, a random nonce for each text: what was sealed opens whole, in its own place, or not."""

import os
from base64 import b64encode
from binascii import a2b_base64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import StoreUnreadable

KEY_BYTES = 32
NONCE_BYTES = 12
DRAWN = 256  # nonces at once: at each draw the thread that seals must wait for the interpreter again


class Cipher:
    """One key. `place` says where a text belongs: sealed for one place, it opens in no other."""

    __slots__ = ("_aes",)

    def __init__(self, key: bytes) -> None:
        self._aes = AESGCM(key)

    def seal(self, text: bytes, place: str) -> str:
        """Return the text sealed, as base64."""
        nonce = _nonce()
        return b64encode(nonce + self._aes.encrypt(nonce, text, _bytes(place))).decode("ascii")

    def open(self, sealed: str, place: str) -> bytes:
        """Return the text; raises `StoreUnreadable` when it was changed or moved, or the key is another."""
        try:
            raw = a2b_base64(sealed, strict_mode=True)
            return self._aes.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bytes(place))
        except (InvalidTag, ValueError):
            raise StoreUnreadable(
                "what was sealed does not open: it was changed, or the key is another"
            ) from None


def new_key() -> bytes:
    """Return a random key."""
    return os.urandom(KEY_BYTES)


def _nonce() -> bytes:
    """Return a random nonce that nobody else has; any thread may ask."""
    while True:
        try:
            return _nonces.pop()
        except IndexError:
            drawn = os.urandom(NONCE_BYTES * DRAWN)
            _nonces.extend(drawn[at : at + NONCE_BYTES] for at in range(0, len(drawn), NONCE_BYTES))


_nonces: list[bytes] = []
os.register_at_fork(after_in_child=_nonces.clear)  # the other process has these


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
