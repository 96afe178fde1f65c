"""Names that mean more than one thing: the assistant asks back which one is meant.

content/search.yaml lists them. A name is unclear when the message says it, nothing in the message settles
it, and what was found is one of the things it can mean. The name of another scheme is different: only the
entries that know of other schemes may answer it.
"""

from collections.abc import Sequence
from typing import Protocol

from knowledge.search.words import stems, typed


class Name(Protocol):
    """A name that means more than one thing."""

    @property
    def said(self) -> Sequence[str]:
        """The ways of saying it."""

    @property
    def means(self) -> Sequence[str]:
        """The ids of the entries that it can mean."""

    @property
    def settled_by(self) -> Sequence[str]:
        """Words beside it that make clear which is meant."""

    @property
    def another(self) -> bool:
        """Whether it names another scheme."""


class Senses:
    """Knows the names."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = [
            (name, [_as_typed(each) for each in name.said], [_as_typed(each) for each in name.settled_by])
            for name in names
        ]

    def unclear(self, message: str, found: Sequence[str]) -> tuple[str, ...]:
        """Return the entries to choose between, if it is not clear which one is meant."""
        words = _as_typed(message)
        for name, said, settled_by in self._names:
            if not found or not any(each in words for each in said):
                continue
            ours = found[0] in name.means
            if name.another and not ours:
                return tuple(name.means)
            if not name.another and ours and not any(each in words for each in settled_by):
                return tuple(name.means)
        return ()


def _as_typed(text: str) -> str:
    """The stems of a text with its shortenings as they are: L&D is unclear, liaison and diversion is not."""
    return f" {' '.join(stems(typed(text)))} "
