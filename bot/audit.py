"""The record that somebody did something that matters: an export, an invite, a deletion."""

import secrets
from datetime import UTC, datetime

from storage.records import AuditEvent

OPERATOR = "operator"  # whoever has the machine


def audit(who: str, what: str, now: datetime, **details: str) -> AuditEvent:
    """Make an audit event; its id sorts by time."""
    at = now.astimezone(UTC).isoformat(timespec="milliseconds")
    return AuditEvent(f"{at}-{secrets.token_hex(4)}", at, who, what, details)
