"""`/pictures` and `/report`: the result to look at, and to put on the table of a meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.assess.outcome import Outcome
from bot.flows.voices.gaps import gaps_in_words
from bot.flows.voices.showing import gaps_now_shown
from bot.messages import Document, Reply
from bot.reports.case import Case
from bot.reports.report import Report
from bot.reports.subject import Subject
from bot.visit import Visit
from knowledge.loader import Content
from storage.records import Assessment


class Reports:
    """For whoever leads the assessment. Its choices carry `pictures:<ref>` and `report:<ref>`."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._say = content.texts.say
        self._drafts = Drafts(content)
        self._outcome = Outcome(self._drafts)
        self._report = Report(content.texts)

    async def pictures(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Show the pictures of the assessment in hand: `/pictures`."""
        return await self._draw(visit, await self._in_hand(visit))

    async def report(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Hand over the report on the assessment in hand: `/report`."""
        return await self._write(visit, await self._in_hand(visit))

    async def press_pictures(self, visit: Visit, ref: str) -> tuple[Reply, ...]:
        """Show the pictures of the assessment that a choice speaks of."""
        return await self._draw(visit, self._whole(await self._drafts.open_one(visit, ref)))

    async def press_report(self, visit: Visit, ref: str) -> tuple[Reply, ...]:
        """Hand over the report on the assessment that a choice speaks of."""
        return await self._write(visit, self._whole(await self._drafts.open_one(visit, ref)))

    async def paper(
        self,
        assessment: Assessment,
        earlier: Assessment | None,
        now: datetime,
        parts: Sequence[Assessment] = (),
    ) -> Document:
        """Make the report on an assessment; who may have it is for the caller to know. `parts` are those of
        colleagues: of them it names the gaps between voices, as far as whoever leads has been shown them.
        """
        said = tuple((each.title, each.text) for each in self._outcome.show(assessment, now, parts))
        framework = self._drafts.framework(assessment)
        gaps = tuple(gaps_in_words(self._content.texts, framework, assessment, parts)) if parts else ()
        subject = replace(self._subject(assessment, earlier, now.date()), said=said, gaps=gaps)
        return await self._report.paper(subject, now)

    async def _draw(self, visit: Visit, assessment: Assessment) -> tuple[Reply, ...]:
        earlier = await self._earlier(visit, assessment)
        drawn = await self._report.pictures(self._subject(assessment, earlier, visit.now.date()))
        notice = self._drafts.framework(assessment).notice
        return tuple(Reply(title=each.title, note=notice, document=each.document) for each in drawn)

    async def _write(self, visit: Visit, assessment: Assessment) -> tuple[Reply, ...]:
        parts = await self._drafts.parts(visit, assessment)
        assessment = gaps_now_shown(visit, self._drafts.framework(assessment), assessment, parts)
        document = await self.paper(assessment, await self._earlier(visit, assessment), visit.now, parts)
        notice = self._drafts.framework(assessment).notice
        return (Reply(self._say("report.here"), note=notice, document=document),)

    async def _in_hand(self, visit: Visit) -> Assessment:
        return self._whole(await self._drafts.in_hand(visit))

    def _whole(self, assessment: Assessment) -> Assessment:
        """A part in somebody else's assessment has no result of its own to show."""
        if assessment.of:
            raise BotError(self._say("report.lead_only"))
        return assessment

    async def _earlier(self, visit: Visit, assessment: Assessment) -> Assessment | None:
        return await visit.turn.get(Assessment, assessment.earlier) if assessment.earlier else None

    def _subject(self, assessment: Assessment, earlier: Assessment | None, day: date) -> Subject:
        readable = earlier if earlier and self._drafts.knows(earlier) else None
        return Subject(self._case(assessment, day), self._case(readable, day) if readable else None)

    def _case(self, assessment: Assessment, day: date) -> Case:
        return Case(self._drafts.framework(assessment), assessment, day)
