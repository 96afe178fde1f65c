"""What would be if one score were another: the level then and now. Nothing is changed by it."""

import re
from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.plan.standing import Standing
from bot.flows.plan.why import percent
from bot.looked_at import to_look_at
from bot.messages import Choice, Reply, plain
from knowledge.counted import noted
from knowledge.framework import TOP, Area, Criterion, Level
from knowledge.scorecard import Points
from storage.records import Answer

Replies = tuple[Reply, ...]
SCORES = frozenset(map(str, range(TOP + 1)))
SHORTEST = 4  # letters of a title that may stand for it
ASKED = re.compile(
    r"(?:what )?if (?P<named>.+?),? (?:goes|is|was|went|were)(?: up| down)?(?: to| at)?"
    r" (?P<score>[0-4])"
)
SAY_NOTHING = {"and", "criterion", "for", "our", "score", "the"}


class WhatIf:
    """Asks for a criterion and a score, and says what would come of it. Its choices carry `if:<ref>[:..]`."""

    def __init__(self, drafts: Drafts) -> None:
        self._say = drafts.say

    def which(self, standing: Standing) -> Replies:
        """Offer the criteria, an area at a time."""
        intro = Reply(self._say("plan.what_if.which"), self._say("plan.what_if.title"))
        return (intro, *(self._area(standing, each) for each in standing.framework.areas))

    def scores(self, standing: Standing, criterion: Criterion) -> Reply:
        """Offer the scores of a criterion, in its own words."""
        ref, scale = standing.assessment.ref, standing.framework.scale
        lines = [f"{each.score} {each.name}: {criterion.scores[each.score]}." for each in scale]
        choices = tuple(
            Choice(f"{each.score} {each.name}", f"if:{ref}:{criterion.id}:{each.score}") for each in scale
        )
        return Reply("\n".join(lines), self._say("plan.what_if.score", id=criterion.id), choices=choices)

    def show(self, standing: Standing, criterion: Criterion, score: str) -> Reply:
        """Say what would change with this score, a 3 or 4 counted with its note."""
        if score not in SCORES:
            raise BotError(self._say("assess.old_choice"))
        had = standing.answers.get(criterion.id, Answer())
        note = had.evidence if noted(had) else criterion.evidence[0]
        answers = {**standing.answers, criterion.id: Answer(score=int(score), evidence=note)}
        then = replace(standing, answers=answers)
        lines = (
            self._say(
                "plan.what_if.points", now=_points(standing.result.overall), then=_points(then.result.overall)
            ),
            self._levels(standing, then),
            self._left(standing, then),
            self._note(standing, int(score), already=noted(had)),
            self._say("plan.what_if.unchanged"),
        )
        title = self._say("plan.what_if.if", id=criterion.id, title=criterion.title, score=score)
        text = "\n\n".join(filter(None, lines))
        return Reply(text, title, standing.framework.notice, self._choices(standing))

    def typed(self, standing: Standing, words: str) -> Replies:
        """Take `S2 3`, or `Supervision went to 3?`; what cannot be told is asked."""
        score = next((each for each in reversed(plain(words.rstrip("?")).split()) if each in SCORES), "")
        found = [each for each in standing.framework.criteria if _named(each, words)]
        if len(found) != 1:
            return self.which(standing)
        return (self.show(standing, found[0], score) if score else self.scores(standing, found[0]),)

    def asked(self, standing: Standing, named: str, score: str) -> Replies | None:
        """Say what would be if words name one criterion for certain; None if they do not."""
        found = [each for each in standing.framework.criteria if _named_in_full(each, named)]
        return (self.show(standing, found[0], score),) if len(found) == 1 else None

    def _area(self, standing: Standing, area: Area) -> Reply:
        ref = standing.assessment.ref
        choices = tuple(Choice(f"{each.id} {each.title}", f"if:{ref}:{each.id}") for each in area.criteria)
        return Reply(title=area.title, choices=choices)

    def _levels(self, now: Standing, then: Standing) -> str:
        if waiting := to_look_at(then.answers):
            return self._say("plan.what_if.to_look_at", open=waiting)
        if then.result.level is None:
            return self._say("plan.what_if.open", open=len(then.result.open))
        level = then.result.level.title
        if now.result.level is None:
            return self._say("plan.what_if.level", level=level)
        name = "plan.what_if.same" if now.result.level == then.result.level else "plan.what_if.levels"
        return self._say(name, now=now.result.level.title, then=level)

    def _left(self, now: Standing, then: Standing) -> str:
        """Say how many steps the plan has now and would have, to the level that is next now."""
        if not now.goals:
            return ""
        goal: Level = now.goals[0]
        return self._say(
            "plan.what_if.steps", level=goal.title, now=len(now.steps(goal)), then=len(then.steps(goal))
        )

    def _note(self, standing: Standing, score: int, *, already: bool) -> str:
        rule = standing.framework.evidence_rule
        if score < rule.needed_from or already:
            return ""
        return self._say("plan.what_if.note", score=score, counts_as=rule.counts_as)

    def _choices(self, standing: Standing) -> tuple[Choice, ...]:
        ref = standing.assessment.ref
        return (
            Choice(self._say("plan.what_if.again"), f"if:{ref}"),
            Choice(self._say("plan.button"), f"plan:{ref}"),
        )


def _named(criterion: Criterion, words: str) -> bool:
    """Whether typed words name a criterion: by its id, or by a word or more of its title."""
    said = plain(words.replace("?", " ")).split()
    if any(each == criterion.id.casefold() for each in said):
        return True
    return any(len(each) >= SHORTEST and each in plain(criterion.title).split() for each in said)


def asks_what_if(text: str) -> tuple[str, str] | None:
    """Return the words for a criterion and the score of `What if Supervision went to 3?`, if it is one."""
    found = ASKED.fullmatch(plain(text.rstrip("? ")))
    return (found["named"], found["score"]) if found else None


def _named_in_full(criterion: Criterion, words: str) -> bool:
    """Whether words name this criterion, and none of them is from elsewhere."""
    own = {*plain(criterion.title).split(), criterion.id.casefold(), *SAY_NOTHING}
    return _named(criterion, words) and own.issuperset(words.split())


def _points(points: Points) -> str:
    return f"{points} ({percent(points.share)})"
