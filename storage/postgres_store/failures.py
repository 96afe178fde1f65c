"""What the database's errors mean to us, in sentences that repeat nothing of a record and no password."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure
from psycopg_pool import PoolClosed

from storage.errors import StoreAway, StoreError, TurnConflict

AWAY = "the database cannot be reached"
LOST = ("08", "57P", "25P03", "28")  # SQL states: no connection, shut down, idle for too long, not let in
SAID_AT_MOST = 200  # characters


class ConnectionLost(StoreAway):
    """The database has gone away, or this connection to it."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Raise the database's errors as ours. Theirs may quote a row, so they are not shown behind ours."""
    try:
        yield
    except (DeadlockDetected, SerializationFailure):
        raise TurnConflict("the database could not keep two turns apart") from None
    except TimeoutError:
        raise StoreAway("the database does not answer") from None
    except PoolClosed:
        raise StoreError("this store is closed") from None
    except psycopg.Error as error:
        raise _ours(error) from None


def why(error: psycopg.Error) -> str:
    """Return why no connection could be made, in the database's own words: they tell host, port and user."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rpartition("failed: ")[2].removeprefix("FATAL:").strip()[:SAID_AT_MOST]


def _ours(error: psycopg.Error) -> StoreError:
    state = error.sqlstate or ""
    gone = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and not state
    if gone or state.startswith(LOST):
        return ConnectionLost(AWAY)
    return StoreError(f"the database has refused it: {type(error).__name__} {state}".rstrip())
