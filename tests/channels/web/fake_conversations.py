"""Conversations with a name and a script, for a web chat without the assistant behind it."""

import asyncio
from dataclasses import dataclass, field

from bot.messages import Document, Message, Reply


@dataclass
class EchoConversation:
    """Says back what it heard, and the same again when it hears the same message again."""

    heard: list[Message] = field(default_factory=list)
    said: dict[tuple[str, str], tuple[Reply, ...]] = field(default_factory=dict)

    async def handle(self, message: Message) -> tuple[Reply, ...]:
        self.heard.append(message)
        key = message.sender.address, message.id
        if key not in self.said:
            self.said[key] = await self.answer(message)
        return self.said[key]

    async def answer(self, message: Message) -> tuple[Reply, ...]:
        return (Reply(f"{len(self.said) + 1}: {message.choice or message.text}"),)

    async def document(self, address: str, message_id: str, index: int) -> Document | None:
        replies = self.said.get((address, message_id), ())
        return replies[index].document if index < len(replies) else None

    @property
    def ids(self) -> list[str]:
        """The ids of the messages heard, in order, each time they came."""
        return [message.id for message in self.heard]


@dataclass
class ScriptedConversation(EchoConversation):
    """Answers from a script by what was said or pressed; without a line there, it echoes."""

    script: dict[str, tuple[Reply, ...]] = field(default_factory=dict)
    breaks_down: int = 0  # so many of the next answers fail
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.may_answer.set()

    async def answer(self, message: Message) -> tuple[Reply, ...]:
        await self.may_answer.wait()
        if self.breaks_down:
            self.breaks_down -= 1
            raise RuntimeError(f"cannot take {message.text!r}")  # as errors do: with somebody's words
        return self.script.get(message.choice or message.text) or await super().answer(message)
