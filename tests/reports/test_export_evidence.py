"""The evidence register leaves with the rest: a sheet of the workbook, a CSV file, and a list in JSON."""

import json
from pathlib import Path

import pytest
from collected import all_answered, assessment, csv_records, csv_rows, later_version, sheet, with_versions

from bot.reports.export import export
from bot.written_files import paths_for
from storage.records import Answer, EvidenceNote

OVER, TODAY = "2026-11-21", "2026-11-22"
POLICY = EvidenceNote(
    "Recruitment policy, “new”", ("H1", "H3"), "Head of HR", "2026-05-01", OVER, asked=True, at="2026-11-02"
)


def with_documents(ref="BEECH234", *, finished="", **notes):
    answers = {"L1": Answer(score=3), "H1": Answer(score=4)}
    return assessment(ref, finished=finished, answers=answers, register=notes)


def test_the_workbook_has_a_row_for_each_document(content, now):
    (book,) = export(content, [with_documents(AB2C=POLICY, DE3F=EvidenceNote("Minute"))], "xlsx", now)
    policy, minute = sheet(book, "evidence")
    assert policy == {
        "ref": "BEECH234", "organisation": "Beech Lane NHS Trust", "service": "Liaison team",
        "document": "AB2C", "title": "Recruitment policy, “new”", "owner": "Head of HR",
        "dated": "2026-05-01", "valid_until": OVER, "counts": "no", "criteria": "H1 H3", "asked": "yes",
        "changed_at": "2026-11-02",
    }  # fmt: skip
    assert (minute["title"], minute["valid_until"], minute["counts"]) == ("Minute", None, "yes")
    assert (minute["asked"], minute["criteria"]) == ("no", None)


def test_the_csv_file_of_documents_is_one_of_its_own(content, now):
    wide, register, _ = export(content, [with_documents(AB2C=POLICY)], "csv", now)
    assert wide.name == "charter-assessments-2026.10-2026-11-22.csv"
    assert register.name == "charter-evidence-2026.10-2026-11-22.csv"
    [row] = csv_records(register)
    assert (row["title"], row["counts"]) == ("Recruitment policy, “new”", "no")
    (book,) = export(content, [with_documents(AB2C=POLICY)], "xlsx", now)
    assert csv_rows(register)[0] == list(sheet(book, "evidence")[0])


def test_without_documents_there_is_no_second_csv_file(content, now):
    wide, codebook = export(content, [assessment()], "csv", now)
    assert [wide.name, codebook.name] == [
        "charter-assessments-2026.10-2026-11-22.csv",
        "charter-codebook-2026.10-2026-11-22.csv",
    ]


def test_json_lists_documents_as_they_were_typed(content, now):
    (document,) = export(content, [with_documents(AB2C=POLICY, DE3F=EvidenceNote("=1+1"))], "json", now)
    [one] = json.loads(document.content)["assessments"]
    policy, minute = one["register"]
    assert policy == {
        "document": "AB2C", "title": "Recruitment policy, “new”", "owner": "Head of HR",
        "dated": "2026-05-01", "valid_until": OVER, "counts": False, "criteria": ["H1", "H3"],
        "asked": True, "changed_at": "2026-11-02",
    }  # fmt: skip
    assert (minute["title"], minute["owner"], minute["counts"]) == ("=1+1", None, True)


@pytest.mark.parametrize(
    ("until", "finished", "counts"),
    [
        (OVER, "", "4/80"),  # L1 2, H1 2
        (TODAY, "", "6/80"),
        ("", "", "6/80"),
        (OVER, "2026-11-21T10:00:00+00:00", "6/80"),
        (OVER, "2026-11-22T10:00:00+00:00", "4/80"),
    ],
)
def test_scores_count_the_evidence_of_the_day_that_counts(content, now, until, finished, counts):
    note = EvidenceNote("Policy", ("H1",), valid_until=until)
    (book,) = export(content, [with_documents(finished=finished, AB2C=note)], "xlsx", now)
    [row] = sheet(book, "assessments")
    assert row["overall"] == counts
    assert row["H1_evidence"] == (None if counts == "4/80" else "Policy")
    assert sheet(book, "evidence")[0]["counts"] == ("no" if counts == "4/80" else "yes")


def test_where_each_file_goes(content, framework, now):
    both = with_versions(content, framework, later_version(framework))
    old = with_documents("OLD22222", AB2C=POLICY)
    new = assessment("NEW33333", framework="2027.04", answers=all_answered(framework, 2))
    names = [document.name for document in export(both, [old, new], "csv", now)]
    assert paths_for(Path("out.csv"), names) == [
        Path("out-2027.04.csv"), Path("out-codebook-2027.04.csv"),
        Path("out-2026.10.csv"), Path("out-evidence-2026.10.csv"), Path("out-codebook-2026.10.csv"),
    ]  # fmt: skip
    one = [document.name for document in export(content, [old], "csv", now)]
    assert paths_for(Path("here/out.csv"), one) == [
        Path("here/out.csv"), Path("here/out-evidence.csv"), Path("here/out-codebook.csv")
    ]  # fmt: skip
    assert paths_for(Path("out"), one[:1]) == [Path("out")]
