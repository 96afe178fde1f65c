"""Records at the start which settings have changed since the last one: secrets only as given or not."""

import hashlib
from datetime import datetime

from pydantic import SecretStr

from bot.audit import OPERATOR, audit
from bot.audit.noting import is_plain
from bot.settings import Settings
from storage.records import AuditEvent
from storage.store import Store

CHANGED = "settings changed"
OF_A_PROCESS = {"charter_web_host", "charter_web_port", "charter_cache", "charter_log"}
NAMES = tuple(name.upper() for name in Settings.model_fields if name not in OF_A_PROCESS)


async def note_settings(store: Store, settings: Settings, now: datetime) -> None:
    """Record what is not as it was at the last start; at the first, what is not as shipped."""
    shipped = {name: recorded(Settings.model_fields[name.lower()].default) for name in NAMES}
    were = shipped | await _last(store)
    are = {name: recorded(getattr(settings, name.lower())) for name in NAMES}
    if changed := {name: value for name, value in are.items() if value != were[name]}:
        await store.append([audit(OPERATOR, CHANGED, now, **changed)])


def recorded(value: object) -> str:
    """Return a setting as it is recorded: no secret, and what is not plain only as a short hash."""
    if isinstance(value, SecretStr):
        return "given" if value.get_secret_value() else ""
    text = "" if value is None else str(value)
    return text if is_plain(text) else f"hash-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


async def _last(store: Store) -> dict[str, str]:
    """Return the settings as the record tells them, each as it was when it last changed."""
    tags = await store.tags(AuditEvent, f"{CHANGED}|")
    events = [each for tag in tags for each in await store.read(AuditEvent, tag)]
    waiting = [each for each in await store.read(AuditEvent, "unchained") if each.what == CHANGED]
    found: dict[str, str] = {}
    for event in (*events, *waiting):
        found |= event.details
    return {name: value for name, value in found.items() if name in NAMES}
