"""How much waits in the store just now: read when it is asked for, and of all processes together."""

import asyncio
from dataclasses import dataclass

from storage.records import Arrival, AuditCheck, Handled, Reminder
from storage.store import Store

CHANNEL = "telegram"  # the one channel that keeps what arrives, and what it has to send
WITHIN = 2.0  # seconds that a store may take to answer
WAITS = "waits:"
DUE = "due:"


@dataclass(frozen=True)
class Queues:
    """Updates that wait, in so many lanes, or were set aside; messages whose replies wait, and since when;
    reminders that wait, and the first day that one is due. `chain` says whether the record of who did what
    held when it was last checked, and when that was; None before the first time.
    """

    updates: int
    lanes: int
    aside: int
    replies: int
    oldest: str
    reminders: int = 0
    due: str = ""
    chain: tuple[bool, str] | None = None


async def is_usable(store: Store, within: float = WITHIN) -> bool:
    """Whether the store answers in time. Whatever it does instead, it cannot be used."""
    try:
        async with asyncio.timeout(within):
            await store.ping()
    except Exception:  # noqa: BLE001 - whatever it was; who uses the store logs what it is
        return False
    return True


async def queues(store: Store, within: float = WITHIN) -> Queues | None:
    """Return how much waits, or None when the store does not say so in time."""
    try:
        async with asyncio.timeout(within):
            return await _read(store)
    except Exception:  # noqa: BLE001 - as above
        return None


async def _read(store: Store) -> Queues:
    waits = await store.tags(Handled, WAITS)
    due = await store.tags(Reminder, DUE)
    checks = await store.read(AuditCheck)
    return Queues(
        updates=await store.count(Arrival, f"waiting:{CHANNEL}"),
        lanes=len(await store.tags(Arrival, f"lane:{CHANNEL}|")),
        aside=await store.count(Arrival, f"aside:{CHANNEL}"),
        replies=len(waits),
        oldest=waits[0].removeprefix(WAITS).partition("|")[0] if waits else "",
        reminders=await store.count(Reminder),
        due=due[0].removeprefix(DUE) if due else "",
        chain=(not checks[0].trouble, checks[0].at) if checks else None,
    )
