"""Which one, where somebody has several to go on with: one of their own, or parts in those of others."""

from bot.days import day_in_words
from bot.flows.assess.draft import Drafts
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment

LABEL = 60  # characters of a button


class Choosing:
    """Asks which assessment is meant. Its choices carry `which:<ref>`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    async def several(self, visit: Visit) -> list[Assessment]:
        """Return what somebody could go on with, if that is more than one; finished ones of their own count
        beside a part in somebody else's.
        """
        unfinished = await self._drafts.unfinished(visit)
        beside = any(each.of for each in unfinished) and all(each.of for each in unfinished)
        finished = [each for each in await self._drafts.finished(visit) if not each.later]
        found = [*unfinished, *(finished if beside else [])]
        return found if len(found) > 1 else []

    def ask(self, several: list[Assessment]) -> Reply:
        """Ask for one, by organisation and service; those that read alike, by the day they began too."""
        labels = [self._label(each) for each in several]
        dated = [
            f"{label}, {day_in_words(each.started)}" if labels.count(label) > 1 else label
            for label, each in zip(labels, several, strict=True)
        ]
        choices = tuple(
            Choice(label, f"which:{each.ref}") for label, each in zip(dated, several, strict=True)
        )
        return Reply(self._say("team.which"), choices=choices)

    def _label(self, assessment: Assessment) -> str:
        name = self._drafts.about(assessment) or self._say("team.no_name")
        name = name if len(name) <= LABEL else f"{name[: LABEL - 3]}..."
        return self._say("team.your_part", place=name) if assessment.of else name
