"""Vectors of the content's own texts, kept on disk by text, so that the next start need not make them.

Only content is kept here, never what people ask.
"""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from knowledge.search.vectors import SIZE, Encoder, Vectors

log = logging.getLogger("charter.search")

TABLE = "CREATE TABLE IF NOT EXISTS arrays (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
BYTES = 4  # of a number
AT_ONCE = 500  # names asked for in one statement


class VectorCache:
    """An encoder that remembers; a file that cannot be used costs time, never an answer."""

    def __init__(self, encoder: Encoder, path: Path | None, *, keeps: bool = True) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._path = path
        self._keeps = keeps
        self._at_hand: dict[str, Vectors] = {}

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text: from the file, or made and kept there."""
        names = [self._named(text) for text in texts]
        kept = {name: value for name, value in self._read(names).items() if len(value) == SIZE}
        by_name = dict(zip(names, texts, strict=True))
        kept |= {name: self._at_hand[text] for name, text in by_name.items() if text in self._at_hand}
        missing = {name: text for name, text in by_name.items() if name not in kept}
        if len(missing) > AT_ONCE:
            log.info("learning %d sentences; once, this takes some seconds", len(missing))
        made = {name: self._encoder.vectors([text])[0] for name, text in missing.items()}
        self._keep(made)
        if self._path is None:  # what cannot be kept on disk is not made twice
            self._at_hand |= {missing[name]: value for name, value in made.items()}
        found = {**kept, **made}
        return np.stack([found[name] for name in names])

    def keeping_nothing(self) -> "VectorCache":
        """Return the same, which reads what is kept and keeps nothing new."""
        return VectorCache(self._encoder, self._path, keeps=False)

    def fresh(self, text: str) -> Vectors:
        """Return the unit vector of what a person typed: shape (384,); it is kept nowhere."""
        known = self._at_hand.get(text)
        return np.asarray(self._encoder.vectors([text])[0]) if known is None else known

    def at_hand(self, texts: Sequence[str]) -> None:
        """Have the vectors of some of the content's texts at hand, because they will be asked often."""
        self._at_hand |= dict(zip(texts, self.vectors(texts), strict=True))

    def array(self, about: str, size: int, make: Callable[[], Vectors]) -> Vectors:
        """Return what was kept under a name, flat, or make it and keep it."""
        name = self._named(about)
        if (kept := self._read([name]).get(name)) is not None and len(kept) == size:
            return kept
        made = make().ravel()
        self._keep({name: made})
        return made

    def _named(self, text: str) -> str:
        return hashlib.sha256(f"{self.name}\n{text}".encode("utf-8", "replace")).hexdigest()

    def _read(self, names: Sequence[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        for part in (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)):
            marks = ", ".join("?" * len(part))
            rows = self._do(f"SELECT name, value FROM arrays WHERE name IN ({marks})", [part])  # noqa: S608  # nosec
            whole = {name: value for name, value in rows if value and len(value) % BYTES == 0}
            found |= {name: np.frombuffer(value, np.float32) for name, value in whole.items()}
        return {name: value for name, value in found.items() if np.isfinite(value).all()}

    def _keep(self, arrays: dict[str, Vectors]) -> None:
        rows = [(name, np.asarray(value, np.float32).tobytes()) for name, value in arrays.items()]
        if rows and self._keeps:
            self._do("INSERT OR REPLACE INTO arrays VALUES (?, ?)", rows)

    def _do(self, statement: str, rows: Iterable[Sequence[object]]) -> list[tuple[str, bytes]]:
        if self._path is None:
            return []
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=10)) as file, file:
                file.execute(TABLE)
                return [found for row in rows for found in file.execute(statement, row)]
        except (OSError, sqlite3.Error) as error:
            log.warning("sentences are not kept in %s (%s); starts stay slow", self._path, error)
            self._path = None
            return []
