"""How questions were answered, over each period: of these no organisation can be known."""

import asyncio
from datetime import datetime, timedelta

from bot.overview.figures import PERIODS, nothing
from storage.records import Question
from storage.store import Store

PAGE = 50
KINDS = ("answered", "offered", "elsewhere", "none", "helpful", "not_helpful")


async def count_questions(store: Store, now: datetime) -> dict[str, list[int]]:
    """Count the questions that are still kept, by what they came to and whether it helped."""
    found = {kind: nothing() for kind in KINDS}
    after = ""
    while page := await store.page(Question, after, PAGE):
        for question in page:
            _add(found, question, now)
        after = page[-1].key
        await asyncio.sleep(0)
    return found


def _add(found: dict[str, list[int]], question: Question, now: datetime) -> None:
    helped = {"yes": "helpful", "no": "not_helpful"}.get(question.helpful, "")
    for at, days in enumerate(PERIODS):
        if question.at[:10] < (now - timedelta(days=days)).date().isoformat():
            continue
        for kind in {question.outcome, helped} & found.keys():
            found[kind][at] += 1
