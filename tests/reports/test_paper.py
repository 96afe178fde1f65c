"""What the report says, read from its value: no PDF is needed to look at its words."""

from datetime import UTC, datetime

import pytest
from results import begun, bronze, like

from bot.reports.charts.of_a_result import charts
from bot.reports.paper.legible import BREAK, legible
from bot.reports.paper.of_an_assessment import paper
from bot.reports.subject import Subject
from knowledge.plan import plan
from storage.records import Answer, EvidenceNote, PlanStep

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def write(content):
    """Write a report on a subject."""

    def written(subject):
        return paper(subject, charts(subject, content.texts), content.texts, NOW)

    return written


def section(paper, title):
    return next(each for each in paper.sections if each.title == title)


def test_the_cover_has_name_service_label_notice_version_date_and_reference(write, framework):
    paper = write(Subject(bronze(framework)))
    assert (paper.organisation, paper.service) == ("Beech Lane NHS Trust", "Liaison team")
    assert (paper.label, paper.notice) == ("Indicative level: Bronze", framework.notice)
    assert dict(paper.about) == {
        "Reference": "K7F2 M9QX",
        "Framework version": "2026.10",
        "Finished": "20 November 2026",
        "Report made": "23 November 2026",
    }


def test_without_all_answers_it_names_no_level(write, framework):
    paper = write(Subject(begun(framework)))
    assert paper.label == "Provisional: no level yet"
    assert "Finished: not finished yet" in paper.words


def test_before_all_answers_of_last_time_were_looked_at_it_names_no_level(write, framework):
    paper = write(Subject(bronze(framework, L1=Answer(4, carried=True))))
    assert paper.label == "Provisional: no level yet"


def test_its_sections_follow_each_other(write, framework):
    titles = ["Result", "Profile", "Plan", "Answers", "Evidence", "How it is scored"]
    assert [each.title for each in write(Subject(bronze(framework))).sections] == titles


def test_gaps_between_voices_have_a_section_where_there_are_any(write, framework):
    gap = "Leaders 3, lived experience 1: Supervision and support"
    paper = write(Subject(bronze(framework), gaps=(gap,)))
    assert gap in section(paper, "Where people see it differently").blocks[-1].items


def test_what_the_result_says_stands_there_but_not_what_the_cover_has(write, framework):
    said = (
        (
            "Indicative level: Bronze",
            f"Beech Lane NHS Trust - Liaison team\n\n{framework.notice}\n\nIn place.",
        ),
        ("Your profile", "Leadership: 8/20"),
        ("What stops Silver", "So far:\n- L2 is at 0.\n- R4 is at 0."),
        ("What to do next", "- L2: make a plan."),
    )
    paper = write(Subject(bronze(framework), said=said))
    blocks = section(paper, "Result").blocks
    assert [(each.kind, each.text or each.items) for each in blocks] == [
        ("heading", "Indicative level: Bronze"),
        ("words", "In place."),
        ("heading", "What stops Silver"),
        ("words", "So far:"),
        ("points", ("L2 is at 0.", "R4 is at 0.")),
    ]
    assert section(paper, "Plan").blocks[0].items == ("L2: make a plan.",)
    assert "8/20" not in paper.words


def test_the_profile_has_the_points_and_every_picture(write, framework):
    blocks = section(write(Subject(bronze(framework), bronze(framework))), "Profile").blocks
    areas, official, *pictures = blocks
    assert ("Leadership", "10/20 (50%)") in areas.rows
    assert areas.rows[-1] == ("Overall", "40/80 (50%)")
    assert len(official.rows) == 6
    assert [each.text for each in pictures] == ["areas", "criteria", "claimed", "then"]


def planned(write, case_and_more):
    """The rows of the plan's table."""
    [table] = [each for each in section(write(case_and_more), "Plan").blocks if each.rows]
    return table.rows


