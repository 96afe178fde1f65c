"""Where the database is, from the url that the operator gives; its password is never shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from storage.postgres_store.failures import raise_alone

FORM = "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
UNLESS_TOLD = {
    "application_name": "charter-bot",
    "connect_timeout": "5",
    "gssencmode": "disable",  # it is slow to find out that there is no Kerberos, and can be asked for
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",  # milliseconds after which a network that swallows everything is noticed
}


@dataclass(frozen=True)
class Address:
    """A database: `place` is the host and port that a person may be told."""

    place: str
    conninfo: str = field(repr=False)

    @classmethod
    def read(cls, url: str) -> Self:
        """Read a url; raises `ValueError` that does not repeat it."""
        if not url.startswith(("postgresql://", "postgres://")):
            raise ValueError(FORM)
        try:
            given = conninfo_to_dict(url)
        except (psycopg.ProgrammingError, UnicodeError):
            raise_alone(ValueError(f"that is not the url of a database; {FORM}"))
        if _swallowed_by_a_password(given):
            raise ValueError(f"write / and @ in a password as %2F and %40; {FORM}")
        place = f"{given.get('host') or 'this machine'}:{given.get('port') or 5432}"
        return cls(place, make_conninfo("", **(UNLESS_TOLD | given | {"client_encoding": "utf8"})))


def _swallowed_by_a_password(given: Mapping[str, object]) -> bool:
    """Whether a password with a / in it was read as a port and a database, which people would be shown."""
    ports = str(given.get("port") or "").split(",")
    return "@" in str(given.get("dbname")) or not all(port.isdigit() or not port for port in ports)
