"""Which tables the database has, and which it should have; `migrations/` makes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

import psycopg

from storage.errors import StoreUnreadable
from storage.postgres_store.address import Address
from storage.postgres_store.failures import not_reached, plainly, raise_alone, told_plainly, unreachable
from storage.postgres_store.names import lock_number

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
REVISIONS = sorted(path.stem.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py"))
NEEDED = REVISIONS[-1]
MIGRATING = lock_number("migrate")  # whoever changes tables holds this lock

ENCODING: LiteralString = (
    "SELECT current_setting('server_encoding'), to_regclass('alembic_version') IS NOT NULL"
)
REVISION: LiteralString = "SELECT version_num FROM alembic_version"


def check(place: str, encoding: str, revision: str | None) -> None:
    """Raise `StoreUnreadable`, saying what to do, unless the database is as this version needs it."""
    _check_readable(place, encoding, revision)
    if revision == NEEDED:
        return
    found = f"is at schema {revision}" if revision else "has no tables yet"
    raise StoreUnreadable(
        f"The database at {place} {found}; this charter-bot needs schema {NEEDED}."
        " Run `charter-bot migrate` first."
    )


def _check_readable(place: str, encoding: str, revision: str | None) -> None:
    if encoding != "UTF8":
        raise StoreUnreadable(
            f"The database at {place} keeps its text as {encoding}. Make one with ENCODING 'UTF8'."
        )
    if revision and revision not in REVISIONS:
        raise StoreUnreadable(
            f"The database at {place} was migrated by a newer charter-bot (schema {revision}, not {NEEDED})."
            " Install the newer charter-bot to use it."
        )


def upgrade(url: str) -> None:
    """Bring the tables to what this version needs; raises `StoreError` when that cannot be done."""
    with _migrating(url) as config:
        from alembic import command  # noqa: PLC0415 - 30 MB, for those who migrate

        command.upgrade(config, "head")


def downgrade(url: str, revision: str = "base") -> None:
    """Take the tables back to an older schema; what only the newer could keep is lost."""
    with _migrating(url) as config:
        from alembic import command  # noqa: PLC0415 - as above

        command.downgrade(config, revision)


@contextmanager
def _migrating(url: str) -> Iterator["Config"]:
    """Hand Alembic one transaction; it is kept whole or not at all."""
    from alembic.config import Config  # noqa: PLC0415 - as above
    from sqlalchemy import NullPool, create_engine  # noqa: PLC0415 - as above
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - as above

    address = Address.read(url)
    engine = create_engine("postgresql+psycopg://", creator=lambda: _connected(address), poolclass=NullPool)
    try:
        with told_plainly(), engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            yield config
    except DBAPIError as error:
        raise_alone(plainly(error.orig))
    finally:
        engine.dispose()


def _connected(address: Address) -> psycopg.Connection:
    try:
        connection = psycopg.connect(address.conninfo, prepare_threshold=None)
    except psycopg.Error as error:
        raise_alone(unreachable(not_reached(address.place, error)))
    try:
        encoding, revision = _found(connection)
        _check_readable(address.place, encoding, revision)
    except BaseException:
        connection.close()
        raise
    return connection


def _found(connection: psycopg.Connection) -> tuple[str, str | None]:
    with connection.transaction():
        row = connection.execute(ENCODING).fetchone()
        encoding, has_tables = row or ("", False)
        at = connection.execute(REVISION).fetchone() if has_tables else None
    return encoding, at[0] if at else None
