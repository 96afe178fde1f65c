"""What is changed by a press: ways of asking go, an entry is found right, a change is published or undone."""

from dataclasses import replace

from bot.edits import WORDS, value
from bot.errors import BotError
from bot.flows.curate.proposals import PUBLISHED, Proposals
from bot.flows.curate.seeing import short
from bot.flows.curate.showing import Showing
from bot.flows.curate.typing import Typing
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.model import Entry
from storage.records import ContentEdit, Question

BACK = {"ask": "unask", "unask": "ask", **{each: each for each in WORDS}}  # what takes a change back
Replies = tuple[Reply, ...]


class Changing:
    """Its choices carry `know:<what>:<entry>` or `know:<what>:<edit>`."""

    def __init__(self, proposals: Proposals, showing: Showing, typing: Typing) -> None:
        self._proposals = proposals
        self._showing = showing
        self._typing = typing
        self._say = proposals.say

    async def cut(self, visit: Visit, entry_id: str, which: str) -> Replies:
        """Propose to take out a way of asking."""
        entry = await self._proposals.entry(visit, entry_id)
        asked = next((each for each in entry.ask if short(each) == which), "")
        if not asked:
            raise BotError(self._say("know.gone"))
        edit = self._proposals.asks(visit, entry, "unask", (asked,))
        return (await self._typing.propose(visit, edit, entry),)

    async def found_right(self, visit: Visit, entry_id: str, _: str) -> Replies:
        """Note that somebody has held the answer against its facts today; the next check is as far off as
        the last one put it.
        """
        entry = await self._proposals.entry(visit, entry_id)
        today = visit.now.date()
        if entry.checked >= today:
            raise BotError(self._say("know.checked_today"))
        text = f"{today} {today + (entry.review_by - entry.checked)}"
        return await self._publish(visit, self._proposals.words(visit, entry, "reviewed", text))

    async def publish(self, visit: Visit, edit_id: str, _: str) -> Replies:
        """Make a proposal live, unless the entry or what was asked has changed since it was made."""
        edit = await visit.turn.get(ContentEdit, edit_id)
        if edit is None or edit.state != "proposed" or not (edit.ask or edit.text):
            raise BotError(self._say("questions.gone"))
        asked = [await visit.turn.get(Question, each) for each in edit.questions]
        if asked and all(question is None or question.settled for question in asked):
            raise BotError(self._say("questions.gone"))
        return await self._publish(visit, edit)

    async def undo(self, visit: Visit, edit_id: str, _: str) -> Replies:
        """Propose to take a published change back."""
        edit = await self._published(visit, edit_id)
        entry = await self._proposals.entry(visit, edit.entry)
        back = self._changed(visit, entry, edit, BACK[edit.change], edit.old)
        return (await self._propose(visit, replace(back, undoes=edit.number), entry),)

    async def once_more(self, visit: Visit, edit_id: str, _: str) -> Replies:
        """Propose the same change of the entry as it is now."""
        edit = await visit.turn.get(ContentEdit, edit_id)
        if edit is None:
            raise BotError(self._say("know.gone"))
        entry = await self._proposals.entry(visit, edit.entry)
        return (await self._propose(visit, self._changed(visit, entry, edit, edit.change, edit.text), entry),)

    def _changed(self, visit: Visit, entry: Entry, edit: ContentEdit, change: str, text: str) -> ContentEdit:
        """Propose words in place of those that stand there; or those ways of asking of an edit that are to be
        added and are not there, or to be taken out and are.
        """
        if change in WORDS:
            return self._proposals.words(visit, entry, change, text)
        some = [each for each in edit.ask if (each in entry.ask) == (change == "unask")]
        return replace(self._proposals.asks(visit, entry, change, some), questions=edit.questions)

    async def _propose(self, visit: Visit, edit: ContentEdit, entry: Entry) -> Reply:
        nothing = value(entry, edit.change) == edit.text if edit.change in WORDS else not edit.ask
        if nothing:
            raise BotError(self._say("know.as_it_is"))
        return await self._typing.propose(visit, edit, entry)

    async def _publish(self, visit: Visit, edit: ContentEdit) -> Replies:
        trial = await self._proposals.publish(visit, edit)
        if trial is None:
            return (await self._meanwhile(visit, edit),)
        if not trial.passes:
            return (Reply(self._showing.trial(trial)),)
        choices = (
            Choice(self._say("know.undo"), f"know:undo:{edit.id}"),
            Choice(self._say("know.back"), f"know:see:{edit.entry}"),
        )
        said = "know.noted" if edit.change == "reviewed" else "questions.published"
        return (Reply(self._say(said), choices=choices),)

    async def _meanwhile(self, visit: Visit, edit: ContentEdit) -> Reply:
        """Show the entry as it is now to somebody who has changed it as it was."""
        entry = await self._proposals.entry(visit, edit.entry)
        choices = (
            Choice(self._say("know.again"), f"know:again:{edit.id}"),
            Choice(self._say("know.leave"), f"know:see:{entry.id}"),
        )
        text = self._say("know.meanwhile", question=entry.question, answer=entry.answer)
        return Reply(text, choices=choices)

    async def _published(self, visit: Visit, edit_id: str) -> ContentEdit:
        edit = await visit.turn.get(ContentEdit, edit_id)
        if edit is None or edit.state not in PUBLISHED:
            raise BotError(self._say("know.gone"))
        return edit
