"""Handing over the lead: what was agreed stays, and everybody keeps what they said themselves."""

from dataclasses import replace

from bot.flows.team.colleagues import Colleague, Colleagues
from bot.flows.voices.gathering import said
from bot.messages import Choice, Reply
from bot.reminders import forget_about, of_draft, own_chat
from bot.visit import Visit
from knowledge.framework import Framework
from knowledge.voices import DONT_KNOW, NOT_APPLICABLE
from storage.records import Answer, Assessment, Invite, Reminder


class Handing:
    """Makes a colleague the lead. Who led before gets a part of their own, with their own answers."""

    def __init__(self, colleagues: Colleagues) -> None:
        self._colleagues = colleagues
        self._say = colleagues.say

    async def ask(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Ask whether this colleague is to lead from now on."""
        ref = colleague.part.ref
        choices = (
            Choice(self._say("team.hand_yes", who=colleague.name), f"team:handed:{ref}"),
            Choice(self._say("team.hand_no"), f"team:one:{ref}"),
        )
        return (Reply(self._say("team.hand_ask", who=colleague.name), choices=choices),)

    async def hand(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Hand over."""
        whole, part = colleague.whole, colleague.part
        framework = self._colleagues.drafts.framework(whole)
        of_the_old = await self._part_of_old_lead(visit, framework, whole)
        visit.turn.put(of_the_old)
        visit.turn.put(of_draft(of_the_old))
        visit.turn.put(_led_by(whole, part, visit.at))
        visit.turn.remove(Assessment, part.ref)
        await self._move_what_hangs_on_it(visit, whole, part)
        visit.go("", "", assessment=of_the_old.ref)
        return (Reply(self._say("team.handed", who=colleague.name)),)

    async def _part_of_old_lead(self, visit: Visit, framework: Framework, whole: Assessment) -> Assessment:
        return Assessment(
            ref=await self._colleagues.drafts.free_ref(visit),
            owner=whole.owner,
            framework=whole.framework,
            agreed=whole.agreed,
            started=visit.at,
            changed=visit.at,
            profile=whole.profile,
            answers=_own_answers(framework, whole),
            of=whole.ref,
            voice=whole.profile.get("role", self._colleagues.voices[-1]),
        )

    async def _move_what_hangs_on_it(self, visit: Visit, whole: Assessment, part: Assessment) -> None:
        for invite in await visit.turn.find(Invite, f"for:{whole.ref}"):
            visit.turn.put(replace(invite, by=part.owner))
        await forget_about(visit.turn, part.ref)
        for reminder in await visit.turn.find(Reminder, f"about:{whole.ref}"):
            visit.turn.remove(Reminder, reminder.key)
            visit.turn.put(replace(reminder, address=part.owner, place=own_chat(part.owner)))


def _led_by(whole: Assessment, part: Assessment, at: str) -> Assessment:
    """Return the whole as the new lead has it: with what was agreed, and with their own answers."""
    agreed = {
        name: replace(answer, own=said(part.answers.get(name)))
        for name, answer in whole.answers.items()
        if answer.agreed
    }
    return replace(
        whole,
        owner=part.owner,
        agreed=part.agreed,
        changed=at,
        profile={**whole.profile, "role": part.voice},
        answers={**part.answers, **agreed},
    )


def _own_answers(framework: Framework, whole: Assessment) -> dict[str, Answer]:
    """Return what the lead had said themselves."""
    own = {
        name: _answer(framework, name, answer) if answer.agreed else answer
        for name, answer in whole.answers.items()
    }
    return {name: answer for name, answer in own.items() if answer}


def _answer(framework: Framework, criterion: str, agreed: Answer) -> Answer | None:
    if not agreed.own:
        return None
    if agreed.own == NOT_APPLICABLE:
        return Answer(not_applicable=framework.criterion(criterion).not_applicable_when, at=agreed.at)
    if agreed.own == DONT_KNOW:
        return Answer(dont_know=True, at=agreed.at)
    return Answer(score=int(agreed.own), at=agreed.at)
