"""Is it well, and is it ready: what a service manager, a load balancer or a person asks."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from bot.watch.queues import WITHIN, is_usable, queues
from bot.watch.watch import Watch
from storage.store import Store

VERSION = version("charter-bot")
NOT_YET = {
    "starting": "it has not started yet: Telegram, where it is on, has not been reached",
    "stopping": "it is stopping",
}
NO_STORE = "the store cannot be used"


@dataclass(frozen=True)
class Verdict:
    """Yes or no, and the report."""

    ok: bool
    body: dict[str, Any]


async def health(watch: Watch, store: Store, within: float = WITHIN) -> Verdict:
    """Whether this process can do its work: the store can be used, and updates come in."""
    usable = await _usable(watch, store, within)
    waiting = await queues(store, within) if usable else None
    ok = usable and watch.fetching.ok
    body = {
        "ok": ok,
        "version": VERSION,
        "store": {"ok": usable},
        "telegram": watch.fetching.to_json(),
        "sender": {"waiting": waiting.replies, "oldest": waiting.oldest or None} if waiting else None,
        "aside": waiting.aside if waiting else None,
    }
    return Verdict(ok, body)


async def readiness(watch: Watch, store: Store, within: float = WITHIN) -> Verdict:
    """Whether all has started and can take what comes; why not, if not."""
    why = NOT_YET.get(watch.stage, "")
    if not why and not await _usable(watch, store, within):
        why = NO_STORE
    return Verdict(not why, {"ready": False, "why": why} if why else {"ready": True})


async def _usable(watch: Watch, store: Store, within: float) -> bool:
    usable = await is_usable(store, within)
    if not usable:
        watch.ping_failed()
    return usable and watch.keeps
