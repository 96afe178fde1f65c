"""The log tells of events, and never a token, a text or an answer: at any level, whatever goes wrong."""

import logging

import pytest
from driving import agrees, is_asked, tells_about_the_service
from server.faults import Fault
from server.refusals import BrokenAnswer

from bot.trouble import trouble
from storage.errors import StoreError

LOUD = ("", "charter", "charter.telegram", "telegram", "telegram.Bot", "aiohttp", "aiohttp.client", "uvicorn")


@pytest.fixture
def everything_logged(caplog):
    for name in LOUD:
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


async def test_a_conversation_leaves_neither_token_nor_words_in_the_log(
    everything_logged, telegram, server, amal, framework
):
    typed = [
        "canary-question",
        "canary-note",
        "canary-edit",
        "canary-failed",
        "canary-caption",
        "canary-file",
    ]
    amal.says(f"what is a {typed[0]}?")
    await amal.hears()
    await agrees(amal)
    await tells_about_the_service(amal)
    amal.presses("Leadership")
    await is_asked(amal, framework.criteria[0])
    amal.presses("4 Leading")
    await amal.hears("Which documents would show it?")
    amal.says(f"The {typed[1]}")
    await amal.hears("Your evidence note is saved.")
    amal.edits("last", f"The {typed[2]}")
    await amal.hears("Corrected")
    amal.sends_document(f"{typed[5]}.pdf", typed[4])
    await amal.hears("I can only read words.")

    server.fail_next("sendMessage", 400, description="Bad Request: can't parse entities: canary-note")
    server.fail_next("sendMessage", 400, description="Bad Request: what is: canary-note")
    server.fail_next("sendMessage", 500, description="canary-note")
    server.reset_next("*")
    server._faults.add(Parrot("sendMessage", amal.id, 1))
    server.world.updates.add("message", {"chat": {"id": amal.id}, "text": typed[3]})
    amal.says("/answers")
    await amal.hears("Still to answer: 19")
    telegram.store.disk_is_full(lambda lock: lock == f"telegram:{amal.id}")
    amal.says(typed[3])
    await amal.hears("something went wrong on our side")
    telegram.store.disk_has_room()
    await telegram.settled()
    await telegram.starts_anew()

    told = everything_logged.text
    assert "charter.telegram" in told
    for secret in (server.token, server.token.partition(":")[2], "canary", "Northtown", "Diversion", "Amal"):
        assert secret not in told


def test_what_went_wrong_is_told_with_its_kind_and_place_and_without_its_words():
    with pytest.raises(ValueError) as raised:
        int("a canary sings")
    told = trouble(raised.value)
    assert told.startswith("ValueError at test_log.py:")
    assert "canary" not in told


def test_a_stores_own_words_are_told():
    assert trouble(StoreError("the disk is full")).startswith("StoreError (the disk is full) at ")


class Parrot(Fault):
    """A proxy that answers with a page that repeats what it was sent."""

    async def before(self) -> None:
        raise Repeated(502)


class Repeated(BrokenAnswer):
    """Its page."""

    def as_html(self) -> str:
        return "<html>canary-note</html>"
