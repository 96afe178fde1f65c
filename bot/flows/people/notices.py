"""Notices in words, and those that waited until somebody wrote."""

from dataclasses import replace

from bot.codes import grouped
from bot.commands import Commands
from bot.days import day_in_words
from bot.flows.consent.flow import WORD
from bot.flows.people.roles import ADMIN
from bot.messages import Choice, Reply
from bot.notices import GONE, LINKED, NEW_ROLE, UNLINKED, USED_CODE, WITHDRAWN
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Member

LINKING = {LINKED: "link.told", UNLINKED: "link.told_out"}


class Notices:
    """Says what others did."""

    def __init__(self, texts: Texts, commands: Commands) -> None:
        self._say = texts.say
        self._commands = commands

    def said(self, what: str, role: str, who: str, place: str = "", at: str = "") -> Reply:
        """Return a notice as it is shown; with a new role comes the menu of what it may use."""
        if what == GONE:
            return Reply(self._say("gone.told"))
        if what in LINKING:
            there = self._say(f"people.channels.{place}")
            return Reply(self._say(LINKING[what], place=there, day=day_in_words(at)))
        if what == WITHDRAWN:
            return self._withdrawn(place, at)
        name = self._say(f"people.roles.{role}")
        if what == NEW_ROLE:
            return Reply(self._say("people.told_role", role=name), menu=self._commands.menu(role))
        return Reply(self._say("people.told_code", role=name, who=grouped(who)))

    def _withdrawn(self, place: str, at: str) -> Reply:
        there = self._say(f"people.channels.{place}")
        yes = Choice(self._say("information.yes_again"), f"{WORD}:{self._say('information.version')}:")
        return Reply(
            self._say("information.withdrawn_there", place=there, day=day_in_words(at)), choices=(yes,)
        )

    def told(self, visit: Visit) -> tuple[Reply, ...]:
        """Show what waited until this person wrote, once; for channels that cannot write first."""
        if not visit.session.notices or visit.message.group:
            return ()
        waited, visit.session = visit.session.notices, replace(visit.session, notices=())
        return tuple(self.said(*each) for each in waited if is_for(each[0], visit.member))


def is_for(what: str, member: Member) -> bool:
    """Whether a notice is still theirs to know: of codes that is an admin, and what was undone is past."""
    if what in LINKING:
        return bool(member.link) == (what == LINKED)
    if what == WITHDRAWN:
        return not member.agreed
    return what != USED_CODE or member.role == ADMIN
