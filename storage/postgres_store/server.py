"""Whether a server can be trusted with what people say: new enough, and keeping what it confirms."""

from typing import LiteralString

from storage.errors import StoreUnreadable

OLDEST = 140_000  # PostgreSQL 14, the oldest that its makers still mended when this was written
SERVER: LiteralString = """
    SELECT current_setting('server_version_num')::int, current_setting('fsync'),
        current_setting('full_page_writes'), current_setting('synchronous_commit')
"""
KEEPING = ("fsync", "full_page_writes", "synchronous_commit")


def check(place: str, version: int, *settings: str) -> str:
    """Return a warning when a server may lose what it has confirmed, else nothing.

    `settings` are the values of `KEEPING`. Raises `StoreUnreadable` when the server is too old.
    """
    if version < OLDEST:
        raise StoreUnreadable(
            f"The database at {place} is PostgreSQL {version // 10_000}; this charter-bot needs 14 or newer."
        )
    off = [name for name, value in zip(KEEPING, settings, strict=True) if value == "off"]
    if not off:
        return ""
    return (
        f"The database at {place} may lose what people were told is saved when its power fails. "
        f"Switch on there: {', '.join(off)}."
    )
