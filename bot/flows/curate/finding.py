"""`/find WORDS`: the entries that hold some words, a few at a time."""

from collections.abc import Iterable
from dataclasses import replace

from bot.errors import BotError
from bot.flows.curate.proposals import Proposals
from bot.flows.curate.seeing import AT_ONCE, page_of
from bot.messages import CARRIES_AT_MOST, Choice, Reply
from bot.visit import Visit
from knowledge.model import Entry

CARRIES = "know:list:"
PAGE = 6  # bytes of a button that a page's number may take
Replies = tuple[Reply, ...]


class Finding:
    """Its choices carry `know:list:<page>:<words>`: the words themselves, as far as they go into a button."""

    def __init__(self, proposals: Proposals) -> None:
        self._proposals = proposals
        self._say = proposals.say

    async def page(self, visit: Visit, number: str, words: str) -> Replies:
        """List a page of what holds the words, or what comes nearest to them."""
        words = fitting(words)
        if not words:
            raise BotError(self._say("know.find_how"))
        visit.session = replace(visit.session, group="")  # no question is at hand any more
        found = holding((await self._proposals.entries(visit)).values(), words)
        near = [] if found else self._proposals.answers.nearest(words)[:AT_ONCE]
        page, pages = page_of(number, len(found))
        here = near or found[page * AT_ONCE : (page + 1) * AT_ONCE]
        choices = [Choice(each.question, f"know:see:{each.id}") for each in here]
        if pages > 1:
            more = self._say("know.more", page=page + 1, pages=pages)
            choices.append(Choice(more, f"{CARRIES}{page + 1}:{words}"))
        text = self._say("know.nearest") if near else self._say("know.found", count=len(found))
        return (Reply(text, self._say("know.found_title", words=words), choices=tuple(choices)),)


def holding(entries: Iterable[Entry], words: str) -> list[Entry]:
    """Return the entries that hold all of the words: in title or id first (the shortest title says it
    most plainly), then in the answer, then in how it is asked for.
    """
    wanted = words.casefold().split()
    ranked = [(where, entry) for entry in entries if (where := _where(entry, wanted)) is not None]
    in_order = sorted(ranked, key=lambda each: (each[0], len(each[1].question), each[1].id))
    return [entry for _, entry in in_order]


def _where(entry: Entry, wanted: list[str]) -> int | None:
    """Return the first place that holds all of the words, with those before it."""
    read = ""
    for at, place in enumerate((f"{entry.question} {entry.id}", entry.answer, " ".join(entry.ask))):
        read += f" {place.casefold()}"
        if all(word in read for word in wanted):
            return at
    return None


def fitting(words: str) -> str:
    """Return as much of the words as goes into a button."""
    room = CARRIES_AT_MOST - len(CARRIES) - PAGE
    return " ".join(words.split()).encode()[:room].decode(errors="ignore").strip()
