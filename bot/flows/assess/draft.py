"""The assessment in hand: whose it is, which framework it keeps, and what comes next in it."""

from dataclasses import replace

from bot import reminders
from bot.codes import free_reference
from bot.errors import BotError
from bot.visit import Visit
from knowledge.framework import Criterion, Framework
from knowledge.loader import Content
from knowledge.model import ProfileField
from storage.records import Answer, Assessment

REF_LENGTH = 8


class Drafts:
    """Finds and keeps assessments for the person of a visit."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.say = content.texts.say

    async def open_one(self, visit: Visit, ref: str) -> Assessment:
        """Return the assessment that a choice speaks of; raises `BotError` unless it is this person's."""
        assessment = await visit.turn.get(Assessment, ref)
        if assessment is None or assessment.owner != visit.address:
            raise BotError(self.say("assess.not_yours"))
        return self.used(visit, assessment)

    def used(self, visit: Visit, assessment: Assessment) -> Assessment:
        """Note once a day that its owner has looked at a draft: what is looked at does not go with age."""
        today = assessment.touched[:10] == visit.at[:10]
        if assessment.finished or today or not visit.agreed or assessment.owner != visit.address:
            return assessment
        seen = replace(assessment, used=visit.at)
        visit.turn.put(seen)
        return seen

    async def everything(self, visit: Visit) -> list[Assessment]:
        """Return all that this person has begun or joined."""
        return await visit.turn.find(Assessment, f"owner:{visit.address}")

    async def unfinished(self, visit: Visit) -> list[Assessment]:
        """Return what this person has still to finish, and can, newest first."""
        mine = await self.everything(visit)
        those = [each for each in mine if not each.finished and not await self.is_closed(visit, each)]
        return sorted(those, key=lambda each: each.changed, reverse=True)

    async def parts(self, visit: Visit, whole: Assessment) -> list[Assessment]:
        """Return the parts of those who were invited to an assessment, in the order in which they joined."""
        parts = await visit.turn.find(Assessment, f"of:{whole.ref}") if not whole.of else []
        return sorted(parts, key=lambda each: (each.started, each.ref))

    async def may_change(self, visit: Visit, assessment: Assessment) -> None:
        """Raise `BotError` where answers stay as they are."""
        if await self.is_closed(visit, assessment):
            raise BotError(self.say("team.closed"))

    async def is_closed(self, visit: Visit, assessment: Assessment) -> bool:
        """Whether it is a part in a whole that is finished."""
        if not assessment.of:
            return False
        whole = await visit.turn.get(Assessment, assessment.of)
        return whole is None or bool(whole.finished)

    async def current(self, visit: Visit) -> Assessment | None:
        """Return the assessment this person is working on: the one of the session, or their newest draft."""
        mine = await self.everything(visit)
        for assessment in mine:
            if assessment.ref == visit.session.assessment:
                return assessment
        drafts = await self.unfinished(visit) or mine
        return max(drafts, key=lambda each: each.changed, default=None)

    async def draft(self, visit: Visit) -> Assessment | None:
        """Return what is to be finished, if anything is: that of the session, or the newest."""
        drafts = await self.unfinished(visit)
        here = [each for each in drafts if each.ref == visit.session.assessment]
        return next(iter([*here, *drafts]), None)

    async def draft_of_their_own(self, visit: Visit) -> Assessment | None:
        """Return the unfinished assessment that this person leads, if there is one."""
        return next((each for each in await self.unfinished(visit) if not each.of), None)

    async def mine(self, visit: Visit) -> list[Assessment]:
        """Return all whole assessments of this person, no parts in somebody else's."""
        return [each for each in await self.everything(visit) if not each.of]

    async def finished(self, visit: Visit) -> list[Assessment]:
        """Return the finished ones among them, the newest first."""
        those = [each for each in await self.mine(visit) if each.finished]
        return sorted(those, key=lambda each: each.finished, reverse=True)

    def about(self, assessment: Assessment) -> str:
        """Say whom it is about: organisation and service."""
        told = (assessment.profile.get(each, "") for each in ("organisation", "service"))
        return " - ".join(filter(None, told))

    async def in_hand(self, visit: Visit) -> Assessment:
        """Return the current assessment; raises `BotError` when there is none."""
        assessment = await self.current(visit)
        if assessment is None:
            raise self.nothing(visit)
        return self.used(visit, assessment)

    def nothing(self, visit: Visit) -> BotError:
        """Return what is said to somebody who has no assessment: none yet, or none any more."""
        return BotError(self.say("gone.here" if visit.session.assessment else "assess.none_yet"))

    async def free_ref(self, visit: Visit) -> str:
        """Return a reference that no assessment has: a new one must never take another's place."""

        async def taken(ref: str) -> bool:
            return await visit.turn.get(Assessment, ref) is not None

        return await free_reference(REF_LENGTH, taken)

    async def new(self, visit: Visit) -> Assessment:
        """Begin an assessment with the newest framework, now that its keeping is agreed to."""
        assessment = Assessment(
            ref=await self.free_ref(visit),
            owner=visit.address,
            framework=self.content.framework.version,
            agreed=visit.member.agreed_at,
            started=visit.at,
            changed=visit.at,
        )
        visit.turn.put(assessment)
        visit.turn.put(reminders.of_draft(assessment))
        return assessment

    def keep(self, visit: Visit, assessment: Assessment) -> Assessment:
        """Keep a changed assessment; raises `BotError` when a later one has closed it.

        A draft that was idle so long that its owner was reminded will be again.
        """
        if assessment.later:
            raise BotError(self.say("again.closed"))
        kept = replace(assessment, changed=visit.at)
        visit.turn.put(kept)
        if not kept.finished and reminders.was_idle(assessment, visit.now):
            visit.turn.put(reminders.of_draft(kept))
        return kept

    def answer(self, visit: Visit, assessment: Assessment, criterion: str, answer: Answer) -> Assessment:
        """Keep an answer to one criterion."""
        since = _since(assessment.answers.get(criterion), answer) or visit.now.isoformat()
        answers = {**assessment.answers, criterion: replace(answer, at=visit.at, since=since)}
        return self.keep(visit, replace(assessment, answers=answers))

    def knows(self, assessment: Assessment) -> bool:
        """Whether the content has the version of the framework that the assessment keeps."""
        return assessment.framework in self.content.frameworks

    def framework(self, assessment: Assessment) -> Framework:
        """Return the version of the framework that an assessment keeps, for a part its areas of it.

        Raises `BotError` when the content has no such version.
        """
        if not self.knows(assessment):
            raise BotError(self.say("versions.unknown", version=assessment.framework))
        return self.content.frameworks[assessment.framework].only(assessment.areas)

    def criterion(self, assessment: Assessment, criterion_id: str) -> Criterion:
        """Return a criterion; raises `BotError` when its version has no such criterion."""
        try:
            return self.framework(assessment).criterion(criterion_id)
        except KeyError:
            raise BotError(self.say("assess.old_choice")) from None

    def next_field(self, assessment: Assessment) -> ProfileField | None:
        """Return the first profile question that is not answered; a part is asked none."""
        if assessment.of:
            return None
        return next((each for each in self.content.profile if each.id not in assessment.profile), None)


