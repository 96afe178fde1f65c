"""Looking again: a new assessment that starts from the last one's answers and asks what has changed."""

from collections.abc import Iterable
from dataclasses import replace

from bot import reminders
from bot.days import day_in_words
from bot.errors import BotError
from bot.flows.assess.carrying import look_again
from bot.flows.assess.draft import Drafts
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.framework import Area, Criterion
from knowledge.versions import changes
from storage.records import Assessment


class Again:
    """Begins re-assessments and takes "still the same".

    Its choices carry `begin:from:<ref>`, `same:<ref>:<criterion>` and `sameall:<ref>:<area>`.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    async def offer(self, visit: Visit) -> Reply | None:
        """Offer to start from the last answers, of each organisation there is, or empty."""
        last = [each for each in await self._drafts.finished(visit) if not each.later]
        if not last:
            return None
        label = "again.from_this" if len(last) > 1 else "again.from_last"
        starts = [
            Choice(
                self._say(label, organisation=_short(each), date=day_in_words(each.finished)),
                f"begin:from:{each.ref}",
            )
            for each in last
        ]
        return Reply(
            self._say("again.offer"), choices=(*starts, Choice(self._say("again.empty"), "begin:empty"))
        )

    async def last(self, visit: Visit, ref: str) -> Assessment:
        """Return the assessment to start from; raises `BotError` if that is none, or not the last."""
        earlier = await self._drafts.open_one(visit, ref)
        if not earlier.finished or earlier.later or earlier.of:
            raise BotError(self._say("assess.old_choice"))
        return earlier

    async def begin(self, visit: Visit, earlier: Assessment) -> Assessment:
        """Begin from the last answers; the earlier assessment is closed and stays as it was.

        It goes not before this one is finished, and only after another warning.
        """
        old = self._drafts.framework(earlier)
        fresh = await self._drafts.new(visit)
        new = self._drafts.framework(fresh)
        visit.turn.put(replace(earlier, later=fresh.ref, warned=""))
        begun = self._drafts.keep(visit, look_again(earlier, old, new, fresh))
        for reminder in reminders.of_what_was_taken_over(begun, visit.now):
            visit.turn.put(reminder)
        return begun

    def begun(self, assessment: Assessment, earlier: Assessment) -> Reply:
        """Say what was copied and what to do with it."""
        to_look_at = sum(each.carried for each in assessment.answers.values())
        text = self._say("again.begun", carried=to_look_at, date=day_in_words(earlier.finished))
        if assessment.framework == earlier.framework:
            return Reply(text)
        old, new = self._drafts.framework(earlier), self._drafts.framework(assessment)
        between = changes(old, new)
        asked = ", ".join((*between.reworded, *between.new)) or self._say("versions.none")
        return Reply(f"{text}\n\n{self._say('again.reworded', version=new.version, asked=asked)}")

    def choices(self, assessment: Assessment, area: Area, criterion: Criterion) -> list[Choice]:
        """Return the buttons of a criterion whose answer was carried over and not looked at yet."""
        ref = assessment.ref
        waiting = [each for each in area.criteria if _waits(assessment, each)]
        if criterion not in waiting:
            return []
        whole = Choice(self._say("again.same_area", area=area.title), f"sameall:{ref}:{area.id}")
        return [
            Choice(self._say("again.same"), f"same:{ref}:{criterion.id}"),
            *([whole] if len(waiting) > 1 else []),
        ]

    def same(self, visit: Visit, assessment: Assessment, criteria: Iterable[Criterion]) -> Assessment:
        """Keep that these answers were looked at and hold; what was answered anew stays as it is."""
        looked_at = {
            each.id: replace(assessment.answers[each.id], carried=False, at=visit.at)
            for each in criteria
            if _waits(assessment, each)
        }
        if not looked_at:
            return assessment
        return self._drafts.keep(visit, replace(assessment, answers={**assessment.answers, **looked_at}))


def _waits(assessment: Assessment, criterion: Criterion) -> bool:
    answer = assessment.answers.get(criterion.id)
    return answer is not None and answer.carried


def _short(assessment: Assessment) -> str:
    """The organisation's name, as far as a button holds it."""
    name = assessment.profile.get("organisation", "")
    return name if len(name) <= 24 else f"{name[:23]}…"
