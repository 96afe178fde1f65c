"""People in words: who has a role, who reached the limit of a day, and one of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.codes import grouped
from bot.days import day_in_words
from bot.flows.people.roles import ADMIN
from bot.members import known
from bot.messages import Choice, Reply
from bot.rights import ROLES, rank
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Member, Session

ON_A_PAGE = 8
LIMITS_SHOWN = timedelta(days=7)
MOST_LIMITED = 20  # people in the list of who reached the limit; more than a phone shows


class Listing:
    """Shows people by role and id. Its choices carry `people:<what>:<id>`."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    async def page(self, visit: Visit, number: int) -> Reply:
        """List everybody with a role, a page at a time."""
        people = await self._with_roles(visit)
        pages = -(-len(people) // ON_A_PAGE)
        number = min(number, pages - 1)
        shown = people[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]
        lines = [await self._line(visit, each) for each in shown]
        ones = [Choice(self.name(visit, each), f"people:one:{each.id}") for each in shown]
        ways = {"people.before": number - 1, "people.next": number + 1}
        turns = [
            Choice(self._say(label), f"people:page:{at}") for label, at in ways.items() if 0 <= at < pages
        ]
        limits = Choice(self._say("people.limits"), "people:limits")
        title = self._say("people.title", number=number + 1, pages=pages)
        return Reply("\n\n".join(lines), title, choices=(*ones, *turns, limits))

    async def one(self, visit: Visit, member: Member) -> Reply:
        """Show one person, and what can be done."""
        lower = [each for each in reversed(ROLES) if rank(each) < rank(member.role)]
        ways = [Choice(self._say(f"people.make.{each}"), f"people:ask:{member.id}:{each}") for each in lower]
        if member.blocked:
            ways.append(Choice(self._say("people.unblock"), f"people:unblock:{member.id}"))
        elif member.role != ADMIN:
            ways.append(Choice(self._say("people.block"), f"people:block:{member.id}"))
        back = Choice(self._say("people.back"), "people:page:0")
        return Reply(await self._line(visit, member), choices=(*ways, back))

    async def limits(self, visit: Visit) -> Reply:
        """List who reached the limit of a day in the last week, and who is blocked."""
        since = visit.now - LIMITS_SHOWN
        limited = [each for each in await visit.turn.find(Member, "limited") if _was_behind(each, since)]
        blocked = await visit.turn.find(Member, "blocked")
        people = {each.address: each for each in (*limited, *blocked)}
        if not people:
            return Reply(self._say("people.nobody_limited"), self._say("people.limits"))
        newest = sorted(people.values(), key=lambda each: (each.limited, each.id), reverse=True)
        shown = newest[:MOST_LIMITED]
        lines = [await self._line(visit, each) for each in shown]
        ones = tuple(Choice(self.name(visit, each), f"people:one:{each.id}") for each in shown)
        return Reply("\n\n".join(lines), self._say("people.limits"), choices=ones)

    def name(self, visit: Visit, member: Member) -> str:
        """Return who somebody is: role and id."""
        you = self._say("people.you") if member.address == visit.address else ""
        return f"{self._say(f'people.roles.{member.role}')} {grouped(member.id)} {you}".strip()

    async def _line(self, visit: Visit, member: Member) -> str:
        session = await visit.turn.get(Session, member.address)
        seen = session.seen if session else ""
        parts = [
            self.name(visit, member),
            self._say("people.channel", channel=self._say(f"people.channels.{_channel(member)}")),
            self._say("people.since", day=day_in_words(member.since)) if member.since else "",
            self._say("people.seen", day=day_in_words(seen)) if seen else "",
            self._say("people.limited", day=day_in_words(member.limited)) if member.limited else "",
            self._say("people.is_blocked", day=day_in_words(member.blocked)) if member.blocked else "",
        ]
        return "\n".join(part for part in parts if part)

    async def _with_roles(self, visit: Visit) -> Sequence[Member]:
        """Return everybody with a role, admins first; who has no id yet, gets one."""
        for each in await self._found(visit):
            if not each.id:
                visit.turn.put(known(each))
        return sorted(await self._found(visit), key=lambda each: (-rank(each.role), each.since, each.id))

    async def _found(self, visit: Visit) -> Sequence[Member]:
        return [each for role in ROLES[1:] for each in await visit.turn.find(Member, f"role:{role}")]


def _was_behind(member: Member, since: datetime) -> bool:
    return datetime.fromisoformat(member.limited) >= since


def _channel(member: Member) -> str:
    return member.address.partition(":")[0]
