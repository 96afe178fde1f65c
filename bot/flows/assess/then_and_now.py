"""Then and now: what a re-assessment came to beside the one before it."""

from datetime import date
from fractions import Fraction

from bot.days import day_in_words
from bot.flows.assess.draft import Drafts
from bot.flows.assess.scored import scorecard, scored
from bot.looked_at import to_look_at
from bot.messages import Reply
from bot.visit import Visit
from knowledge.framework import Framework
from knowledge.scoring import Result
from knowledge.versions import changes
from storage.records import Assessment


class ThenAndNow:
    """Compares an assessment with its earlier one; what counts is compared, not what is claimed."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    async def show(self, visit: Visit, assessment: Assessment) -> tuple[Reply, ...]:
        """Return the comparison; nothing where there is no earlier assessment any more."""
        if not assessment.earlier:
            return ()
        then = await visit.turn.get(Assessment, assessment.earlier)
        if then is None:
            return ()
        if not self._drafts.knows(then):
            return (Reply(self._say("versions.unknown", version=then.framework)),)
        return (self._compared(then, assessment, visit.now.date()),)

    def _compared(self, then: Assessment, now: Assessment, day: date) -> Reply:
        old, new = self._drafts.framework(then), self._drafts.framework(now)
        before, after = scored(old, then, day), scored(new, now, day)
        parts = (
            new.notice,
            f"{self._level('then', then, before)}\n{self._now(now, after)}",
            self._not_looked_at(now),
            self._say("again.by_area", areas="\n".join(self._areas(old, new, before, after))),
            *self._moved(then, now, day),
            self._other_version(old, new),
        )
        return Reply("\n\n".join(filter(None, parts)), self._say("again.then_and_now"))

    def _level(self, when: str, assessment: Assessment, result: Result) -> str:
        return self._say(
            f"again.{when}",
            date=day_in_words(assessment.finished or assessment.changed),
            level=result.level.title if result.level else self._say("again.no_level"),
            evidenced=_points(result),
        )

    def _now(self, now: Assessment, result: Result) -> str:
        if result.level is None:
            return self._say("again.now_provisional", evidenced=_points(result))
        return self._level("now", now, result)

    def _not_looked_at(self, now: Assessment) -> str:
        waiting = to_look_at(now.answers)
        return self._say("again.as_last_time", open=waiting) if waiting else ""

    def _areas(self, old: Framework, new: Framework, before: Result, after: Result) -> list[str]:
        shares = {area.id: before.areas[area.id].share for area in old.areas}
        return [self._area(area.title, shares.get(area.id), after.areas[area.id].share) for area in new.areas]

    def _area(self, title: str, then: Fraction | None, now: Fraction) -> str:
        if then is None:
            return f"{title}: {_percent(now)}"
        way = "up" if now > then else "down" if now < then else "unmoved"
        return f"{title}: {_percent(then)} → {_percent(now)} ({self._say(f'again.{way}')})"

    def _moved(self, then: Assessment, now: Assessment, day: date) -> list[str]:
        """Return what went up and what went down, among the criteria that ask the same."""
        old, new = self._drafts.framework(then), self._drafts.framework(now)
        had, has = scorecard(old, then, day).evidenced, scorecard(new, now, day).evidenced
        both = [each for each in changes(old, new).same if each in had and each in has]
        up = [each for each in both if has[each] > had[each]]
        down = [each for each in both if has[each] < had[each]]
        lines = {
            each: f"- {each} {new.criterion(each).title}: {had[each]} → {has[each]}" for each in (*up, *down)
        }
        told = [
            self._say(f"again.went_{way}", which="\n".join(lines[each] for each in those))
            for way, those in (("up", up), ("down", down))
            if those
        ]
        return told or [self._say("again.nothing_moved")]

    def _other_version(self, old: Framework, new: Framework) -> str:
        if old.version == new.version:
            return ""
        between = changes(old, new)
        asked = ", ".join((*between.reworded, *between.new)) or self._say("versions.none")
        return self._say("again.two_versions", old=old.version, new=new.version, asked=asked)


def _points(result: Result) -> str:
    return f"{result.overall} ({_percent(result.overall.share)})"


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.3g}%"
