"""`/questions`: what nobody could answer, most frequent first, and what becomes of it."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.answers import Answers
from bot.audit import note
from bot.edits import with_edits
from bot.errors import BotError
from bot.flows.curate.draft import draft
from bot.flows.curate.groups import Group, Likeness
from bot.flows.curate.trial import Move, Trial, Trials
from bot.messages import Choice, Reply
from bot.scrub import scrub
from bot.visit import Visit
from knowledge.loader import Content
from knowledge.model import Entry
from knowledge.search import VectorCache
from storage.records import ContentEdit, Question

SHOWN = 5  # wordings of a group, entries to choose from, and test questions that move
ADDED = 3  # wordings of a group that are proposed at once
ID_BYTES = 6
LONGEST = 200  # characters of a way of asking that a curator types
Replies = tuple[Reply, ...]


class Curate:
    """Leads a curator from a question to what becomes of it.

    Its choices carry `q:<what>:<group>` and, to try an entry, `q:try:<group>:<entry>`.
    """

    def __init__(
        self, content: Content, answers: Answers, vectors: VectorCache | None,
        published: Callable[[], None],
    ) -> None:  # fmt: skip
        self._say = content.texts.say
        self._answers = answers
        self._likeness = Likeness(vectors)
        self._trials = Trials(content, vectors)
        self._published = published
        self._does: dict[str, Callable[[Visit, str, str], Awaitable[Replies]]] = {
            "show": self._shown,
            "ours": self._ours,
            "away": self._away,
            "draft": self._draft,
            "ignore": self._ignore,
            "try": self._try,
            "publish": self._publish,
        }

    async def questions(self, visit: Visit, words: str) -> Replies:
        """Show the most frequent group, or say that nothing waits: `/questions`."""
        return await self._at(visit, 0)

    async def find(self, visit: Visit, words: str) -> Replies:
        """Find other answers for the group at hand: `/find WORDS`."""
        if not words or not visit.session.group:
            raise BotError(self._say("questions.find_how"))
        return (self._which(visit.session.group, self._answers.nearest(words)[:SHOWN]),)

    async def words(self, visit: Visit, words: str) -> Replies:
        """Propose other words in place of the ones that were asked: `/words WORDS`."""
        edit = await visit.turn.get(ContentEdit, visit.session.proposal) if visit.session.proposal else None
        if not words or edit is None or edit.state != "proposed":
            raise BotError(self._say("questions.words_how"))
        if len(words) > LONGEST or scrub(words) != words:
            raise BotError(self._say("questions.words_private", most=LONGEST))
        return await self._propose(visit, replace(edit, ask=(words,)))

    async def choose(self, visit: Visit, carried: str) -> Replies:
        """Follow a press."""
        what, _, rest = carried.partition(":")
        group, _, entry = rest.partition(":")
        if what not in self._does:
            raise BotError(self._say("questions.gone"))
        return await self._does[what](visit, group, entry)

    # Groups

    async def _groups(self, visit: Visit) -> list[Group]:
        waiting = await visit.turn.find(Question, "open")
        ignored = await visit.turn.find(Question, "ignored")
        return await asyncio.to_thread(self._likeness.groups, waiting, ignored)

    async def _group(self, visit: Visit, group_id: str) -> Group:
        for group in await self._groups(visit):
            if group.id == group_id:
                return group
        raise BotError(self._say("questions.gone"))

    async def _shown(self, visit: Visit, number: str, _: str) -> Replies:
        return await self._at(visit, int(number) if number.isdecimal() and len(number) < 5 else 0)

    async def _at(self, visit: Visit, number: int) -> Replies:
        groups = await self._groups(visit)
        if not groups:
            return (Reply(self._say("questions.none")),)
        number %= len(groups)
        group = groups[number]
        visit.session = replace(visit.session, group=group.id, proposal="")
        said = "\n".join(f"- {wording}" for wording in group.wordings[:SHOWN])
        text = self._say("questions.group", times=len(group.questions), said=said)
        title = self._say("questions.title", number=number + 1, groups=len(groups))
        does = ("ours", "draft", "away", "ignore")
        choices = [Choice(self._say(f"questions.{each}"), f"q:{each}:{group.id}") for each in does]
        if len(groups) > 1:
            choices.append(Choice(self._say("questions.next"), f"q:show:{number + 1}"))
        return (Reply(text, title=title, choices=tuple(choices)),)

    async def _settle(self, visit: Visit, group: Group, what: str) -> None:
        """Note what became of a group; who waits to be told still waits, unless it is ignored."""
        for at, question in enumerate(group.questions):
            if what == "ignored" and at:
                visit.turn.remove(Question, question.id)
                continue
            kept = replace(question, tell="", place="") if what == "ignored" else question
            visit.turn.put(replace(kept, settled=what))

    # What a group can become

    async def _ours(self, visit: Visit, group_id: str, _: str) -> Replies:
        group = await self._group(visit, group_id)
        near = [each for each in self._answers.nearest(group.wordings[0]) if each.kind != "elsewhere"]
        return (self._which(group_id, near[:SHOWN]),)

    async def _away(self, visit: Visit, group_id: str, _: str) -> Replies:
        group = await self._group(visit, group_id)
        near = [each for each in self._answers.nearest(group.wordings[0]) if each.kind == "elsewhere"]
        which = self._which(group_id, near[: SHOWN - 1])
        new = Choice(self._say("questions.new_elsewhere"), f"q:draft:{group_id}:elsewhere")
        return (replace(which, choices=(*which.choices, new)),)

    def _which(self, group_id: str, near: Sequence[Entry]) -> Reply:
        choices = tuple(Choice(each.question, f"q:try:{group_id}:{each.id}") for each in near)
        return Reply(self._say("questions.which"), note=self._say("questions.find_how"), choices=choices)

    async def _draft(self, visit: Visit, group_id: str, kind: str) -> Replies:
        group = await self._group(visit, group_id)
        used = self._answers.entries
        made = draft(group.wordings, visit.now.date(), used, elsewhere=kind == "elsewhere")
        await self._settle(visit, group, "draft")
        await note(visit.turn, visit.who, "content drafted", visit.now)
        return (Reply(self._say("questions.drafted", file=made.name), document=made),)

    async def _ignore(self, visit: Visit, group_id: str, _: str) -> Replies:
        group = await self._group(visit, group_id)
        await self._settle(visit, group, "ignored")
        await note(visit.turn, visit.who, "question ignored", visit.now)
        return (Reply(self._say("questions.ignored")),)

    async def _try(self, visit: Visit, group_id: str, entry_id: str) -> Replies:
        group = await self._group(visit, group_id)
        if self._answers.entry(entry_id) is None:
            raise BotError(self._say("questions.gone"))
        plain = tuple(wording for wording in group.wordings if "[" not in wording)[:ADDED]
        return await self._propose(visit, self._edit(visit, entry_id, plain, group))

    def _edit(self, visit: Visit, entry: str, ask: Sequence[str], group: Group) -> ContentEdit:
        asked = tuple(question.id for question in group.questions)
        return ContentEdit(
            secrets.token_hex(ID_BYTES), entry, tuple(ask), visit.address, visit.at, questions=asked
        )

    # From a proposal to a live answer

    async def _propose(self, visit: Visit, edit: ContentEdit) -> Replies:
        """Keep a proposal, and show what it would do."""
        visit.turn.put(edit)
        visit.session = replace(visit.session, proposal=edit.id)
        entry = self._answers.entry(edit.entry)
        title = self._say("questions.try_title", entry=entry.question if entry else edit.entry)
        added = "\n".join(f"- {each}" for each in edit.ask)
        note = self._say("questions.words_how")
        if not edit.ask:
            return (Reply(self._say("questions.no_words"), title=title, note=note),)
        trial = await self._trial(edit)
        choices = (Choice(self._say("questions.publish"), f"q:publish:{edit.id}"),) if trial.passes else ()
        leave = Choice(self._say("questions.leave"), "q:show:0")
        text = "\n\n".join(
            [self._say("questions.would_add", added=added), *self._today(edit), self._in_words(trial)]
        )
        return (Reply(text, title, note, (*choices, leave)),)

    def _today(self, edit: ContentEdit) -> list[str]:
        """Which other answers these words get today."""
        asked = [self._answers.ask(each) for each in edit.ask]
        given = {each.id: each.question for one in asked if (each := one.answer or one.elsewhere)}
        given.pop(edit.entry, "")
        return [self._say("questions.today", entry=question) for question in given.values()]

    async def _publish(self, visit: Visit, edit_id: str, _: str) -> Replies:
        edit = await visit.turn.get(ContentEdit, edit_id)
        if edit is None or edit.state != "proposed" or not edit.ask:
            raise BotError(self._say("questions.gone"))
        asked = [await visit.turn.get(Question, each) for each in edit.questions]
        if all(question is None or question.settled for question in asked):
            raise BotError(self._say("questions.gone"))
        trial = await self._trial(edit, await visit.turn.find(ContentEdit, "live"))
        if not trial.passes:
            return (Reply(self._in_words(trial)),)
        visit.turn.put(replace(edit, state="live", by=visit.address, at=visit.now.isoformat()))
        await note(visit.turn, visit.who, "content published", visit.now, entry=edit.entry, edit=edit.id)
        for question in asked:
            if question:
                visit.turn.put(replace(question, settled=f"phrasing:{edit.entry}"))
        visit.session = replace(visit.session, proposal="")
        visit.afterwards.append(self._published)
        return (Reply(self._say("questions.published")),)

    async def _trial(self, edit: ContentEdit, live: Sequence[ContentEdit] = ()) -> Trial:
        """Try an edit over what is answered from, and over what went live this very minute."""
        entries = with_edits(self._answers.entries, [*live, edit])
        return await asyncio.to_thread(self._trials.of, self._answers, entries)

    def _in_words(self, trial: Trial) -> str:
        if trial.problems:
            return self._say("questions.problems", problems="\n".join(f"- {each}" for each in trial.problems))
        moves = self._say(
            "questions.moves", asked=trial.asked, better=len(trial.better), worse=len(trial.worse)
        )
        parts = [moves]
        for name, some in (("better", trial.better), ("worse", trial.worse)):
            if some:
                parts.append(self._say(f"questions.{name}", questions=_lines(some)))
        if trial.missed:
            parts.append(self._say("questions.missed", floors=", ".join(trial.missed)))
        return "\n\n".join(parts)


def _lines(moves: Sequence[Move]) -> str:
    return "\n".join(f"- {each.question} ({each.before} > {each.after})" for each in moves[:SHOWN])
