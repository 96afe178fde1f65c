"""Agreeing on one answer: whoever leads sees the spread, takes the lower, the middle, or what was talked of.

Nobody's own answer is changed by it. A choice carries the stamp of what it was based on: when that has
changed meanwhile, nothing is agreed, and the lead is shown what changed.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple

from bot.errors import BotError
from bot.flows.team.colleagues import Colleagues
from bot.flows.voices.agreed_answer import AgreedAnswer
from bot.flows.voices.gathering import agreed, said, spread_of, to_agree
from bot.flows.voices.looking import Looking
from bot.flows.voices.showing import now_shown
from bot.flows.voices.stamp import before, is_stamp, stamp
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.framework import Area, Criterion
from knowledge.voices import Spread, lower, middle
from storage.records import Assessment

Replies = tuple[Reply, ...]
Parts = Sequence[Assessment]
TAKES = {"lower": lower, "middle": middle}


class Pressed(NamedTuple):
    """A choice to agree: on what, how it was come to, and the stamp of what it was based on."""

    criterion: str
    how: str
    wanted: str
    based_on: str


class Agreeing:
    """Choices carry `voices:<what>:<ref>`, and `voices:agree:<ref>:<criterion>:<how>:<score>:<stamp>`."""

    def __init__(self, colleagues: Colleagues) -> None:
        self._colleagues = colleagues
        self._drafts = colleagues.drafts
        self._say = colleagues.say
        self._looking = Looking(self._drafts)
        self._answer = AgreedAnswer(self._drafts)
        self._table: Mapping[str, Callable[[Visit, Assessment, str], Awaitable[Replies]]] = {
            "areas": self.areas,
            "see": self.see,
            "agree": self.agree,
            "alike": self.alike,
        }

    async def choose(self, visit: Visit, carried: str) -> Replies:
        """Follow one of the choices."""
        what, _, rest = carried.partition(":")
        ref, _, rest = rest.partition(":")
        if what not in self._table:
            raise BotError(self._say("assess.old_choice"))
        whole = await self._colleagues.led(visit, ref)
        visit.leave()
        return await self._table[what](visit, whole, rest)

    async def areas(self, visit: Visit, whole: Assessment, rest: str) -> Replies:
        """List all criteria with their spread, an area at a time."""
        parts = await self._drafts.parts(visit, whole)
        names = [each.id for each in self._drafts.framework(whole).criteria]
        return self._looking.areas(self._look(visit, whole, parts, names), parts)

    async def see(self, visit: Visit, whole: Assessment, name: str) -> Replies:
        """Show one criterion."""
        parts = await self._drafts.parts(visit, whole)
        return (self._criterion(visit, whole, parts, self._drafts.criterion(whole, name)),)

    async def agree(self, visit: Visit, whole: Assessment, rest: str) -> Replies:
        """Agree on the lower, on the middle, or on what was talked about."""
        pressed = _read(rest)
        if pressed is None:
            raise BotError(self._say("assess.old_choice"))
        criterion = self._drafts.criterion(whole, pressed.criterion)
        parts = await self._drafts.parts(visit, whole)
        whole = self._look(visit, whole, parts, [criterion.id])
        shown = spread_of(self._drafts.framework(whole), whole, parts, criterion.id)
        kept = whole.answers.get(criterion.id)
        pressed_again = kept and (said(kept), kept.agreed) == (pressed.wanted, pressed.how)
        if not pressed_again and pressed.based_on != stamp(shown, agreed(whole, criterion.id)):
            return self._changed(visit, whole, parts, criterion, pressed.based_on)
        if not pressed_again:
            self._must_follow(shown, pressed)
            whole = self._answer.keep(visit, whole, criterion, pressed.wanted, pressed.how)
        return (self._answer.saved(visit, whole, criterion), *self._next(visit, whole, parts, criterion))

    async def alike(self, visit: Visit, whole: Assessment, rest: str) -> Replies:
        """Agree at once wherever all said the same in an area."""
        area_id, _, based_on = rest.partition(":")
        parts = await self._drafts.parts(visit, whole)
        area = self._area(whole, area_id)
        whole = self._look(visit, whole, parts, [each.id for each in area.criteria])
        alike = self._looking.alike(whole, parts, area)
        if not alike or self._looking.alike_stamp(alike) != based_on:
            changed = Reply(self._say("voices.changed_area"))
            return (changed, self._looking.area(whole, parts, area))
        for name, all_said in alike.items():
            whole = self._answer.keep(visit, whole, self._drafts.criterion(whole, name), all_said, "alike")
        saved = Reply(self._say("voices.agreed_alike", which=", ".join(alike)))
        return (saved, self._looking.area(whole, parts, area))

    def _must_follow(self, shown: Spread, pressed: Pressed) -> None:
        """Raise `BotError` for a lower or middle that is not that of what was shown."""
        if pressed.how in TAKES and pressed.wanted != TAKES[pressed.how](shown.everything):
            raise BotError(self._say("assess.old_choice"))

    def _look(self, visit: Visit, whole: Assessment, parts: Parts, names: Sequence[str]) -> Assessment:
        """Keep that criteria are looked at now: only what is kept is shown."""
        return now_shown(visit, self._drafts.framework(whole), whole, parts, names)

    def _criterion(self, visit: Visit, whole: Assessment, parts: Parts, criterion: Criterion) -> Reply:
        return self._looking.criterion(self._look(visit, whole, parts, [criterion.id]), parts, criterion)

    def _changed(
        self, visit: Visit, whole: Assessment, parts: Parts, criterion: Criterion, based_on: str
    ) -> Replies:
        """Say what was shown before, and show what is there now."""
        counts, was_agreed = before(based_on)
        told = [self._say("voices.changed", criterion=criterion.id)]
        framework = self._drafts.framework(whole)
        if counts:
            told.append(self._say("voices.before", said=self._looking.words.counts(framework, counts)))
        now_agreed = agreed(whole, criterion.id)
        if now_agreed and now_agreed != was_agreed:
            what = self._looking.words.said(framework, now_agreed)
            told.append(self._say("voices.agreed_meanwhile", what=what))
        return (Reply("\n\n".join(told)), self._criterion(visit, whole, parts, criterion))

    def _next(self, visit: Visit, whole: Assessment, parts: Parts, criterion: Criterion) -> Replies:
        """Show the next criterion to agree on behind this one; with none left, the way on."""
        framework = self._drafts.framework(whole)
        order = [each.id for each in framework.criteria]
        at = order.index(criterion.id)
        following = sorted(to_agree(framework, whole, parts), key=lambda each: order.index(each) <= at)
        if following:
            return (self._criterion(visit, whole, parts, framework.criterion(following[0])),)
        choices = (
            Choice(self._say("voices.all_areas"), f"voices:areas:{whole.ref}"),
            Choice(self._say("check.button"), f"check:{whole.ref}"),
        )
        return (Reply(self._say("voices.all_agreed"), choices=choices),)

    def _area(self, whole: Assessment, area_id: str) -> Area:
        for area in self._drafts.framework(whole).areas:
            if area.id == area_id:
                return area
        raise BotError(self._say("assess.old_choice"))


def _read(rest: str) -> Pressed | None:
    criterion, _, rest = rest.partition(":")
    how, _, rest = rest.partition(":")
    wanted, _, based_on = rest.partition(":")
    pressed = Pressed(criterion, how, wanted, based_on)
    return pressed if how in {*TAKES, "talked"} and is_stamp(based_on) else None
