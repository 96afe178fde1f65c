"""No phrasing stands for two things: two that read the same to the search would answer by chance."""

from collections.abc import Iterator, Mapping

from knowledge.check.places import file_of
from knowledge.errors import Problem
from knowledge.model import Entry
from knowledge.search.words import tokens

Read = tuple[str, ...]  # a phrasing as the search reads it


def check_phrasings(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Check phrasings within each entry, and of each against all others."""
    for entry in entries.values():
        yield from _within(entry)
        yield from _near_misses(entry)
    yield from _across(entries)


def _within(entry: Entry) -> Iterator[Problem]:
    first: dict[Read, str] = {}
    for phrasing in entry.ask:
        same = first.setdefault(_read(phrasing), phrasing)
        if same is not phrasing:
            yield Problem(file_of(entry), "ask", f'"{phrasing}" reads the same as "{same}"', "Leave one out")


def _near_misses(entry: Entry) -> Iterator[Problem]:
    asked = {_read(phrasing) for phrasing in entry.phrasings}
    for miss in entry.not_this:
        if _read(miss) in asked:
            what = f'"{miss}" is also a way of asking this entry'
            yield Problem(file_of(entry), "not_this", what, "Leave it out of one of the two")


def _across(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    owners: dict[Read, Entry] = {}
    for entry in entries.values():
        for phrasing in entry.phrasings:
            owner = owners.setdefault(_read(phrasing), entry)
            if owner is not entry:
                place = "question" if phrasing == entry.question else "ask"
                what = f'"{phrasing}" also belongs to {file_of(owner)}'
                yield Problem(file_of(entry), place, what, "Keep it with the entry that answers it")


def _read(phrasing: str) -> Read:
    return tuple(tokens(phrasing))
