"""Whatever somebody types, at any command and behind any button, is in no log and nothing operators see.

The ways are found from the table of commands and by pressing what is shown, so that a new one is walked too.
"""

import io
import logging

import pytest
from people import Person

from bot.logs import Lines
from bot.rights import COMMANDS, ROLES
from bot.watch.health import health, readiness
from bot.watch.scrape import scrape
from storage.records import Member

CANARY = "Zanzibarcanary"
STEPS = 4  # buttons pressed behind a command, each with words typed behind it


@pytest.fixture
def logged(monkeypatch):
    """All that is logged at any level, in both forms."""
    root, streams = logging.getLogger(), [io.StringIO(), io.StringIO()]
    monkeypatch.setattr(
        root, "handlers", [Lines(*each) for each in zip(streams, ("text", "json"), strict=True)]
    )
    loggers = [each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    for logger in (root, *loggers):
        monkeypatch.setattr(logger, "level", logging.DEBUG)
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "propagate", True)
    root.manager._clear_cache()
    yield lambda: "\n".join(stream.getvalue() for stream in streams)
    root.manager._clear_cache()


async def walks(person, command):
    """Type a command with words behind it, then press what is shown and type words, several times."""
    await person.says(f"/{command} {CANARY} one")
    await person.says(f"/{command}")
    for number in range(STEPS):
        buttons = [choice for reply in person.replies for choice in reply.choices]
        if not buttons:
            return
        await person.presses_data(buttons[number % len(buttons)].carries)
        await person.says(f"{CANARY} {number}, said of /{command}")


async def operators_see(app):
    reports = [await health(app.watch, app.store), await readiness(app.watch, app.store)]
    return "\n".join((str([each.body for each in reports]), (await scrape(app.watch, app.store)).decode()))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("command", COMMANDS)
async def test_what_is_typed_anywhere_comes_out_nowhere(app, store, logged, role, command):
    person = Person(app, f"{CANARY}-{role}", channel="telegram")
    async with store.turn("a role") as turn:
        turn.put(Member(person.address, role))
    await walks(person, command)
    assert any(CANARY in str(record) for record in await store.everything())
    for place in (logged(), await operators_see(app)):
        assert place
        assert CANARY.lower() not in place.lower()
