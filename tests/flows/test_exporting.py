"""`/export`: the collected assessments for admins, filtered and in many forms, each time on record."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from people import Person, becomes_admin
from walking import reaches_the_areas, reaches_the_first_question

from bot.exports.making import make_at_once
from bot.flows.export.menu import carried
from bot.messages import CARRIES_AT_MOST
from bot.reports.wanted import Wanted
from storage.records import Assessment, AuditEvent, ExportJob, ExportPiece, Handled, Member

BOTH_STORES = True

FORMATS = ("xlsx", "csv", "json", "jsonl")
BUTTONS = {"xlsx": "Excel (XLSX)", "csv": "CSV", "json": "JSON", "jsonl": "JSON Lines"}


def organisations(document):
    """The organisations in an exported file, whatever its form."""
    two = {"Moorland", "Fenland"}
    if document.name.endswith(".xlsx"):
        sheet = load_workbook(io.BytesIO(document.content)).worksheets[0]
        return {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell} & two
    text = document.content.decode("utf-8-sig")
    if document.name.endswith(".csv"):
        return {cell for row in csv.reader(io.StringIO(text)) for cell in row} & two
    return {name for name in two if f'"{name}"' in text}


async def exports(app):
    return [each for each in await app.store.read(AuditEvent) if each.what == "export"]


async def finishes(app, person, at):
    async with app.store.turn(person.address) as turn:
        turn.put(replace(await person.assessment(), finished=at))


async def test_export_shows_a_menu_of_what_can_be_chosen(app, priya):
    await priya.says("/export")
    assert priya.choices == [
        "Make the file", "Kind of file: Excel (XLSX)", "Rows: as usual", "Which: all", "Days: all",
        "Level: all", "Names and words: in the file",
    ]  # fmt: skip
    assert priya.documents == []
    assert await exports(app) == []


@pytest.mark.parametrize("form", FORMATS)
async def test_each_kind_holds_everybodys_assessments(priya, amal, jo, form):
    await reaches_the_areas(amal, organisation="Moorland")
    await reaches_the_areas(jo, organisation="Fenland")
    await priya.says(f"/export {form}")
    document = (await priya.files())[0]
    assert document.name == f"charter-assessments-2026.10-2026-11-23.{form}"
    assert organisations(document) == {"Moorland", "Fenland"}
    assert "Assessments in it: 2." in priya.sees
    assert "Only the Career Matters panel awards Charter status." in priya.sees


@pytest.mark.parametrize("form", FORMATS)
async def test_each_kind_can_be_pressed_and_is_recorded(app, priya, amal, form):
    await reaches_the_areas(amal)
    await priya.says("/export")
    await priya.presses("Kind of file: Excel (XLSX)")
    await priya.presses(BUTTONS[form])
    await priya.presses("Make the file")
    files = await priya.files()
    [event] = await exports(app)
    [member] = await app.store.read(Member, "role:admin")
    assert event.who == member.id
    names = ("sha256", "sha256_2")  # the codebook is a file of its own
    hashes = (hashlib.sha256(each.content).hexdigest() for each in files)
    assert event.details == {"format": form, "rows": "1", **dict(zip(names, hashes, strict=False))}


async def test_what_is_pressed_filters(app, priya, amal, jo):
    await reaches_the_areas(amal, organisation="Moorland")
    await reaches_the_areas(jo, organisation="Fenland")
    await finishes(app, jo, "2026-11-23T08:00:00+00:00")
    await priya.says("/export")
    await priya.presses("Which: all")
    assert priya.choices == ["all", "started, not finished", "finished", "closed by a later one"]
    await priya.presses("finished")
    await priya.presses("Days: all")
    assert "finished 2025-11-23 to 2026-11-23" in priya.choices  # the last 365 days
    await priya.presses("finished 2026-11-01 to 2026-11-23")
    assert "Days: finished 2026-11-01 to 2026-11-23" in priya.choices
    await priya.presses("Make the file")
    [document] = await priya.files()
    assert organisations(document) == {"Fenland"}
    [event] = await exports(app)
    assert {name: event.details[name] for name in ("state", "dates", "since", "until")} == {
        "state": "finished", "dates": "finished", "since": "2026-11-01", "until": "2026-11-23",
    }  # fmt: skip


@pytest.fixture
async def two(app, amal, jo):
    """Moorland has begun, and Fenland is finished."""
    await reaches_the_areas(amal, organisation="Moorland")
    await reaches_the_areas(jo, organisation="Fenland")
    await finishes(app, jo, "2026-11-20T08:00:00+00:00")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("csv started", {"Moorland"}),
        ("csv finished", {"Fenland"}),
        ("csv closed", set()),
        ("csv finished 2026-11-20..2026-11-20", {"Fenland"}),
        ("csv finished 2026-11-21..", set()),
        ("csv finished:..2026-11-19", set()),
        ("csv started:2026-11-23..2026-11-23", {"Moorland", "Fenland"}),
        ("csv ..2026-11-22", set()),
        ("csv organisation:moor", {"Moorland"}),
        ('csv organisation:"fen land"', set()),
        ("csv level:gold", set()),
        ("csv version:2026.10 wide", {"Moorland", "Fenland"}),
        ("long EXCEL", {"Moorland", "Fenland"}),
    ],
)
async def test_what_is_typed_filters(two, priya, words, found):
    await priya.says(f"/export {words}")
    assert organisations((await priya.files())[0]) == found


async def test_the_words_of_an_organisation_are_in_no_record_of_what_was_done(app, priya, amal):
    await reaches_the_areas(amal, organisation="Moorland")
    await priya.says("/export json organisation:Moorland")
    [event] = await exports(app)
    assert event.details["organisation"] == "yes"
    assert "Moorland" not in str(event)


@pytest.mark.parametrize(
    "words", ["pdf", "csv ever", "level:platinum", "version:1999", "2026-13-01..", "2026-02-02..2026-02-01",
              "..", "organisation:", "2026-01-01"],
)  # fmt: skip
async def test_what_is_not_understood_gets_a_sentence_that_says_what_can_be_written(app, priya, words):
    await priya.says(f"/export {words}")
    for each in (
        "xlsx",
        "jsonl",
        "finished:2026-01-01..2026-06-30",
        "level:gold",
        "version:2026.10",
        "anonymised",
    ):
        assert each in priya.sees
    assert priya.documents == []
    assert await exports(app) == []


async def test_csv_for_excel_begins_with_a_mark_and_plain_csv_does_not(priya):
    await priya.says("/export excel")
    assert all(each.content.startswith(b"\xef\xbb\xbf") for each in await priya.files())
    await priya.says("/export csv")
    assert not any(each.content.startswith(b"\xef\xbb\xbf") for each in await priya.files())


async def test_without_assessments_there_is_a_file_all_the_same(priya):
    await priya.says("/export json")
    assert len(await priya.files()) == 1
    assert "Assessments in it: 0." in priya.sees


async def test_an_anonymised_export_of_few_organisations_is_refused(app, priya, amal):
    await reaches_the_areas(amal, organisation="Moorland")
    await priya.says("/export csv anonymised")
    assert "Fewer than 5 organisations have finished," in priya.sees
    assert priya.documents == []
    assert await exports(app) == []


async def test_an_export_in_the_middle_of_ones_own_assessment_goes_on_with_it(priya):
    await reaches_the_first_question(priya)
    await priya.says("/export")
    assert priya.replies[-1].title == "L1. A senior person owns this"
    await priya.presses("Make the file")
    assert len(priya.documents) == 1
    assert priya.replies[-1].title == "L1. A senior person owns this"


async def test_the_same_export_again_is_handed_over_again_and_recorded_once(app, priya):
    await priya.says("/export json")
    once = await priya.files()
    await priya.repeats()
    assert await priya.files() == once
    assert len(await exports(app)) == 1


async def test_no_copy_of_a_file_stays_in_the_replies_that_are_kept(app, priya, amal):
    await reaches_the_areas(amal, organisation="Moorland")
    await priya.says("/export json")
    kept = [each for each in await app.store.read(Handled) if each.address == priya.address]
    assert "Moorland" not in str(kept)


@pytest.mark.parametrize(("minutes", "there"), [(9.9, True), (10, False)])
async def test_a_file_is_kept_for_ten_minutes_and_then_nothing_of_it_is(app, clock, priya, minutes, there):
    await priya.says("/export json")
    clock.passes(minutes=minutes)
    await app.upkeep.once()
    assert (await priya.files())[0].content.startswith(b"{") is there
    assert bool(await app.store.read(ExportPiece)) is there
    assert bool(await app.store.read(ExportJob)) is there


async def test_no_button_carries_more_than_a_channel_takes(content):
    longest = max((level.id for level in content.framework.levels), key=len)
    wanted = Wanted(
        "csv", "wide", "finished", "finished", "2026-01-01", "2026-12-31", longest, "2026.10",
        anonymised="yes", excel="yes",
    )  # fmt: skip
    assert len(f"export:version:{carried(wanted)}") <= CARRIES_AT_MOST


@pytest.mark.parametrize(
    "carried_by", ["csv", "go:", "go:x", "go:xxxx,,,", "go:x---,s_,platinum,", "go:x---,s20261399_,,",
                   "job:nobody", "menu:zzzz,s_,,", "job:../x", "stop:"],
)  # fmt: skip
async def test_a_button_that_is_nothing_of_ours_does_no_harm(app, priya, carried_by):
    await priya.presses_data(f"export:{carried_by}")
    assert priya.documents == []
    assert await exports(app) == []


@pytest.mark.parametrize("carried_by", ["go:x---,s_,,", "menu:x---,s_,,", "job:AAAA"])
async def test_nobody_else_can_press_for_an_export(app, sam, carried_by):
    await sam.presses_data(f"export:{carried_by}")
    assert sam.documents == []
    assert await exports(app) == []


async def test_whoever_is_forgotten_is_in_no_file_that_waits_to_be_fetched(app, priya, amal):
    await reaches_the_areas(amal, organisation="Moorland")
    await priya.says("/export json")
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert (await priya.files())[0].content == b""
    assert await app.store.read(ExportPiece) == []


async def test_whoever_is_forgotten_while_a_file_is_made_is_not_in_it(app, priya, amal, monkeypatch):
    await reaches_the_areas(amal, organisation="Moorland")
    await amal.says("/forget")
    made = []

    async def slowly(*asked):
        made.append(step := await make_at_once(*asked))
        if len(made) == 1:
            await amal.presses("Yes, delete it")
        return step

    monkeypatch.setattr("bot.flows.export.flow.make_at_once", slowly)
    await priya.says("/export json")
    assert len(made) == 2
    assert organisations(priya.documents[0]) == set()
    assert len(await exports(app)) == 1


async def test_a_link_is_for_one_use_by_one_person(app, clock):
    jo, sam = Person(app, "jo"), Person(app, "sam")
    await becomes_admin(app, jo, clock())
    await jo.says("/export json")
    [document] = jo.documents
    assert len(document.link) == 22
    assert await app.fetching.take(sam.address, document.link) is None
    assert await app.fetching.take(jo.address, document.link[:-1] + "?") is None
    fetched = await app.fetching.take(jo.address, document.link)
    assert json.loads(b"".join([each async for each in fetched.pieces]))["assessments"] == []
    assert await app.fetching.take(jo.address, document.link) is None
    assert await app.store.read(ExportPiece) == []
    kept = "".join(str(each) for each in await app.store.everything())
    assert document.link not in kept


async def test_a_link_dies_after_ten_minutes(app, clock):
    jo = Person(app, "jo")
    await becomes_admin(app, jo, clock())
    await jo.says("/export json")
    clock.passes(minutes=10)
    assert await app.fetching.take(jo.address, jo.documents[0].link) is None


# Anonymised


@pytest.fixture
def finish_many(app, clock):
    """Keep results that were finished two minutes ago."""

    async def keep(how_many, name, version="2026.10"):
        at = (clock() - timedelta(minutes=2)).isoformat(timespec="seconds")
        async with app.store.turn("test") as turn:
            for number in range(how_many):
                ref, profile = f"{name}{number}".upper(), {"organisation": f"{name} {number}"}
                turn.put(Assessment(ref, f"web:{ref}", version, at, at, at, finished=at, profile=profile))

    return keep


async def cases(person):
    await person.says("/export csv anonymised")
    return [row["case"] for row in csv.DictReader(io.StringIO((await person.files())[0].content.decode()))]


async def test_two_anonymised_files_differ_by_five_organisations_or_not_at_all(priya, finish_many, clock):
    await finish_many(5, "Oak")
    assert len(await cases(priya)) == 5
    clock.passes(hours=1)
    await finish_many(4, "Elm")
    assert len(await cases(priya)) == 5
    clock.passes(hours=1)
    await finish_many(2, "Ash")
    assert len(await cases(priya)) == 5  # the next group is not full
    await finish_many(1, "Fir")
    assert len(await cases(priya)) == 12


async def test_what_is_not_finished_is_in_no_anonymised_file(priya, amal, finish_many):
    await reaches_the_areas(amal, organisation="Moorland")
    await finish_many(5, "Oak")
    assert len(await cases(priya)) == 5


@pytest.mark.parametrize(
    "words", ["finished", "organisation:oak", "level:gold", "version:2026.10", "finished:..2026-11-22"]
)
async def test_an_anonymised_file_takes_no_filters(app, priya, finish_many, words):
    await finish_many(6, "Oak")
    await priya.says(f"/export csv anonymised {words}")
    assert "it takes no choice of days, levels, versions, organisations or states" in priya.sees
    assert priya.documents == []
    assert await exports(app) == []


async def test_nor_does_the_menu_offer_any(app, priya, finish_many):
    await finish_many(6, "Oak")
    await priya.says("/export")
    await priya.presses("Which: all")
    await priya.presses("started, not finished")
    await priya.presses("Names and words: in the file")
    await priya.presses("left out (anonymised)")
    assert "It always holds all assessments that are finished" in priya.sees
    assert priya.choices == [
        "Make the file", "Kind of file: Excel (XLSX)", "Rows: as usual",
        "Names and words: left out (anonymised)",
    ]  # fmt: skip
    await priya.presses_data("export:go:c-sa,s20261122_20261122,gold,2026.10")  # an old button
    assert "Assessments in it: 6." in priya.sees
    [event] = await exports(app)
    assert event.details.keys() == {"format", "anonymised", "rows", "sha256", "sha256_2"}
