"""What an export is filtered by."""

import json

import pytest
from collected import all_answered, assessment

from bot.reports.export import export
from bot.reports.wanted import Wanted

EARLY, LATE = "2026-11-03T23:59:59+00:00", "2026-11-10T00:00:00+00:00"


@pytest.fixture
def collected(framework):
    return [
        assessment("STARTED2"),
        assessment("EARLY234", finished=EARLY, answers=all_answered(framework, 4)),
        assessment("LATE2345", finished=LATE, answers=all_answered(framework, 3), organisation="Fenland"),
        assessment("CLOSED23", finished=EARLY, answers=all_answered(framework, 4)).__class__(
            **{**vars(assessment("CLOSED23", finished=EARLY)), "later": "LATE2345"}
        ),
        assessment("PART2345").__class__(**{**vars(assessment("PART2345")), "of": "LATE2345"}),
    ]


@pytest.mark.parametrize(
    ("wanted", "refs"),
    [
        (Wanted(), {"STARTED2", "EARLY234", "LATE2345", "CLOSED23"}),
        (Wanted(state="started"), {"STARTED2"}),
        (Wanted(state="finished"), {"EARLY234", "LATE2345"}),
        (Wanted(state="closed"), {"CLOSED23"}),
        (Wanted(dates="finished", since="2026-11-03", until="2026-11-03"), {"EARLY234", "CLOSED23"}),
        (Wanted(dates="finished", since="2026-11-04"), {"LATE2345"}),
        (Wanted(dates="finished", until="2026-11-09"), {"EARLY234", "CLOSED23"}),
        (Wanted(dates="finished", until="2026-11-10"), {"EARLY234", "CLOSED23", "LATE2345"}),
        (Wanted(since="2026-11-02"), set()),
        (Wanted(until="2026-11-01"), {"STARTED2", "EARLY234", "LATE2345", "CLOSED23"}),
        (Wanted(level="gold"), {"EARLY234"}),
        (Wanted(level="silver"), {"LATE2345"}),
        (Wanted(framework="2026.10"), {"STARTED2", "EARLY234", "LATE2345", "CLOSED23"}),
        (Wanted(framework="1999"), set()),
        (Wanted(organisation="FEN"), {"LATE2345"}),
        (Wanted(organisation="nhs trust", state="finished"), {"EARLY234"}),
    ],
)
def test_a_filter_lets_through_what_it_says(content, now, collected, wanted, refs):
    wanted = Wanted(**{**vars(wanted), "format": "json"})
    [made] = export(content, collected, wanted, now)
    assert {each["ref"] for each in json.loads(made.content)["assessments"]} == refs
    assert made.rows == len(refs)


def test_what_is_wanted_can_be_kept_and_read_again():
    wanted = Wanted(
        "csv", "long", "finished", "finished", "2026-01-01", "", "gold", "2026.10", "moor", "yes", ""
    )
    assert Wanted.of(wanted.to_keep()) == wanted
    anonymised = Wanted("csv", "long", anonymised="yes", excel="yes")
    assert Wanted.of(anonymised.to_keep()) == anonymised


def test_one_that_was_kept_anonymised_and_filtered_has_no_filters_any_more():
    kept = Wanted("csv", state="finished", level="gold", anonymised="yes").to_keep()
    assert Wanted.of(kept) == Wanted("csv", anonymised="yes")
    assert Wanted.of({"format": "json", "of another": "version"}) == Wanted("json")


def test_on_record_there_are_no_words_that_somebody_typed():
    assert Wanted("csv", organisation="moor").on_record() == {"format": "csv", "organisation": "yes"}