def test_the_plan_says_who_by_when_and_what_is_done(write, framework):
    steps = {"S2": PlanStep("2027-02-01", "2026-12-01", "human-resources"), "L2": PlanStep()}
    rows = {row[0]: row[1:] for row in planned(write, like(bronze(framework), plan=steps))}
    assert rows["L2 Plan and money"][1:] == ("Leadership", "No date yet", "Not yet")
    done = ("Human resources", "1 February 2027", "1 December 2026")
    assert rows["S2 Supervision and support"][1:] == done


def test_the_plan_on_paper_is_the_smallest_one(write, framework):
    case = bronze(framework)
    goal = framework.levels[2]
    steps = plan(framework, case.answers, goal)
    rows = planned(write, Subject(case))
    assert [row[0].partition(" ")[0] for row in rows] == [each.criterion for each in steps]
    assert [f"From {each.claimed} to {each.to}" in row[1] for each, row in zip(steps, rows, strict=True)] == [
        bool(each.rise) for each in steps
    ]
    assert ["Add an evidence note" in row[1] for row in rows] == [each.note for each in steps]
    assert f"The smallest plan for {goal.title}, and what you planned" in write(Subject(case)).words


def test_with_nothing_above_and_nothing_planned_it_says_so(write, framework):
    best = {each.id: Answer(score=4, evidence="A policy") for each in framework.criteria}
    assert "No steps are planned yet." in write(Subject(bronze(framework, **best))).words


def test_every_answer_stands_there_with_what_it_counts(write, framework):
    case = bronze(framework, L2=Answer(dont_know=True), H4=Answer(not_applicable="No role needs it"))
    rows = {
        row[0]: row[1:] for block in section(write(Subject(case)), "Answers").blocks for row in block.rows
    }
    assert len(rows) == 20
    lead = framework.criterion("L1").scores[4]
    assert rows["L1 A senior person owns this (essential)"] == (f"4 Leading: {lead}", "2")
    assert rows["L2 Plan and money"] == ("Don't know yet", "0")
    assert rows["H4 Checks and vetting"] == ("Not applicable: No role needs it", "")


def test_what_was_not_answered_is_told(write, framework):
    assert "L2 Plan and money | Not answered yet | 0" in write(Subject(begun(framework))).words


def test_the_register_and_the_notes_stand_there_whole(write, framework):
    note = "Minutes of the board, May. " * 150
    register = {
        "a": EvidenceNote("Recruitment policy", ("H1", "H2"), "HR lead", "2026-01-03", "2027-01-03"),
        "b": EvidenceNote("Supervision policy", ("S2",)),
        "c": EvidenceNote("Induction plan", ("S3",), valid_until="2026-11-19"),
    }
    case = bronze(framework, L1=Answer(3, note))
    words = write(like(case, register=register)).words
    assert "Recruitment policy | H1, H2 | HR lead | 3 January 2026 | 3 January 2027" in words
    assert "Supervision policy | S2 |  |  | No end date" in words
    assert "Induction plan | S3 |  |  | 19 November 2026: OUT OF DATE, counts as none" in words
    assert "S2 Supervision and support | Supervision policy" not in words  # a note at the question is another
    assert f"L1 A senior person owns this | {note}" in words


def test_the_rules_are_the_frameworks_own(write, framework):
    words = write(Subject(bronze(framework))).words
    assert "A score of 3 or more without a note of evidence counts as 2." in words
    assert "Essential criteria: L1, H1, H2, S2, S4, R1." in words
    assert (
        "Silver | Overall at least 60%\nEach area at least 50%\nEach essential criterion at least 2" in words
    )
    assert "Each criterion at least 2\nH5 at least 3\nR2 at least 3" in words
    assert "Working towards | All questions answered" in words


def test_words_become_legible():
    assert legible("a\x00b\u202ec\nd") == "abc\nd"
    assert legible("half \ud83d") == "half ?"
    assert legible("x" * 24) == "x" * 24
    assert legible("x" * 50).split(BREAK) == ["x" * 24, "x" * 24, "xx"]
