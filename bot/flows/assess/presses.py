"""What each choice of the self-assessment does."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot import reminders
from bot.errors import BotError
from bot.flows.assess.draft import how_many_open, number
from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.questions import NOT_APPLICABLE
from bot.flows.deeds import done
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment, Reminder

Press = Callable[[Visit, Assessment, str], Awaitable[Replies]]


class Presses:
    """Choices carry `<what>:<ref>[:<criterion, field or area>[:<value>]]`; `table` says what each does."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self.table: Mapping[str, Press] = {
            "profile": self.profile,
            "answer": self.answer,
            "evidence": self.no_evidence,
            "note": self.ask_note,
            "unnote": self.remove_note,
            "reason": self.reason,
            "counts": self.what_counts,
            "go": self.go,
            "back": self.back,
            "skip": self.skip,
            "hub": self.hub,
            "area": self.area,
            "check": self.check,
            "pause": self.pause,
            "carry": self.carry_on,
            "finish": self.finish,
            "result": self.result,
            "same": self.same,
            "sameall": self.same_area,
            "move": self.move,
            "stay": self.stay,
        }

    async def profile(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Take a profile answer, go back to the question before, or ask one again."""
        if assessment.of:
            raise BotError(self._journey.say("assess.old_choice"))
        field_id, _, value = rest.partition(":")
        if field_id == "back":
            return (self._journey.setup.show(visit, assessment, self._journey.setup.before(value)),)
        if field_id == "ask":
            return (self._journey.setup.show(visit, assessment, self._journey.setup.field(value)),)
        return self._journey.after_profile(
            visit, self._journey.setup.take(visit, assessment, field_id, value), field_id
        )

    async def answer(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Take a score, or go on to ask why a criterion does not apply."""
        name, _, said = rest.partition(":")
        criterion = self._journey.drafts.criterion(assessment, name)
        if said == NOT_APPLICABLE:
            return (self._journey.questions.ask_reason(visit, assessment, criterion),)
        assessment = self._journey.questions.score(visit, assessment, criterion, said)
        saved = self._journey.questions.saved(assessment, criterion)
        if self._journey.questions.wants_evidence(assessment, criterion):
            return (saved, self._journey.questions.ask_evidence(visit, assessment, criterion))
        return (saved, *self._journey.onwards(visit, assessment, criterion))

    async def no_evidence(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Go on without a note, or with the one that is there."""
        return self._journey.onwards(visit, assessment, self._journey.drafts.criterion(assessment, name))

    async def ask_note(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Ask for evidence again."""
        criterion = self._journey.drafts.criterion(assessment, name)
        if not self._journey.questions.wants_evidence(assessment, criterion):
            return await self.go(visit, assessment, name)
        return (self._journey.questions.ask_evidence(visit, assessment, criterion),)

    async def remove_note(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Take an evidence note away."""
        criterion = self._journey.drafts.criterion(assessment, name)
        assessment = self._journey.questions.take_evidence(visit, assessment, criterion, "")
        removed = Reply(self._journey.say("evidence.removed"))
        return (removed, *self._journey.onwards(visit, assessment, criterion))

    async def reason(self, visit: Visit, assessment: Assessment, name: str, reason: str = "") -> Replies:
        """Take why a criterion does not apply."""
        criterion = self._journey.drafts.criterion(assessment, name)
        reason = reason or criterion.not_applicable_when
        assessment = self._journey.questions.take_reason(visit, assessment, criterion, reason)
        saved = self._journey.questions.saved(assessment, criterion)
        return (saved, *self._journey.onwards(visit, assessment, criterion))

    async def what_counts(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """List what counts as evidence, and show the open step again."""
        criterion = self._journey.drafts.criterion(assessment, name)
        listed = self._journey.questions.what_counts(criterion)
        if visit.session.step == f"evidence:{criterion.id}" and criterion.id in assessment.answers:
            return (listed, self._journey.questions.ask_evidence(visit, assessment, criterion))
        return (listed, self._journey.questions.show(visit, assessment, criterion))

    async def go(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Show a criterion."""
        return (self._journey.ask(visit, assessment, self._journey.drafts.criterion(assessment, name)),)

    async def back(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Show the criterion before this one; before the first, the areas."""
        framework = self._journey.drafts.framework(assessment)
        at = number(framework, self._journey.drafts.criterion(assessment, name).id) - 1
        if at == 0:
            return (self._journey.hub.show(visit, assessment),)
        return (self._journey.questions.show(visit, assessment, framework.criteria[at - 1]),)

    async def skip(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Leave a criterion open and go on."""
        return self._journey.onwards(visit, assessment, self._journey.drafts.criterion(assessment, name))

    async def hub(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Show the areas."""
        return (self._journey.hub.show(visit, assessment),)

    async def area(self, visit: Visit, assessment: Assessment, area: str) -> Replies:
        """Go on in an area."""
        return (self._journey.ask(visit, assessment, self._journey.hub.into(assessment, area)),)

    async def check(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """List the answers."""
        return await self._journey.check(visit, assessment)

    async def pause(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Stop for now."""
        await self._journey.drafts.may_change(visit, assessment)
        where = self._journey.where(visit, assessment)
        visit.leave()
        carry_on = Choice(self._journey.say("assess.carry_on"), "start:assess")
        return (Reply(self._journey.say("assess.paused", where=where), choices=(carry_on,)),)

    async def carry_on(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Take up this assessment where it is, whichever was in hand."""
        step = visit.session.step if visit.session.assessment == assessment.ref else ""
        visit.go("assess", step, assessment=assessment.ref)
        where = Reply(self._journey.where(visit, assessment))
        return (where, *self._journey.show_step(visit, assessment))

    async def finish(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Close the assessment once everything is answered, and show the result; with colleagues, ask
        first whether they and what they said may be left out.
        """
        framework = self._journey.drafts.framework(assessment)
        still_open = how_many_open(framework, assessment)
        if still_open:
            name = "again.not_all" if assessment.earlier else "check.not_all"
            raise BotError(self._journey.say(name, open=still_open))
        parts = await self._journey.drafts.parts(visit, assessment)
        asked = None if assessment.finished else self._journey.finishing.ask(assessment, parts, rest)
        if asked:
            return (asked,)
        if not assessment.finished:
            assessment = self._journey.drafts.keep(visit, replace(assessment, finished=visit.at))
            await self._remind_when_finished(visit, assessment)
            if not assessment.of:
                await done(visit, "assessment finished", ref=assessment.ref)
        visit.go("", "", assessment=assessment.ref)
        return await self._journey.result(visit, assessment)

    async def result(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Show the result as it stands; who answered a part is thanked instead."""
        return await self._journey.result(visit, assessment)

    async def same(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Keep that the answer of last time still holds, and go on."""
        criterion = self._journey.drafts.criterion(assessment, name)
        if name not in assessment.answers:
            raise BotError(self._journey.say("assess.old_choice"))
        assessment = self._journey.again.same(visit, assessment, [criterion])
        saved = self._journey.questions.saved(assessment, criterion)
        return (saved, *self._journey.onwards(visit, assessment, criterion))

    async def same_area(self, visit: Visit, assessment: Assessment, area_id: str) -> Replies:
        """Keep that all answers of last time still hold in an area, and go on."""
        area = self._journey.hub.area(assessment, area_id)
        looked_at = self._journey.again.same(visit, assessment, area.criteria)
        if looked_at == assessment:
            raise BotError(self._journey.say("assess.old_choice"))
        saved = Reply(self._journey.say("again.area_saved", area=area.title))
        return (saved, *self._journey.onwards(visit, looked_at, area.criteria[-1]))

    async def move(self, visit: Visit, assessment: Assessment, version: str) -> Replies:
        """Go on under the newest version of the framework."""
        parts = await self._journey.drafts.parts(visit, assessment)
        assessment = self._journey.versions.move(visit, assessment, version, parts)
        return (self._journey.versions.moved(assessment), self._journey.hub.show(visit, assessment))

    async def stay(self, visit: Visit, assessment: Assessment, version: str) -> Replies:
        """Stay with the version that the assessment began with."""
        stayed = self._journey.versions.stayed(assessment)
        return (stayed, *self._journey.show_step(visit, assessment))

    async def _remind_when_finished(self, visit: Visit, assessment: Assessment) -> None:
        """Remind nobody of a draft any more, and whoever leads in a year."""
        visit.turn.remove(Reminder, reminders.of_draft(assessment).key)
        if assessment.of:
            return
        visit.turn.put(reminders.of_year(assessment))
        for part in await self._journey.drafts.parts(visit, assessment):
            await reminders.forget_about(visit.turn, part.ref)
