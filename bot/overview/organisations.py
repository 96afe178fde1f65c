"""Which assessments are of one organisation: those with the same lead, or the same name however it is typed.

There is no register of organisations. Taking too many assessments for one organisation's only hides more;
taking too few could show one organisation as three. So whatever hangs together counts as one.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator

NOT_IN_A_NAME = re.compile(r"[\W_]+")


class Organisations:
    """Puts together what shares a mark; marks are short hashes, so that many thousand fit in memory."""

    def __init__(self) -> None:
        self._parents: dict[bytes, bytes] = {}

    def add(self, marks: Iterable[bytes]) -> None:
        """Note that these marks are of one organisation."""
        first, *others = marks
        for other in others:
            self._parents[self.of(other)] = self.of(first)

    def of(self, mark: bytes) -> bytes:
        """Return the mark that stands for the whole organisation by now."""
        way = list(self._up(mark))
        self._parents |= dict.fromkeys(way[:-1], way[-1])  # the next time it is one step
        return way[-1]

    def _up(self, mark: bytes) -> Iterator[bytes]:
        yield mark
        while (parent := self._parents.get(mark, mark)) != mark:
            yield (mark := parent)


def marks(owner: str, name: str) -> list[bytes]:
    """Return by what an organisation is known: who leads its assessment, and its name in plain letters."""
    said = NOT_IN_A_NAME.sub(" ", name.casefold()).strip()
    return [_mark(f"owner:{owner}"), *([_mark(f"name:{said}")] if said else [])]


def _mark(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:12]
