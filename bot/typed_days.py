"""Days as people type them (`1 March 2027`, `01/03/2027`, `2027-03-01`, `March 2027`) and read them."""

import re
from calendar import monthrange
from datetime import date

from bot.messages import plain

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
FIRST, LAST = 1950, 2100  # years that a document can bear
MONTH = "(?P<month>[a-z]{3,9})"
YEAR = r"(?P<year>\d{4}|\d{2})"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
IN_NUMBERS = r"(?P<month>\d{1,2})"
FORMS = [
    re.compile(form)
    for form in (
        rf"(?:the )?{DAY}(?: of)?[ -]?{MONTH},?[ -]?{YEAR}",
        rf"{MONTH} {DAY},? {YEAR}",
        rf"{DAY}[./ -]{IN_NUMBERS}[./ -]{YEAR}",
        rf"(?P<year>\d{{4}})[./ -]{IN_NUMBERS}(?:[./ -]{DAY})?",
        rf"{MONTH},?[ -]?(?P<year>\d{{4}})",
        rf"{IN_NUMBERS}[./-](?P<year>\d{{4}})",
    )
]


def read_day(typed: str, *, end: bool = False) -> date | None:
    """Return the day that somebody typed, or None when it is none.

    A month alone is its first day or, with `end`, its last: "valid until March" holds to the 31st.
    The day comes before the month, as it does in England.
    """
    for form in FORMS:
        if found := form.fullmatch(plain(typed)):
            return _day(found.groupdict(), end=end)
    return None


def _day(found: dict[str, str | None], *, end: bool) -> date | None:
    year, month = int(found["year"] or 0), _month(found["month"] or "")
    year += 2000 if year < 100 else 0
    if not month or not FIRST <= year <= LAST:
        return None
    last = monthrange(year, month)[1]
    day = int(found.get("day") or (last if end else 1))
    return date(year, month, day) if 1 <= day <= last else None


def _month(words: str) -> int:
    """Return which month a number or its name, also cut short, stands for; 0 for none."""
    if words.isdecimal():
        return int(words) if int(words) <= len(MONTHS) else 0
    if words == "sept":
        return 9
    return next((at for at, name in enumerate(MONTHS, 1) if words in {name, name[:3]}), 0)
