"""Everything Telegram knows: its people, chats and files, and what waits for the bot."""

import itertools
from collections.abc import Iterable

from .bell import Bell
from .chats import Chat, Group, PrivateChat
from .hearing import Hearing
from .membership import my_chat_member
from .people import Person
from .presses import Presses
from .profile import Profile
from .refusals import bad_request
from .updates import Updates
from .webhook import Webhook
from .wire import Json, Upload

FIRST_PERSON = 5_000_000_001
FIRST_GROUP = -1_002_000_000_001
"""Both need more than 32 bits, as Telegram's do."""


class World:
    """One bot, and the part of Telegram it can see."""

    def __init__(self, bot: Json, webhook_interval: float, webhook_attempts: int) -> None:
        self.bot = bot
        self.bell = Bell()
        self.updates = Updates(self.bell)
        self.webhook = Webhook(self.updates, self.bell, webhook_interval, webhook_attempts)
        self.presses = Presses(self.updates)
        self.profile = Profile()
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Person] = {}
        self.files: dict[str, Upload] = {}
        self._message_numbers = itertools.count(1)

    def add_person(self, name: str, username: str | None, language_code: str | None) -> Person:
        """Somebody who has Telegram and has not yet opened the bot."""
        names = {"first_name": name} | ({"username": username} if username else {})
        person_id = FIRST_PERSON + len(self.people)
        user = {"id": person_id, "is_bot": False, **names}
        user |= {"language_code": language_code} if language_code else {}
        info = {"id": person_id, "type": "private", **names}
        private = PrivateChat(info, Hearing(self.bell, self.updates), self._message_numbers)
        self.chats[person_id] = private
        self.people[person_id] = Person(user, private, self.bot, self.updates, self.presses)
        return self.people[person_id]

    def add_group(self, title: str, people: Iterable[Person]) -> Group:
        """A group to which the first of its people adds the bot."""
        members = list(people)
        number = FIRST_GROUP - sum(isinstance(chat, Group) for chat in self.chats.values())
        info = {"id": number, "type": "supergroup", "title": title}
        group = Group(info, Hearing(self.bell, self.updates), self._message_numbers)
        group.members = frozenset(person.id for person in members)
        self.chats[number] = group
        joined = my_chat_member(group.info, members[0].user, self.bot, "left", "member")
        self.updates.add("my_chat_member", joined)
        return group

    def knows_chat(self, chat_id: object) -> bool:
        """Whether a chat of this number exists; people have no other address for a bot."""
        return isinstance(chat_id, int) and chat_id in self.chats

    def chat(self, chat_id: int) -> Chat:
        """The chat of this number."""
        if chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]
