"""What the operator does with whole stores: a backup, its restoring, and moving to another store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from bot.audit import audit
from bot.errors import SettingsError
from bot.settings import Settings
from storage.copies.backup_format import first_line
from storage.copies.backup_reader import check_backup, read_backup
from storage.copies.backup_writer import refuse_existing, write_backup
from storage.copies.copyable import Copyable, StoreNotEmpty
from storage.copies.filling import fill, first_difference, flowing, replace
from storage.copies.kept import Kept
from storage.copies.tally import Tally
from storage.errors import StoreError
from storage.tinydb_store.copies import TinyDbCopies

OPERATOR = "operator"  # whoever has the machine


async def back_up(settings: Settings, path: Path) -> str:
    """Write everything in the store to a new file, also while the assistant runs; record it, and say so."""
    _refuse_missing(settings)
    refuse_existing(path)
    async with _opened(settings, guest=True) as store:
        await store.append([audit(OPERATOR, "backup", _now(), file=path.name)])  # first, as an export does
        async with store.snapshot() as rows:
            tally = await write_backup(path, _about(settings), rows)
    return f"Written and checked: {path}, with {_in_words(tally)}."


async def restore(settings: Settings, path: Path) -> str:
    """Put everything in a backup into the store, which must be empty; say what it is."""
    event = audit(OPERATOR, "restore", _now(), file=path.name, records=str(_total(check_backup(path))))
    try:
        async with _opened(settings) as store:
            tally = await fill(store, flowing(read_backup(path)), [event])
    except StoreNotEmpty as cause:
        raise StoreNotEmpty(
            f"{_named(settings)} is not empty, and nothing was restored. {_how_to_empty('CHARTER_STORE')} "
            "Or use --replace: what is there goes into a backup of its own, and this one takes its place."
        ) from cause
    return f"Restored and checked: {_named(settings)}, with {_in_words(tally)}."


async def restore_over(settings: Settings, path: Path) -> str:
    """Put everything in a backup in place of what the store holds, after a backup of that."""
    event = audit(OPERATOR, "restore", _now(), file=path.name, records=str(_total(check_backup(path))))
    before = path.with_name(f"{path.name}.before-restore-{_now():%Y%m%dT%H%M%SZ}")

    async def save(rows: AsyncIterator[Kept]) -> None:
        await write_backup(before, _about(settings), rows)

    async with _opened(settings) as store:
        tally = await replace(store, flowing(read_backup(path)), save, [event])
    return (
        f"Restored and checked: {_named(settings)}, with {_in_words(tally)}. What was there before: {before}"
    )


async def upgrade(settings: Settings) -> str:
    """Bring the store to what this version needs."""
    _refuse_missing(settings)
    async with _opened(settings):
        return f"{_named(settings)} is as this charter-bot needs it."


async def move(source: Settings, target: Settings) -> str:
    """Copy every record of a store into an empty one, then compare the two; the source is left as it is."""
    _refuse_missing(source)
    if source.store_path.resolve() == target.store_path.resolve():
        raise SettingsError(["--from and --to name the same store."])
    async with _opened(source) as old, _opened(target) as new:
        try:
            async with old.snapshot() as rows:
                tally = await fill(new, rows)
        except StoreNotEmpty as cause:
            raise StoreNotEmpty(
                f"{_named(target)} is not empty, and nothing was copied. {_how_to_empty('--to')}"
            ) from cause
        if odd := await first_difference(old, new):
            raise StoreError(
                f"{_named(target)} is not what {_named(source)} is: a record of kind {odd.kind!r} differs. "
                f"Stop every assistant that uses either. {_how_to_empty('--to')} Then migrate again."
            )
    return (
        f"Copied and compared, record by record: {_in_words(tally)}. {_named(source)} is as it was. "
        f"To go on with the other, set CHARTER_STORE to {_named(target)}"
    )


def with_store(settings: Settings, store: str, option: str) -> Settings:
    """Return the settings with another store, which an option has named."""
    try:
        return Settings.model_validate({**settings.model_dump(), "charter_store": store})
    except ValidationError as cause:
        words = [each["msg"].removeprefix("Value error, ") for each in cause.errors()]
        raise SettingsError([f"{option}: {each}." for each in words]) from None


@asynccontextmanager
async def _opened(settings: Settings, *, guest: bool = False) -> AsyncIterator[Copyable]:
    store = TinyDbCopies(settings.store_path, guest=guest)
    try:
        yield store
    finally:
        await store.close()


def _refuse_missing(settings: Settings) -> None:
    if not settings.store_path.exists():
        raise SettingsError([f"CHARTER_STORE: there is no store at {settings.store_path} yet."])


def _how_to_empty(option: str) -> str:
    return f"Name another file in {option}, or move that one away."


def _named(settings: Settings) -> str:
    return settings.charter_store


def _about(settings: Settings) -> bytes:
    kind, _, _ = settings.charter_store.partition(":")
    return first_line(_now().isoformat(timespec="seconds"), version("charter-bot"), kind)


def _in_words(tally: Tally) -> str:
    total = _total(tally)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tally.counts.items()))
    return f"{total:,} record{'s' if total != 1 else ''}" + (f" ({kinds})" if kinds else "")


def _total(tally: Tally) -> int:
    return sum(tally.counts.values())


def _now() -> datetime:
    return datetime.now(UTC)
