"""The plan on paper: the next actions that the result names, and the steps that were planned."""

from collections.abc import Iterable

from bot.reports.case import Case
from bot.reports.paper.content import Block, Section, heading, table, words
from bot.reports.paper.days import day
from knowledge.framework import Criterion, Framework
from knowledge.texts import Texts
from storage.records import PlanStep


def plan(case: Case, actions: Iterable[str], texts: Texts) -> Section:
    """Return the section; `actions` are the texts that the result has on what to do next."""
    next_actions = [block for text in actions for block in words(text)]
    steps = (heading(texts.say("report.steps")), *_steps(case, texts))
    return Section(texts.say("report.plan"), (*next_actions, *steps))


def _steps(case: Case, texts: Texts) -> tuple[Block, ...]:
    planned = case.assessment.plan
    rows = tuple(
        _step(case.framework, each, planned[each.id], texts)
        for each in case.framework.criteria
        if each.id in planned
    )
    if not rows:
        return words(texts.say("report.no_steps"))
    header = tuple(texts.say(f"report.{each}") for each in ("criterion", "area", "due", "done"))
    return (table(header, rows, (4, 3, 2, 2)),)


def _step(framework: Framework, criterion: Criterion, step: PlanStep, texts: Texts) -> tuple[str, ...]:
    titles = {area.id: area.title for area in framework.areas}
    area = titles.get(step.area, framework.area_of(criterion.id).title)
    due = day(step.due) or texts.say("report.no_date")
    done = day(step.done) or texts.say("report.not_done")
    return (f"{criterion.id} {criterion.title}", area, due, done)