def is_open(assessment: Assessment, criterion_id: str) -> bool:
    """Whether a criterion is still to be answered or, with the answer of last time, to be looked at."""
    answer = assessment.answers.get(criterion_id)
    return answer is None or answer.carried


def next_open(framework: Framework, assessment: Assessment, after: str = "") -> Criterion | None:
    """Return the first open criterion behind `after`, or the very first."""
    names = [criterion.id for criterion in framework.criteria]
    start = names.index(after) + 1 if after in names else 0
    rest = framework.criteria[start:]
    return next((each for each in rest if is_open(assessment, each.id)), None)


def how_many_open(framework: Framework, assessment: Assessment) -> int:
    """Return how many criteria are still to be answered or looked at."""
    return sum(is_open(assessment, criterion.id) for criterion in framework.criteria)


def number(framework: Framework, criterion_id: str) -> int:
    """Return which question this is, from 1."""
    return [criterion.id for criterion in framework.criteria].index(criterion_id) + 1


def _since(old: Answer | None, new: Answer) -> str:
    """Return from when on the very same has been said; nothing for something else."""

    def said(answer: Answer) -> tuple[object, ...]:
        return answer.score, answer.dont_know, bool(answer.not_applicable), answer.carried

    return (old.since or old.at) if old and said(old) == said(new) else ""
