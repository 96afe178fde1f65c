"""Codes that people read out and type: random, in letters that cannot be taken for each other."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that look alike: 0 O, 1 I L


def new_code(length: int) -> str:
    """Return a random code; each letter is one of 31, so it carries 4.95 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
