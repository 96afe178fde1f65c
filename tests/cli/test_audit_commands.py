"""`charter-bot audit`: whether the record of who did what holds, and what is in it."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from people import MORNING
from stored import opened

from bot.audit import OPERATOR, note
from bot.audit.waiting import take_in
from bot.changed_settings import note_settings
from bot.settings import Settings
from storage.records import AuditEvent, AuditHead

DATA = Path("data/charter.db")


def in_the_store(work):
    """Do something with the store of an assistant that was stopped."""

    async def do():
        store = await opened(DATA)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(do())


@pytest.fixture
def three(charter_bot):
    """Three events in the chain."""

    async def happen(store):
        for what in ("export", "invite made", "report"):
            async with store.turn("test") as turn:
                await note(turn, OPERATOR, what, MORNING, rows="3")

    in_the_store(happen)


def change(number, **how):
    async def do(store):
        async with store.turn("an intruder") as turn:
            [event] = await turn.find(AuditEvent, f"number:{number:09d}")
            turn.put(replace(event, **how))

    in_the_store(do)


def head():
    async def do(store):
        [found] = await store.read(AuditHead)
        return f"{found.number}:{found.hash}"

    return in_the_store(do)


def test_a_record_that_holds_is_said_to_with_its_head_to_note(charter_bot, three):
    result = charter_bot("audit", "verify")
    assert result.exit_code == 0
    assert result.stdout == f"The record holds.\nEvents: 3.\nHead, to note elsewhere: {head()}\n"


def test_a_changed_event_is_told_and_ends_with_1(charter_bot, three):
    change(2, who="somebody")
    result = charter_bot("audit", "verify")
    assert result.exit_code == 1
    assert "The record does not hold: event 2 was changed." in result.stdout


def test_a_head_that_was_noted_must_still_be_part_of_it(charter_bot, three):
    noted = head()
    assert charter_bot("audit", "verify", "--since", noted).exit_code == 0
    other = f"3:{'0' * 64}"
    result = charter_bot("audit", "verify", "--since", other)
    assert result.exit_code == 1
    assert "event 3 is not the one that was noted" in result.stdout
    refused = charter_bot("audit", "verify", "--since", "3")
    assert (refused.exit_code, "NUMBER:HASH" in refused.stderr) == (2, True)


def test_what_another_process_has_added_is_counted_until_it_is_taken_in(charter_bot, three):
    assert charter_bot("backup", "one.backup").exit_code == 0
    assert "1 wait to be taken in." in charter_bot("audit", "verify").stdout
    in_the_store(take_in)
    assert "Events: 4.\n" in charter_bot("audit", "verify").stdout


def test_a_restored_or_moved_store_holds_too_and_says_what_was_done(charter_bot, three):
    noted = head()
    assert charter_bot("backup", "one.backup").exit_code == 0
    elsewhere = {"CHARTER_STORE": "tinydb:other.db", "CHARTER_KEY_FILE": f"{DATA}.key"}
    restored = charter_bot("restore", "one.backup", **elsewhere)
    assert restored.exit_code == 0, restored.stderr
    verified = charter_bot("audit", "verify", "--since", noted, **elsewhere)
    assert (verified.exit_code, "2 wait" in verified.stdout) == (0, True)
    key = {"CHARTER_KEY_FILE": f"{DATA}.key"}
    move = charter_bot("migrate", "--from", "tinydb:other.db", "--to", "tinydb:third.db", **key)
    assert move.exit_code == 0
    third = key | {"CHARTER_STORE": "tinydb:third.db"}
    assert charter_bot("audit", "verify", "--since", noted, **third).exit_code == 0
    printed = charter_bot("audit", "list", **third).stdout
    assert [line.split(": ")[1].split()[0] for line in printed.splitlines()][-2:] == ["backup", "restore"]


def test_the_list_is_a_line_an_event_in_words_or_json(charter_bot, three):
    lines = charter_bot("audit", "list").stdout.splitlines()
    assert lines[0] == "1 2026-11-23T09:00:00.000+00:00 operator: export rows=3"
    events = [json.loads(line) for line in charter_bot("audit", "list", "--json").stdout.splitlines()]
    assert sorted((each["number"], each["what"]) for each in events) == [
        (1, "export"),
        (2, "invite made"),
        (3, "report"),
    ]


def test_without_a_store_it_says_so_and_makes_none(charter_bot, tmp_path):
    for words in (["audit", "verify"], ["audit", "list"]):
        result = charter_bot(*words)
        assert (result.exit_code, "there is no store" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def starts(**settings):
    """Start with these settings; return what the record says of settings, oldest first."""

    async def do(store):
        await note_settings(store, Settings(_env_file=None, **settings), MORNING)
        await take_in(store)
        return [each.details for each in sorted(await store.read(AuditEvent), key=lambda each: each.number)]

    return in_the_store(do)


def test_settings_are_recorded_when_they_changed_and_secrets_never(charter_bot, tmp_path):
    DATA.parent.mkdir()
    assert starts() == []  # as shipped
    assert starts(charter_keep_questions=7) == [{"CHARTER_KEEP_QUESTIONS": "7"}]
    assert len(starts(charter_keep_questions=7)) == 1
    more = starts(charter_keep_questions=7, charter_metrics_token="a-token-nobody-guesses")
    assert more[1:] == [{"CHARTER_METRICS_TOKEN": "given"}]
    assert starts()[2:] == [{"CHARTER_KEEP_QUESTIONS": "30", "CHARTER_METRICS_TOKEN": ""}]
    [*_, last] = starts(charter_web_names="charter.example.org, other.example.org", charter_web_port=81)
    assert list(last) == ["CHARTER_WEB_NAMES"]
    assert last["CHARTER_WEB_NAMES"].startswith("hash-")
    assert "token-nobody" not in str(starts())
