"""Who is let in to the router: everybody but the blocked, and those who send more than the limits allow.

Nothing of what these sent is read or kept, but that they ask for what is kept of them or to have it deleted.
Help in distress comes before all of this (assistant.py).
"""

from dataclasses import replace
from datetime import datetime

from bot import blocks, london
from bot.limits import Limits, Rates, Verdict
from bot.members import known
from bot.messages import Message, Reply, plain
from bot.routing.router import Router
from bot.visit import Visit
from knowledge.texts import Texts

Replies = tuple[Reply, ...]
PASSES = {"pass", "back"}
THEIR_RIGHTS = {"/privacy", "/mydata", "/withdraw", "/forget"}  # what nobody can be kept from
THEIR_ROOM = Rates(at_once=10, seconds=60, a_day=30)  # for these alone, beside what else somebody sends


class Gate:
    """Asks the limits before a turn is taken, and who is speaking once it is."""

    def __init__(self, router: Router, texts: Texts, limits: Limits) -> None:
        self._router = router
        self._say = texts.say
        self._limits = limits
        self._rights = Limits(THEIR_ROOM)

    def limit(self, message: Message, now: datetime) -> Verdict:
        """Count a message, and say what becomes of it; what is anybody's right has room of its own."""
        address, number = message.sender.address, message.id
        if self._about_their_data(message) and self._rights.of(address, number, now) in PASSES:
            return "pass"
        return self._limits.of(address, number, now)

    async def enter(self, visit: Visit, limit: Verdict) -> Replies:
        """Take a message to the router, or say why it is not taken."""
        if since := await blocks.since(visit.turn, visit.member):
            if limit not in PASSES or not self._about_their_data(visit.message):
                return self._blocked(visit)
            visit.member = replace(visit.member, blocked=since)
        if limit in PASSES:
            replies = await self._router.route(visit)
            told = limit == "back" and not visit.message.group
            return (Reply(self._say("limits.back")), *replies) if told else replies
        visit.turned_away = True
        if limit == "tomorrow":  # with an id, so that an admin can speak of them
            visit.turn.put(known(replace(visit.member, limited=visit.at)))
            return (Reply(self._say("limits.tomorrow")),)
        seconds = self._limits.seconds_left(visit.address, visit.now)
        left = self._say("limits.second" if seconds == 1 else "limits.seconds", n=seconds)
        return (Reply(self._say("limits.wait", seconds=left)),)

    def _about_their_data(self, message: Message) -> bool:
        """Whether somebody asks for what is kept of them, or to have it deleted."""
        if message.choice is not None:
            return message.choice.startswith(("forget:yes", "forget:no"))
        labels = {plain(self._say(f"privacy.{each}")) for each in ("yes", "no")}
        word = message.text.strip().partition(" ")[0].partition("@")[0].casefold()
        return not message.group and (word in THEIR_RIGHTS or plain(message.text) in labels)

    def _blocked(self, visit: Visit) -> Replies:
        """Say once a day that this person is not answered."""
        visit.turned_away = True
        today = london.day(visit.now)
        if visit.member.told_blocked == today:
            return ()
        visit.turn.put(replace(visit.member, told_blocked=today))
        return (Reply(self._say("limits.blocked")),)
