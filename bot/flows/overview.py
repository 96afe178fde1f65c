"""`/overview`: how organisations are doing, in numbers that tell of none of them, for admins."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from bot.days import period_in_words
from bot.errors import BotError
from bot.messages import Choice, Document, Reply
from bot.overview.counted import Counted, Overview
from bot.overview.figures import PERIODS, Figures, Results
from bot.overview.standing import NO_LEVEL
from bot.reminders import IDLE
from bot.reports.apart import Apart, Job
from bot.reports.charts.chart import Chart, Series
from bot.reports.report import PNG
from bot.visit import Visit
from knowledge.loader import Content

USUAL = 30  # days


class Overviews:
    """Its choices carry `overview:<days>`."""

    def __init__(self, content: Content, counted: Counted, keep_questions: int) -> None:
        self._framework = content.framework
        self._say = content.texts.say
        self._counted = counted
        self._keep_questions = keep_questions
        self._apart = Apart(content.texts)

    async def show(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Show the overview of the usual period, or of the one that is typed."""
        typed = words.split(maxsplit=1)[0] if words.split() else ""
        return await self._show(int(typed) if typed in map(str, PERIODS) else USUAL)

    async def press(self, visit: Visit, days: str) -> tuple[Reply, ...]:
        """Show the overview of the period pressed."""
        if days not in map(str, PERIODS):
            raise BotError(self._say("assess.old_choice"))
        return await self._show(int(days))

    async def _show(self, days: int) -> tuple[Reply, ...]:
        overview = await self._counted.latest()
        if overview is None:
            show = Choice(self._say("overview.show"), f"overview:{days}")
            return (Reply(self._say("overview.counting"), choices=(show,)),)
        picture = await self._picture(overview.results[PERIODS.index(days)])
        others = tuple(
            Choice(self._say("overview.period", days=each), f"overview:{each}")
            for each in PERIODS
            if each != days
        )
        title = self._say("overview.title", days=days)
        text = "\n\n".join(self._paragraphs(overview, days))
        return (*picture, Reply(text, title, self._framework.notice, others))

    def _paragraphs(self, overview: Overview, days: int) -> Iterable[str]:
        at = PERIODS.index(days)
        yield self._say("overview.about")
        yield "\n".join(self._organisations(overview.figures[at], days))
        yield "\n".join(self._results(overview.results[at]))
        if overview.results[at].count:
            yield self._say("overview.together")
        yield self._say("overview.few_why")
        counts = {kind: each[at] for kind, each in overview.questions.items()}
        asked = sum(counts[kind] for kind in ("answered", "offered", "elsewhere", "none"))
        yield self._say("overview.questions", asked=asked, **counts)
        if days > self._keep_questions:
            yield self._say(
                "overview.questions_kept", period=period_in_words(self._say, self._keep_questions)
            )
        yield self._say("overview.people", parts=self._parts(overview.members))

    def _organisations(self, figures: Figures, days: int) -> Iterable[str]:
        yield self._line("answering", figures.answering)
        yield self._line("all_answered", figures.all_answered)
        if days > IDLE.days:
            yield self._line("untouched", figures.untouched, idle=IDLE.days)
        yield self._line("finished", figures.finished)

    def _results(self, results: Results) -> Iterable[str]:
        if not results.count:
            yield self._say("overview.no_results")
            return
        yield self._say("overview.results", n=results.count)
        yield self._reached(results)
        averages = {self._areas[name]: self._percent(each) for name, each in results.averages.items()}
        yield self._say("overview.averages", parts=self._parts(averages))

    def _reached(self, results: Results) -> str:
        if not results.of_levels:
            return self._say("overview.no_levels", few=self._say("overview.few"))
        levels = {self._levels[name]: count for name, count in results.levels.items()}
        return self._say("overview.levels", n=results.of_levels, parts=self._parts(levels))

    def _line(self, line: str, count: int | None, **gaps: object) -> str:
        told = self._say("overview.few") if count is None else count
        return self._say(f"overview.{line}", n=told, **gaps)

    def _parts(self, parts: Mapping[str, object]) -> str:
        return ", ".join(self._say("overview.part", title=title, n=n) for title, n in parts.items())

    def _percent(self, share: Fraction | None) -> str:
        return self._say("overview.few") if share is None else f"{round(share * 100)}%"

    @property
    def _areas(self) -> dict[str, str]:
        return {each.id: each.title for each in self._framework.areas}

    @property
    def _levels(self) -> dict[str, str]:
        titles = {each.id: each.title for each in self._framework.levels}
        return titles | {NO_LEVEL: self._say("overview.no_level")}

    async def _picture(self, results: Results) -> tuple[Reply, ...]:
        """Draw the averages of all areas; nothing while one of them is of too few."""
        shares = [share for share in results.averages.values() if share is not None]
        if len(shares) < len(results.averages):
            return ()
        labels = tuple(each.title for each in self._framework.areas)
        title = self._say("overview.picture")
        parts = self._parts(dict(zip(labels, map(self._percent, shares), strict=True)))
        alt = self._say("overview.alt", title=title, parts=parts)
        series = Series(self._say("overview.series"), tuple(float(round(share * 100)) for share in shares))
        chart = Chart("overview", "radar", title, labels, (series,), self._framework.notice, alt)
        [drawn] = await self._apart.draw(Job((chart,)))
        document = Document("charter-overview.png", PNG, drawn, alt=alt)
        return (Reply(title=title, note=self._framework.notice, document=document),)
