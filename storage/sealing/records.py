"""The records that hold keys: only `storage.sealing` knows them, and no backup holds them."""

from dataclasses import dataclass
from typing import ClassVar

from storage.records import Record


@dataclass(frozen=True)
class SubjectKey(Record):
    """The key of one subject: a person by their address, an assessment, or a question.

    `index` is a keyed hash of the subject, by which it is found; `pseudonym` stands for the subject in all
    that is kept of it. `wrapped` is the key under the master key, `subject` who it is, under this very key.
    `passing` says that the subject was forgotten and only has something to be sent still: then this key ends.
    """

    kind: ClassVar[str] = "subject-key"
    unchanging: ClassVar[bool] = True
    index: str
    pseudonym: str
    wrapped: str
    subject: str
    passing: bool = False

    @property
    def key(self) -> str:
        return self.index

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"as:{self.pseudonym}",)


@dataclass(frozen=True)
class EndedKey(Record):
    """That a key was destroyed, and on which day: no copy of it may come back. Whose it was is not known."""

    kind: ClassVar[str] = "ended-key"
    pseudonym: str
    day: str

    @property
    def key(self) -> str:
        return self.pseudonym


@dataclass(frozen=True)
class Root(Record):
    """What all keys of a store hang on: its random id, and the key of the index under the master key.

    Whoever can open it has the right master key.
    """

    kind: ClassVar[str] = "root-key"
    store: str
    index_key: str

    @property
    def key(self) -> str:
        return "root"


@dataclass(frozen=True)
class LastArrival(Record):
    """That an update was kept under a key; `mark` is the key of the last one.

    Updates are kept without the lock of whoever sent them. A turn that ends a key reads this, so that an
    update which comes meanwhile is seen by it, or ends it.
    """

    kind: ClassVar[str] = "last-arrival"
    momentary: ClassVar[bool] = True
    pseudonym: str
    mark: str

    @property
    def key(self) -> str:
        return self.pseudonym


KEY_KINDS: tuple[type[Record], ...] = (SubjectKey, EndedKey, LastArrival, Root)
KEYS = frozenset(kind.kind for kind in KEY_KINDS)
