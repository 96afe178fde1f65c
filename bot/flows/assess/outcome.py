"""The result in words: the level and why, the way to the next one, and what it is not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.evidence_days import counted, lapsed
from bot.flows.assess.draft import Drafts, how_many_open
from bot.flows.assess.next_step import NextStep
from bot.flows.assess.way_up import WayUp
from bot.flows.voices.gaps import section
from bot.flows.voices.together import together_in_words
from bot.looked_at import provisional, to_look_at
from bot.messages import Progress, Reply
from knowledge.framework import Framework
from knowledge.scorecard import Points
from knowledge.scoring import Result, score
from storage.records import Assessment


class Outcome:
    """Shows the result of an assessment. What it must say: the nine points of the framework document."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say
        self._way_up = WayUp(drafts)
        self._next_step = NextStep(drafts)

    def show(
        self, assessment: Assessment, now: datetime, parts: Sequence[Assessment] = ()
    ) -> tuple[Reply, ...]:
        """Return the result as a few short messages; `parts` are those of colleagues."""
        framework = self._drafts.framework(assessment)
        over = lapsed(assessment, now.date())
        assessment = replace(assessment, answers=counted(assessment, now.date()))
        texts = self._drafts.content.texts
        voices = section(texts, framework, assessment, parts)
        whose = together_in_words(texts, framework, assessment, parts)
        in_short = self.in_short(assessment, over, voices, whose)
        return (*in_short, self._next_step.show(framework, assessment, now))

    def in_short(
        self,
        assessment: Assessment,
        over: tuple[str, ...] = (),
        voices: tuple[Reply, ...] = (),
        whose: str = "",
    ) -> tuple[Reply, ...]:
        """Return what holds of answers alone, kept or not: the level and why, the way up, what to do.

        `over` names the criteria that lost their evidence to a date; `voices` stands behind the profile,
        and `whose` view it is before all else.
        """
        framework = self._drafts.framework(assessment)
        result = provisional(score(framework, assessment.answers), assessment.answers)
        return (
            self._level(framework, assessment, result, over, whose),
            self._profile(framework, result),
            *voices,
            self._way_up.show(framework, result),
            self._way_up.actions(framework, assessment, result),
        )

    def _level(
        self, framework: Framework, assessment: Assessment, result: Result, over: tuple[str, ...], whose: str
    ) -> Reply:
        service = self._drafts.about(assessment)
        if result.level is None:
            title = self._say("result.provisional")
            words = self._why_provisional(framework, assessment, result)
        else:
            title = self._say("result.level", level=result.level.title)
            words = result.level.means
        scores = self._say(
            "result.scores", evidenced=_points(result.overall), claimed=_points(result.claimed)
        )
        gap = self._gap(framework, result, over)
        text = "\n\n".join(filter(None, (whose, service, framework.notice, words, scores, gap)))
        progress = Progress(result.overall.had, result.overall.of, self._say("result.bar"))
        return Reply(text, title, self._target(assessment, result), progress=progress)

    def _why_provisional(self, framework: Framework, assessment: Assessment, result: Result) -> str:
        if not to_look_at(assessment.answers):
            return self._say("result.provisional_text", answered=result.answered, total=result.total)
        looked_at = result.total - how_many_open(framework, assessment)
        return self._say("again.provisional_text", looked_at=looked_at, total=result.total)

    def _gap(self, framework: Framework, result: Result, over: tuple[str, ...]) -> str:
        """Say which high scores count less: those without evidence, and those that lost it to a date."""
        rule = framework.evidence_rule
        none = ", ".join(each for each in result.without_evidence if each not in over)
        lost = ", ".join(each for each in result.without_evidence if each in over)
        gaps = {"counts_as": rule.counts_as, "needed_from": rule.needed_from}
        told = (("result.gap", none), ("result.lapsed", lost))
        return "\n\n".join(self._say(name, which=which, **gaps) for name, which in told if which)

    def _target(self, assessment: Assessment, result: Result) -> str:
        wanted = assessment.profile.get("target", "")
        levels = {level.id: at for at, level in enumerate(self._drafts.framework(assessment).levels)}
        if result.level is None or wanted not in levels:
            return ""
        reached = levels[result.level.id] >= levels[wanted]
        title = self._drafts.framework(assessment).levels[levels[wanted]].title
        return self._say("result.target_reached" if reached else "result.target_ahead", level=title)

    def _profile(self, framework: Framework, result: Result) -> Reply:
        areas = [f"{area.title}: {_points(result.areas[area.id])}" for area in framework.areas]
        official = [
            f"{each.title}: {_points(result.criteria[each.tag])}" for each in framework.official_criteria
        ]
        text = self._say("result.by_area", areas="\n".join(areas), criteria="\n".join(official))
        return Reply(text, self._say("result.profile"))


def _points(points: Points) -> str:
    return f"{points} ({float(points.share * 100):.3g}%)"
