"""How events hang together: each holds the hash of the one before, and the head holds that of the last."""

import hashlib
import json
from dataclasses import replace

from storage.records import AuditEvent, AuditHead
from storage.store import Turn


async def add(turn: Turn, event: AuditEvent) -> None:
    """Put an event at the end of the chain. A turn that adds one while another does is run again."""
    head = await the_head(turn)
    placed = chained(event, head)
    turn.put(placed)
    turn.put(replace(head, number=placed.number, hash=placed.hash))


async def the_head(turn: Turn) -> AuditHead:
    """Return where the chain ends, and where it begins."""
    return await turn.get(AuditHead, AuditHead().key) or AuditHead()


def chained(event: AuditEvent, head: AuditHead) -> AuditEvent:
    """Return the event as the next of the chain."""
    placed = replace(event, number=head.number + 1, before=head.hash, hash="")
    return replace(placed, hash=digest(placed))


def digest(event: AuditEvent) -> str:
    """Return the hash over all of an event but the hash itself."""
    body = replace(event, hash="").to_json()
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
