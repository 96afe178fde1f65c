"""Days as people read them."""

from datetime import date


def day_in_words(at: str) -> str:
    """Write the day of a time or day as records keep it, `23 November 2026`; none stays none."""
    if not at:
        return ""
    on = date.fromisoformat(at[:10])
    return f"{on.day} {on:%B %Y}"
