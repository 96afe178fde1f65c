"""Taking a code: one for a role works at once; one for a part says first what it is, and asks."""

from dataclasses import replace

from bot.errors import BotError
from bot.flows.invite import Invites, from_a_button, in_a_button
from bot.flows.team.colleagues import Colleagues
from bot.messages import Choice, Reply
from bot.reminders import of_draft
from bot.visit import Visit
from knowledge.voices import PROTECTED
from storage.records import Assessment, Invite


class Joining:
    """`/code CODE` and `/start CODE`. Its choices carry `join:<beginning of the hash>` and `join:no`.

    `code:<hash>` goes on behind an agreement.
    """

    def __init__(self, colleagues: Colleagues, invites: Invites) -> None:
        self._colleagues = colleagues
        self._invites = invites
        self._say = colleagues.say

    async def redeem(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Take a code. A used, old, withdrawn and unknown one read the same, whatever it was for."""
        invite = await self._invites.find(visit, words)
        if not invite.assessment:
            return await self._take(visit, invite)
        return self._offer(invite, await self._whole(visit, invite))

    async def _take(self, visit: Visit, invite: Invite) -> tuple[Reply, ...]:
        visit.then = f"code:{in_a_button(invite)}"  # where an agreement comes first
        return await self._invites.take(visit, invite)

    async def agreed(self, visit: Visit, carried: str) -> tuple[Reply, ...]:
        """Take the code for a role that somebody typed before they agreed to what is kept.

        It must have been their last message but the agreement: who only knows the hash has no code.
        """
        offered = any(carries.endswith(f":code:{carried}") for _, _, carries in visit.session.offered)
        invite = await visit.turn.get(Invite, from_a_button(carried)) if offered else None
        if invite is None:
            raise BotError(self._say("invite.once_more"))
        return await self._invites.take(visit, self._invites.must_work(visit, invite))

    async def join(self, visit: Visit, short: str) -> tuple[Reply, ...]:
        """Keep a part of their own for somebody who agrees; nothing is kept of somebody who does not."""
        if short == "no":
            return (Reply(self._say("team.declined")),)
        found = await visit.turn.find(Invite, f"short:{short}")
        invite = self._invites.must_work(visit, next(iter(found), None))
        whole = await self._whole(visit, invite)
        visit.turn.put(replace(invite, used=visit.at))
        part = await self._part(visit, whole, invite)
        visit.turn.put(part)
        visit.turn.put(of_draft(part))
        visit.go("", "", assessment=part.ref)
        begin = Choice(self._say("team.begin"), f"hub:{part.ref}")
        return (Reply(self._say("team.joined", areas=self._areas(whole, invite)), choices=(begin,)),)

    async def _whole(self, visit: Visit, invite: Invite) -> Assessment:
        """Return what the code is for, unless this person has a place in it or it takes nobody any more."""
        whole = await visit.turn.get(Assessment, invite.assessment)
        if whole is None or whole.finished:
            raise BotError(self._say("invite.no_good"))
        if whole.owner == visit.address:
            raise BotError(self._say("team.own_code"))
        parts = await self._colleagues.drafts.parts(visit, whole)
        if any(each.owner == visit.address for each in parts):
            raise BotError(self._say("team.already"))
        return whole

    def _offer(self, invite: Invite, whole: Assessment) -> tuple[Reply, ...]:
        protected = invite.voice == PROTECTED
        seen = self._say("team.seen_protected" if protected else "team.seen")
        text = self._say(
            "team.offer",
            place=self._colleagues.place(whole),
            voice=self._colleagues.voice(invite.voice),
            areas=self._areas(whole, invite),
            seen=seen,
        )
        choices = (
            Choice(self._say("team.join"), f"join:{invite.short}"),
            Choice(self._say("team.not_join"), "join:no"),
        )
        shown = self._say("team.offer_shown")  # whoever only looks keeps nothing of what they saw
        return (
            Reply(text, self._say("team.offer_title"), kept_as=shown),
            Reply(self._say("team.ask"), choices=choices),
        )

    async def _part(self, visit: Visit, whole: Assessment, invite: Invite) -> Assessment:
        return Assessment(
            ref=await self._colleagues.drafts.free_ref(visit),
            owner=visit.address,
            framework=whole.framework,
            agreed=visit.member.agreed_at,
            started=visit.at,
            changed=visit.at,
            profile={**whole.profile, "role": invite.voice},
            of=whole.ref,
            voice=invite.voice,
            areas=invite.areas,
        )

    def _areas(self, whole: Assessment, invite: Invite) -> str:
        return self._colleagues.areas(whole, invite.areas)
