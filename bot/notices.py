"""What somebody is told of what others did: kept in the turn that does it, and delivered by upkeep."""

import secrets
from datetime import UTC, datetime

from storage.records import Notice

USED_CODE = "code"  # an admin is told who has used a code
NEW_ROLE = "role"  # somebody is told that an admin has changed their role
GONE = "gone"  # somebody is told that their part went with the whole; it can wait for civil hours
LINKED = "linked"  # a place is told that another was linked with it
UNLINKED = "unlinked"  # a place is told that it was taken out of those linked, from one of the others
WITHDRAWN = "withdrawn"  # a place is told that its agreement was taken back in one linked with it


def notice(  # noqa: PLR0913 - each kind of notice says something else
    address: str, what: str, now: datetime, *, role: str = "", who: str = "", place: str = ""
) -> Notice:
    """Make a notice to somebody; ids sort by time."""
    at = now.astimezone(UTC).isoformat(timespec="milliseconds")
    return Notice(f"{at}-{secrets.token_hex(4)}", address, what, role, who, place, at)


def made(notice: Notice) -> datetime:
    """Return when a notice was made: its id says so."""
    return datetime.fromisoformat(notice.id[: -len("-00000000")])
