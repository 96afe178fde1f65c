"""Days as people write them."""

from datetime import date


def day(at: str) -> str:
    """Write the day of a time or day that a record keeps; none stays none."""
    if not at:
        return ""
    on = date.fromisoformat(at[:10])
    return f"{on.day} {on:%B %Y}"
