"""Handing over the lead: the answers stay as they are, and everybody keeps what they said themselves."""

from dataclasses import replace

from bot.flows.team.colleagues import Colleague, Colleagues
from bot.flows.voices.gathering import HANDED, said
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
        if not whole.finished:
            visit.turn.put(of_draft(of_the_old))
        visit.turn.put(_led_by(whole, part, visit.at))
        visit.turn.remove(Assessment, part.ref)
        await self._move_what_hangs_on_it(visit, whole, part)
        visit.go("", "", assessment=of_the_old.ref)
        return (Reply(self._say("team.handed", who=colleague.name)),)

    async def _part_of_old_lead(self, visit: Visit, framework: Framework, whole: Assessment) -> Assessment:
        answers = _own_answers(framework, whole)
        return Assessment(
            ref=await self._colleagues.drafts.free_ref(visit),
            owner=whole.owner,
            framework=whole.framework,
            agreed=whole.agreed,
            started=visit.at,
            changed=visit.at,
            finished=whole.finished,
            profile=whole.profile,
            answers=answers,
            of=whole.ref,
            voice=whole.profile.get("role", self._colleagues.voices[-1]),
            areas=_areas(framework, answers),
        )

    async def _move_what_hangs_on_it(self, visit: Visit, whole: Assessment, part: Assessment) -> None:
        for invite in await visit.turn.find(Invite, f"for:{whole.ref}"):
            visit.turn.put(replace(invite, by=part.owner))
        await forget_about(visit.turn, part.ref)
        for reminder in await visit.turn.find(Reminder, f"about:{whole.ref}"):
            visit.turn.remove(Reminder, reminder.key)
            visit.turn.put(replace(reminder, address=part.owner, place=own_chat(part.owner)))


def _led_by(whole: Assessment, part: Assessment, at: str) -> Assessment:
    """Return the whole as the new lead has it: its answers stand, beside what they had said themselves.

    Only what was still open takes the new lead's own answer, as if they had answered it now.
    """
    stands = {
        name: _beside_own(answer, part.answers.get(name))
        for name, answer in whole.answers.items()
        if not (answer.carried and name in part.answers)
    }
    return replace(
        whole,
        owner=part.owner,
        agreed=part.agreed,
        changed=at,
        profile={**whole.profile, "role": part.voice},
        answers={**part.answers, **stands},
        set_aside={**part.set_aside, **whole.set_aside},
    )


def _beside_own(answer: Answer, own: Answer | None) -> Answer:
    """Return an answer of the whole as it stands, with what its new lead had said and named."""
    if answer.carried:
        return answer
    note = own.evidence if own else ""
    return replace(answer, agreed=answer.agreed or HANDED, own=said(own), own_note=note)


def _own_answers(framework: Framework, whole: Assessment) -> dict[str, Answer]:
    """Return what the lead had said themselves."""
    own = {
        name: _answer(framework, name, answer) if answer.agreed else answer
        for name, answer in whole.answers.items()
        if not answer.carried
    }
    return {name: _with_note(answer, whole.answers[name]) for name, answer in own.items() if answer}


def _with_note(own: Answer, answer: Answer) -> Answer:
    return replace(own, evidence=answer.own_note or answer.evidence, own_note="", asked=answer.asked)


def _areas(framework: Framework, answers: dict[str, Answer]) -> tuple[str, ...]:
    """Return the areas in which something was said, so that nobody waits for the others; none means all."""
    areas = tuple(
        dict.fromkeys(framework.area_of(each.id).id for each in framework.criteria if each.id in answers)
    )
    return () if len(areas) == len(framework.areas) else areas


def _answer(framework: Framework, criterion: str, agreed: Answer) -> Answer | None:
    if not agreed.own:
        return None
    if agreed.own == NOT_APPLICABLE:
        return Answer(not_applicable=framework.criterion(criterion).not_applicable_when, at=agreed.at)
    if agreed.own == DONT_KNOW:
        return Answer(dont_know=True, at=agreed.at)
    return Answer(score=int(agreed.own), at=agreed.at)
