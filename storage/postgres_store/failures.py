"""What the database's errors mean to us, in sentences that repeat nothing of a record and no password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure

from storage.errors import StoreAway, StoreError, TurnConflict

AWAY = "the database cannot be reached"
LOST = ("08", "57P", "25P03", "28")  # SQL states: no connection, shut down, idle for too long, not let in
NOT_OURS = "its tables are not as charter-bot made them; restore a backup into an empty database"
REFUSALS = {
    "42501": "this user may not do that; let it own the database and what is in it",
    "3F000": "this user may not use the schema public; let it own the database and what is in it",
    "25006": "it takes no changes now, as a standby does",
    "42P01": NOT_OURS,
    "42P07": NOT_OURS,
}
SAID_AT_MOST = 200  # characters


class ConnectionLost(StoreAway):
    """The database has gone away, or this connection to it."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Raise the database's errors as ours."""
    try:
        yield
    except (psycopg.Error, TimeoutError) as error:
        raise_alone(plainly(error))


def raise_alone(error: Exception) -> NoReturn:
    """Raise an error with nothing behind it: what is there may quote a row, or hold the password."""
    try:
        raise error from None
    finally:
        error.__context__ = None


def not_reached(place: str, error: psycopg.Error) -> ConnectionLost:
    """Say why no connection could be made, in the database's own words: they tell host, port and user."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    why = lines[0].rpartition("failed: ")[2].removeprefix("FATAL:").strip()[:SAID_AT_MOST]
    return ConnectionLost(f"the database at {place} cannot be reached: {why}")


def plainly(error: BaseException | None) -> StoreError:
    """Return the database's error as ours."""
    if isinstance(error, TimeoutError):
        return StoreAway("the database does not answer")
    if isinstance(error, DeadlockDetected | SerializationFailure):
        return TurnConflict("the database could not keep two turns apart")
    state = getattr(error, "sqlstate", None) or ""
    gone = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and not state
    if gone or state.startswith(LOST):
        return ConnectionLost(AWAY)
    means = REFUSALS.get(state, f"{type(error).__name__} {state}".rstrip())
    return StoreError(f"the database has refused it: {means}")


def unreachable(error: StoreError) -> StoreError:
    """Add what the operator can do about a database that could not be reached."""
    said = str(error)
    if "authentication" in said or "role " in said:
        mend = "Check the user and the password in CHARTER_STORE."
    elif "does not exist" in said:
        mend = "Make the database, or name another in CHARTER_STORE."
    else:
        mend = "Start it, or set CHARTER_STORE to where it is."
    return StoreError(f"{said.rstrip('.')}. {mend}")
