"""What the web chat needs of the assistant, and nothing more."""

from typing import Protocol

from bot.messages import Document, Message, Reply


class Conversation(Protocol):
    """Something that takes messages and keeps the documents it handed over."""

    async def handle(self, message: Message) -> tuple[Reply, ...]:
        """Take one turn; a message id seen before changes nothing and gives the same replies."""

    async def document(self, address: str, message_id: str, index: int) -> Document | None:
        """Return the document that reply number `index` to that message of that person carried."""
