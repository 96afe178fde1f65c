"""The plan as the rest of the assistant sees it: its command, its presses, and a date typed at its step."""

from collections.abc import Callable
from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.plan.items import Item, item
from bot.flows.plan.listing import Listing
from bot.flows.plan.marks import Marks, months_from
from bot.flows.plan.one_step import MONTHS, OneStep
from bot.flows.plan.standing import Standing, Standings
from bot.flows.plan.what_if import WhatIf, asks_what_if
from bot.flows.plan.why import Why
from bot.messages import Reply
from bot.typed_days import read_day
from bot.visit import Visit
from knowledge.framework import Level
from knowledge.loader import Content
from storage.records import Assessment

Replies = tuple[Reply, ...]
Press = Callable[[Visit, Item, str], Reply]
IF = "if"  # the word behind /plan that asks what would be


class Plans:
    """The flow `plan`. Its one open step is `date:<goal>:<criterion>`, which waits for a day."""

    def __init__(self, content: Content) -> None:
        drafts = Drafts(content)
        self._say = drafts.say
        self._standings = Standings(drafts)
        self._listing = Listing(drafts)
        self._step = OneStep(drafts, self._listing)
        self._marks = Marks(drafts)
        self._what_if = WhatIf(drafts)
        self._why = Why(drafts)
        self._does: dict[str, Press] = {
            "step": self._show_step,
            "tick": self._tick,
            "untick": self._untick,
            "when": self._when,
            "who": self._who,
        }

    async def plan(self, visit: Visit, words: str) -> Replies:
        """Show the plan to the next level: `/plan`; or say what would be: `/plan if S2 3`."""
        standing = await self._standings.in_hand(visit)
        asked, _, rest = words.partition(" ")
        if asked.casefold() == IF:
            return self._what_if.typed(standing, rest)
        return self._show(standing, standing.goals[0] if standing.goals else None)

    async def asked(self, visit: Visit, text: str) -> Replies | None:
        """Say what would be, where typed words ask that of one criterion; None for any other question."""
        asked = asks_what_if(text)
        if asked is None or not await self._standings.leads(visit):
            return None
        return self._what_if.asked(await self._standings.in_hand(visit), *asked)

    async def press(self, visit: Visit, carried: str) -> Replies:
        """Follow `plan:<ref>[:<goal>[:<what>:<criterion>[:<value>]]]`."""
        ref, goal_id, what, name, value = (*carried.split(":"), "", "", "", "", "")[:5]
        standing = await self._standings.of(visit, ref)
        visit.leave()  # so that what is typed next is no answer to an open question
        if not goal_id:
            return self._show(standing, standing.goals[0] if standing.goals else None)
        goal = self._standings.goal(standing, goal_id)
        if not what:
            return self._show(standing, goal)
        if what not in self._does:
            raise BotError(self._say("assess.old_choice"))
        return (self._does[what](visit, self._item(standing, goal, name), value),)

    async def what_if(self, visit: Visit, carried: str) -> Replies:
        """Follow `if:<ref>[:<criterion>[:<score>]]`."""
        ref, name, score = (*carried.split(":"), "", "")[:3]
        standing = await self._standings.of(visit, ref)
        visit.leave()
        if not name:
            return self._what_if.which(standing)
        criterion = self._standings.criterion(standing, name)
        if not score:
            return (self._what_if.scores(standing, criterion),)
        return (self._what_if.show(standing, criterion, score),)

    async def why(self, visit: Visit, ref: str) -> Replies:
        """Follow `why:<ref>`."""
        standing = await self._standings.of(visit, ref)
        visit.leave()
        return self._why.show(standing)

    # What the assistant asks of a flow

    async def again(self, visit: Visit) -> Replies:
        """Ask for the day again, unless the step has gone meanwhile."""
        try:
            return (self._step.ask_day(await self._dated(visit)),)
        except BotError:
            visit.go("")
            return ()

    async def typed(self, visit: Visit, text: str) -> Replies | None:
        """Take a typed day at the open step; None for a question."""
        if text.rstrip().endswith("?"):
            return None
        at = await self._dated(visit)
        day = read_day(text)
        if day is None:
            raise BotError(self._say("plan.no_day"))
        changed = self._marks.due(visit, at, day)
        visit.go("")
        return (self._step.due(self._now(visit, at, changed), quiet=bool(visit.member.quiet)),)

    # What each choice does

    def _show_step(self, visit: Visit, at: Item, value: str) -> Reply:
        return self._step.show(at)

    def _tick(self, visit: Visit, at: Item, value: str) -> Reply:
        return self._step.ticked(self._now(visit, at, self._marks.tick(visit, at)))

    def _untick(self, visit: Visit, at: Item, value: str) -> Reply:
        return self._step.unticked(self._now(visit, at, self._marks.untick(visit, at)))

    def _when(self, visit: Visit, at: Item, months: str) -> Reply:
        """Keep a date some months from today, or none; without months, ask, and wait for a typed day."""
        if not months:
            visit.go("plan", f"date:{at.goal.id}:{at.criterion.id}", assessment=at.standing.assessment.ref)
            return self._step.ask_day(at)
        if months not in {"0", *map(str, MONTHS)}:
            raise BotError(self._say("assess.old_choice"))
        day = months_from(visit.now.date(), int(months)) if months != "0" else None
        changed = self._marks.due(visit, at, day)
        return self._step.due(self._now(visit, at, changed), quiet=bool(visit.member.quiet))

    def _who(self, visit: Visit, at: Item, area: str) -> Reply:
        if not area:
            return self._step.ask_area(at)
        return self._step.area(self._now(visit, at, self._marks.area(visit, at, area)))

    def _show(self, standing: Standing, goal: Level | None) -> Replies:
        return self._listing.show(standing, goal) if goal else self._listing.top(standing)

    def _item(self, standing: Standing, goal: Level, name: str) -> Item:
        """Return an item of the plan; raises `BotError` where a step is neither needed nor marked."""
        criterion = self._standings.criterion(standing, name)
        found = item(standing, goal, criterion)
        if found is None:
            raise BotError(self._step.not_needed(Item(standing, goal, criterion, None)))
        return found

    def _now(self, visit: Visit, at: Item, changed: Assessment) -> Item:
        """Return the same item behind a change."""
        return replace(at, standing=self._standings.at(changed, visit.now.date()))

    async def _dated(self, visit: Visit) -> Item:
        """Return the item whose date is asked for at the open step."""
        _date, goal, name = visit.session.step.split(":")
        standing = await self._standings.of(visit, visit.session.assessment)
        return self._item(standing, self._standings.goal(standing, goal), name)
