"""Notices in words, and those that waited until somebody wrote."""

from dataclasses import replace

from bot.codes import grouped
from bot.commands import Commands
from bot.days import day_in_words
from bot.messages import Reply
from bot.notices import GONE, LINKED, NEW_ROLE
from bot.visit import Visit
from knowledge.texts import Texts


class Notices:
    """Says what others did."""

    def __init__(self, texts: Texts, commands: Commands) -> None:
        self._say = texts.say
        self._commands = commands

    def said(self, what: str, role: str, who: str, place: str = "", at: str = "") -> Reply:
        """Return a notice as it is shown; with a new role comes the menu of what it may use."""
        if what == GONE:
            return Reply(self._say("gone.told"))
        if what == LINKED:
            there = self._say(f"people.channels.{place}")
            return Reply(self._say("link.told", place=there, day=day_in_words(at)))
        name = self._say(f"people.roles.{role}")
        if what == NEW_ROLE:
            return Reply(self._say("people.told_role", role=name), menu=self._commands.menu(role))
        return Reply(self._say("people.told_code", role=name, who=grouped(who)))

    def told(self, visit: Visit) -> tuple[Reply, ...]:
        """Show what waited until this person wrote, once; for channels that cannot write first."""
        if not visit.session.notices or visit.message.group:
            return ()
        waited, visit.session = visit.session.notices, replace(visit.session, notices=())
        return tuple(self.said(*each) for each in waited)
