"""Questions that wait for a curator, most frequent first, and what is noted of those that are dealt with."""

import asyncio
from dataclasses import replace

from bot.errors import BotError
from bot.flows.curate.groups import Group, Likeness
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Question

SHOWN = 5  # wordings of a group
DOES = ("ours", "draft", "away", "ignore")  # what can become of one
Replies = tuple[Reply, ...]


class Waiting:
    """Shows groups of questions one by one. Its choices carry `q:show:<number>` and `q:<what>:<group>`."""

    def __init__(self, texts: Texts, likeness: Likeness) -> None:
        self._say = texts.say
        self._likeness = likeness

    async def show(self, visit: Visit, number: str, _: str) -> Replies:
        """Show the group of that number; behind the last comes the first."""
        return await self.at(visit, int(number) if number.isdecimal() and len(number) < 5 else 0)

    async def at(self, visit: Visit, number: int) -> Replies:
        """Show a group, which is the one at hand from then on; or say that nothing waits."""
        groups = await self._groups(visit)
        if not groups:
            visit.session = replace(visit.session, group="", proposal="")
            return (Reply(self._say("questions.none")),)
        number %= len(groups)
        group = groups[number]
        visit.session = replace(visit.session, group=group.id, proposal="")
        said = "\n".join(f"- {wording}" for wording in group.wordings[:SHOWN])
        count = len(group.questions)
        times = self._say("questions.once" if count == 1 else "questions.times", n=count)
        text = self._say("questions.group", times=times, said=said)
        title = self._say("questions.title", number=number + 1, groups=len(groups))
        choices = [Choice(self._say(f"questions.{each}"), f"q:{each}:{group.id}") for each in DOES]
        if len(groups) > 1:
            choices.append(Choice(self._say("questions.next"), f"q:show:{number + 1}"))
        return (Reply(text, title=title, choices=tuple(choices)),)

    async def group(self, visit: Visit, group_id: str) -> Group:
        """Return a group that still waits; raises `BotError` for any other."""
        for group in await self._groups(visit):
            if group.id == group_id:
                return group
        raise BotError(self._say("questions.gone"))

    def settle(self, visit: Visit, group: Group, what: str) -> None:
        """Note what became of a group; who waits to be told still waits, unless it is ignored."""
        visit.session = replace(visit.session, group="", proposal="")
        for at, question in enumerate(group.questions):
            if what == "ignored" and at:
                visit.turn.remove(Question, question.id)
                continue
            kept = replace(question, tell="", place="") if what == "ignored" else question
            visit.turn.put(replace(kept, settled=what))

    async def _groups(self, visit: Visit) -> list[Group]:
        waiting = await visit.turn.find(Question, "open")
        ignored = await visit.turn.find(Question, "ignored")
        return await asyncio.to_thread(self._likeness.groups, waiting, ignored)
