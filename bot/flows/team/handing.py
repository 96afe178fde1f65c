"""Handing over the lead, once a colleague has said yes: the answers stay, and everybody keeps their own."""

from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.asked_to_lead import offer
from bot.flows.deeds import done
from bot.flows.privacy.read_replies import forget_replies
from bot.flows.team.colleagues import Colleague, Colleagues
from bot.flows.voices.gathering import HANDED, said
from bot.messages import Choice, Reply
from bot.reminders import about, forget_about, of_draft, own_chat
from bot.visit import Visit
from knowledge.framework import Framework
from knowledge.voices import DONT_KNOW, NOT_APPLICABLE
from storage.records import Answer, Assessment, Invite, Reminder, Session


class Handing:
    """Asks a colleague to lead. Who led before gets a part of their own, with their own answers."""

    def __init__(self, colleagues: Colleagues) -> None:
        self._colleagues = colleagues
        self._say = colleagues.say

    async def ask(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Ask the lead whether this colleague is to be asked."""
        ref = colleague.part.ref
        choices = (
            Choice(self._say("team.hand_yes", who=colleague.name), f"team:handed:{ref}"),
            Choice(self._say("team.hand_no"), f"team:one:{ref}"),
        )
        return (Reply(self._say("team.hand_ask", who=colleague.name), choices=choices),)

    async def offer(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Ask the colleague to lead, and nobody else any more."""
        whole, part = colleague.whole, colleague.part
        visit.turn.put(replace(whole, handing_to=part.ref))
        visit.turn.put(about(part, "lead", visit.now))
        choices = (
            Choice(self._say("team.hand_back"), f"team:unhand:{part.ref}"),
            Choice(self._say("team.back"), f"team:home:{whole.ref}"),
        )
        return (Reply(self._say("team.hand_offered", who=colleague.name), choices=choices),)

    async def take_back(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Have the lead go on leading, as long as the colleague has not said yes."""
        whole, part = colleague.whole, colleague.part
        if whole.handing_to == part.ref:
            visit.turn.put(replace(whole, handing_to=""))
        visit.turn.remove(Reminder, about(part, "lead", visit.now).key)
        back = Choice(self._say("team.back"), f"team:home:{whole.ref}")
        return (Reply(self._say("team.hand_taken_back", who=colleague.name), choices=(back,)),)

    async def show(self, visit: Visit, part: Assessment) -> tuple[Reply, ...]:
        """Show a colleague that they are asked to lead."""
        await self._asked(visit, part)
        return (offer(self._colleagues.drafts, part),)

    async def decline(self, visit: Visit, part: Assessment) -> tuple[Reply, ...]:
        """Leave the lead where it is, and have whoever leads told."""
        whole = await self._asked(visit, part)
        visit.turn.put(replace(whole, handing_to=""))
        visit.turn.remove(Reminder, about(part, "lead", visit.now).key)
        visit.turn.put(about(whole, "leads_not", visit.now))
        return (Reply(self._say("team.lead_declined")),)

    async def accept(self, visit: Visit, part: Assessment) -> tuple[Reply, ...]:
        """Make the speaker the lead, and have whoever led before told."""
        whole = await self._asked(visit, part)
        framework = self._colleagues.drafts.framework(whole)
        of_the_old = await self._part_of_old_lead(visit, framework, whole)
        visit.turn.put(of_the_old)
        visit.turn.put(_led_by(whole, part, visit.at))
        visit.turn.remove(Assessment, part.ref)
        await self._move_what_hangs_on_it(visit, whole, part)
        await self._tell_the_old_lead(visit, whole, of_the_old)
        await forget_replies(visit.turn, whole.owner)  # they may hold what only the lead may read
        await done(visit, "lead taken over", ref=whole.ref)
        visit.go("", "", assessment=whole.ref)
        return (Reply(self._say("team.lead_accepted")),)

    async def _asked(self, visit: Visit, part: Assessment) -> Assessment:
        """Return the whole that somebody is asked to lead; raises `BotError` when they are not."""
        whole = await visit.turn.get(Assessment, part.of) if part.of else None
        if whole is None or whole.handing_to != part.ref:
            raise BotError(self._say("team.lead_gone"))
        return whole

    async def _tell_the_old_lead(self, visit: Visit, whole: Assessment, part: Assessment) -> None:
        """Leave word for whoever led before; where they were in the whole, they are in their part."""
        visit.turn.put(about(part, "leads", visit.now))
        if not part.finished:
            visit.turn.put(of_draft(part))
        session = await visit.turn.get(Session, part.owner)
        if session and session.assessment == whole.ref:
            visit.turn.put(replace(session, flow="", step="", assessment=part.ref, pending=()))

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
            if reminder.what != "leads_not":  # that was for who led
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
        handing_to="",
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
