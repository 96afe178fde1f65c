"""The record of who did what that matters: an export, an invite, a deletion. Events are a chain of hashes."""

import hashlib
import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime

from storage.records import AuditEvent, AuditHead
from storage.store import Turn

OPERATOR = "operator"  # whoever has the machine


async def note(turn: Turn, who: str, what: str, now: datetime, **details: str) -> None:
    """Record an event at the end of the chain; `who` is a member's id or `OPERATOR`, never an address.

    `details` hold no words that people typed. A turn that adds one while another does is run again.
    """
    head = await turn.get(AuditHead, AuditHead().key) or AuditHead()
    event = chained(audit(who, what, now, **details), head)
    turn.put(event)
    turn.put(AuditHead(event.number, event.hash))


def chained(event: AuditEvent, head: AuditHead) -> AuditEvent:
    """Return the event as the next of the chain."""
    placed = replace(event, number=head.number + 1, before=head.hash, hash="")
    return replace(placed, hash=digest(placed))


def digest(event: AuditEvent) -> str:
    """Return the hash over all of an event but the hash itself."""
    body = replace(event, hash="").to_json()
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def audit(who: str, what: str, now: datetime, **details: str) -> AuditEvent:
    """Make an event that is not in the chain yet: what another process may add. Its id sorts by time."""
    at = now.astimezone(UTC).isoformat(timespec="milliseconds")
    return AuditEvent(f"{at}-{secrets.token_hex(4)}", at, who, what, details)
