"""What an export wrote comes back from an import: all that the organisations said, and nobody's address."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from bot.reports.export import export
from bot.reports.kept_form import belonging_to_nobody
from knowledge.scoring import score
from storage.memory_store import MemoryStore
from storage.records import Answer, Assessment, AuditEvent, EvidenceNote, PlanStep

WHEN = "2026-11-01T09:00:00+00:00"
NO_DAY = "`kept` holds no time with its zone, no day or no reference at"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def into(charter_bot, monkeypatch):
    """Run `charter-bot import` on a store in memory; give the store and what was said."""

    def run(path, store=None):
        store = store or MemoryStore()
        monkeypatch.setattr(store, "close", nothing)
        monkeypatch.setattr("bot.importing.open_store", lambda _: given_back(store))
        return store, charter_bot("import", str(path))

    return run


async def nothing():
    """A store that stays open."""


async def given_back(store):
    return store


def full(framework, ref="BEECH234"):
    """An assessment with something in every field that there is."""
    answers = {
        each.id: Answer(
            number % 5, f"=Minute {number} “é” 👩🏽‍⚕️\n", at=WHEN, agreed="talked", own="3", own_note="mine",
            carried=number % 2 == 0, asked=True, since=WHEN,
        )
        for number, each in enumerate(framework.criteria)
    }  # fmt: skip
    return Assessment(
        ref, "telegram:4711", framework.version, WHEN, WHEN, WHEN, finished="2026-11-02T09:00:00+00:00",
        profile={"organisation": "Moorland", "service": "Liaison", "sector": "nhs"},
        answers={**answers, "H4": Answer(not_applicable="No role needs it")},
        register={"AB2C": EvidenceNote("Policy", ("L1",), "Head of HR", "2026-01-01", asked=True)},
        plan={"L1": PlanStep("2027-01-01", WHEN, "leadership")},
        nudged=WHEN, shown={"L1": ("mark",)}, handing_to="PART2345", earlier="OLD23456", later="NEW23456",
        told="2026.10", set_aside={"Z1": Answer(2, "gone", own="1")},
    )  # fmt: skip


@pytest.fixture
def write(content, framework, tmp_path):
    """Write the export of full assessments with these references; return its path."""

    def run(*refs, form="json"):
        [made] = export(content, [full(framework, ref) for ref in refs], form, NOW)
        path = tmp_path / f"file.{form}"
        path.write_bytes(made.content)
        return path

    return run


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_is_exported_comes_back_but_for_who_it_was(framework, into, write, form):
    several = [full(framework, ref) for ref in ("AA222222", "BB222222")]
    store, said = into(write("AA222222", "BB222222", form=form))
    assert said.exit_code == 0
    assert "Imported: 2." in said.stdout
    back = asyncio.run(store.read(Assessment))
    assert back == [belonging_to_nobody(each) for each in several]
    for one, other in zip(several, back, strict=True):
        assert score(framework, one.answers) == score(framework, other.answers)
        assert (one.register, one.plan, one.profile) == (other.register, other.plan, other.profile)
    [event] = asyncio.run(store.read(AuditEvent))
    assert (event.who, event.what, event.details["rows"]) == ("operator", "import", "2")


def test_an_export_of_the_import_is_the_same_file(content, into, write):
    path = write("AA222222", form="jsonl")
    store, _ = into(path)
    again = export(content, asyncio.run(store.read(Assessment)), "jsonl", NOW)
    assert again[0].content == path.read_bytes()


def test_nothing_of_who_it_was_is_in_the_file(write):
    text = write("AA222222").read_text("utf-8")
    for trace in ("4711", "telegram", "own_note", '"mine"', "PART2345", '"mark"'):
        assert trace not in text


def test_a_store_that_holds_others_is_refused(into, write):
    store, _ = into(write("AA222222"))
    _, said = into(write("BB222222"), store)
    assert said.exit_code == 2
    assert "There are assessments in this store already." in said.stderr
    assert [each.ref for each in asyncio.run(store.read(Assessment))] == ["AA222222"]


def test_an_import_that_was_cut_short_can_be_done_again(into, write):
    store, _ = into(write("AA222222"))
    _, said = into(write("AA222222", "BB222222"), store)
    assert said.exit_code == 0
    assert [each.ref for each in asyncio.run(store.read(Assessment))] == ["AA222222", "BB222222"]


def test_a_file_that_was_cut_short_is_refused(into, write):
    path = write("AA222222", "BB222222")
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:2]), "utf-8")
    store, said = into(path)
    assert "line 2: the file ends in the middle" in said.stderr
    assert asyncio.run(store.read(Assessment)) == []


@pytest.mark.parametrize(
    ("mend", "said"),
    [
        (lambda kept: kept.update(framework="1999"), "the content has no version '1999' of the framework"),
        (lambda kept: kept["answers"].update(Q9={}), "that version has no criterion Q9"),
        (lambda kept: kept["answers"]["L1"].update(score=5), "a score is a whole number from 0 to 4"),
        (lambda kept: kept["answers"]["L1"].update(score=-1), "a score is a whole number from 0 to 4"),
        (lambda kept: kept["answers"]["L1"].update(score="x"), "`kept` is not right at: answers.L1.score"),
        (lambda kept: kept.pop("started"), "`kept` is not right at: started"),
        (lambda kept: kept.update(owner="telegram:1"), "`kept` holds owner, which no export has"),
        (lambda kept: kept.update(ref="AA222222"), "the reference AA222222 was there before"),
        (lambda kept: kept.update(changed="1 November 2025"), f"{NO_DAY}: changed"),
        (lambda kept: kept.update(changed=""), f"{NO_DAY}: changed"),
        (lambda kept: kept.update(started="2026-11-01T09:00:00"), f"{NO_DAY}: started"),
        (lambda kept: kept.update(finished="2026-11-01 09:00:00+00:00"), f"{NO_DAY}: finished"),
        (lambda kept: kept.update(agreed="x", warned="x"), f"{NO_DAY}: agreed, warned"),
        (lambda kept: kept.update(ref="bb|22222", later="a:b"), f"{NO_DAY}: later, ref"),
        (lambda kept: kept["answers"]["L1"].update(since="x"), f"{NO_DAY}: answers.since"),
        (lambda kept: kept["set_aside"]["Z1"].update(at="x"), f"{NO_DAY}: set_aside.at"),
        (lambda kept: kept["register"]["AB2C"].update(at="x"), f"{NO_DAY}: register.at"),
        (lambda kept: kept["register"]["AB2C"].update(dated="20260101"), f"{NO_DAY}: register.dated"),
        (lambda kept: kept["register"]["AB2C"].update(valid_until=WHEN), f"{NO_DAY}: register.valid_until"),
        (lambda kept: kept["plan"]["L1"].update(due="soon", done="x"), f"{NO_DAY}: plan.done, plan.due"),
        (lambda kept: kept.clear(), "`kept` is not right at: agreed"),
    ],
)  # fmt: skip
def test_every_problem_is_told_with_its_line_and_nothing_is_imported(into, write, mend, said):
    path = write("AA222222", "BB222222", form="jsonl")
    head, first, second = path.read_text("utf-8").splitlines()
    body = json.loads(second)
    mend(body["kept"])
    path.write_text("\n".join([head, first, json.dumps(body), "{", "[]"]), "utf-8")
    store, result = into(path)
    assert result.exit_code == 2
    assert f"line 3: {said}" in result.stderr
    assert "line 4: this is not JSON" in result.stderr
    assert "line 5: an assessment has no `kept`" in result.stderr
    assert "Nothing was imported." in result.stderr
    assert asyncio.run(store.read(Assessment)) == []


def test_of_very_many_problems_twenty_are_told_and_the_others_counted(into, write):
    path = write("AA222222", form="jsonl")
    head, *_ = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, *["{"] * 23]), "utf-8")
    _, result = into(path)
    told = [line for line in result.stderr.splitlines() if line.startswith("line ")]
    assert len(told) == 20
    assert "... and 3 more." in result.stderr


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "other"}', "ref,state\n", "\n\n"])
def test_a_file_that_is_no_export_says_so(into, tmp_path, text):
    path = tmp_path / "file.json"
    path.write_text(text, "utf-8")
    _, result = into(path)
    assert result.exit_code == 2
    assert "line 1: this is not what `charter-bot export" in result.stderr


def test_bytes_that_are_no_text_are_told_so(into, tmp_path):
    path = tmp_path / "file.json"
    path.write_bytes(b"\xff\xfe\x00")
    _, result = into(path)
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr
