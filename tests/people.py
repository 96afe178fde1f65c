"""People who talk with the assistant: they say, press, edit, and look at what they are shown.

Amal manages a service, Jo leads human resources, Sam is a peer mentor, and Priya looks after the assistant.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import NoReturn

from bot.app import App
from bot.flows.invite import make_invite
from bot.limits import Rates
from bot.messages import Choice, Document, Message, Reply, Sender
from storage.errors import StoreError, TurnConflict
from storage.memory_store import MemoryStore
from storage.records import KINDS, Arrival, Assessment, Member, Record, Session
from storage.store import Names, Store, Turn

NO_HURRY = Rates(at_once=1_000_000, a_day=1_000_000)  # people in tests type faster than anybody
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that moves only when a test moves it."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **how_long: float) -> None:
        """Let time pass: `clock.passes(hours=1)`."""
        self.time += timedelta(**how_long)


class StoreThatIsDown:
    """A store whose disk is gone: nothing can be read, and no turn can be opened."""

    shared = False

    def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AbstractAsyncContextManager[Turn]:
        raise StoreError("the disk is gone")

    async def read(self, *asked: object) -> NoReturn:
        raise StoreError("the disk is gone")

    page = tags = count = append = lead = ping = read

    async def close(self) -> None:
        """There is nothing to let go of."""


class StoreThatCannotKeep(MemoryStore):
    """A store whose disk is full: a turn runs to its end and then cannot be kept."""

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Turn]:
        async with super().turn(lock, settles, absent) as unit:
            yield unit
            raise StoreError("the disk is full")


class BusyStore(MemoryStore):
    """A store where somebody else is quicker: the first `busy` turns conflict."""

    def __init__(self, busy: int) -> None:
        super().__init__()
        self.busy = busy

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Turn]:
        async with super().turn(lock, settles, absent) as unit:
            yield unit
            if self.busy:
                self.busy -= 1
                raise TurnConflict("somebody was quicker")


class StoreInUse:
    """Stands for the store of the test at hand, so that the assistant need not be put together anew.

    This works because all that the assistant knows of people is in the store, but for a step of practice.
    """

    def __init__(self) -> None:
        self.store: Store = MemoryStore()

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def goes_down(self) -> None:
        """From now on nothing works."""
        self.store = StoreThatIsDown()

    async def everything(self) -> list[Record]:
        """Return all records of all kinds."""
        return [record for kind in KINDS for record in await self.store.read(kind)]


class Person:
    """Somebody on one channel, with all that they have been shown so far."""

    def __init__(
        self, app: App, name: str, channel: str = "web", device: str = "", *, agrees: bool = True
    ) -> None:
        self.sender = Sender(channel, name)
        self.address = self.sender.address
        self.replies: tuple[Reply, ...] = ()  # those of the last turn
        self.shown: list[Reply] = []  # all of them, oldest first
        self._app = app
        self._sent: list[Message] = []
        self._device = device
        self._agrees = agrees  # whether they have agreed to what is kept before they first write
        self._numbers = count(1)

    # What people do

    async def says(self, text: str) -> None:
        """Type a message."""
        await self._send(Message(self._id(), self.sender, text=text))

    async def says_in_the_group(self, text: str) -> None:
        """Type a message where others read along."""
        await self._send(Message(self._id(), self.sender, text=text, place="team chat", group=True))

    async def sends_a_photo(self) -> None:
        """Send something that is not text."""
        await self._send(Message(self._id(), self.sender, unreadable=True))

    async def presses(self, label: str) -> None:
        """Press the newest button with these words."""
        await self.presses_data(self.button(label).carries)

    async def presses_data(self, carried: str) -> None:
        """Press a button that carries this, whoever it was shown to."""
        await self._send(Message(self._id(), self.sender, choice=carried))

    async def presses_in_the_group(self, label: str) -> None:
        """Press the newest button with these words where others read along."""
        await self.presses_data_in_the_group(self.button(label).carries)

    async def presses_data_in_the_group(self, carried: str) -> None:
        """Press a button that carries this where others read along, whoever it was shown to."""
        await self._send(Message(self._id(), self.sender, choice=carried, place="team chat", group=True))

    async def repeats(self) -> None:
        """Have the channel deliver the last message once more, under the same id."""
        await self._send(self._sent[-1])

    async def edits(self, old: str, new: str) -> None:
        """Edit the newest message that said `old`."""
        original = next(each for each in reversed(self._sent) if each.text == old)
        message = replace(original, id=self._id(), text=new, corrects=original.corrects or original.id)
        await self._send(message)

    # What people see

    @property
    def sees(self) -> str:
        """All text of the last turn's replies."""
        return "\n".join(in_words(reply) for reply in self.replies)

    @property
    def choices(self) -> list[str]:
        """The labels of all buttons of the last turn's replies."""
        return [choice.label for reply in self.replies for choice in reply.choices]

    @property
    def documents(self) -> list[Document]:
        """The files of the last turn's replies."""
        return [reply.document for reply in self.replies if reply.document]

    async def files(self) -> list[Document]:
        """The files of the last turn's replies, with what is in them, also where that is kept in pieces."""
        return [
            replace(each, content=await self._app.fetching.content(each) or b"") if each.kept else each
            for each in self.documents
        ]

    def button(self, label: str) -> Choice:
        """Return the newest button with these words among all that this person was ever shown."""
        for reply in reversed(self.shown):
            for choice in reply.choices:
                if choice.label == label:
                    return choice
        labels = [choice.label for reply in self.shown for choice in reply.choices]
        raise AssertionError(f"there is no button {label!r}; there were: {', '.join(dict.fromkeys(labels))}")

    # What is kept of them

    async def assessments(self) -> list[Assessment]:
        """Return this person's assessments."""
        return await self._app.store.read(Assessment, f"owner:{self.address}")

    async def assessment(self) -> Assessment:
        """Return this person's one assessment."""
        [assessment] = await self.assessments()
        return assessment

    async def session(self) -> Session:
        """Return where this person is in the conversation."""
        [session] = [each for each in await self._app.store.read(Session) if each.address == self.address]
        return session

    async def _send(self, message: Message) -> None:
        if self._agrees and not self._sent:
            await agree(self._app, self.address)
        self._sent.append(message)
        self.replies = await self._app.assistant.handle(message)
        self.shown += self.replies

    def _id(self) -> str:
        return f"{self._device}{next(self._numbers)}"


async def agree(app: App, address: str) -> None:
    """Have somebody agreed to what is kept, unless they have; a store that is down knows nobody."""
    with suppress(StoreError):
        async with app.store.turn(address) as turn:
            member = await turn.get(Member, address) or Member(address)
            if not member.agreed:
                turn.put(agreed(app, member))


def agreed(app: App, member: Member) -> Member:
    """The same person, who has agreed to what is kept."""
    version = app.content.texts.say("information.version")
    return replace(member, agreed=version, agreed_at=MORNING.isoformat())


async def becomes_admin(app: App, person: Person, now: datetime) -> None:
    """Give somebody a code, and have them use it."""
    made = make_invite("admin", now)
    await app.store.append([made.record])
    await person.says(f"/code {made.code}")


def in_words(reply: Reply) -> str:
    """Return all that a reply shows, but for its buttons."""
    progress = reply.progress
    place = f"{progress.done} of {progress.total}, {progress.label}" if progress else ""
    links = (f"{link.words} {link.address}".strip() for link in reply.links)
    return "\n".join(part for part in (reply.title, place, reply.text, reply.note, *links) if part)
