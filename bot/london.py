"""London's days, and the hours in which people there may be written to without having asked."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FROM, UNTIL = time(8), time(20)


def is_civil(now: datetime) -> bool:
    """Whether it is from 8:00 up to 20:00 in London, summer and winter."""
    return FROM <= now.astimezone(LONDON).time() < UNTIL


def day(now: datetime) -> str:
    """Return which day it is in London."""
    return now.astimezone(LONDON).date().isoformat()


def next_morning(now: datetime) -> datetime:
    """Return when the civil hours of London's next day begin, in UTC."""
    tomorrow = now.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(tomorrow, FROM, LONDON).astimezone(UTC)
