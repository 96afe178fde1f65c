"""One record as a store keeps it."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from storage.errors import StoreError, StoreUnreadable
from storage.records import KINDS, Record
from storage.sealing.names import is_open
from storage.sealing.records import KEY_KINDS
from storage.sealing.twins import twin_of
from storage.unit import Key, named

_BY_NAME: dict[str, type[Record]] = {
    kind.kind: kind if is_open(kind) else twin_of(kind) for kind in (*KINDS, *KEY_KINDS)
}


@dataclass(frozen=True)
class Kept:
    """One kept record; made by `kept` alone.

    `body` is as it was written, not as this version would write it: a copy loses no field, an unknown one
    neither.
    """

    kind: str
    key: str
    body: dict[str, Any]
    tags: tuple[str, ...]

    @property
    def name(self) -> Key:
        """The name of the record among all; copies are sorted by it."""
        return (self.kind, self.key)

    @cached_property
    def line(self) -> bytes:
        """The record as one line of ASCII: the same record always gives the same line."""
        text = json.dumps({"kind": self.kind, "body": self.body}, separators=(",", ":"))
        return f"{text}\n".encode("ascii")


def kept(kind: str, body: dict[str, Any], key: str | None = None) -> Kept:
    """Return a record that was read somewhere; raises `StoreUnreadable` unless it is one of ours.

    With `key`, that is where the record was found.
    """
    if kind not in _BY_NAME:
        raise StoreUnreadable(
            f"it holds records of a kind that this charter-bot does not know ({kind!r}). "
            "Use the newer charter-bot that wrote them."
        )
    try:
        record = _BY_NAME[kind].from_json(body)
        name = named(_BY_NAME[kind], record.key)
    except (ValidationError, StoreError):
        name = None
    if name is None or (key is not None and name[1] != key):
        raise StoreUnreadable(f"it holds a record of kind {kind!r} that is damaged")
    return Kept(*name, body, record.tags)
