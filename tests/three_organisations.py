"""Three organisations that have finished: what admins look at by `/overview`, on the page and on Telegram."""

from datetime import datetime

from knowledge.framework import Framework
from storage.records import Answer, Assessment
from storage.store import Store


async def finish(store: Store, framework: Framework, at: datetime, name: str = "REF") -> None:
    """Let three organisations have finished at a time."""
    when = at.isoformat(timespec="seconds")
    answers = {each.id: Answer(score=3, evidence="Minutes", at=when) for each in framework.criteria}
    async with store.turn("filling") as turn:
        for number in range(3):
            ref = f"{name}{number}"
            turn.put(
                Assessment(
                    ref, f"web:{ref}", "2026.10", when, when, when, finished=when, answers=answers,
                    profile={"organisation": ref},
                )
            )  # fmt: skip
