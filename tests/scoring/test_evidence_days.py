"""Which evidence counts on a day: laws that hold for any register and any day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.evidence_days import counted, lapsed, state
from knowledge.scoring import score
from storage.records import Answer, Assessment, EvidenceNote

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
CRITERIA = ["L1", "L2", "H1", "S4"]
NOTES = st.builds(
    EvidenceNote,
    title=st.sampled_from(["Policy", "Minute"]),
    criteria=st.lists(st.sampled_from(CRITERIA), unique=True).map(tuple),
    valid_until=st.one_of(st.just(""), DAYS.map(date.isoformat)),
)
ANSWERS = st.builds(Answer, score=st.integers(0, 4), evidence=st.sampled_from(["", " ", "Note"]))
ASSESSMENTS = st.builds(
    Assessment,
    ref=st.just("BEECH234"),
    owner=st.just("web:1"),
    framework=st.just("2026.10"),
    agreed=st.just(""),
    started=st.just(""),
    changed=st.just(""),
    finished=st.one_of(st.just(""), DAYS.map(lambda day: f"{day}T10:00:00+00:00")),
    answers=st.dictionaries(st.sampled_from(CRITERIA), ANSWERS),
    register=st.dictionaries(st.sampled_from(["AB2C", "DE3F", "GH4J"]), NOTES),
)


@given(ASSESSMENTS, DAYS)
def test_evidence_counts_exactly_where_something_in_date_serves(assessment, day):
    on = assessment.finished[:10] or day.isoformat()
    for name, answer in counted(assessment, day).items():
        serves = [
            note
            for note in assessment.register.values()
            if name in note.criteria and (not note.valid_until or note.valid_until >= on)
        ]
        assert bool(answer.evidence.strip()) == (
            bool(assessment.answers[name].evidence.strip()) or bool(serves)
        )
        assert replace(answer, evidence="") == replace(assessment.answers[name], evidence="")


@given(ASSESSMENTS, DAYS)
def test_counting_what_was_counted_changes_nothing(assessment, day):
    answers = counted(assessment, day)
    assert counted(replace(assessment, answers=answers), day) == answers


@given(ASSESSMENTS, DAYS, DAYS)
def test_a_finished_result_never_changes_with_the_day(framework, assessment, one, another):
    finished = replace(assessment, finished=f"{one}T10:00:00+00:00")
    assert score(framework, counted(finished, one)) == score(framework, counted(finished, another))


@given(ASSESSMENTS, DAYS, st.integers(0, 400))
def test_a_draft_never_gains_by_waiting(framework, assessment, day, later):
    draft = replace(assessment, finished="")
    now, then = (
        score(framework, counted(draft, each)).overall.had for each in (day, day + timedelta(days=later))
    )
    assert then <= now


@given(ASSESSMENTS, DAYS)
def test_what_lapsed_has_documents_and_none_that_counts(assessment, day):
    answers = counted(assessment, day)
    for name in lapsed(assessment, day):
        assert any(name in note.criteria for note in assessment.register.values())
        assert not answers.get(name, Answer()).evidence.strip()


def test_the_last_day_counts_and_thirty_days_before_it_is_soon():
    note = EvidenceNote("Policy", valid_until="2027-03-01")
    assert state(EvidenceNote("Policy"), date(2027, 3, 1)) == "open"
    assert state(note, date(2027, 1, 29)) == "in_date"
    assert state(note, date(2027, 1, 30)) == "soon"
    assert state(note, date(2027, 3, 1)) == "soon"
    assert state(note, date(2027, 3, 2)) == "over"
