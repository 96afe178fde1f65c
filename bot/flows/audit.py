"""`/audit`: who did what, newest first, for admins, and whether the record of it still holds."""

from collections.abc import Iterable
from datetime import datetime

from bot.audit import ITSELF, OPERATOR, SOMEBODY
from bot.codes import grouped
from bot.days import day_in_words
from bot.errors import BotError
from bot.london import LONDON
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import AuditCheck, AuditEvent, AuditHead, Member
from storage.store import Store

A_PAGE = 8  # events that fit a phone
IDS = ("member", "ref", "receipt", "edit")  # details that people read out
HASHES = "sha256"  # how the names of details begin that hold one
OF_A_HASH = 8  # letters that are shown: enough to compare


class Audit:
    """Its choices carry `audit:<number>:<what>`: the newest event to show, and the one kind, if it is one."""

    def __init__(self, texts: Texts, store: Store) -> None:
        self._say = texts.say
        self._store = store

    async def newest(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Show the newest events, of one kind if it is named."""
        return await self._page(visit, 0, " ".join(words.casefold().split()))

    async def press(self, visit: Visit, carried: str) -> tuple[Reply, ...]:
        """Show the page pressed."""
        number, _, what = carried.partition(":")
        if not number.isdecimal():
            raise BotError(self._say("assess.old_choice"))
        return await self._page(visit, int(number), what)

    async def _page(self, visit: Visit, upto: int, what: str) -> tuple[Reply, ...]:
        head = next(iter(await self._store.read(AuditHead)), AuditHead())
        numbers = await self._numbers(head, upto or head.number, what)
        events = [each for number in numbers[:A_PAGE] for each in await self._numbered(number)]
        lines = [await self._line(visit, each) for each in events]
        shown = "\n".join(lines) or self._say("audit.of_kind" if what else "audit.none", what=what)
        older = numbers[A_PAGE] if len(numbers) > A_PAGE else 0
        title = self._say("audit.title_kind" if what else "audit.title", what=what)
        choices = tuple(self._choices(events, older, what))
        return (Reply(shown, title, await self._holds(), choices),)

    async def _numbers(self, head: AuditHead, upto: int, what: str) -> list[int]:
        """Return the numbers of a page's events, newest first, and of the one behind it."""
        if not what:
            first = min(upto, head.number)
            return list(range(first, max(first - A_PAGE - 1, head.dropped), -1))
        tags = await self._store.tags(AuditEvent, f"{what}|")
        numbers = (int(tag.rpartition("|")[2]) for tag in reversed(tags))
        return [number for number in numbers if number <= upto][: A_PAGE + 1]

    async def _numbered(self, number: int) -> list[AuditEvent]:
        return await self._store.read(AuditEvent, f"number:{number:09d}")

    async def _line(self, visit: Visit, event: AuditEvent) -> str:
        at = datetime.fromisoformat(event.at).astimezone(LONDON)
        details = ", ".join(
            f"{name} {_short(name, value)}" for name, value in sorted(event.details.items()) if value
        )
        return self._say(
            "audit.line_with" if details else "audit.line",
            day=day_in_words(at.isoformat()),
            time=f"{at:%H:%M}",
            who=await self._who(visit, event.who),
            what=event.what,
            details=details,
        )

    async def _who(self, visit: Visit, who: str) -> str:
        if who in {OPERATOR, ITSELF, SOMEBODY}:
            return self._say(f"audit.{who}")
        if who == visit.member.id:
            return self._say("audit.you")
        for member in await self._store.read(Member, f"id:{who}"):
            return self._say("audit.member", id=grouped(member.id))  # their role then is not known any more
        return self._say("audit.forgotten")

    def _choices(self, events: Iterable[AuditEvent], older: int, what: str) -> Iterable[Choice]:
        if older:
            yield Choice(self._say("audit.older"), f"audit:{older}:{what}")
        if what:
            yield Choice(self._say("audit.all"), "audit:0:")
            return
        kinds = dict.fromkeys(event.what for event in events)
        if len(kinds) > 1:
            for kind in kinds:
                yield Choice(self._say("audit.only", what=kind), f"audit:0:{kind}")

    async def _holds(self) -> str:
        """Say what the last look at the whole record has found."""
        for check in await self._store.read(AuditCheck):
            day = day_in_words(check.at)
            if check.trouble:
                return self._say("audit.broken", day=day, trouble=check.trouble)
            return self._say("audit.holds", day=day)
        return self._say("audit.unchecked")


def _short(name: str, value: str) -> str:
    """Return a detail as a phone shows it: `charter-bot audit export` has the whole."""
    if name.startswith(HASHES):
        return f"{value[:OF_A_HASH]}…"
    return grouped(value) if name in IDS else value
