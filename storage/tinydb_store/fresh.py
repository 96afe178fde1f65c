"""What was kept last, beside its text: whoever reads it next need not have the text read."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from storage.records import Record
from storage.store import R
from storage.unit import Key

AT_MOST = 2_000  # records: most are read again within milliseconds, or not for a long time


class Fresh:
    """Holds records that were kept last, of those that all may share.

    One is right while its very text is what is kept.
    """

    def __init__(self) -> None:
        self._records: OrderedDict[Key, tuple[str, Record]] = OrderedDict()

    def put(self, name: Key, text: str, record: Record | None) -> None:
        """Hold a record that is kept as this text from now on; nothing of one that is forgotten."""
        self._records.pop(name, None)
        if record and record.unchanging:
            self._records[name] = (text, record)
        if len(self._records) > AT_MOST:
            self._records.popitem(last=False)

    def record(self, kind: type[R], key: str, text: str) -> R:
        """Return the record that is kept as this text."""
        kept, record = self._records.get((kind.kind, key), ("", None))
        return record if kept is text and isinstance(record, kind) else kind.from_text(text)

    def records(self, kind: type[R], texts: Mapping[str, str]) -> Iterator[R]:
        """Return the records that are kept as these texts, by key."""
        return (self.record(kind, key, text) for key, text in texts.items())
