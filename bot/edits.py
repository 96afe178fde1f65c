"""Ways of asking that curators have added in chat, laid over the shipped entries."""

from collections.abc import Iterable, Mapping

from knowledge.model import Entry
from storage.records import ContentEdit


def with_edits(entries: Mapping[str, Entry], edits: Iterable[ContentEdit]) -> dict[str, Entry]:
    """Return the entries with the edits' ways of asking; an edit of an entry that is gone changes nothing."""
    edited = dict(entries)
    for edit in edits:
        if edit.entry in edited:
            entry = edited[edit.entry]
            new = [each for each in edit.ask if each not in entry.ask]
            edited[edit.entry] = entry.model_copy(update={"ask": [*entry.ask, *new]})
    return edited
