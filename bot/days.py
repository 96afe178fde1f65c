"""Days, and numbers of them, as people read them."""

from collections.abc import Callable
from datetime import date, datetime

from bot.london import LONDON

DAY = len("2026-11-23")
YEAR = 365


def day_in_words(at: str) -> str:
    """Write the day of a time or day as records keep it, `23 November 2026`; none stays none."""
    if not at:
        return ""
    on = date.fromisoformat(at[:10])
    return f"{on.day} {on:%B %Y}"


def moment_in_words(at: str) -> str:
    """Write a time as records keep it, in London: `23 November 2026 at 9:05`; of a day there is no time."""
    if len(at) <= DAY:
        return day_in_words(at)
    then = datetime.fromisoformat(at).astimezone(LONDON)
    return f"{day_in_words(then.isoformat())} at {then.hour}:{then:%M}"


def period_in_words(say: Callable[..., str], days: int) -> str:
    """Write a number of days, `one day` or `30 days`: whole years as years."""
    if days % YEAR == 0:
        years = days // YEAR
        return say("information.year") if years == 1 else say("information.years", n=years)
    return say("information.day") if days == 1 else say("information.days", n=days)
