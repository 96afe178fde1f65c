"""The table of commands: the router, /help, Telegram's menu and the tests of access all read it."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.messages import MenuItem, Reply
from bot.visit import Visit
from knowledge.texts import Texts

ROLES = ("visitor", "assessor", "curator", "admin")  # each may do all that the ones before it may

Run = Callable[[Visit, str], Awaitable[tuple[Reply, ...]]]


@dataclass(frozen=True)
class Command:
    """A command: its word, what runs it, and the least role that may use it.

    `aside` says that it leaves the conversation where it is, so that the open step is shown again.
    What it does, in words, is the text `commands.<name>`.
    """

    name: str
    run: Run
    role: str = "visitor"
    aside: bool = False

    def open_to(self, role: str) -> bool:
        """Whether somebody with this role may use it."""
        return ROLES.index(role) >= ROLES.index(self.role)


class Commands:
    """All commands, in the order in which they are listed."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._commands: dict[str, Command] = {}

    def add(self, commands: Iterable[Command]) -> None:
        """List further commands."""
        self._commands |= {command.name: command for command in commands}

    def find(self, name: str, role: str) -> Command | None:
        """Return the command, or None when there is none or this role may not use it: both look alike."""
        command = self._commands.get(name)
        return command if command and command.open_to(role) else None

    def menu(self, role: str) -> tuple[MenuItem, ...]:
        """Return what this role may use, with what each does in words."""
        allowed = (command for command in self._commands.values() if command.open_to(role))
        return tuple(MenuItem(each.name, self._texts.say(f"commands.{each.name}")) for each in allowed)

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())
