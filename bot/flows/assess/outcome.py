"""The result in words: the level and why, the way to the next one, and what it is not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.codes import grouped
from bot.days import day_in_words
from bot.evidence_days import counted, lapsed
from bot.flows.assess.draft import Drafts, how_many_open, next_open
from bot.flows.voices.gaps import section
from bot.flows.voices.together import together_in_words
from bot.looked_at import provisional, to_look_at
from bot.messages import Choice, Progress, Reply
from knowledge.framework import TOP, Framework, Level
from knowledge.scoring import Points, Result, Shortfall, evidenced_score, score
from storage.records import Assessment

WORTH_AIMING_AT = 2  # "a manager decides alone" is a score, and no goal
ACTIONS = 3  # next actions shown; more would be a list nobody starts


class Outcome:
    """Shows the result of an assessment. What it must say: the nine points of the framework document."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    def show(
        self, assessment: Assessment, now: datetime, parts: Sequence[Assessment] = ()
    ) -> tuple[Reply, ...]:
        """Return the result as a few short messages; `parts` are those of colleagues."""
        framework = self._drafts.framework(assessment)
        over = lapsed(assessment, now.date())
        assessment = replace(assessment, answers=counted(assessment, now.date()))
        result = provisional(score(framework, assessment.answers), assessment.answers)
        texts = self._drafts.content.texts
        voices = section(texts, framework, assessment, parts)
        whose = together_in_words(texts, framework, assessment, parts)
        in_short = self.in_short(assessment, over, voices, whose)
        return (*in_short, self._next_step(framework, assessment, result, now))

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
            self._way_up(framework, result),
            self._actions(framework, assessment, result),
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

    def _way_up(self, framework: Framework, result: Result) -> Reply:
        if result.next_level is None:
            return Reply(self._say("result.top"), self._say("result.way_title_top"))
        title = self._say("result.way_title", level=result.next_level.title)
        told = [each for each in result.blocked_by if each.subject not in result.open]  # open is not failed
        lines = [self._shortfall(framework, result.next_level, each) for each in told]
        if result.open:
            lines.append(self._say("result.open", open=len(result.open)))
        return Reply("\n".join(lines), title)

    def _shortfall(self, framework: Framework, level: Level, short: Shortfall) -> str:
        if short.rule in {"essential", "criterion"}:
            criterion = framework.criterion(short.subject)
            return self._say(
                f"rules.{short.rule}",
                id=criterion.id,
                title=criterion.title,
                have=short.have,
                need=short.need,
            )
        least = level.overall if short.rule == "overall" else level.every_area
        need = f"{float(least * 100):g}%"
        return self._say(
            f"rules.{short.rule}", area=short.subject, have=short.have, need=need, points=short.missing
        )

    def _actions(self, framework: Framework, assessment: Assessment, result: Result) -> Reply:
        steps = [self._action(framework, assessment, each) for each in actions(framework, assessment, result)]
        unknown = [f"{each} {framework.criterion(each).title}" for each in result.dont_know]
        find_out = (
            self._say("result.find_out", which="\n".join(f"- {each}" for each in unknown)) if unknown else ""
        )
        text = "\n\n".join(filter(None, ("\n".join(steps), find_out))) or self._say("result.keep_going")
        return Reply(text, self._say("result.actions"))

    def _action(self, framework: Framework, assessment: Assessment, criterion_id: str) -> str:
        criterion = framework.criterion(criterion_id)
        answer = assessment.answers.get(criterion_id)
        area = framework.area_of(criterion_id).title
        had = evidenced_score(framework, answer)
        if answer and (answer.score or 0) > had:
            return self._say("result.action_evidence", id=criterion.id, title=criterion.title, area=area)
        goal = criterion.scores[min(max(had + 1, WORTH_AIMING_AT), TOP)]
        return self._say("result.action", id=criterion.id, title=criterion.title, area=area, goal=goal)

    def _next_step(
        self, framework: Framework, assessment: Assessment, result: Result, now: datetime
    ) -> Reply:
        at = assessment.profile.get("stage", "")
        stage = next((each for each in framework.stages if each.id == at), None)
        here = self._say("result.stage", stage=stage.title) if stage else self._say("result.stage_before")
        following = stage.next if stage else self._say("result.stage_before_next")
        stages = " → ".join(each.title for each in framework.stages)
        text = self._say("result.stages", stages=stages, here=here, next=following)
        version = self._say(
            "result.version",
            version=framework.version,
            date=day_in_words(assessment.finished or now.isoformat()),
            ref=grouped(assessment.ref),
        )
        ref = assessment.ref
        choices = [Choice(self._say("check.button"), f"check:{ref}")]
        if still_open := next_open(framework, assessment):
            choices.insert(0, Choice(self._say("check.continue"), f"go:{ref}:{still_open.id}"))
        choices += () if assessment.of else self._further(ref)
        choices += [
            Choice(self._say("pictures.button"), f"pictures:{ref}"),
            Choice(self._say("report.button"), f"report:{ref}"),
            Choice(self._say("result.why"), "entry:how-scoring-works"),
        ]
        return Reply(text, self._say("result.next_title"), version, tuple(choices))

    def _further(self, ref: str) -> tuple[Choice, ...]:
        """What whoever leads the assessment can look at behind its result."""
        return (
            Choice(self._say("plan.button"), f"plan:{ref}"),
            Choice(self._say("why.button"), f"why:{ref}"),
        )


def actions(framework: Framework, assessment: Assessment, result: Result) -> list[str]:
    """Return the criteria to work on next: what a rule names first, then where evidence alone is missing,
    then the lowest scores; essentials before others.
    """
    named = [each.subject for each in result.blocked_by if each.rule in {"essential", "criterion"}]
    named = [each for each in named if each not in result.open]
    short = {area.id for area in framework.areas for each in result.blocked_by if each.subject == area.title}
    rest = sorted(
        (each for each in framework.criteria if not _done(framework, assessment, each.id)),
        key=lambda each: (
            framework.area_of(each.id).id not in short,
            each.id not in result.without_evidence,
            evidenced_score(framework, assessment.answers.get(each.id)),
            not each.essential,
        ),
    )
    return list(dict.fromkeys([*named, *(each.id for each in rest)]))[:ACTIONS]


def _done(framework: Framework, assessment: Assessment, criterion_id: str) -> bool:
    answer = assessment.answers.get(criterion_id)
    return bool(answer and answer.not_applicable) or evidenced_score(framework, answer) == TOP


def _points(points: Points) -> str:
    return f"{points} ({float(points.share * 100):.3g}%)"
