"""Why the level is what it is: every rule of the level reached and of the next one, met or not, in words."""

from fractions import Fraction

from bot.flows.assess.draft import Drafts
from bot.flows.plan.standing import Standing
from bot.looked_at import to_look_at
from bot.messages import Choice, Reply
from knowledge.framework import Level
from knowledge.rules import ScoreRule, ShareRule, rules
from knowledge.scorecard import Scorecard

Replies = tuple[Reply, ...]


class Why:
    """Says the rules; its choices carry `why:<ref>`."""

    def __init__(self, drafts: Drafts) -> None:
        self._say = drafts.say

    def show(self, standing: Standing) -> Replies:
        """Say how a level is come to, then every rule of the level reached and of the next."""
        above = [standing.result.next_level] if standing.result.next_level else []
        return (
            self._head(standing),
            *(self._level(standing, each) for each in (standing.met, *above)),
            self._ways(standing),
        )

    def _head(self, standing: Standing) -> Reply:
        result, rule = standing.result, standing.framework.evidence_rule
        if result.level:
            title, said = self._say("why.title", level=result.level.title), self._say("why.how")
        else:
            title, said = self._say("why.title_open"), self._open(standing)
        less = self._say("why.evidence", needed_from=rule.needed_from, counts_as=rule.counts_as)
        which = self._listed(standing, dict.fromkeys(result.without_evidence, ""))
        notes = f"{less} {self._say('why.without', which=which) if which else self._say('why.all_noted')}"
        return Reply(f"{standing.framework.notice}\n\n{said}\n\n{notes}", title)

    def _open(self, standing: Standing) -> str:
        waiting = to_look_at(standing.answers)
        if waiting:
            return self._say("why.to_look_at", open=waiting)
        return self._say("why.open", open=len(standing.result.open))

    def _level(self, standing: Standing, level: Level) -> Reply:
        card = Scorecard.of(standing.framework, standing.answers)
        lines = [self._rule(standing, level, each) for each in rules(card, level)]
        text = "\n".join(lines) or self._say("why.no_rules", level=level.title)
        return Reply(text, self._say("why.level", level=level.title), standing.framework.notice)

    def _rule(self, standing: Standing, level: Level, rule: ShareRule | ScoreRule) -> str:
        words = self._share(level, rule) if isinstance(rule, ShareRule) else self._scores(standing, rule)
        return f"- {words}"

    def _share(self, level: Level, rule: ShareRule) -> str:
        said = self._say(
            "why.share",
            what=rule.area or self._say("why.overall"),
            had=rule.points.had,
            of=rule.points.of,
            share=percent(rule.points.share),
            level=level.title,
            takes=percent(rule.share),
            least=rule.least,
        )
        missing = rule.least - rule.points.had
        return f"{said} {self._say('why.met') if rule.met else self._say('why.missing', points=missing)}"

    def _scores(self, standing: Standing, rule: ScoreRule) -> str:
        named = self._listed(standing, dict.fromkeys(rule.had, "")) if rule.which == "named" else ""
        said = self._say(f"why.{rule.which}", least=rule.least, which=named)
        if rule.met:
            return f"{said} {self._say('why.met')}"
        which = self._listed(standing, {name: str(had) for name, had in rule.below.items()})
        return f"{said} {self._say('why.below', which=which)}"

    def _listed(self, standing: Standing, criteria: dict[str, str]) -> str:
        """Name criteria, with what they count where that is told."""
        named = (
            (f"{each} {standing.framework.criterion(each).title}", had) for each, had in criteria.items()
        )
        return "; ".join(self._say("why.counts", what=what, had=had) if had else what for what, had in named)

    def _ways(self, standing: Standing) -> Reply:
        ref = standing.assessment.ref
        choices = (
            Choice(self._say("plan.button"), f"plan:{ref}"),
            Choice(self._say("plan.what_if.button"), f"if:{ref}"),
            Choice(self._say("result.why"), "entry:how-scoring-works"),
        )
        return Reply(self._say("why.ways"), choices=choices)


def percent(share: Fraction) -> str:
    """Return a share as people read it: exact where two decimals do, else cut to two and marked `about`."""
    hundredths = share * 10_000
    return f"{float(share * 100):g}%" if hundredths.denominator == 1 else f"about {int(hundredths) / 100:g}%"
