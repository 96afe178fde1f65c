"""What somebody wants to export, as they type it: `csv finished 2026-01-01..2026-06-30 level:gold`."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.errors import BotError
from bot.reports.wanted import FORMATS, FORMS, STATES, Wanted
from knowledge.loader import Content

DAY = r"\d{4}-\d{2}-\d{2}"
_RANGE = re.compile(rf"(?:(started|finished):)?({DAY})?\.\.({DAY})?")
_WORDS = re.compile(r'\w+:"[^"]*"|\S+')


def read_words(content: Content, words: str) -> Wanted:
    """Read what was typed; raises `BotError` with a sentence that says what can be written."""
    return read_each(content, _WORDS.findall(words))


def read_each(content: Content, words: Iterable[str]) -> Wanted:
    """Read words, each of them one wish.

    A range of days stands for the date that is named before it; without one for that of the state.
    """
    wanted = Wanted()
    for word in words:
        read = (
            _plain(wanted, word.casefold()) or _days(wanted, word.casefold()) or _named(content, wanted, word)
        )
        if read is None:
            raise BotError(what_can_be_written(content))
        wanted = read
    if wanted != wanted.without_filters():
        raise BotError(content.texts.say("export.no_choice"))
    return wanted


def what_can_be_written(content: Content) -> str:
    """Return the sentences that say how to ask for an export."""
    levels = ", ".join(f"level:{level.id}" for level in content.framework.levels)
    versions = ", ".join(f"version:{each}" for each in sorted(content.frameworks))
    return content.texts.say("export.can_be_written", levels=levels, versions=versions)


def _plain(wanted: Wanted, word: str) -> Wanted | None:
    if word in FORMATS:
        return replace(wanted, format=word)
    if word in FORMS:
        return replace(wanted, form=word)
    if word in STATES:
        return replace(wanted, state=word, dates="started" if word == "started" else "finished")
    if word == "anonymised":
        return replace(wanted, anonymised="yes")
    return replace(wanted, format="csv", excel="yes") if word == "excel" else None


def _days(wanted: Wanted, word: str) -> Wanted | None:
    found = _RANGE.fullmatch(word)
    if found is None:
        return None
    dates, since, until = found.groups(default="")
    are_days = all(_is_day(each) for each in (since, until) if each)
    if not are_days or not (since or until) or (since and until and until < since):
        return None
    return replace(wanted, dates=dates or wanted.dates, since=since, until=until)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _named(content: Content, wanted: Wanted, word: str) -> Wanted | None:
    name, _, value = word.partition(":")
    value = value.strip('"').strip()
    if name.casefold() == "level" and value.casefold() in {level.id for level in content.framework.levels}:
        return replace(wanted, level=value.casefold())
    if name.casefold() == "version" and value in content.frameworks:
        return replace(wanted, framework=value)
    if name.casefold() == "organisation" and value:
        return replace(wanted, organisation=value)
    return None
