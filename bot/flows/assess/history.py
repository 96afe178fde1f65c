"""`/history`: the finished self-assessments, and any of one's own by its reference."""

from datetime import date

from bot.codes import grouped, meant
from bot.days import day_in_words
from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.assess.scored import scored
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment

SHOWN = 10  # results in the list; older ones are opened by their reference


class History:
    """Lists results. Its choices carry `result:<ref>`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    async def show(self, visit: Visit) -> Reply:
        """List what was finished, the newest first."""
        finished = await self._drafts.finished(visit)
        if not finished:
            raise BotError(self._say("again.no_results"))
        lines = [self._line(each, visit.now.date()) for each in finished[:SHOWN]]
        more = self._say("again.more") if len(finished) > SHOWN else ""
        notice = self._drafts.content.framework.notice
        text = "\n\n".join(filter(None, (notice, "\n".join(lines), more)))
        choices = tuple(Choice(self._label(each), f"result:{each.ref}") for each in finished[:SHOWN])
        return Reply(text, self._say("again.title"), choices=choices)

    async def named(self, visit: Visit, words: str) -> Assessment:
        """Return the speaker's assessment with this reference; somebody else's is as if it were not there."""
        mine = {each.ref: each for each in await self._drafts.mine(visit)}
        ref = meant(words, mine)
        if not ref:
            raise BotError(self._say("again.no_such"))
        return mine[ref]

    def _line(self, assessment: Assessment, day: date) -> str:
        gaps = {
            "date": day_in_words(assessment.finished),
            "organisation": self._drafts.about(assessment),
            "ref": grouped(assessment.ref),
        }
        if not self._drafts.knows(assessment):
            return self._say("again.line_unknown", version=assessment.framework, **gaps)
        result = scored(self._drafts.framework(assessment), assessment, day)
        level = result.level.title if result.level else self._say("again.no_level")
        return self._say("again.line", level=level, evidenced=result.overall, **gaps)

    def _label(self, assessment: Assessment) -> str:
        return f"{day_in_words(assessment.finished)}, {grouped(assessment.ref)}"
