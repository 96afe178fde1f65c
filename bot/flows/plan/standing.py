"""Where a whole assessment stands: its answers as they count, what they come to, the levels to plan for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.errors import BotError
from bot.evidence_days import counted
from bot.flows.assess.draft import Drafts
from bot.looked_at import provisional
from bot.visit import Visit
from knowledge.framework import Criterion, Framework, Level
from knowledge.levels import highest_met
from knowledge.plan import Step, plan
from knowledge.scorecard import Scorecard
from knowledge.scoring import Result, score
from storage.records import Answer, Assessment


@dataclass(frozen=True)
class Standing:
    """An assessment with what it comes to. `met` is the highest level met so far, what is open counting 0."""

    assessment: Assessment
    framework: Framework
    answers: Mapping[str, Answer]

    @property
    def result(self) -> Result:
        """What the answers come to."""
        return provisional(score(self.framework, self.answers), self.answers)

    @property
    def met(self) -> Level:
        """The highest level whose rules are all met so far, with what is not answered counting nothing."""
        return highest_met(Scorecard.of(self.framework, self.answers))

    @property
    def goals(self) -> list[Level]:
        """The levels to plan for: the next one, and the one aimed for if it is higher."""
        levels = self.framework.levels
        following = levels.index(self.met) + 1
        wanted = self.assessment.profile.get("target")
        return [
            each
            for at, each in enumerate(levels)
            if at == following or (at > following and each.id == wanted)
        ]

    def steps(self, goal: Level) -> tuple[Step, ...]:
        """The smallest plan for a level."""
        return plan(self.framework, self.answers, goal)


class Standings:
    """Finds them for the person of a visit: whoever leads the assessment."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    async def of(self, visit: Visit, ref: str) -> Standing:
        """Return where the assessment of a choice stands; raises `BotError` unless this person leads it."""
        assessment = await self._drafts.open_one(visit, ref)
        if assessment.of:
            raise BotError(self._say("plan.for_the_lead"))
        return self.at(assessment, visit.now.date())

    async def leads(self, visit: Visit) -> bool:
        """Whether this person leads an assessment."""
        return any(not each.of for each in await visit.turn.find(Assessment, f"owner:{visit.address}"))

    async def in_hand(self, visit: Visit) -> Standing:
        """Return where the assessment stands that this person leads and works on: that of the session, or
        their newest draft, or their newest.
        """
        mine = await visit.turn.find(Assessment, f"owner:{visit.address}")
        led = [each for each in mine if not each.of]
        if not led:
            raise BotError(self._say("plan.for_the_lead")) if mine else self._drafts.nothing(visit)
        one = max(
            led, key=lambda each: (each.ref == visit.session.assessment, not each.finished, each.changed)
        )
        return self.at(one, visit.now.date())

    def at(self, assessment: Assessment, day: date) -> Standing:
        """Return where an assessment stands, with the evidence that counts on a day."""
        return Standing(assessment, self._drafts.framework(assessment), counted(assessment, day))

    def criterion(self, standing: Standing, name: str) -> Criterion:
        """Return a criterion; raises `BotError` when its version has no such criterion."""
        return self._drafts.criterion(standing.assessment, name)

    def goal(self, standing: Standing, name: str) -> Level:
        """Return the level that a choice names; raises `BotError` when nobody can plan for it."""
        for level in standing.framework.levels[1:]:
            if level.id == name:
                return level
        raise BotError(self._say("assess.old_choice"))
