"""What the operator does with whole stores: a backup, its restoring, and moving to another store."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import count
from os.path import lexists
from pathlib import Path

from bot.audit import OPERATOR, audit
from bot.errors import SettingsError
from bot.master_key import where_key_is, with_key_of
from bot.settings import Settings
from bot.whole_stores import how_to_empty, make_ready, named, opened, place_of, refuse_missing
from storage.copies.backup_format import first_line
from storage.copies.backup_reader import check_backup, read_backup
from storage.copies.backup_writer import refuse_existing, write_backup
from storage.copies.copyable import StoreNotEmpty
from storage.copies.filling import fill, first_difference, flowing, replace
from storage.copies.kept import Kept
from storage.copies.tally import Tally
from storage.errors import StoreError
from storage.records import AuditEvent
from storage.sealing.copies import SealedCopies
from storage.sealing.key_set import KeySet
from storage.sealing.keys_file import add_to_keys_file, read_keys_file, write_keys_file
from storage.sealing.records import Root


async def back_up(settings: Settings, path: Path, keys: Path) -> str:
    """Write everything in the store to a new file, also while the assistant runs; record it, and say so.

    What it is sealed with goes into a file of its own, in place of what the backup before has left there.
    """
    refuse_missing(settings)
    refuse_existing(path)
    async with opened(settings, guest=True) as store:
        await _refuse_keys_of_another(store, read_keys_file(keys), keys)
        await store.append([audit(OPERATOR, "backup", _now())])  # first, as an export does

        def put_keys() -> None:
            def with_ours(older: KeySet) -> KeySet:
                return store.keys.with_older(older, store.masters)

            add_to_keys_file(keys, with_ours, _now().isoformat())

        async with store.snapshot() as rows:
            tally = await write_backup(path, _about(settings), rows, put_keys)
    return (
        f"Written and checked: {path}, with {_in_words(tally)}. Its keys: {keys}. "
        "Keep that file apart from the backups, and only the newest: with an older one, people who were "
        "forgotten could be read again."
    )


async def _refuse_keys_of_another(store: SealedCopies, older: KeySet, path: Path) -> None:
    root = await store.fetch(Root, "root")
    if older.root and root and older.root.store != root.store:
        raise StoreError(
            f"{path} holds the keys of another store, and is left as it is. Name another file with --keys."
        )


async def restore(settings: Settings, path: Path, keys: Path, *, leave_out: bool = False) -> str:
    """Put everything in a backup into the store, which must be empty; say what it is."""
    held = _total(check_backup(path))
    try:
        async with opened(settings, keys=read_keys_file(keys)) as store:
            rows = await store.readable(flowing(read_backup(path)), leave_out=leave_out)
            tally = await fill(store, rows, _restored(store, held))
    except StoreNotEmpty as cause:
        raise StoreNotEmpty(
            f"{named(settings)} is not empty, and nothing was restored."
            f" {how_to_empty(settings, 'CHARTER_STORE')}"
            " Or use --replace: what is there goes into a backup of its own, and this one takes its place."
        ) from cause
    return f"Restored and checked: {named(settings)}, with {_in_words(tally)}.{_left_out(store)}"


async def restore_over(settings: Settings, path: Path, keys: Path, *, leave_out: bool = False) -> str:
    """Put everything in a backup in place of what the store holds, after a backup of that."""
    held = _total(check_backup(path))
    before = _free_beside(path)

    async with opened(settings, keys=read_keys_file(keys)) as store:

        async def save(rows: AsyncIterator[Kept]) -> None:
            if store.displaced.keys:
                write_keys_file(_keys_beside(before), store.displaced, _now().isoformat())
            await write_backup(before, _about(settings), rows)

        rows = await store.readable(flowing(read_backup(path)), leave_out=leave_out)
        tally = await replace(store, rows, save, _restored(store, held))
    return (
        f"Restored and checked: {named(settings)}, with {_in_words(tally)}.{_left_out(store)} "
        f"What was there before: {before}{_keys_of(before, store)}"
    )


def _restored(store: SealedCopies, held: int) -> Iterator[AuditEvent]:
    """Give the event that a restore is recorded by; it is asked for once all records have gone by."""
    left_out = store.dropped
    yield audit(OPERATOR, "restore", _now(), records=str(held - left_out), left_out=str(left_out))


def _free_beside(path: Path) -> Path:
    """Return a name for what was there before, and its keys; two in one second get two."""
    name = f"{path.name}.before-restore-{_now():%Y%m%dT%H%M%SZ}"
    names = (path.with_name(f"{name}-{number}" if number else name) for number in count())
    return next(each for each in names if not lexists(each))


def _keys_beside(backup: Path) -> Path:
    return backup.with_name(f"{backup.name}.keys")


def _keys_of(before: Path, store: SealedCopies) -> str:
    """Say where the keys are that only the backup of what was there needs still."""
    if not store.displaced.keys:
        return ""
    return (
        f", with keys of its own: {_keys_beside(before)}. Delete both once you need them no more: whoever "
        "asks to be forgotten could still be read in them."
    )


def _left_out(store: SealedCopies) -> str:
    if not store.dropped:
        return ""
    records = "1 record was" if store.dropped == 1 else f"{store.dropped:,} records were"
    return f" {records} left out: whoever they are of was forgotten since, or their keys are not there."


async def upgrade(settings: Settings) -> str:
    """Bring the store to what this version needs."""
    refuse_missing(settings)
    await make_ready(settings)
    async with opened(settings) as store:
        async with store.alone():
            pass  # what is plain is sealed by the end of it
        return f"{named(settings)} is as this charter-bot needs it."


async def move(source: Settings, target: Settings) -> str:
    """Copy every record of a store into an empty one, then compare the two; the source is left as it is."""
    refuse_missing(source, "--from")
    if place_of(source) == place_of(target):
        raise SettingsError(["--from and --to name the same store."])
    await make_ready(target)
    async with opened(source) as old, opened(with_key_of(target, source)) as new:
        new.more = (await old.key_set()).under(old.masters, new.masters)
        try:
            async with old.snapshot() as rows:
                tally = await fill(new, rows)
        except StoreNotEmpty as cause:
            raise StoreNotEmpty(
                f"{named(target)} is not empty, and nothing was copied. {how_to_empty(target, '--to')}"
            ) from cause
        if odd := await first_difference(old, new):
            raise StoreError(
                f"{named(target)} is not what {named(source)} is: a record of kind {odd.kind!r} differs. "
                f"Stop every assistant that uses either. {how_to_empty(target, '--to')} Then migrate again."
            )
    return (
        f"Copied and compared, record by record: {_in_words(tally)}. {named(source)} is as it was. "
        f"To go on with the other, set CHARTER_STORE to {named(target)}. {where_key_is(target, source)}"
    )


def _about(settings: Settings) -> bytes:
    kind, _, _ = named(settings).partition(":")
    return first_line(_now().isoformat(timespec="seconds"), version("charter-bot"), kind)


def _in_words(tally: Tally) -> str:
    total = _total(tally)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tally.counts.items()))
    return f"{total:,} record{'s' if total != 1 else ''}" + (f" ({kinds})" if kinds else "")


def _total(tally: Tally) -> int:
    return sum(tally.counts.values())


def _now() -> datetime:
    return datetime.now(UTC)
