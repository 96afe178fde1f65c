"""Notes that somebody did something that matters: who, what, when, and nothing that anybody typed."""

import re
import secrets
from datetime import UTC, datetime

from bot.audit.chain import add
from bot.codes import SPOKEN
from bot.members import LENGTH
from storage.records import AuditEvent
from storage.store import Turn

OPERATOR = "operator"  # whoever has the machine
ITSELF = "assistant"  # what it does by itself, such as a sweep
SOMEBODY = "somebody"  # whoever is nobody here, or is not to be known

WHO = re.compile(rf"[{SPOKEN}]{{{LENGTH}}}|{OPERATOR}|{ITSELF}|{SOMEBODY}")
WHAT = re.compile(r"[a-z]+( [a-z]+){0,4}")
# Machine's values: versions, counts, days, references, hashes, several of them. An address has a colon, and
# what people type has blanks: neither fits. Blanks stand between hashes alone.
VALUE = re.compile(r"[A-Za-z0-9._,+=|-]{0,80}|[0-9a-f]{64}( [0-9a-f]{64})*")


async def note(turn: Turn, who: str, what: str, now: datetime, **details: str) -> None:
    """Record an event at the end of the chain; `who` is a member's id or one of the names above.

    Raises `ValueError` for an address, and for details that could be words that somebody typed. A turn that
    adds one while another does is run again.
    """
    await add(turn, audit(who, what, now, **details))


def audit(who: str, what: str, now: datetime, **details: str) -> AuditEvent:
    """Make an event that is not in the chain yet: what another process may add. Its id sorts by time."""
    if not (WHO.fullmatch(who) and WHAT.fullmatch(what) and all(map(is_plain, details.values()))):
        raise ValueError(f"{what!r} can be recorded only by ids, and with values that nobody typed")
    at = now.astimezone(UTC).isoformat(timespec="milliseconds")
    return AuditEvent(f"{at}-{secrets.token_hex(4)}", at, who, what, details)


def is_plain(value: str) -> bool:
    """Whether a detail is a machine's value: no address, and nothing that people write."""
    return VALUE.fullmatch(value) is not None
