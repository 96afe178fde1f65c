"""What curators have published in chat, laid over the shipped entries."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from knowledge.model import Entry
from storage.records import ContentEdit

WORDS = ("answer", "question", "reviewed")  # changes that give new words in place of old ones


@dataclass(frozen=True)
class Overlay:
    """The entries with the edits on them, which edits the entries hold by themselves, and which do not fit.

    An edit is `merged` when the entries say the same without it, and `stale` when what it changes is neither
    what it was nor what the edit made of it: then the entries win.
    """

    entries: dict[str, Entry]
    merged: tuple[ContentEdit, ...]
    stale: tuple[ContentEdit, ...]


def laid_over(entries: Mapping[str, Entry], edits: Iterable[ContentEdit]) -> Overlay:
    """Lay edits over entries; one of an entry that is gone is stale."""
    edited, merged, stale = dict(entries), list[ContentEdit](), list[ContentEdit]()
    for entry_id, some in groupby(in_order(edits), key=lambda edit: edit.entry):
        mine = list(some)
        if entry_id not in entries:
            stale += mine
            continue
        entry = entries[entry_id]
        merged += _merged_asks(entry, mine)
        for change in WORDS:
            held, left, old = _sorted_out(
                value(entry, change), [each for each in mine if each.change == change]
            )
            merged += held
            stale += old
            if left:
                edited[entry_id] = with_words(edited[entry_id], change, left[-1].text)
        edited[entry_id] = _with_asks(edited[entry_id], mine)
    return Overlay(edited, tuple(merged), tuple(stale))


def with_edits(entries: Mapping[str, Entry], edits: Iterable[ContentEdit]) -> dict[str, Entry]:
    """Return the entries with the edits on them, as far as they fit."""
    return laid_over(entries, edits).entries


def in_order(edits: Iterable[ContentEdit]) -> list[ContentEdit]:
    """Return edits by entry, each entry's in the order in which they were published, a proposal last."""
    return sorted(
        edits, key=lambda edit: (edit.entry, edit.state == "proposed", edit.number, edit.at, edit.id)
    )


def value(entry: Entry, change: str) -> str:
    """Return the words of an entry that a change gives anew."""
    if change == "reviewed":
        return f"{entry.checked} {entry.review_by}"
    return entry.answer if change == "answer" else entry.question


def with_words(entry: Entry, change: str, text: str) -> Entry:
    """Return the entry with new words, or the days of a check."""
    if change != "reviewed":
        return entry.model_copy(update={change: text})
    checked, review_by = (date.fromisoformat(each) for each in text.split())
    return entry.model_copy(update={"checked": checked, "review_by": review_by})


def mark(entry: Entry) -> str:
    """Return a hash that is another as soon as anything in the entry is."""
    body = json.dumps(entry.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _sorted_out(
    now: str, edits: Sequence[ContentEdit]
) -> tuple[Sequence[ContentEdit], Sequence[ContentEdit], Sequence[ContentEdit]]:
    """Return the edits that `now` holds already, those that lead on from it, and those that do not fit.

    Each edit began where the one before it ended. What does not is from before the files were changed.
    """
    begins = next((at for at in range(len(edits) - 1, 0, -1) if edits[at].old != edits[at - 1].text), 0)
    chain = edits[begins:]
    held = next((at for at in range(len(chain), 0, -1) if chain[at - 1].text == now), 0)
    if chain and not held and chain[0].old != now:
        return (), (), edits
    return chain[:held], chain[held:], edits[:begins]


def _asked(edits: Sequence[ContentEdit]) -> dict[str, list[ContentEdit]]:
    """Return the edits of each way of asking."""
    of: dict[str, list[ContentEdit]] = {}
    for edit in edits:
        if edit.change not in WORDS:
            for phrasing in edit.ask:
                of.setdefault(phrasing, []).append(edit)
    return of


def _with_asks(entry: Entry, edits: Sequence[ContentEdit]) -> Entry:
    """Return the entry with the ways of asking as the last edit of each wants them; new ones at the end."""
    last = {phrasing: some[-1].change for phrasing, some in _asked(edits).items()}
    kept = [each for each in entry.ask if last.get(each) != "unask"]
    new = [each for each, change in last.items() if change == "ask" and each not in entry.ask]
    return entry.model_copy(update={"ask": [*kept, *new]}) if last else entry


def _merged_asks(entry: Entry, edits: Sequence[ContentEdit]) -> list[ContentEdit]:
    """Return the edits all of whose ways of asking are as the entry has them, or were changed again since."""
    open_: set[str] = set()
    for phrasing, some in _asked(edits).items():
        there = phrasing in entry.ask
        settled = next((at for at in range(len(some), 0, -1) if (some[at - 1].change == "ask") == there), 0)
        open_ |= {edit.id for edit in some[settled:]}
    return [edit for edit in edits if edit.change not in WORDS and edit.id not in open_]
