"""The rules for the list of commands."""

import re
from collections.abc import Iterator

from .entities import utf16_length
from .problems import Problem
from .wire import Json

NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST = 100


def check_commands(commands: list[Json]) -> Iterator[Problem]:
    """What is wrong with the `commands` of setMyCommands."""
    if len(commands) > MOST:
        yield Problem("commands", f"{len(commands)} commands, at most {MOST}", "BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name, description = command["command"], command["description"]
        if not NAME.fullmatch(name):
            yield Problem("commands", f"{name!r} is not 1-32 of a-z, 0-9 and _", "BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(description) <= 256:
            reason = f"the description of /{name} has {utf16_length(description)} characters, not 1-256"
            yield Problem("commands", reason, "BOT_COMMAND_DESCRIPTION_INVALID")
    names = [command["command"] for command in commands]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem("commands", f"/{name} is listed twice", "BOT_COMMAND_INVALID")
