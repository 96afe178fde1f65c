"""What a group of questions can become: a way of asking, a draft, somebody else's matter, or nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.audit import note
from bot.errors import BotError
from bot.flows.curate.draft import draft
from bot.flows.curate.finding import CARRIES, fitting
from bot.flows.curate.proposals import Proposals
from bot.flows.curate.showing import SHOWN, Showing
from bot.flows.curate.waiting import Waiting
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.model import Entry
from storage.records import ContentEdit

ADDED = 3  # wordings of a group that are proposed at once
Replies = tuple[Reply, ...]


class Becoming:
    """Its choices carry `q:<what>:<group>` and, to try an entry, `q:try:<group>:<entry>`."""

    def __init__(self, waiting: Waiting, proposals: Proposals, showing: Showing) -> None:
        self._waiting = waiting
        self._proposals = proposals
        self._showing = showing
        self._answers = proposals.answers
        self._say = proposals.say

    async def ours(self, visit: Visit, group_id: str, _: str) -> Replies:
        """Offer our entries that come nearest."""
        group = await self._waiting.group(visit, group_id)
        near = [each for each in self._answers.nearest(group.wordings[0]) if each.kind != "elsewhere"]
        return (self._which(group_id, near[:SHOWN]),)

    async def away(self, visit: Visit, group_id: str, _: str) -> Replies:
        """Offer the entries that say who else answers, and to write a new one."""
        group = await self._waiting.group(visit, group_id)
        near = [each for each in self._answers.nearest(group.wordings[0]) if each.kind == "elsewhere"]
        which = self._which(group_id, near[: SHOWN - 1])
        new = Choice(self._say("questions.new_elsewhere"), f"q:draft:{group_id}:elsewhere")
        return (replace(which, choices=(*which.choices, new)),)

    def other(self, group_id: str, words: str) -> Replies:
        """Offer other entries for the group at hand; or to look at entries and leave the group."""
        which = self._which(group_id, self._answers.nearest(words)[:SHOWN])
        look = Choice(self._say("know.look_instead"), f"{CARRIES}0:{fitting(words)}")
        return (replace(which, choices=(*which.choices, look)),)

    async def draft(self, visit: Visit, group_id: str, kind: str) -> Replies:
        """Hand over the draft of a new entry."""
        group = await self._waiting.group(visit, group_id)
        made = draft(group.wordings, visit.now.date(), self._answers.entries, elsewhere=kind == "elsewhere")
        self._waiting.settle(visit, group, "draft")
        await note(visit.turn, visit.who, "content drafted", visit.now)
        return (Reply(self._say("questions.drafted", file=made.name), document=made),)

    async def ignore(self, visit: Visit, group_id: str, _: str) -> Replies:
        """Never show questions like these again."""
        group = await self._waiting.group(visit, group_id)
        self._waiting.settle(visit, group, "ignored")
        await note(visit.turn, visit.who, "question ignored", visit.now)
        return (Reply(self._say("questions.ignored")),)

    async def attempt(self, visit: Visit, group_id: str, entry_id: str) -> Replies:
        """Propose what was asked as ways of asking for an entry."""
        group = await self._waiting.group(visit, group_id)
        entry = (await self._proposals.entries(visit)).get(entry_id)
        if entry is None:
            raise BotError(self._say("questions.gone"))
        plain = tuple(wording for wording in group.wordings if "[" not in wording)[:ADDED]
        asked = tuple(question.id for question in group.questions)
        edit = replace(self._proposals.asks(visit, entry, "ask", plain), questions=asked)
        return await self.propose(visit, edit, entry)

    async def propose(self, visit: Visit, edit: ContentEdit, entry: Entry) -> Replies:
        """Keep a proposal, so that its words can be typed anew, and show what it would do."""
        visit.turn.put(edit)
        visit.session = replace(visit.session, proposal=edit.id)
        how = self._say("questions.words_how")
        if not edit.ask:
            title = self._say("know.would_change", entry=entry.question)
            return (Reply(self._say("questions.no_words"), title=title, note=how),)
        shown = self._showing.proposal(edit, entry, await self._proposals.trial(visit, edit))
        leave = Choice(self._say("know.leave"), "q:show:0")
        text = "\n\n".join([shown.text, *self._today(edit)])
        return (replace(shown, text=text, note=how, choices=(*shown.choices[:-1], leave)),)

    def _which(self, group_id: str, near: Sequence[Entry]) -> Reply:
        choices = tuple(Choice(each.question, f"q:try:{group_id}:{each.id}") for each in near)
        which = self._say("questions.which", seconds=self._proposals.seconds)
        return Reply(which, note=self._say("questions.find_how"), choices=choices)

    def _today(self, edit: ContentEdit) -> list[str]:
        """Which other answers these words get today."""
        asked = [self._answers.ask(each) for each in edit.ask]
        given = {each.id: each.question for one in asked if (each := one.answer or one.elsewhere)}
        given.pop(edit.entry, "")
        return [self._say("questions.today", entry=question) for question in given.values()]
