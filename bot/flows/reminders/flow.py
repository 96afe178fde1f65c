"""`/reminders`: what is planned, one less, none at all, on again; and what waited for the next visit."""

from dataclasses import replace

from bot import london
from bot.errors import BotError
from bot.flows.reminders.wording import Wording, carries_off
from bot.messages import Choice, Reply
from bot.reminders import GOING, as_it_stands, is_told, when
from bot.visit import Visit
from knowledge.loader import Content
from storage.records import Assessment, Reminder

Replies = tuple[Reply, ...]
SHOWN = 20  # reminders in a list; more than a phone shows


class Reminders:
    """Its choices carry `remind:stop`, `remind:start` and `remind:off:<what>:<ref>:<subject>`."""

    def __init__(self, content: Content) -> None:
        self._say = content.texts.say
        self._wording = Wording(content)

    async def show(self, visit: Visit, words: str) -> Replies:
        """List what is planned, with ways to take it away; `/reminders on` and `/reminders off` do so."""
        if words.casefold() in {"on", "off"}:
            return await self.choose(visit, "start" if words.casefold() == "on" else "stop")
        if visit.member.quiet:
            return (self._off(),)
        planned = sorted(await self._planned(visit), key=lambda each: (each[0].due, each[0].key))
        stop = Choice(self._say("reminders.stop"), "remind:stop")
        if not planned:
            return (Reply(self._say("reminders.none"), self._say("reminders.title"), choices=(stop,)),)
        shown = list(enumerate(planned[:SHOWN], 1))
        lines = [f"{number}. {self._wording.line(*each)}" for number, each in shown]
        if len(planned) > SHOWN:
            lines.append(self._say("reminders.more", more=len(planned) - SHOWN))
        removes = [
            Choice(self._say("reminders.remove", number=number), carries_off(reminder))
            for number, (reminder, about) in shown
            if about  # what is about no assessment comes again, unless all reminders are stopped
        ]
        text = "\n".join((*lines, "", self._say("reminders.hours")))
        return (Reply(text, self._say("reminders.title"), choices=(*removes, stop)),)

    async def choose(self, visit: Visit, carried: str) -> Replies:
        """Stop all reminders, begin again, or take one away."""
        what, _, rest = carried.partition(":")
        if what == "stop":
            self._be_quiet(visit, visit.at)
            return (self._off(),)
        if what == "start":
            self._be_quiet(visit, "")
            return (Reply(self._say("reminders.on")), *await self.show(visit, ""))
        if what == "off":
            return await self._take_away(visit, rest)
        raise BotError(self._say("assess.old_choice"))

    async def _take_away(self, visit: Visit, rest: str) -> Replies:
        """Take one away. One that was sent is gone already, so who may is known from what it is about."""
        about = await visit.turn.get(Assessment, rest.split(":")[1] if ":" in rest else "")
        if about is None or about.owner != visit.address:
            raise BotError(self._say("assess.old_choice"))
        visit.turn.remove(Reminder, f"{visit.address}|{rest.replace(':', '|', 2)}")
        return (Reply(self._say("reminders.removed")),)

    async def told(self, visit: Visit) -> Replies:
        """Show the reminder that waited until this person wrote, once, if it still holds."""
        waited = visit.session.reminder
        if waited is None or visit.message.group:
            return ()
        visit.session = replace(visit.session, reminder=None)
        standing = await as_it_stands(visit.turn, waited)
        unwanted = visit.member.quiet and waited.what != GOING
        if standing is None or when(standing[0].due) > visit.now or unwanted:
            return ()
        is_told(visit.turn, *standing, visit.now)
        visit.member = replace(visit.member, reminded=london.day(visit.now))
        visit.turn.put(visit.member)
        return (self._wording.message(*standing),)

    async def _planned(self, visit: Visit) -> list[tuple[Reminder, Assessment | None]]:
        mine = await visit.turn.find(Reminder, f"person:{visit.address}")
        standing = [await as_it_stands(visit.turn, each) for each in mine]
        return [each for each in standing if each]

    def _be_quiet(self, visit: Visit, since: str) -> None:
        visit.member = replace(visit.member, quiet=since)
        visit.turn.put(visit.member)

    def _off(self) -> Reply:
        on = Choice(self._say("reminders.start"), "remind:start")
        return Reply(self._say("reminders.off"), self._say("reminders.title"), choices=(on,))
