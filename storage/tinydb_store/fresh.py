"""What was kept or read last, beside its text: whoever reads it next need not have the text read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from storage.records import Record
from storage.store import R
from storage.unit import Key

AT_MOST = 2_000  # records of a kind: most are read again within milliseconds, or not for a long time


class Fresh:
    """Holds records of those kinds that all may share.

    One is right while its very text is what is kept.
    """

    def __init__(self) -> None:
        self._records: defaultdict[str, dict[str, tuple[str, Record]]] = defaultdict(dict)

    def put(self, name: Key, text: str, record: Record | None) -> None:
        """Hold a record that is kept as this text from now on, where it is given and all may share it."""
        kind, key = name
        held = self._records[kind]
        held.pop(key, None)
        if record and record.unchanging:
            held[key] = (text, record)
            if len(held) > AT_MOST:
                del held[next(iter(held))]

    def forget(self, name: Key) -> None:
        """Hold nothing of a record any longer."""
        kind, key = name
        self._records[kind].pop(key, None)

    def record(self, kind: type[R], key: str, text: str) -> R:
        """Return the record that is kept as this text, and hold it."""
        record = self._held(kind, key, text)
        if record is None:
            record = kind.from_text(text)
            self.put((kind.kind, key), text, record)
        return record

    def records(self, kind: type[R], texts: Mapping[str, str]) -> Iterator[R]:
        """Return the records that are kept as these texts, by key; many are read once and not held."""
        return (self._held(kind, key, text) or kind.from_text(text) for key, text in texts.items())

    def _held(self, kind: type[R], key: str, text: str) -> R | None:
        kept, record = self._records[kind.kind].get(key, ("", None))
        return record if kept is text and isinstance(record, kind) else None
