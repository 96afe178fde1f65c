"""The table of commands: the router, /help, Telegram's menu and the tests of access all read it.

Who may use which stands in rights.py.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.messages import MenuItem, Reply
from bot.rights import COMMANDS, may
from bot.visit import Visit
from knowledge.texts import Texts

Run = Callable[[Visit, str], Awaitable[tuple[Reply, ...]]]


@dataclass(frozen=True)
class Command:
    """A command: its word, and what runs it.

    `aside` says that it leaves the conversation where it is, so that the open step is shown again.
    What it does, in words, is the text `commands.<name>`.
    """

    name: str
    run: Run
    aside: bool = False


class Commands:
    """All commands, in the order in which they are listed."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._commands: dict[str, Command] = {}
        self._menus: dict[str, tuple[MenuItem, ...]] = {}

    def add(self, commands: Iterable[Command]) -> None:
        """List further commands."""
        self._commands |= {command.name: command for command in commands}
        self._menus.clear()

    def find(self, name: str, role: str, *, group: bool = False) -> Command | None:
        """Return the command, or None when there is none or this role may not use it: both look alike."""
        return self._commands.get(name) if may(COMMANDS, name, role, group=group) else None

    def menu(self, role: str) -> tuple[MenuItem, ...]:
        """Return what this role may use, with what each does in words; made once for each role."""
        if role not in self._menus:
            allowed = (
                each for each in self._commands.values() if may(COMMANDS, each.name, role, group=False)
            )
            say = self._texts.say
            self._menus[role] = tuple(MenuItem(each.name, say(f"commands.{each.name}")) for each in allowed)
        return self._menus[role]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())
