"""What the report of one assessment says: its cover, and which sections it has."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.codes import grouped
from bot.days import day_in_words
from bot.reports.case import Case
from bot.reports.charts.chart import Chart
from bot.reports.paper.answer_sections import answers, evidence
from bot.reports.paper.content import Paper, Section, heading, points, words
from bot.reports.paper.plan_section import plan
from bot.reports.paper.profile_section import profile
from bot.reports.paper.scoring_section import scoring
from bot.reports.subject import Subject
from knowledge.texts import Texts


def paper(subject: Subject, charts: Iterable[Chart], texts: Texts, now: datetime) -> Paper:
    """Return the report. Without gaps between voices there is no section on them."""
    case = subject.case
    about = case.assessment.profile
    return Paper(
        title=texts.say("report.title"),
        organisation=about.get("organisation", ""),
        service=about.get("service", ""),
        label=_label(case, texts),
        notice=case.framework.notice,
        about=tuple(_about(case, texts, now)),
        contents=texts.say("report.contents"),
        sections=tuple(_sections(subject, charts, texts)),
        page=texts.say("report.page", page="{page}", pages="{pages}"),
        made=now.isoformat(timespec="seconds"),
    )


def _label(case: Case, texts: Texts) -> str:
    level = case.result.level
    return texts.say("result.level", level=level.title) if level else texts.say("result.provisional")


def _about(case: Case, texts: Texts, now: datetime) -> Iterator[tuple[str, str]]:
    assessment = case.assessment
    yield texts.say("report.reference"), grouped(assessment.ref)
    yield texts.say("report.version"), case.framework.version
    finished = day_in_words(assessment.finished) if assessment.finished else texts.say("report.unfinished")
    yield texts.say("report.finished"), finished
    yield texts.say("report.made"), day_in_words(now.isoformat())


def _sections(subject: Subject, charts: Iterable[Chart], texts: Texts) -> Iterator[Section]:
    """What the result says of the profile stands as tables here, its next actions with the plan, and what it
    says of voices in a section of its own.
    """
    case, said = subject.case, subject.said
    actions = texts.say("result.actions")
    elsewhere = {texts.say("result.profile"), texts.say("voices.gaps_title"), actions}
    yield _result(case, [each for each in said if each[0] not in elsewhere], texts)
    yield profile(case, charts, texts)
    if subject.gaps:
        intro = words(texts.say("report.gaps_text"))
        yield Section(texts.say("report.gaps"), (*intro, points(subject.gaps)))
    yield plan(case, [text for title, text in said if title == actions], texts)
    yield answers(case, texts)
    yield evidence(case, texts)
    yield scoring(case.framework, texts)


def _result(case: Case, said: Iterable[tuple[str, str]], texts: Texts) -> Section:
    blocks = [block for title, text in said for block in (heading(title), *words(_rest(case, text)))]
    return Section(texts.say("report.result"), tuple(blocks))


def _rest(case: Case, text: str) -> str:
    """Leave out what stands on the cover and below every page."""
    about = case.assessment.profile
    name = " - ".join(filter(None, (about.get("organisation"), about.get("service"))))
    return "\n\n".join(each for each in text.split("\n\n") if each not in {name, case.framework.notice})
