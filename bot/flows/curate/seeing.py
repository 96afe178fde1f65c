"""An entry as a curator sees it: the answer, where it comes from, how it is asked for, and how it does."""

import hashlib
from dataclasses import replace

from bot.days import day_in_words, period_in_words
from bot.flows.ask import Ask
from bot.flows.curate.how_it_does import Figures
from bot.flows.curate.proposals import Proposals
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.model import Entry

AT_ONCE = 8  # ways of asking, or changes, in a message
MISSES = 3  # questions that the entry was no answer to
MARK = 8  # letters of a hash that tell one way of asking from the others of its entry
SAFETY = "safety"  # what these entries say is changed in the files, where others look at it before it counts
Replies = tuple[Reply, ...]


class Seeing:
    """Shows an entry and what it rests on. Its choices carry `know:<what>:<entry>`."""

    def __init__(self, proposals: Proposals, ask: Ask, figures: Figures) -> None:
        self._proposals = proposals
        self._ask = ask
        self._figures = figures
        self._say = proposals.say

    async def see(self, visit: Visit, entry_id: str, _: str) -> Replies:
        """Show the answer as people get it, and below it how it does and what can be done."""
        entry = await self._proposals.entry(visit, entry_id)
        as_given = replace(self._ask.show(entry), choices=(), public=False)
        return as_given, Reply(await self._how(entry), self._say("know.one"), choices=self._does(entry))

    async def asks(self, visit: Visit, entry_id: str, number: str) -> Replies:
        """List the ways of asking, some at a time, each with a button that takes it out."""
        entry = await self._proposals.entry(visit, entry_id)
        page, pages = page_of(number, len(entry.ask))
        here = list(enumerate(entry.ask, 1))[page * AT_ONCE : (page + 1) * AT_ONCE]
        choices = []
        if entry.kind != SAFETY:
            choices = [
                Choice(self._say("know.cut", number=at), f"know:cut:{entry.id}:{short(each)}")
                for at, each in here
            ]
            choices.append(Choice(self._say("know.add"), f"know:add:{entry.id}"))
        if pages > 1:
            more = self._say("know.more", page=page + 1, pages=pages)
            choices.append(Choice(more, f"know:asks:{entry.id}:{page + 1}"))
        text = "\n".join(f"{at}. {each}" for at, each in here)
        return (
            Reply(
                text, self._say("know.asks_title", entry=entry.question), choices=(*choices, self.back(entry))
            ),
        )

    async def facts(self, visit: Visit, entry_id: str, _: str) -> Replies:
        """Show what the answer rests on, and what of it is never told as fact."""
        entry = await self._proposals.entry(visit, entry_id)
        known = [
            self._proposals.content.facts[each]
            for each in entry.facts
            if each in self._proposals.content.facts
        ]
        lines = [
            self._say("know.fact", fact=each.id, says=each.says) for each in known if each.mark != "inferred"
        ]
        never = [
            self._say("know.never", fact=each.id, says=each.inferred or each.says)
            for each in known
            if each.inferred or each.mark == "inferred"
        ]
        text = "\n\n".join([*lines, *never]) or self._say("know.no_facts")
        return (
            Reply(text, self._say("know.facts_title", entry=entry.question), choices=(self.back(entry),)),
        )

    def back(self, entry: Entry) -> Choice:
        """The way back to an entry."""
        return Choice(self._say("know.back"), f"know:see:{entry.id}")

    async def _how(self, entry: Entry) -> str:
        does = await self._figures.of(entry.id)
        period = period_in_words(self._say, self._figures.days)
        parts = [
            self._say("know.review_by", day=day_in_words(entry.review_by.isoformat())),
            self._say(
                "know.how", period=period, given=does.given, offered=does.offered, taken=does.taken,
                helped=does.helped, did_not=does.did_not,
            ),
        ]  # fmt: skip
        if does.misses:
            misses = "\n".join(f"- {each}" for each in does.misses[:MISSES])
            parts.append(self._say("know.misses", misses=misses))
        if entry.kind == SAFETY:
            parts.append(self._say("know.safety"))
        return "\n\n".join(parts)

    def _does(self, entry: Entry) -> tuple[Choice, ...]:
        does = ["asks", "facts", "past", "ok"]
        if entry.kind != SAFETY:
            does = ["answer", "question", *does]
        gaps = {"asks": len(entry.ask)}
        return tuple(
            Choice(self._say(f"know.do.{each}", count=gaps.get(each, 0)), f"know:{each}:{entry.id}")
            for each in does
        )


def page_of(number: str, many: int) -> tuple[int, int]:
    """Return which page a button means, from 0, and how many there are; behind the last comes the first."""
    pages = max(1, -(-many // AT_ONCE))
    return (int(number) % pages if number.isdecimal() and len(number) < 5 else 0), pages


def short(phrasing: str) -> str:
    """Return what a button can hold of a way of asking."""
    return hashlib.sha256(phrasing.encode()).hexdigest()[:MARK]
