"""Codes that link two places: one a place, for ten minutes, kept only as a hash."""

from dataclasses import dataclass
from datetime import timedelta

from bot.codes import exactly, hashed, in_parts, one_time_code
from bot.errors import BotError
from bot.guesses import Guesses
from bot.places import linked_with, named
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import LinkCode, Member

VALID = timedelta(minutes=10)


@dataclass(frozen=True)
class Found:
    """A code that works here, and the places that it would link, on its maker's side and on this one."""

    code: LinkCode
    theirs: list[Member]
    mine: list[Member]

    @property
    def places(self) -> list[Member]:
        """All of them."""
        return [*self.theirs, *self.mine]


class LinkCodes:
    """Makes codes and finds them. All that are typed and do not work read the same."""

    def __init__(self, texts: Texts, guesses: Guesses) -> None:
        self._texts = texts
        self._say = texts.say
        self._guesses = guesses

    async def new(self, visit: Visit) -> str:
        """Make a code for this place, in place of one that was made before."""
        for old in await visit.turn.find(LinkCode, f"by:{visit.address}"):
            visit.turn.remove(LinkCode, old.key)
        code = one_time_code()
        expires = (visit.now + VALID).isoformat(timespec="seconds")
        visit.turn.put(LinkCode(hashed(code), visit.address, visit.at, expires))
        return in_parts(code)

    async def typed(self, visit: Visit, words: str) -> Found:
        """Return what a typed code would link; one that does not work counts as a wrong one."""
        if not self._guesses.may(visit.address, visit.now):
            raise BotError(self._say("invite.wait"))
        found = await self._works(visit, await visit.turn.get(LinkCode, hashed(exactly(words))))
        if found is None:
            self._guesses.wrong(visit.address, visit.message.id, visit.now)
            raise BotError(self._say("link.no_good"))
        return found

    async def pressed(self, visit: Visit, short: str) -> Found:
        """Return what a code would link, by what a button holds of it.

        A button that works no more is no guess: who presses "yes" twice has just linked the places.
        """
        codes = await visit.turn.find(LinkCode, f"short:{short}")
        if found := await self._works(visit, next(iter(codes), None)):
            return found
        places = await linked_with(visit.turn, visit.member)
        if len(places) == 1:
            raise BotError(self._say("link.no_good"))
        raise BotError(self._say("link.old_button", places=named(self._texts, places)))

    async def _works(self, visit: Visit, code: LinkCode | None) -> Found | None:
        """Return the places on both sides; nothing where they are linked, or one of them may not be."""
        if code is None or code.expires < visit.at:
            return None
        mine = await linked_with(visit.turn, visit.member)
        maker = await visit.turn.get(Member, code.address)
        if maker is None or not maker.agreed or maker.address in {each.address for each in mine}:
            return None
        found = Found(code, await linked_with(visit.turn, maker), mine)
        return None if any(each.blocked for each in found.places) else found
