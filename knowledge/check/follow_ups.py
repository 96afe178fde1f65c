"""What people ask next leads somewhere else, and somewhere that exists."""

from collections.abc import Iterator, Mapping

from knowledge.check.places import file_of, twice
from knowledge.errors import Problem
from knowledge.model import Entry

MOST = 3  # shown as choices below an answer


def check_follow_ups(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Check the follow-ups of every entry."""
    for entry in entries.values():
        for what, mend in _wrong(entry, entries):
            yield Problem(file_of(entry), "follow_ups", what, mend)


def _wrong(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    for unknown in [each for each in entry.follow_ups if each not in entries]:
        yield f"there is no entry {unknown}", "Name the id of an entry"
    if entry.id in entry.follow_ups:
        yield "it leads to itself", "Leave it out"
    for each in twice(entry.follow_ups):
        yield f"{each} stands there twice", "Leave one out"
    if len(entry.follow_ups) > MOST:
        yield f"there are {len(entry.follow_ups)}, {MOST} are the most", "Keep what people ask first"
