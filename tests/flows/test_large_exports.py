"""A large export: made in a process of its own, step by step, while the conversation goes on."""

import asyncio
import json
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from people import Person, becomes_admin
from walking import reaches_the_areas

from bot.exports import making
from bot.exports.pieces import PIECE
from bot.replies import from_json
from storage.records import Answer, Assessment, AuditEvent, ExportJob, ExportPiece, Handled

BOTH_STORES = True
MANY = 12


@pytest.fixture(autouse=True)
def nothing_is_small(monkeypatch):
    monkeypatch.setattr("bot.flows.export.flow.SMALL", 0)


@pytest.fixture
async def jo(app, clock):
    """An admin at the page, who cannot be written to first."""
    jo = Person(app, "jo-who-looks-after-it")
    await becomes_admin(app, jo, clock())
    return jo


@pytest.fixture
async def collected(app, amal):
    """Many assessments with long notes: several pieces of a file."""
    await reaches_the_areas(amal, organisation="Moorland")
    one = await amal.assessment()
    note = "".join(chr(0x4E00 + (7 * number) % 20_000) for number in range(9_000))
    async with app.store.turn("filling") as turn:
        for number in range(1, MANY):
            answers = {"L1": Answer(number % 5, note[number:], at=one.started)}
            turn.put(replace(one, ref=f"REF{number:05}", answers=answers))
    return [each.ref for each in await app.store.read(Assessment)]


async def jobs(app):
    return await app.store.read(ExportJob)


async def test_it_is_begun_at_once_and_handed_over_with_the_next_message(app, jo, collected):
    await jo.says("/export jsonl")
    assert "The file is being made." in jo.sees
    assert f"0 of {MANY}, assessments read" in jo.sees
    assert jo.choices == ["How far is it?", "Stop it"]
    await app.upkeep.once()
    await jo.says("What does it cost?")
    assert f"Assessments in it: {MANY}." in jo.replies[0].text
    assert "The link works once, for ten minutes" in jo.replies[0].text
    fetched = await app.fetching.take(jo.address, jo.documents[0].link)
    lines = b"".join([each async for each in fetched.pieces]).splitlines()
    assert len(fetched.file.sha256) == 64
    assert sorted(json.loads(line)["ref"] for line in lines[1:]) == collected
    await jo.says("What does it cost?")
    assert jo.documents == []


