"""`/link` shows the places of a person, makes a code to link another, and takes one out again."""

from collections.abc import Callable
from itertools import product

from bot.audit import note
from bot.days import moment_in_words
from bot.errors import BotError, NotAgreed
from bot.flows.linking.codes import VALID, Found, LinkCodes
from bot.guesses import Guesses
from bot.messages import Choice, Reply
from bot.notices import LINKED, UNLINKED, notice
from bot.places import MOST, channel, join, linked_with, named, take_out
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Member, Session

PAIR = 2  # places whose link ends with either of them
MINUTES = VALID.seconds // 60
Replies = tuple[Reply, ...]


class Linking:
    """Its choices carry `link:new`, `link:yes:<beginning of the hash>`, `link:no` and `link:out:<mark>`.

    `link:ask:<beginning of the hash>` goes on behind an agreement.
    """

    def __init__(self, texts: Texts, tell_soon: Callable[[], None], guesses: Guesses) -> None:
        self._texts = texts
        self._say = texts.say
        self._tell_soon = tell_soon
        self._codes = LinkCodes(texts, guesses)

    async def link(self, visit: Visit, words: str) -> Replies:
        """Take a code; or show what is linked, or what linking is for with a new code."""
        if words:
            return self._ask(visit, await self._codes.typed(visit, words))
        places = await linked_with(visit.turn, visit.member)
        return (await self._list(visit, places),) if len(places) > 1 else await self._new(visit)

    async def choose(self, visit: Visit, carried: str) -> Replies:
        """Follow a press."""
        what, _, which = carried.partition(":")
        if what == "yes":
            return await self._join(visit, await self._codes.pressed(visit, which))
        if what == "ask":
            return self._ask(visit, await self._codes.pressed(visit, which))
        if what == "out":
            return await self._take_out(visit, which)
        if what == "no":
            return (Reply(self._say("link.declined")),)
        return await self._new(visit)

    async def _new(self, visit: Visit) -> Replies:
        code = await self._codes.new(visit)
        said = self._say("link.code", code=code, minutes=MINUTES)
        return (Reply(self._say("link.what_for")), Reply(said, kept_as=self._say("link.code_shown")))

    def _ask(self, visit: Visit, found: Found) -> Replies:
        """Say what a code would do; nothing is linked before a yes. What is kept is agreed to before."""
        self._not_too_many(found)
        if not visit.agreed:
            visit.then = f"link:ask:{found.code.short}"
            raise NotAgreed
        there = self._say(f"people.channels.{channel(found.code.address)}")
        text = self._say("link.ask", there=there, places=named(self._texts, found.places))
        choices = (
            Choice(self._say("link.yes"), f"link:yes:{found.code.short}"),
            Choice(self._say("link.no"), "link:no"),
        )
        return (Reply(text, self._say("link.ask_title"), choices=choices),)

    async def _join(self, visit: Visit, found: Found) -> Replies:
        self._not_too_many(found)
        visit.turn.remove(type(found.code), found.code.key)
        join(visit.turn, found.places, visit.at)
        for side, other in ((found.theirs, found.mine), (found.mine, found.theirs)):
            for place, new in product(side, other):
                self._tell(visit, place, LINKED, new)
        await self._changed(visit, "linked")
        return (Reply(self._say("link.done", places=named(self._texts, found.places))),)

    def _not_too_many(self, found: Found) -> None:
        if len(found.places) > MOST:
            raise BotError(self._say("link.too_many", most=MOST))

    async def _take_out(self, visit: Visit, mark: str) -> Replies:
        """Take one place out. That needs no agreement: something ends."""
        places = await linked_with(visit.turn, visit.member)
        out = next((each for each in places if each.link and each.link.mark == mark), None)
        if out is None:
            raise BotError(self._say("link.gone"))
        take_out(visit.turn, places, out)
        for each in places if len(places) == PAIR else [out]:
            self._tell(visit, each, UNLINKED, visit.member)
        visit.takes_back = True
        await self._changed(visit, "unlinked")
        if out.address == visit.address:
            return (Reply(self._say("link.taken_out_here")),)
        return (Reply(self._say("link.taken_out", place=named(self._texts, [out]))),)

    def _tell(self, visit: Visit, place: Member, what: str, other: Member) -> None:
        """Tell a place, but for this one, which other place was linked with it, or took it out."""
        if place.address != visit.address:
            visit.turn.put(notice(place.address, what, visit.now, place=channel(other.address)))

    async def _changed(self, visit: Visit, what: str) -> None:
        visit.member = await visit.turn.get(Member, visit.address) or visit.member
        await note(visit.turn, visit.who, what, visit.now)
        visit.afterwards.append(self._tell_soon)

    async def _list(self, visit: Visit, places: list[Member]) -> Reply:
        """Show all places, this one first, each with a way to take it out."""
        here, *others = enumerate(places, 1)
        lines = [self._line("link.here", *here), *[await self._other(visit, *each) for each in others]]
        ways = [
            Choice(
                self._say("link.take_out", number=number, place=named(self._texts, [each])),
                f"link:out:{_mark(each)}",
            )
            for number, each in others
        ]
        if len(others) > 1:
            ways.append(Choice(self._say("link.take_out_here"), f"link:out:{_mark(here[1])}"))
        text = "\n".join([*lines, "", self._say("link.list")])
        new = Choice(self._say("link.new"), "link:new")
        return Reply(text, self._say("link.list_title"), choices=(*ways, new))

    async def _other(self, visit: Visit, number: int, place: Member) -> str:
        """Say when a place was last used too: places of one channel are told apart by that."""
        there = await visit.turn.get(Session, place.address)
        seen = moment_in_words(there.seen) if there else ""
        return self._line("link.one_seen" if seen else "link.one", number, place, seen=seen)

    def _line(self, name: str, number: int, place: Member, **gaps: str) -> str:
        since = moment_in_words(place.link.since) if place.link else ""
        return self._say(name, number=number, place=named(self._texts, [place]), since=since, **gaps)


def _mark(place: Member) -> str:
    return place.link.mark if place.link else ""
