"""The way to the next level in words: the rules that are not met, and what to work on first."""

from bot.flows.assess.draft import Drafts
from bot.messages import Reply
from knowledge.counted import evidenced_score
from knowledge.framework import TOP, Framework, Level
from knowledge.levels import Shortfall
from knowledge.scoring import Result
from storage.records import Assessment

WORTH_AIMING_AT = 2  # "a manager decides alone" is a score, and no goal
ACTIONS = 3  # next actions shown; more would be a list nobody starts


class WayUp:
    """Shows what a result lacks."""

    def __init__(self, drafts: Drafts) -> None:
        self._say = drafts.say

    def show(self, framework: Framework, result: Result) -> Reply:
        """Say what stops the next level, or that there is none above."""
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

    def actions(self, framework: Framework, assessment: Assessment, result: Result) -> Reply:
        """Say what to do next, and what to find out."""
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
