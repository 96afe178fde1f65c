"""The plan on paper: what the result says to do next, the smallest plan, and what was marked at steps."""

from collections.abc import Iterable, Iterator, Mapping

from bot.days import day_in_words
from bot.reports.case import Case
from bot.reports.paper.content import Block, Section, heading, table, words
from knowledge.framework import Criterion, Framework, Level
from knowledge.levels import highest_met, level_after
from knowledge.plan import Step
from knowledge.plan import plan as smallest_plan
from knowledge.texts import Texts
from storage.records import PlanStep


def plan(case: Case, actions: Iterable[str], texts: Texts) -> Section:
    """Return the section; `actions` are the texts that the result has on what to do next."""
    next_actions = [block for text in actions for block in words(text)]
    return Section(texts.say("report.plan"), (*next_actions, *_steps(case, texts)))


def _steps(case: Case, texts: Texts) -> tuple[Block, ...]:
    goal = level_after(case.framework, highest_met(case.card))
    title = heading(texts.say("report.steps_to", level=goal.title) if goal else texts.say("report.steps"))
    rows = tuple(_rows(case, _smallest(case, goal), texts))
    if not rows:
        return (title, *words(texts.say("report.no_steps")))
    header = tuple(texts.say(f"report.{each}") for each in ("criterion", "change", "area", "due", "done"))
    return (title, table(header, rows, (4, 3, 3, 2, 2)))


def _smallest(case: Case, goal: Level | None) -> dict[str, Step]:
    steps = smallest_plan(case.framework, case.answers, goal) if goal else ()
    return {each.criterion: each for each in steps}


def _rows(case: Case, smallest: Mapping[str, Step], texts: Texts) -> Iterator[tuple[str, ...]]:
    """Yield the steps of the smallest plan, and those that were planned besides."""
    planned = case.assessment.plan
    for each in case.framework.criteria:
        if each.id in smallest or each.id in planned:
            change = _change(smallest.get(each.id), texts)
            area, due, done = _marks(case.framework, each, planned.get(each.id, PlanStep()), texts)
            yield (f"{each.id} {each.title}", change, area, due, done)


def _change(step: Step | None, texts: Texts) -> str:
    if step is None:
        return texts.say("report.not_needed")
    rise = texts.say("report.rise", claimed=step.claimed, to=step.to) if step.rise else ""
    return "\n".join(filter(None, (rise, texts.say("report.add_note") if step.note else "")))


def _marks(framework: Framework, criterion: Criterion, step: PlanStep, texts: Texts) -> tuple[str, ...]:
    titles = {area.id: area.title for area in framework.areas}
    area = titles.get(step.area, framework.area_of(criterion.id).title)
    due = day_in_words(step.due) or texts.say("report.no_date")
    done = day_in_words(step.done) or texts.say("report.not_done")
    return (area, due, done)
