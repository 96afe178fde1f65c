"""Where addresses stand in the keys and tags of records, and whose key a record is kept under.

A kind that is not named here must bear no address in its key or tags: tests/store/test_sealed_names.py.
"""

from typing import NamedTuple

from storage.errors import StoreError
from storage.records import Arrival, Assessment, Handled, Member, Notice, Question, Record, Reminder, Session

ADDRESS_ALONE = frozenset({Member.kind, Session.kind})
ADDRESS_FIRST = frozenset({Handled.kind, Notice.kind, Reminder.kind})  # then a bar, then the rest
PREFIXES = frozenset({"by", "owner", "person", "tell", "to-send"})  # an address behind the colon
LANE = "lane:"
WAITS = "waits:"
LEFT = "left:"  # a tag of our own: what of a subject no other tag finds


class Place(NamedTuple):
    """An address in a key or tag: what stands before and behind it, and how the subject begins otherwise."""

    before: str
    address: str
    behind: str = ""
    channel: str = ""

    @property
    def subject(self) -> str:
        """Whose address it is."""
        return f"{self.channel}{self.address}"

    def naming(self, name: str) -> str:
        """Return the key or tag with another name in the address's place."""
        return f"{self.before}{name}{self.behind}"

    def showing(self, subject: str) -> str:
        """Return the key or tag with a subject in the pseudonym's place."""
        return self.naming(subject.removeprefix(self.channel))


def in_key(kind: type[Record], key: str) -> Place | None:
    """Return the address in a key, or None when keys of that kind bear none."""
    if kind.kind in ADDRESS_ALONE:
        return Place("", key)
    if kind.kind in ADDRESS_FIRST:
        address, bar, rest = key.partition("|")
        return Place("", address, bar + rest)
    return None


def in_tag(tag: str) -> Place | None:
    """Return the address in a tag, or its pseudonym; None when there is none."""
    name, _, rest = tag.partition(":")
    if name in PREFIXES:
        return Place(f"{name}:", rest)
    if tag.startswith(WAITS):
        order, bar, address = tag.rpartition("|")
        return Place(order + bar, address)
    if tag.startswith(LANE):
        channel, bar, lane = rest.partition("|")
        return Place(f"{LANE}{channel}{bar}", lane, channel=f"{channel}:")
    return None


def begins_before_addresses(prefix: str) -> str:
    """Return how much of the beginning of a tag can be looked for: all before an address."""
    name, colon, _ = prefix.partition(":")
    if colon and name in PREFIXES:
        return name + colon
    if prefix.startswith((WAITS, LANE)) and "|" in prefix:
        return prefix.partition("|")[0] + "|"
    return prefix


def is_open(kind: type[Record]) -> bool:
    """Whether records of a kind are nobody's words, and are kept as they are."""
    return kind.sealed_for is Record.sealed_for


def subject_of(kind: type[Record], key: str) -> str | None:
    """Return whose key a record is kept under, where its own key says so."""
    if place := in_key(kind, key):
        return place.subject
    return f"{kind.kind}:{key}" if kind in {Assessment, Question} else None


def check_address(record: Record) -> None:
    """Raise `StoreError` for an address that could not be told from what stands behind it in the key."""
    if record.kind in ADDRESS_FIRST and "|" in record.sealed_for:
        raise StoreError(f"the address in a record of kind {record.kind!r} bears a bar")


def left_tag(record: Record, pseudonym: str) -> tuple[str, ...]:
    """Return the tag by which an update that was set aside is found when its sender is forgotten."""
    return (f"{LEFT}{pseudonym}",) if isinstance(record, Arrival) and record.aside else ()
