"""The way in: the pictures and the report of one assessment, as files to hand over."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Document
from bot.reports.apart import Apart, Job
from bot.reports.charts.of_a_result import charts
from bot.reports.paper.of_an_assessment import paper
from bot.reports.subject import Subject
from knowledge.texts import Texts

PNG, PDF = "image/png", "application/pdf"


@dataclass(frozen=True)
class Picture:
    """A picture to hand over, with its title."""

    title: str
    document: Document


class Report:
    """Makes pictures and papers."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._apart = Apart(texts)

    async def pictures(self, subject: Subject) -> list[Picture]:
        """Draw the pictures of a result."""
        shown = charts(subject, self._texts)
        ref = subject.case.assessment.ref
        drawn = await self._apart.draw(Job(shown))
        return [
            Picture(each.title, Document(f"charter-{each.name}-{ref}.png", PNG, content, alt=each.alt))
            for each, content in zip(shown, drawn, strict=True)
        ]

    async def paper(self, subject: Subject, now: datetime) -> Document:
        """Make the report."""
        shown = charts(subject, self._texts)
        [content] = await self._apart.draw(Job(shown, paper(subject, shown, self._texts, now)))
        return Document(f"charter-report-{subject.case.assessment.ref}.pdf", PDF, content)
