"""What all records share."""

import json
from contextlib import suppress
from typing import Any, ClassVar, Self

from pydantic import TypeAdapter

from storage.errors import StoreError

Json = dict[str, Any]
HALF = "\\ud"  # how half a character begins in JSON; pydantic reads none


class Record:
    """A kind, a key, tags, and a shape that JSON can hold."""

    kind: ClassVar[str]
    takes_its_key_along: ClassVar[bool] = False  # whether removing it ends the key it is kept under
    unchanging: ClassVar[bool] = False  # whether nothing in it is ever changed in place: all may share it
    momentary: ClassVar[bool] = False  # whether it matters only to turns that run at the same time

    @property
    def key(self) -> str:
        """The one name of this record among its kind."""
        raise NotImplementedError

    @property
    def tags(self) -> tuple[str, ...]:
        """The words by which `find` finds it."""
        return ()

    @property
    def sealed_for(self) -> str:
        """Whose words these are: they are kept under this one's key, and gone with it.

        An address, or `assessment:<ref>`, or `question:<id>`; nothing for what is nobody's.
        """
        return ""

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON's own types; raises `StoreError` for half a character in a name."""
        try:
            body: dict[str, Any] = _shape(type(self)).dump_python(self, mode="json")
        except UnicodeError as cause:  # pydantic takes any text as a value, but not as a name in `Json`
            raise StoreError(f"a name in a record of kind {self.kind!r} is not plain text") from cause
        return body

    def to_bytes(self) -> bytes:
        """Return the record as JSON, at once where that can be done; raises what `to_json` raises."""
        with suppress(ValueError):  # half a character
            return _shape(type(self)).dump_json(self)
        return json.dumps(self.to_json()).encode()

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Read a record back; raises `pydantic.ValidationError` when the shape is not ours."""
        record: Self = _shape(cls).validate_python(body)
        return record

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a record back from its JSON, at once where that can be done."""
        if HALF not in text:
            with suppress(ValueError):
                record: Self = _shape(cls).validate_json(text)
                return record
        return cls.from_json(json.loads(text))


_shapes: dict[type[Record], TypeAdapter[Any]] = {}


def _shape(kind: type[Record]) -> TypeAdapter[Any]:
    if kind not in _shapes:
        _shapes[kind] = TypeAdapter(kind)
    return _shapes[kind]
