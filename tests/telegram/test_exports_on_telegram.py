"""An admin on Telegram: asks for an export, follows it, and is sent the file in their private chat."""

import pytest
from driving import everything_was_right

from bot.exports.fetching import Fetching
from bot.flows.export import handing
from storage.errors import StoreUnreadable
from storage.records import Assessment, AuditEvent, ExportFile, ExportJob, ExportPiece, Handled

LOST = ExportFile("lost.csv", "text/csv", pieces=1, size=3)


async def collects(telegram, many=3):
    async with telegram.store.turn("filling") as turn:
        for number in range(many):
            turn.put(
                Assessment(
                    f"REF{number:05}", "web:x", "2026.10", "", "2026-11-01T09:00:00+00:00", "",
                    profile={"organisation": "Moorland"},
                )
            )  # fmt: skip


@pytest.fixture
async def admin(telegram, amal, invitation):
    await telegram.has_agreed(amal)
    amal.says(f"/start {(await invitation()).partition('=')[2]}")
    await amal.hears("Your role is now: admin.")
    return amal


async def is_made(telegram):
    """Make what waits, as upkeep does, and wait until it is delivered."""
    await telegram.app.upkeep.once()
    await telegram.settled()


def files(person):
    return [document.filename for message in person.seen for document in message.documents]


async def exports(admin):
    admin.says("/export")
    await admin.hears("This makes a file of the assessments")
    admin.presses("Make the file")


async def test_an_export_comes_as_a_file_and_leaves_no_piece(telegram, server, admin):
    await collects(telegram)
    await exports(admin)
    await admin.hears("Assessments in it: 3.")
    await telegram.settled()
    assert files(admin)[0].endswith(".xlsx")
    assert await telegram.store.read(ExportPiece) == []
    assert "Moorland" not in str(await telegram.store.read(Handled))
    assert "export" in {each.what for each in await telegram.store.read(AuditEvent)}
    assert everything_was_right(server)


async def test_a_large_one_is_made_meanwhile_and_sent_when_it_is_ready(telegram, server, admin, monkeypatch):
    monkeypatch.setattr("bot.flows.export.flow.SMALL", 0)
    await collects(telegram)
    admin.says("/export csv")
    await admin.hears("The file is being made.")
    admin.presses("How far is it?")
    await admin.hears("0 of 3")
    await is_made(telegram)
    await admin.hears("Assessments in it: 3.")
    assert [name.split("-")[1] for name in files(admin)] == ["assessments", "codebook"]
    assert await telegram.store.read(ExportPiece) == []
    assert everything_was_right(server)


async def test_a_file_that_telegram_would_not_take_is_told_and_not_sent(telegram, admin, monkeypatch):
    monkeypatch.setattr(handing, "MOST_ON_TELEGRAM", 10)
    await collects(telegram)
    admin.says("/export json")
    await admin.hears("Telegram takes 50 MB")
    assert files(admin) == []


def test_telegram_is_sent_a_little_less_than_it_takes():
    assert handing.MOST_ON_TELEGRAM == 49_000_000


async def test_while_the_store_is_away_a_file_is_waited_for_and_then_sent(telegram, server, admin):
    await collects(telegram)
    telegram.store.disk_is_full(lambda lock: lock.startswith("export "))
    await exports(admin)
    await admin.hears("Assessments in it: 3.")
    await telegram.store.failures(2)
    assert files(admin) == []
    telegram.store.disk_has_room()
    await telegram.settled()
    assert files(admin)[0].endswith(".xlsx")
    assert await telegram.store.read(ExportPiece) == []
    assert everything_was_right(server)


async def test_a_file_that_is_damaged_is_told_and_holds_up_nothing(telegram, admin, monkeypatch):
    await collects(telegram)

    async def damaged(_fetching, _document):
        raise StoreUnreadable("a piece does not open")

    monkeypatch.setattr(Fetching, "content", damaged)
    await exports(admin)
    await admin.hears("This file is no longer here.")
    admin.says("/help")
    await admin.hears("What I can do")


async def test_a_file_that_is_gone_before_it_was_sent_is_told(telegram, admin):
    await collects(telegram)
    address = f"telegram:{admin.id}"
    job = ExportJob("GONE", address, "", "2026-01-01T00:00:00+00:00", state="ready", files=(LOST,))
    async with telegram.store.turn("somebody") as turn:
        turn.put(job)
    admin.presses_data("export:job:GONE")
    await admin.hears("This file is no longer here.")
    assert files(admin) == []
