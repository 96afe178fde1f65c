"""What the operator does beside a running assistant: invite the first admin, and export."""

import asyncio
import csv
import io
import json
import os
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from people import Person
from pypdf import PdfReader
from stored import opened

from storage.records import AuditEvent

CHARTER_BOT = Path(sys.executable).with_name("charter-bot")
CODE = re.compile(r"/code ([A-Z0-9-]{20,})")


@pytest.fixture
async def running(assembled, tmp_path):
    """An assistant that has the store open in this process, as `charter-bot run` has it in another."""
    app, in_use, clock = assembled
    clock.time = datetime.now(UTC)  # as for the command beside it
    in_use.store = await opened(tmp_path / "data" / "charter.db")
    yield app
    await in_use.store.close()


async def beside(tmp_path, *words):
    """Run the real command in another process; return its exit status and what it printed."""
    process = await asyncio.create_subprocess_exec(
        CHARTER_BOT, *words,
        cwd=tmp_path,
        env={name: os.environ.get(name, "") for name in ("PATH", "CHARTER_CACHE", "PYTHONPATH")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    printed, _ = await process.communicate()
    return process.returncode, printed.decode()


async def begins(person, organisation):
    await person.says("/assess")
    await person.says(organisation)


def organisations(path):
    if path.suffix == ".xlsx":
        rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
        cells = {str(cell) for row in rows for cell in row}
    elif path.suffix == ".csv":
        cells = {cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for cell in row}
    else:
        cells = set(re.findall(r'"([^"]*)"', json.dumps(json.loads(path.read_text("utf-8")))))
    return cells & {"Moorland", "Fenland"}


def readers(path):
    """Return who may read a file."""
    return "others too" if path.stat().st_mode & 0o077 else "the owner"


async def test_exports_write_what_was_collected_while_the_assistant_runs_and_it_goes_on(running, tmp_path):
    amal, jo = Person(running, "amal"), Person(running, "jo")
    await begins(amal, "Moorland")
    await begins(jo, "Fenland")
    forms = ("xlsx", "csv", "json")
    ended = await asyncio.gather(
        *(beside(tmp_path, "export", "--format", form, "--out", f"out.{form}") for form in forms)
    )
    assert ended[0] == (0, "Written: out.xlsx\n")
    assert ended[1] == (0, "Written: out.csv\nWritten: out-codebook.csv\n")
    assert ended[2] == (0, "Written: out.json\n")
    assert not list(tmp_path.glob("*.part"))
    assert {readers(each) for each in tmp_path.glob("out*")} == {"the owner"}
    for form in forms:
        assert organisations(tmp_path / f"out.{form}") == {"Moorland", "Fenland"}
    await amal.says("Liaison and Diversion")
    assert (await amal.assessment()).profile["service"] == "Liaison and Diversion"
    recorded = [
        (each.what, each.who, each.details["format"]) for each in await running.store.read(AuditEvent)
    ]
    assert sorted(recorded) == [("export", "operator", form) for form in sorted(forms)]


async def test_a_code_made_beside_the_running_assistant_makes_an_admin(charter_bot, running):
    made = await asyncio.to_thread(charter_bot, "invite", "admin")
    assert made.exit_code == 0
    assert "once, within 7 days" in made.stdout
    priya = Person(running, "priya")
    await priya.says(f"/code {CODE.search(made.stdout)[1]}")
    assert "Your role is now: admin." in priya.sees
    await priya.says("/export")
    assert "Make the file" in priya.choices


def test_invite_without_a_store_says_so_and_makes_none(charter_bot, tmp_path):
    result = charter_bot("invite", "admin", CHARTER_STORE="tinydb:wrong/charter.db")
    assert result.exit_code == 2
    assert "CHARTER_STORE: there is no store at wrong/charter.db yet." in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("role", ["visitor", "boss"])
def test_there_are_codes_for_assessors_curators_and_admins_only(charter_bot, role):
    result = charter_bot("invite", role)
    assert result.exit_code == 2
    assert all(each in result.stderr for each in ("assessor", "curator", "admin"))


@pytest.mark.parametrize("role", ["assessor", "curator", "admin"])
async def test_a_code_gives_the_role_it_was_made_for(charter_bot, running, role):
    made = await asyncio.to_thread(charter_bot, "invite", role)
    ines = Person(running, "ines")
    await ines.says(f"/code {CODE.search(made.stdout)[1]}")
    assert f"Your role is now: {role}." in ines.sees


def test_export_without_a_store_says_so_and_makes_none(charter_bot, tmp_path):
    result = charter_bot("export", "--out", "out.xlsx")
    assert result.exit_code == 2
    assert "CHARTER_STORE: there is no store at data/charter.db yet." in result.stderr
    assert list(tmp_path.iterdir()) == []


async def test_export_to_where_nothing_can_be_written_says_so(charter_bot, running):
    result = await asyncio.to_thread(charter_bot, "export", "--out", "no/such/folder/out.xlsx")
    assert result.exit_code == 2
    assert "out.xlsx cannot be written" in result.stderr
    assert await running.store.read(AuditEvent) == []


def test_export_in_an_unknown_form_says_which_there_are(charter_bot):
    result = charter_bot("export", "--format", "pdf", "--out", "out.pdf")
    assert result.exit_code == 2
    assert all(form in result.stderr for form in ("xlsx", "csv", "json"))


async def test_a_file_that_is_no_store_is_told_so(charter_bot, tmp_path):
    (tmp_path / "notes.txt").write_text("These are my notes. " * 100, encoding="utf-8")
    result = await asyncio.to_thread(charter_bot, "invite", "admin", CHARTER_STORE="tinydb:notes.txt")
    assert result.exit_code == 2
    assert "notes.txt" in result.stderr
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8").startswith("These are my notes.")


async def test_a_second_assistant_on_the_same_store_is_refused_in_a_sentence(running, tmp_path):
    status, printed = await beside(tmp_path, "run")
    assert status == 2
    assert "Traceback" not in printed
    assert "charter.db" in printed


async def test_a_report_is_written_while_the_assistant_runs_and_recorded(running, tmp_path):
    amal = Person(running, "amal")
    await begins(amal, "Moorland")
    ref = (await amal.assessment()).ref
    ended = await beside(tmp_path, "report", ref.lower(), "--out", "report.pdf")
    assert ended == (0, "Written: report.pdf\n")
    assert readers(tmp_path / "report.pdf") == "the owner"
    assert "Moorland" in PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    [event] = await running.store.read(AuditEvent)
    assert (event.what, event.who, event.details) == ("report", "operator", {"ref": ref})


async def test_a_report_on_what_is_not_there_says_so(charter_bot, running, tmp_path):
    result = await asyncio.to_thread(charter_bot, "report", "NOSUCH22", "--out", "report.pdf")
    assert result.exit_code == 2
    assert "There is no self-assessment with the reference NOSUCH22." in result.stderr
    assert not (tmp_path / "report.pdf").exists()


async def test_a_report_takes_the_reference_to_the_letter_as_all_organisations_are_here(
    charter_bot, running, tmp_path
):
    amal = Person(running, "amal")
    await begins(amal, "Moorland")
    async with running.store.turn(amal.address) as turn:
        turn.put(replace(await amal.assessment(), ref="K7F2M9QX"))
    result = await asyncio.to_thread(charter_bot, "report", "K7FZ-M9QX", "--out", "report.pdf")
    assert (result.exit_code, (tmp_path / "report.pdf").exists()) == (2, False)
    assert "Type every letter as the result shows it." in result.stderr


async def test_nobody_gets_a_report_on_one_persons_part(charter_bot, running, tmp_path):
    jo = Person(running, "jo")
    await begins(jo, "Moorland")
    async with running.store.turn(jo.address) as turn:
        turn.put(replace(await jo.assessment(), of="WHOLE234"))
    ref = (await jo.assessment()).ref
    result = await asyncio.to_thread(charter_bot, "report", ref, "--out", "report.pdf")
    assert (result.exit_code, (tmp_path / "report.pdf").exists()) == (2, False)


def test_a_report_without_a_store_says_so_and_makes_none(charter_bot, tmp_path):
    result = charter_bot("report", "K7F2M9QX", "--out", "report.pdf")
    assert result.exit_code == 2
    assert "CHARTER_STORE: there is no store at data/charter.db yet." in result.stderr
    assert list(tmp_path.iterdir()) == []
