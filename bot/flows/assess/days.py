"""Days as they are shown."""

from datetime import datetime


def day_in_words(at: str) -> str:
    """Return the day of a kept time: `23 November 2026`."""
    day = datetime.fromisoformat(at)
    return f"{day.day} {day:%B %Y}"
