"""What a bot that nobody ever ended would have done: the same updates, each once, in the plain order."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from people import NO_HURRY
from server import BotApiServer, Person
from telegram import Bot

import bot.app
from bot.answers import Answers
from bot.app import assemble
from bot.channels.telegram.reading import read
from bot.channels.telegram.rendering import render
from bot.channels.telegram.request import AiohttpRequest
from bot.codes import grouped
from bot.messages import Message, Reply
from knowledge.loader import Content
from storage.memory_store import MemoryStore
from storage.records import Assessment, Question, Session
from storage.store import Store

REF = re.compile(r"(?:profile|go|hub|area|check|pause):([A-Z0-9]{8})\b")  # in what buttons carry

Json = dict[str, Any]
Parts = tuple[str, ...]  # the messages that one reply takes


class Refs:
    """The references of one person's assessments, which are drawn by lot, in the order they were shown."""

    def __init__(self) -> None:
        self._shown: list[str] = []

    def look(self, carried: Iterable[str]) -> None:
        """Remember those that are new."""
        for each in carried:
            if (found := REF.match(each)) and found[1] not in self._shown:
                self._shown.append(found[1])

    def plain(self, text: str) -> str:
        """Put words that are the same everywhere in the place of these references."""
        for at, ref in enumerate(self._shown, 1):
            text = text.replace(ref, f"<ref {at}>").replace(grouped(ref), f"<ref {at}>")
        return text

    def own(self, text: str) -> str:
        """Put these references in the place of words that are the same everywhere."""
        for at, ref in enumerate(self._shown, 1):
            text = text.replace(f"<ref {at}>", ref)
        return text


def seen_by(person: Person) -> Refs:
    """The references that were shown to somebody."""
    refs = Refs()
    for message in person.seen:
        refs.look(carried for row in message.buttons for _, carried in row)
    return refs


async def left(store: Store, person: Person, refs: Refs) -> Json:
    """What is kept of somebody in the end, without times and with plain references."""
    address = f"telegram:{person.id}"
    mine = await store.read(Assessment, f"owner:{address}")
    sessions = [each for each in await store.read(Session) if each.address == address]
    return {
        "assessments": sorted(_assessment(each, refs) for each in mine),
        "sessions": [(each.flow, each.step, refs.plain(each.assessment), each.about) for each in sessions],
    }


def _assessment(kept: Assessment, refs: Refs) -> tuple[Any, ...]:
    answers = {
        name: (each.score, each.evidence, each.dont_know, each.not_applicable)
        for name, each in kept.answers.items()
    }
    return (refs.plain(kept.ref), sorted(kept.profile.items()), sorted(answers.items()), bool(kept.finished))


class PlainOrder:
    """Takes everybody's updates through an assistant of its own."""

    def __init__(self, content: Content) -> None:
        words_alone = Answers(content)
        shipped, bot.app.Answers = bot.app.Answers, lambda *_: words_alone  # type: ignore[assignment,misc]
        self.store = MemoryStore()
        self._assistant = assemble(content, self.store, rates=NO_HURRY).assistant
        bot.app.Answers = shipped  # type: ignore[misc]
        self._reader = Bot("1:nobody", request=AiohttpRequest(), get_updates_request=AiohttpRequest())

    async def take(self, server: BotApiServer, issued: Iterable[Json]) -> None:
        """Take all updates; what they come to is in `refs` and `replies` of each person's number."""
        self.refs: dict[int, Refs] = defaultdict(Refs)
        self.replies: dict[int, list[Parts]] = defaultdict(list)
        theirs = {person.id: seen_by(person) for person in server.world.people.values()}
        for body in sorted(issued, key=lambda each: int(each["update_id"])):
            message = read(body, self._reader).message
            assert message
            number = int(message.sender.id)
            replies = await self._assistant.handle(self._ours(message, theirs[number]))
            for reply in replies:
                self.refs[number].look(choice.carries for choice in reply.choices)
            self.replies[number] += [self._parts(reply, number) for reply in replies]

    def _ours(self, message: Message, theirs: Refs) -> Message:
        """The message with our references in place of theirs."""
        if message.choice is None:
            return message
        return replace(message, choice=self.refs[int(message.sender.id)].own(theirs.plain(message.choice)))

    def _parts(self, reply: Reply, number: int) -> Parts:
        return tuple(self.refs[number].plain(part.html) for part in render(reply))

    async def left(self, person: Person) -> Json:
        """What is kept of somebody."""
        return await left(self.store, person, self.refs[person.id])

    async def questions(self) -> int:
        """How many questions are kept."""
        return await self.store.count(Question)
