"""The places in which one person uses the assistant, as far as they have linked them.

Linked places bear the same random id, and none another's address: whoever is forgotten is in no list of the
others'. Each joining gives all of them a new id, so that of two changes at once one is run again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.codes import SPOKEN, new_code
from knowledge.texts import Texts
from storage.records import Link, Member
from storage.store import Turn

MOST = 5  # places that can be linked: more than anybody has, and few enough for one turn
ID = 16  # letters of what linked places share
MARK = 8  # letters by which a button names one


async def linked_with(turn: Turn, member: Member) -> list[Member]:
    """Return all places of a person: this one first, then the others as they were linked."""
    found = await turn.find(Member, f"linked:{member.link.id}") if member.link else []
    others = [each for each in found if each.address != member.address]
    return [member, *sorted(others, key=_since)]


def join(turn: Turn, places: Iterable[Member], at: str) -> None:
    """Link places with each other; one that was linked before keeps its time."""
    shared = new_code(ID)
    for each in places:
        link = each.link or Link(shared, new_code(MARK, SPOKEN), at)
        turn.put(replace(each, link=replace(link, id=shared)))


def take_out(turn: Turn, places: Sequence[Member], gone: Member) -> None:
    """Take one place out; the others stay linked, if there are two."""
    left = [each for each in places if each != gone]
    for each in (gone, *left) if len(left) == 1 else (gone,):
        turn.put(replace(each, link=None))


def channel(address: str) -> str:
    """Return the channel of an address."""
    return address.partition(":")[0]


def named(texts: Texts, places: Iterable[Member]) -> str:
    """Say which places these are: `Telegram and the web page (2 places)`."""
    channels = Counter(channel(each.address) for each in places)
    *some, last = (_on(texts, where, number) for where, number in channels.items())
    return texts.say("link.and", some=", ".join(some), last=last) if some else last


def _on(texts: Texts, where: str, number: int) -> str:
    place = texts.say(f"people.channels.{where}")
    return place if number == 1 else texts.say("link.several", n=number, place=place)


def _since(member: Member) -> tuple[str, str]:
    return (member.link.since, member.link.mark) if member.link else ("", "")
