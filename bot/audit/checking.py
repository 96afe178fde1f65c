"""Whether the chain still holds: no event changed, gone, added, or moved, and the end where it should be.

What cannot be told from inside: whoever can write to the store can cut off the end together with the head,
or make the whole chain anew. So a head should be noted elsewhere now and then (`charter-bot audit verify`
prints it): one that was noted must still be a link of the chain.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from bot.audit.chain import digest
from bot.audit.dropping import DROPPED
from storage.records import AuditEvent, AuditHead
from storage.store import Store

PAGE = 100  # events that are held at a time, and looked at without a break: some 3 ms


@dataclass(frozen=True, order=True)
class Link:
    """What the check keeps of an event: its place, the hashes, and whether the event fits its own."""

    number: int
    before: str
    hash: str
    sound: bool = True

    @classmethod
    def of(cls, event: AuditEvent) -> "Link":
        """Return an event's link."""
        return cls(event.number, event.before, event.hash, digest(event) == event.hash)


@dataclass(frozen=True)
class Checked:
    """What a look at the chain found. `trouble` says where it breaks; nothing when it holds."""

    trouble: str
    head: AuditHead
    waiting: int
    links: tuple[Link, ...] = ()

    def since(self, number: int, digest: str) -> str:
        """Say why a head that was noted earlier is no link of this chain; nothing when it is one."""
        hashes = {link.number: link.hash for link in self.links}
        hashes[self.head.dropped] = self.head.dropped_hash
        if number < self.head.dropped:
            return f"event {number} has gone with age; nothing can be said of it"
        if number not in hashes:
            return f"event {number} is missing: the chain ends before it"
        return "" if hashes[number] == digest else f"event {number} is not the one that was noted"


async def check(store: Store) -> Checked:
    """Look through the whole chain, also while it grows."""
    before = await _head(store)
    links, waiting, said = [], 0, {(0, "")}  # what events say of those that have gone
    async for event in each_event(store):
        if event.what == DROPPED and event.number:
            said.add((int(event.details["upto"]), event.details["hash"]))
        if event.number:
            links.append(Link.of(event))
        else:
            waiting += 1
    later = await _head(store)
    trouble = first_break(links, before, later)
    if not trouble and (before.dropped, before.dropped_hash) not in said:
        trouble = f"the events up to {before.dropped} are missing, at the beginning"
    return Checked(trouble, before, waiting, tuple(links))


async def each_event(store: Store) -> AsyncIterator[AuditEvent]:
    """Give all events, in the order of their ids."""
    after = ""
    while page := await store.page(AuditEvent, after, PAGE):
        for event in page:
            yield event
        after = page[-1].key


def first_break(links: Iterable[Link], head: AuditHead, later: AuditHead) -> str:
    """Say where the chain first breaks; nothing when it holds.

    `head` was read before the links, and `later` behind them: what came or went between is no break.
    """
    at, before = later.dropped, later.dropped_hash
    for link in sorted(links):
        if link.number <= head.dropped:
            return f"event {link.number} is there, but has gone with age"
        if link.number <= later.dropped:  # it went while we looked
            continue
        if found := _trouble(link, at, before):
            return found
        if link.number > later.number:
            return f"event {link.number} stands behind the end of the chain"
        at, before = link.number, link.hash
        if at == head.number and before != head.hash:
            return f"event {at} is not the one that the chain ended with"
    return f"event {at + 1} is missing, at the end" if at < head.number else ""


def _trouble(link: Link, at: int, before: str) -> str:
    if link.number == at:
        return f"event {at} is there twice"
    if link.number != at + 1:
        return f"event {at + 1} is missing"
    if not link.sound:
        return f"event {link.number} was changed"
    return "" if link.before == before else f"event {link.number} does not follow on the one before"


async def _head(store: Store) -> AuditHead:
    return next(iter(await store.read(AuditHead)), AuditHead())
