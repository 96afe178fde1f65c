"""A nonce is random, and nobody has one that somebody else had: not in another thread, nor after a fork."""

import os
import subprocess
import sys
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor

from storage.sealing import cipher as module
from storage.sealing.cipher import DRAWN, NONCE_BYTES, Cipher, new_key

FORKS = """
import os
from base64 import b64decode
from storage.sealing.cipher import Cipher, new_key

cipher = Cipher(new_key())
nonce = lambda: b64decode(cipher.seal(b"words", "place"))[:12].hex()
nonce()
if child := os.fork():
    os.waitpid(child, 0)
print(*(nonce() for _ in range(300)), flush=True)
"""


def test_no_nonce_is_used_twice_in_any_thread():
    cipher = Cipher(new_key())

    def nonces(_thread):
        return [b64decode(cipher.seal(b"words", "place"))[:NONCE_BYTES] for _ in range(3 * DRAWN)]

    with ThreadPoolExecutor(4) as threads:
        drawn = [nonce for each in threads.map(nonces, range(4)) for nonce in each]
    assert len(set(drawn)) == len(drawn) == 12 * DRAWN
    assert {len(nonce) for nonce in drawn} == {12}


def test_one_draw_gives_256_nonces(monkeypatch):
    cipher, urandom, drawn = Cipher(new_key()), os.urandom, []
    monkeypatch.setattr(module, "_nonces", [])
    monkeypatch.setattr(os, "urandom", lambda size: drawn.append(size) or urandom(size))
    for _ in range(256):
        cipher.seal(b"words", "place")
    assert drawn == [256 * 12]
    cipher.seal(b"words", "place")
    assert drawn == [256 * 12] * 2


def test_a_process_that_was_forked_draws_its_own():
    said = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, text=True, check=True).stdout
    assert len(said.split()) == len(set(said.split())) == 600
