"""A store whose records are sealed, as something to copy whole: its records go one way, its keys another."""

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager

from storage.copies.copyable import Alone, Copyable
from storage.copies.kept import Kept
from storage.errors import StoreUnreadable
from storage.records import Record
from storage.sealing.key_set import KeySet, key_set
from storage.sealing.master import MasterKeys, UnknownMasterKey
from storage.sealing.opening import WRONG_KEY, NotSealed
from storage.sealing.records import KEYS
from storage.sealing.sealing_plain import is_plain, seal_plain
from storage.sealing.twins import is_sealed
from storage.store import R

NOTHING_OPENS = (
    "There is no key for any of these records. Give the newest keys file of the same store with --keys."
)

OTHER_MASTER = (
    "The keys file cannot be opened with this key: its keys were kept under another one. Give the key of the "
    "store that the backup is of, in CHARTER_KEY or CHARTER_KEY_FILE; or the right keys file, with --keys. "
    "If the store here has a key of its own, give both, each on a line: its own first."
)
SOME_OPEN = (
    "{missing:,} of the records are under keys that are neither in the store nor in the keys file, and were "
    "not forgotten: that file is older than the backup, or of another store. Give the newest with --keys. "
    "If there is none, --leave-out restores the others."
)


class SealedCopies:
    """Another `Copyable`, without its keys. `keys` are those that went by in the last snapshot.

    What it is filled with is kept under the keys in `more` and those that it has. Of two keys of one subject
    that in `more` stays: what comes is under it. The store's own is then among the `displaced`.
    """

    def __init__(self, raw: Copyable, masters: MasterKeys, more: KeySet | None = None) -> None:
        self._raw = raw
        self.masters = masters
        self.more = more or KeySet()
        self.keys = KeySet()
        self.displaced = KeySet()
        self.dropped = 0

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncIterator[Kept]]:
        """See `Copyable.snapshot`."""
        self.keys = KeySet()
        async with self._raw.snapshot() as rows, aclosing(self._without_keys(rows)) as records:
            yield records

    async def _without_keys(self, rows: AsyncIterable[Kept]) -> AsyncGenerator[Kept, None]:
        async for row in rows:
            if self.keys.note(row):
                continue
            if is_plain(row):
                raise NotSealed(NotSealed.SENTENCE)
            yield row

    @asynccontextmanager
    async def alone(self) -> AsyncIterator["SealedAlone"]:
        """See `Copyable.alone`. What is plain in it at the end is sealed with the same commit."""
        async with self._raw.alone() as raw:
            async with aclosing(raw.rows()) as rows:
                present = await key_set(rows)
            try:
                keys = self._with_more(present)
            except UnknownMasterKey:
                raise StoreUnreadable(WRONG_KEY) from None
            self.displaced = present.without(keys)
            alone = SealedAlone(raw, keys)
            yield alone
            await alone.put_keys()
            await seal_plain(raw, keys, self.masters)

    async def readable(self, rows: AsyncIterable[Kept], *, leave_out: bool) -> AsyncIterator[Kept]:
        """Return those of some records that the keys here open; the others are counted as `dropped`.

        Giving them raises `StoreUnreadable` in the end when some had a key that did not end and is not here:
        unless the operator will `leave_out` those, and there are others.
        """
        try:
            keys = self._with_more(await self.key_set())
        except UnknownMasterKey:
            raise StoreUnreadable(OTHER_MASTER) from None
        return self._readable(rows, keys, leave_out=leave_out)

    async def _readable(
        self, rows: AsyncIterable[Kept], keys: KeySet, *, leave_out: bool
    ) -> AsyncIterator[Kept]:
        read = missing = 0
        async for row in rows:
            if is_sealed(row.body) and row.body["by"] not in keys.keys:
                self.dropped += 1
                missing += row.body["by"] not in keys.ended
            else:
                read += is_sealed(row.body)
                yield row
        if missing and not read:
            raise StoreUnreadable(NOTHING_OPENS)
        if missing and not leave_out:
            raise StoreUnreadable(SOME_OPEN.format(missing=missing))

    def _with_more(self, present: KeySet) -> KeySet:
        return present.with_older(self.more, self.masters, older_stays=True)

    async def key_set(self) -> KeySet:
        """Return all keys that are here."""
        async with self._raw.snapshot() as rows:
            return await key_set(rows)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `Copyable.fetch`: for keys, and what is nobody's words."""
        return await self._raw.fetch(kind, key)

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        await self._raw.append(records)

    async def close(self) -> None:
        """See `Copyable.close`."""
        await self._raw.close()


class SealedAlone:
    """A store while nobody else can write to it; `keys` are put in place before its records."""

    def __init__(self, raw: Alone, keys: KeySet) -> None:
        self._raw = raw
        self._keys = keys
        self._placed = False

    async def rows(self) -> AsyncGenerator[Kept, None]:
        """See `Alone.rows`."""
        async with aclosing(self._raw.rows()) as rows:
            async for row in rows:
                if row.kind not in KEYS:
                    yield row

    async def clear(self) -> None:
        """See `Alone.clear`; the keys stay."""
        await self._raw.clear()
        await self._raw.add(self._keys.rows())
        self._placed = True

    async def add(self, rows: Sequence[Kept]) -> None:
        """See `Alone.add`."""
        await self.put_keys()
        await self._raw.add(rows)

    async def exchange(self, old: Sequence[Kept], new: Sequence[Kept]) -> None:
        """See `Alone.exchange`."""
        await self._raw.exchange(old, new)

    async def put_keys(self) -> None:
        """Put the keys in place of those that are there."""
        if self._placed:
            return
        self._placed = True
        async with aclosing(self._raw.rows()) as rows:
            old = [row async for row in rows if row.kind in KEYS]
        if old != (new := self._keys.rows()):
            await self._raw.exchange(old, new)
