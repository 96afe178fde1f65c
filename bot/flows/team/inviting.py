"""Inviting a colleague: which voice, which areas, and a code that is shown once."""

from dataclasses import replace
from datetime import timedelta

from bot.errors import BotError
from bot.flows.invite import Invites, make_part_invite
from bot.flows.team.colleagues import Colleagues
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment, Invite

VALID = timedelta(days=14)


class Inviting:
    """Makes codes for parts. Areas are chosen one by one: a choice carries the numbers of those so far."""

    def __init__(self, colleagues: Colleagues, invites: Invites) -> None:
        self._colleagues = colleagues
        self._invites = invites
        self._say = colleagues.say

    async def voices(self, visit: Visit, whole: Assessment, rest: str) -> tuple[Reply, ...]:
        """Ask which voice the colleague is to speak with."""
        self._still_open(whole)
        choices = tuple(
            Choice(self._colleagues.voice(each), f"team:areas:{whole.ref}:{each}:")
            for each in self._colleagues.voices
        )
        return (Reply(self._say("team.which_voice"), choices=choices),)

    async def areas(self, visit: Visit, whole: Assessment, rest: str) -> tuple[Reply, ...]:
        """Ask which areas they are to answer, one after the other."""
        self._still_open(whole)
        voice, chosen = self._read(whole, rest)
        framework = self._colleagues.drafts.framework(whole)
        ask, make = f"team:areas:{whole.ref}:{voice}:", f"team:make:{whole.ref}:{voice}:"
        more = [
            Choice(area.title, f"{ask}{chosen}{number}")
            for number, area in enumerate(framework.areas, 1)
            if str(number) not in chosen
        ]
        first = Choice(self._say("team.make" if chosen else "team.all_areas"), f"{make}{chosen}")
        so_far = self._colleagues.areas(whole, self._ids(whole, chosen))
        text = self._say("team.more_areas", areas=so_far) if chosen else self._say("team.which_areas")
        return (Reply(text, choices=(first, *more)),)

    async def make(self, visit: Visit, whole: Assessment, rest: str) -> tuple[Reply, ...]:
        """Make a code and show it, this once."""
        self._still_open(whole)
        voice, chosen = self._read(whole, rest)
        areas = self._ids(whole, chosen)
        made = make_part_invite(whole.ref, visit.now, VALID)
        visit.turn.put(replace(made.record, areas=areas, voice=voice, by=visit.address))
        text = self._say(
            "team.made",
            voice=self._colleagues.voice(voice),
            areas=self._colleagues.areas(whole, areas),
            days=VALID.days,
            code=made.code,
        )
        back = Choice(self._say("team.back"), f"team:home:{whole.ref}")
        return (
            Reply(self._invites.with_link(text, made.code), self._say("team.made_title"), choices=(back,)),
        )

    async def withdraw(self, visit: Visit, whole: Assessment, rest: str) -> tuple[Reply, ...]:
        """Take an open code back: from now on it works no more."""
        found = await visit.turn.find(Invite, f"short:{rest}")
        for invite in found:
            if invite.assessment == whole.ref and not invite.used:
                visit.turn.remove(Invite, invite.code_hash)
                return (Reply(self._say("team.withdrawn")),)
        raise BotError(self._say("team.code_gone"))

    def _still_open(self, whole: Assessment) -> None:
        if whole.finished:
            raise BotError(self._say("team.whole_finished"))
        if self._colleagues.drafts.next_field(whole):
            raise BotError(self._say("team.first_profile"))

    def _read(self, whole: Assessment, rest: str) -> tuple[str, str]:
        voice, _, chosen = rest.partition(":")
        numbers = {str(at) for at, _ in enumerate(self._colleagues.drafts.framework(whole).areas, 1)}
        if voice not in self._colleagues.voices or not set(chosen) <= numbers:
            raise BotError(self._say("assess.old_choice"))
        return voice, chosen

    def _ids(self, whole: Assessment, chosen: str) -> tuple[str, ...]:
        areas = self._colleagues.drafts.framework(whole).areas
        ids = tuple(area.id for number, area in enumerate(areas, 1) if str(number) in chosen)
        return () if len(ids) == len(areas) else ids
