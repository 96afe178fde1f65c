"""Forget what is old: questions, proposals that were never published, and receipts of old updates."""

from datetime import datetime, timedelta

from storage.records import ContentEdit, Question, Receipt
from storage.store import Store

KEEP_RECEIPTS = timedelta(days=2)  # Telegram keeps an update for one day (Bot API, "Getting updates")
AT_ONCE = 500  # receipts a turn: nobody should have to wait for it


async def forget(store: Store, now: datetime, keep_questions: timedelta) -> None:
    """Forget all that is old by now; what is ignored for good stays, without who asked."""
    await _questions(store, (now - keep_questions).date().isoformat())
    await _receipts(store, (now - KEEP_RECEIPTS).date().isoformat())


async def _questions(store: Store, before: str) -> None:
    questions = [each for each in await store.read(Question) if each.at < before]
    proposals = [each for each in await store.read(ContentEdit, "proposed") if each.at < before]
    gone = [each for each in questions if each.settled != "ignored"]
    if not gone and not proposals:
        return
    async with store.turn("questions") as turn:
        for question in gone:
            turn.remove(Question, question.id)
        for proposal in proposals:
            turn.remove(ContentEdit, proposal.id)


async def _receipts(store: Store, before: str) -> None:
    for tag in await store.tags(Receipt, "day:"):
        if tag.removeprefix("day:") < before:
            while old := await store.read(Receipt, tag, AT_ONCE):
                async with store.turn("receipts") as turn:
                    for receipt in old:
                        turn.remove(Receipt, receipt.key)
