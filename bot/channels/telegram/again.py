"""How long to wait before the next try of what failed: a little first, and then longer and longer."""

from collections.abc import Iterator

FIRST = 1.0  # seconds
AT_MOST = 30.0  # seconds: no one waits longer than that once Telegram, or the store, is back


def waits() -> Iterator[float]:
    """Give the seconds before each further try: doubled each time, up to the most."""
    wait = FIRST
    while True:
        yield wait
        wait = min(wait * 2, AT_MOST)
