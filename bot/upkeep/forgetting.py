"""Forget what is old: questions, proposals never published, receipts, and words that wait for a decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from storage.records import ContentEdit, Question, Receipt, Record, Session
from storage.store import Store

KEEP_RECEIPTS = timedelta(days=2)  # Telegram keeps an update for one day (Bot API, "Getting updates")
KEEP_PENDING = timedelta(days=1)  # words that look personal, and whose writer has not decided
AT_ONCE = 500  # records a turn: nobody should have to wait for it


async def forget(store: Store, now: datetime, keep_questions: timedelta) -> None:
    """Forget all that is old by now; what is ignored for good stays, without who asked."""
    await _receipts(store, (now - KEEP_RECEIPTS).date().isoformat())
    await _questions(store, (now - keep_questions).date().isoformat())
    await _pending(store, (now - KEEP_PENDING).isoformat())


async def _questions(store: Store, before: str) -> None:
    questions = [each for each in await store.read(Question) if each.at < before]
    proposals = [each for each in await store.read(ContentEdit, "proposed") if each.at < before]
    await _remove(store, [*(each for each in questions if each.settled != "ignored"), *proposals])


async def _pending(store: Store, before: str) -> None:
    for waiting in await store.read(Session, "pending"):
        async with store.turn(waiting.address) as turn:
            session = await turn.get(Session, waiting.address)
            if session and session.seen < before:
                turn.put(replace(session, pending=()))


async def _receipts(store: Store, before: str) -> None:
    for tag in await store.tags(Receipt, "day:"):
        if tag.removeprefix("day:") < before:
            while old := await store.read(Receipt, tag, AT_ONCE):
                await _remove(store, old)


async def _remove(store: Store, records: Sequence[Record]) -> None:
    for at in range(0, len(records), AT_ONCE):
        async with store.turn("questions") as turn:
            for record in records[at : at + AT_ONCE]:
                turn.remove(type(record), record.key)
