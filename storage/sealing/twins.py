"""What the store below sees of a record: the same kind, a name without addresses, and a sealed body."""

import json
from typing import Any, ClassVar, Self

from storage.errors import StoreError
from storage.records import Record

Body = dict[str, Any]
SHAPE = {"key": str, "tags": list, "by": str, "sealed": str}


class Twin(Record):
    """A record as it is kept. Its body is sealed, or plain where it is nobody's words.

    `said` is what was just sealed or opened, as a record if nothing in it is ever changed, else as its JSON:
    where this very twin is still at hand, it need not be opened again.
    """

    plain: ClassVar[type[Record]]
    unchanging = True  # nobody but this package has one
    __slots__ = ("_key", "_tags", "body", "said")

    def __init__(self, body: Body, key: str, tags: tuple[str, ...], said: Record | bytes = b"") -> None:
        self.body = body
        self.said = said
        self._key = key
        self._tags = tags

    @property
    def key(self) -> str:
        """The key, with a pseudonym for every address."""
        return self._key

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, with a pseudonym for every address."""
        return self._tags

    @property
    def by(self) -> str:
        """The pseudonym of whose key it is sealed with; nothing when it is not sealed."""
        return str(self.body["by"]) if is_sealed(self.body) else ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Twin) and (self.kind, self.body) == (other.kind, other.body)

    __hash__ = None  # type: ignore[assignment]  # it holds a dict

    def to_json(self) -> Body:
        """See `Record.to_json`."""
        return self.body

    @classmethod
    def from_json(cls, body: Body) -> Self:
        """See `Record.from_json`; raises `StoreError` when a sealed body is not of our shape."""
        if not is_sealed(body):
            record = cls.plain.from_json(body)
            return cls(body, record.key, record.tags)
        if body.keys() != SHAPE.keys() or not all(type(body[name]) is SHAPE[name] for name in SHAPE):
            raise StoreError("a sealed record is not of its shape")
        return cls(body, body["key"], tuple(body["tags"]))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """See `Record.from_text`."""
        return cls.from_json(json.loads(text))


def is_sealed(body: Body) -> bool:
    """Whether a body is sealed."""
    return "sealed" in body


def twin_of(kind: type[Record]) -> type[Twin]:
    """Return the class of the twins of a kind of record."""
    if kind not in _twins:
        _twins[kind] = type(
            f"Sealed{kind.__name__}", (Twin,), {"kind": kind.kind, "plain": kind, "__slots__": ()}
        )
    return _twins[kind]


_twins: dict[type[Record], type[Twin]] = {}
