"""A curator on Telegram finds an answer, sees it, rewords it, sees what moves, publishes, and undoes."""

import pytest
from driving import everything_was_right

from bot.answers import Answers
from bot.assistant import now
from bot.flows.invite import make_invite

NEW = "There are four levels: Working Towards, Bronze, Silver & Gold: 2 < 3."
WEE = "how many wee cups are there"


@pytest.fixture
def bot(bot, monkeypatch):
    """The bot with answers of its own, since they are to learn: by words alone, which try sooner."""
    monkeypatch.setattr("bot.app.Answers", lambda content, _sentences: Answers(content))
    return bot


@pytest.fixture
async def cleo(telegram, server):
    """A curator."""
    made = make_invite("curator", now())
    await telegram.store.append([made.record])
    cleo = server.person("Cleo")
    await telegram.has_agreed(cleo)
    cleo.says(f"/code {made.code}")
    await cleo.hears("Your role is now: curator")
    return cleo


@pytest.mark.parametrize("way", ["polling"])
async def test_from_finding_an_answer_to_undoing_a_change(telegram, server, cleo, sam, content):
    levels = content.entries["levels"]
    cleo.says("/find what are the levels")
    await cleo.hears("found. Press one to look after it.")
    cleo.presses(levels.question)
    await cleo.hears(levels.answer[:60])
    await cleo.hears("Looking after this answer")

    cleo.presses("Change the wording")
    await cleo.hears("Type the whole answer in new words.")
    cleo.says(NEW)
    await cleo.hears("no test question moves")
    cleo.presses("Publish it")
    await cleo.hears("Published.")
    await telegram.app.upkeep.learn()
    sam.says(levels.question)
    await sam.hears(NEW)

    cleo.presses("Back to the answer")
    await cleo.hears("Looking after this answer")
    cleo.presses(f"Ways of asking ({len(levels.ask)})")
    await cleo.hears(f"1. {levels.ask[0]}")
    cleo.presses("Add a way of asking")
    await cleo.hears("I then try it with all test questions, which takes about")
    cleo.says(WEE)
    await cleo.hears("would come out better", timeout=120)

    cleo.says("/find what are the levels")
    await cleo.hears("found. Press one to look after it.")
    cleo.presses(levels.question)
    await cleo.hears("Looking after this answer")
    cleo.presses("Changes so far")
    await cleo.hears("new wording,")
    cleo.presses("Undo 1")
    await cleo.hears("The answer would read:")
    cleo.presses("Publish it")
    await cleo.hears("Published.")
    await telegram.app.upkeep.learn()
    sam.says(levels.question)
    await sam.hears(levels.answer[:60])
    assert everything_was_right(server)
