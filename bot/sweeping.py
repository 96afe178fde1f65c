"""`charter-bot retention`: what would go with age, or letting it go now."""

from datetime import datetime

from bot.assistant import now
from bot.opening import open_store
from bot.settings import Settings
from bot.upkeep.forgetting import forget, would_go
from bot.whole_stores import refuse_missing
from storage.store import Store


async def sweep(settings: Settings, *, only_say: bool) -> list[str]:
    """Return a line for each rule: how many go and how old the oldest is; without `only_say` they do go.

    To say it, the assistant may be running on the store.
    """
    refuse_missing(settings)
    store = await open_store(settings, guest=only_say)
    try:
        return await _swept(store, settings, now(), only_say=only_say)
    finally:
        await store.close()


async def _swept(store: Store, settings: Settings, at: datetime, *, only_say: bool) -> list[str]:
    lines = [
        f"{rule.what}, {_days(getattr(settings.keep, rule.name))} after {rule.since}: {count}"
        + (f", the oldest of {oldest}" if oldest else "")
        for rule, count, oldest in await would_go(store, at, settings.keep)
    ]
    if only_say:
        return [*lines, "Nothing has gone: this was --dry-run."]
    await forget(store, at, settings.keep)
    return [*lines, "All of that has gone."]


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