async def test_a_file_is_kept_in_pieces_that_are_not_too_large(app, jo, collected):
    await jo.says("/export json")
    await app.upkeep.once()
    [job] = await jobs(app)
    pieces = await app.store.read(ExportPiece)
    assert len(pieces) == job.files[0].pieces == -(-job.files[0].size // PIECE) > 1
    assert PIECE == 262_144


async def test_how_far_it_is_can_be_asked_and_then_the_file_is_there(app, jo, collected):
    await jo.says("/export csv")
    [job] = await jobs(app)
    async with app.store.turn("the one who makes it") as turn:
        turn.put(replace(job, done=7))
    await jo.presses("How far is it?")
    assert f"7 of {MANY}" in jo.sees
    await app.upkeep.once()
    await jo.presses("How far is it?")
    assert [each.name.split("-")[1] for each in jo.documents] == ["assessments", "codebook"]


async def test_a_second_export_waits_until_the_first_is_made(app, jo, collected):
    await jo.says("/export csv")
    await jo.says("/export json")
    assert "The file is being made." in jo.sees
    assert len(await jobs(app)) == 1


async def test_it_is_recorded_when_it_is_made_with_filters_and_hashes(app, jo, collected):
    await jo.says("/export json organisation:moor")
    assert [each.what for each in await app.store.read(AuditEvent)].count("export") == 0
    await app.upkeep.once()
    [event] = [each for each in await app.store.read(AuditEvent) if each.what == "export"]
    [job] = await jobs(app)
    assert event.details == {
        "format": "json", "organisation": "yes", "rows": str(MANY), "sha256": job.files[0].sha256
    }  # fmt: skip
    assert event.who == job.who


async def test_one_that_was_cut_short_is_made_anew(app, jo, collected):
    await jo.says("/export json")
    [job] = await jobs(app)
    async with app.store.turn("the process that died") as turn:
        turn.put(replace(job, done=3))
        turn.put(ExportPiece(job.id, 0, 0, job.address, "bm90IGEgZmlsZQ=="))
        turn.put(ExportPiece(job.id, 7, 99, job.address, "bm90IGEgZmlsZQ=="))
    await app.upkeep.once()
    await jo.presses("How far is it?")
    fetched = await app.fetching.take(jo.address, jo.documents[0].link)
    assert len(json.loads(b"".join([each async for each in fetched.pieces]))["assessments"]) == MANY
    assert await app.store.read(ExportPiece) == []


async def test_it_can_be_stopped_before_and_while_it_is_made(app, jo, collected):
    await jo.says("/export json")
    await jo.presses("Stop it")
    assert "Stopped. No file was made." in jo.sees
    await app.upkeep.once()
    assert (await jobs(app), await app.store.read(ExportPiece)) == ([], [])

    await jo.says("/export json")
    rounds = asyncio.create_task(app.upkeep.once())
    while not await app.store.read(ExportPiece):  # noqa: ASYNC110 - a store tells nobody of what it keeps
        await asyncio.sleep(0)
    await jo.presses("Stop it")
    await rounds
    await app.upkeep.once()
    assert (await jobs(app), await app.store.read(ExportPiece)) == ([], [])
    assert "export" not in {each.what for each in await app.store.read(AuditEvent)}


async def test_what_stops_it_is_told_and_nothing_stays(app, clock, jo, collected):
    await jo.says("/export json anonymised")
    await app.upkeep.once()
    await jo.says("What does it cost?")
    assert "Fewer than 5 organisations have finished," in jo.replies[0].text
    assert jo.documents == []
    clock.passes(minutes=10)
    await app.upkeep.once()
    assert (await jobs(app), await app.store.read(ExportPiece)) == ([], [])


async def test_a_process_that_fails_is_told_as_a_failure(app, jo, collected, monkeypatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    await jo.says("/export json")
    await app.upkeep.once()
    await jo.says("What does it cost?")
    assert "Sorry, the file could not be made." in jo.replies[0].text


async def test_no_file_is_made_by_a_program_of_the_same_name_where_we_are(app, jo, collected, elsewhere):
    await jo.says("/export json")
    await app.upkeep.once()
    await jo.says("What does it cost?")
    assert "Sorry" not in jo.replies[0].text
    assert not elsewhere.exists()


async def test_a_workbook_is_made_apart_too(app, jo, collected):
    await jo.says("/export xlsx")
    await app.upkeep.once()
    await jo.presses("How far is it?")
    fetched = await app.fetching.take(jo.address, jo.documents[0].link)
    book = load_workbook(BytesIO(b"".join([each async for each in fetched.pieces])))
    assert [cell.value for cell in book["assessments"]["A"]][2:] == collected


async def test_what_a_process_that_was_killed_has_left_on_disk_goes_with_the_next_round(
    app, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / "charter-export-abc"
    left.mkdir()
    (left / "sheet").write_text("people's words")
    await app.upkeep.make_exports()
    assert not left.exists()


async def test_many_assessments_come_as_a_zip_on_any_channel(app, jo, collected, monkeypatch):
    monkeypatch.setattr(making, "PACKED", MANY)
    await jo.says("/export csv")
    await app.upkeep.once()
    await jo.presses("How far is it?")
    assert all(each.name.endswith(".csv.zip") for each in jo.documents)


async def test_whoever_is_forgotten_is_in_no_large_export_either(app, jo, amal, collected):
    await jo.says("/export json")
    await app.upkeep.once()
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert await app.store.read(ExportPiece) == []
    await jo.says("What does it cost?")
    assert "Somebody's data was deleted" in jo.replies[0].text


async def test_whoever_is_forgotten_while_it_is_made_stops_it(app, jo, amal, collected):
    await jo.says("/export json")
    rounds = asyncio.create_task(app.upkeep.once())
    while not await app.store.read(ExportPiece):  # noqa: ASYNC110 - a store tells nobody of what it keeps
        await asyncio.sleep(0)
    await deletes_everything(amal)
    await rounds
    await app.upkeep.once()
    assert [job.state for job in await jobs(app)] == ["failed"]
    assert await app.store.read(ExportPiece) == []
    assert "export" not in {each.what for each in await app.store.read(AuditEvent)}
    await jo.says("What does it cost?")
    assert "Somebody's data was deleted" in jo.replies[0].text


async def deletes_everything(person):
    await person.says("/forget")
    await person.presses("Yes, delete it")


async def test_whoever_had_no_assessment_stops_no_export_when_they_are_forgotten(app, jo, sam, collected):
    await jo.says("/export json")
    await app.upkeep.once()
    await sam.says("how do I frobnicate")
    await deletes_everything(sam)
    await jo.says("What does it cost?")
    fetched = await app.fetching.take(jo.address, jo.documents[0].link)
    assert len(json.loads(b"".join([each async for each in fetched.pieces]))["assessments"]) == MANY


async def test_a_file_that_waits_in_a_message_stays_there_too(app, clock, sam, collected, monkeypatch):
    eve = await an_admin_on_telegram(app, clock, monkeypatch)
    await eve.says("/export json")
    await app.upkeep.once()
    await deletes_everything(sam)
    [handed] = await app.store.read(Handled, f"to-send:{eve.address}")
    assert await app.fetching.content(from_json(handed.replies[0]).document)


async def test_who_has_fetched_everything_is_not_told_that_it_was_stopped(app, jo, amal, collected):
    await jo.says("/export json")
    await app.upkeep.once()
    await jo.says("What does it cost?")
    fetched = await app.fetching.take(jo.address, jo.documents[0].link)
    assert [each async for each in fetched.pieces]
    await deletes_everything(amal)
    await jo.says("What does it cost?")
    assert "deleted" not in jo.replies[0].text


async def an_admin_on_telegram(app, clock, monkeypatch):
    monkeypatch.setitem(app.upkeep.first, "telegram", lambda _: None)
    eve = Person(app, "eve", channel="telegram")
    await becomes_admin(app, eve, clock())
    return eve


async def test_an_admin_on_telegram_is_told_once_that_it_was_stopped(
    app, clock, amal, collected, monkeypatch
):
    eve = await an_admin_on_telegram(app, clock, monkeypatch)
    await eve.says("/export json")
    await deletes_everything(amal)
    clock.passes(minutes=9)
    await app.upkeep.once()
    await app.upkeep.once()
    [handed] = await app.store.read(Handled, f"to-send:{eve.address}")
    assert "deleted" in handed.replies[0]["text"]
    assert [job.told for job in await jobs(app)] == [True]


@pytest.mark.parametrize(("minutes", "whole"), [(9, True), (10, False)])
async def test_a_file_on_its_way_stays_for_ten_minutes(app, clock, jo, collected, minutes, whole):  # noqa: PLR0917
    await jo.says("/export json")
    await app.upkeep.once()
    await jo.says("What does it cost?")
    clock.passes(minutes=9)
    fetched = await app.fetching.take(jo.address, jo.documents[0].link)
    clock.passes(minutes=minutes)
    await app.upkeep.make_exports()
    got = b"".join([each async for each in fetched.pieces])
    assert (len(got) == fetched.file.size) == whole


async def test_an_admin_who_is_forgotten_leaves_no_export(app, jo, collected):
    await jo.says("/export json")
    await app.upkeep.once()
    await jo.says("/forget")
    await jo.presses("Yes, delete it")
    assert (await jobs(app), await app.store.read(ExportPiece)) == ([], [])


def test_small_packed_and_kept_are_these():
    assert (making.SMALL, making.PACKED, making.KEPT.total_seconds()) == (200, 5_000, 600)
