"""Names that mean more than one thing lead to entries that are there, and to more than one."""

from collections.abc import Iterator, Mapping

from knowledge.check.places import SEARCH
from knowledge.errors import Problem
from knowledge.model import Entry, SearchSettings


def check_names(search: SearchSettings, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Check every name of content/search.yaml."""
    for name in search.names:
        place = f"names.{name.said[0]}"
        for unknown in [each for each in name.means if each not in entries]:
            yield Problem(SEARCH, place, f"there is no entry {unknown}", "Name the id of an entry")
        if len(set(name.means)) < 2:
            yield Problem(SEARCH, place, "it can mean one thing only", "Name another entry, or leave it out")
