"""Each rule of knowledge.check: the shipped content with one thing broken, and the problem that names it."""

import random
import shutil
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest

from knowledge.check import check, check_folder
from knowledge.check.levels import apart
from knowledge.framework import Level
from knowledge.levels import shortfalls
from knowledge.loader import SHIPPED, load, load_tests
from knowledge.model import FollowUp, Name, Option, Source
from knowledge.scorecard import Scorecard

TODAY = date(2026, 11, 22)
CONTENT = load()
TESTS = load_tests()
FRAMEWORK = "framework/2026.10.yaml"


def names(problems, file, place, what):
    """Whether one of the problems is in this file, at this place, and says this."""
    return any((each.file, each.place) == (file, place) and what in each.what for each in problems)


# -- entries


def with_entry(entry_id, change):
    entry = CONTENT.entries[entry_id]
    return replace(CONTENT, entries={**CONTENT.entries, entry_id: entry.model_copy(update=change(entry))})


@pytest.mark.parametrize(
    ("entry_id", "change", "place", "what"),
    [
        ("levels", lambda e: {"id": "Levels_2"}, "file name", '"Levels_2" cannot be an id'),
        ("levels", lambda e: {"question": "x" * 91}, "question", "it has 91 characters, 90 are the most"),
        ("levels", lambda e: {"answer": "Yes. " * 121}, "answer", "it has 605 characters, 600 are the most"),
        ("levels", lambda e: {"answer": "word " * 26}, "answer", "has 26 words, 25 are the most"),
        ("levels", lambda e: {"answer": "See **Gold**."}, "answer", "it holds bold or italic marks"),
        ("levels", lambda e: {"answer": "# Levels\nFour."}, "answer", "it holds a heading"),
        ("levels", lambda e: {"answer": "See [it](a.html)."}, "answer", "it holds a link"),
        ("levels", lambda e: {"answer": "See https://a.org."}, "answer", "it holds a link"),
        ("levels", lambda e: {"answer": "| Gold | 4 |"}, "answer", "it holds a table"),
        ("levels", lambda e: {"answer": "See <b>Gold</b>."}, "answer", "it holds HTML"),
        ("levels", lambda e: {"question": "What is `gold`?"}, "question", "it holds code marks"),
        ("levels", lambda e: {"answer": "Ring 020 7946 0000."}, "answer", "looks like a telephone number"),
        ("levels", lambda e: {"answer": "Ring +44 20 7946 0000."}, "answer", "looks like a telephone number"),
        ("levels", lambda e: {"ask": e.ask[:7]}, "ask", "there are 7 ways of asking, 8 are the least"),
        ("levels", lambda e: {"ask": [*e.ask, f"{e.ask[0]}?!"]}, "ask", 'reads the same as "'),
        ("levels", lambda e: {"ask": [*e.ask, "CHARTER PRICE"]}, "ask", "also belongs to entries/cost.md"),
        (
            "levels",
            lambda e: {"ask": [*e.ask, "WHAT DOES IT COST!"]},
            "ask",
            "also belongs to entries/cost.md",
        ),
        ("levels", lambda e: {"question": "charter price"}, "question", "also belongs to entries/cost.md"),
        ("levels", lambda e: {"not_this": [e.ask[1].upper()]}, "not_this", "also a way of asking this entry"),
        ("levels", lambda e: {"follow_ups": ["nowhere"]}, "follow_ups", "there is no entry nowhere"),
        ("levels", lambda e: {"follow_ups": ["levels"]}, "follow_ups", "it leads to itself"),
        ("levels", lambda e: {"follow_ups": ["cost", "cost"]}, "follow_ups", "cost stands there twice"),
        (
            "levels",
            lambda e: {"follow_ups": ["cost", "appeal", "stages", "filtering"]},
            "follow_ups",
            "there are 4, 3 are the most",
        ),
        ("levels", lambda e: {"facts": ["F13", "F999"]}, "facts", "there is no fact F999"),
        ("levels", lambda e: {"facts": []}, "facts", "no fact carries this answer of kind fact"),
        ("supervision", lambda e: {"facts": []}, "facts", "no fact carries this answer of kind guidance"),
        ("cost", lambda e: {"facts": []}, "facts", "no fact carries this answer of kind not-published"),
        ("levels", lambda e: {"facts": ["F61", "F80"]}, "facts", "all its facts are inferred"),
        ("levels", lambda e: {"source": []}, "source", "it names no source"),
        (
            "levels",
            lambda e: {"source": [Source(title="Page", url="www.a.org", date="2024")]},
            "source",
            '"www.a.org" is not a web address',
        ),
        (
            "levels",
            lambda e: {"review_by": e.checked - timedelta(1)},
            "review_by",
            "the review on 2026-11-21 is before the check on 2026-11-22",
        ),
        (
            "levels",
            lambda e: {"review_by": e.checked + timedelta(367)},
            "review_by",
            "the review is 367 days after the check",
        ),
        (
            "filtering",
            lambda e: {"review_by": e.checked + timedelta(126)},
            "review_by",
            "the review is 126 days after the check",
        ),
        (
            "filtering",
            lambda e: {"answer": e.answer[3:]},
            "answer",
            "it does not open with where the law holds",
        ),
        ("filtering", lambda e: {"answer": "In England and Wales, yes."}, "answer", "it names no next step"),
        ("cost", lambda e: {"answer": "No price is published."}, "answer", "it does not say whom to ask"),
        (
            "cv-and-interviews",
            lambda e: {"answer": "Ask Acas."},
            "answer",
            "it does not say that it is not ours",
        ),
        (
            "cv-and-interviews",
            lambda e: {"answer": f"I can't help with that.{' Ask.' * 66}"},
            "answer",
            "it has 353 characters, 350 are the most of an entry of this kind",
        ),
        (
            "cv-and-interviews",
            lambda e: {"topic": "roles"},
            "kind",
            "kind is elsewhere and topic is roles",
        ),
        ("levels", lambda e: {"topic": "elsewhere"}, "kind", "kind is fact and topic is elsewhere"),
        ("urgent-help", lambda e: {"kind": "guidance"}, "kind", "it is guidance"),
        ("urgent-help", lambda e: {"answer": "Call 116 123."}, "answer", "999 is missing"),
        ("urgent-help", lambda e: {"answer": "Call 999."}, "answer", "116 123 is missing"),
    ],
)
def test_a_broken_entry_is_named(entry_id, change, place, what):
    broken = with_entry(entry_id, change)
    problems = check(broken, TESTS, TODAY)
    assert names(problems, f"entries/{broken.entries[entry_id].id}.md", place, what), problems


@pytest.mark.parametrize(
    ("entry_id", "change"),
    [
        ("urgent-help", lambda e: {"source": []}),
        ("urgent-help", lambda e: {"answer": "Call 999, 116 123 or 0800 123 4567."}),
        ("levels", lambda e: {"answer": "From 28 November 2020 to 2025/26 it is £24,937 to £26,598."}),
        ("levels", lambda e: {"answer": f"{'word ' * 25}.\n- {'word ' * 25}\n- {'word ' * 25}"}),
        ("levels", lambda e: {"facts": ["F13", "F61"]}),
        ("cost", lambda e: {"answer": "No price is published. Ask your commissioner."}),
        ("cv-and-interviews", lambda e: {"answer": f"I can't help with CVs.{' Ask.' * 65} Go"}),
    ],
)
def test_what_an_entry_may_do(entry_id, change):
    assert check(with_entry(entry_id, change), TESTS, TODAY) == []


INFERRED_OF_LEVELS = CONTENT.facts["F61"].inferred


@pytest.mark.parametrize(
    ("kind", "told", "named"),
    [
        ("fact", INFERRED_OF_LEVELS, True),
        ("fact", f"There are four levels. {INFERRED_OF_LEVELS.upper()}", True),
        ("fact", " ".join(INFERRED_OF_LEVELS.split()[: len(INFERRED_OF_LEVELS.split()) // 2]), False),
        ("guidance", INFERRED_OF_LEVELS, False),
    ],
)
def test_what_is_inferred_is_not_told_as_a_fact(kind, told, named):
    broken = with_entry("levels", lambda e: {"facts": ["F13", "F61"], "answer": told, "kind": kind})
    problems = check(broken, TESTS, TODAY)
    assert names(problems, "entries/levels.md", "answer", "and F61 only infers it") == named


def test_an_overdue_review_is_named_only_when_its_day_is_past():
    due = CONTENT.entries["filtering"].review_by
    assert not names(check(CONTENT, TESTS, due), "entries/filtering.md", "review_by", "was due")
    late = check(CONTENT, TESTS, due + timedelta(1))
    assert names(late, "entries/filtering.md", "review_by", f"the review was due on {due}")


def test_without_urgent_help_distress_has_no_answer():
    entries = {name: entry for name, entry in CONTENT.entries.items() if name != "urgent-help"}
    problems = check(replace(CONTENT, entries=entries), TESTS, TODAY)
    assert names(problems, "entries/urgent-help.md", "file", "it is missing")


# -- what the content is measured by


@pytest.mark.parametrize(
    ("change", "file", "place", "what"),
    [
        (
            {"questions": {**TESTS.questions, "levels": TESTS.questions["levels"][:3]}},
            "questions",
            "levels",
            "the entry has 3 test questions, 4 are the least",
        ),
        (
            {"questions": {name: each for name, each in TESTS.questions.items() if name != "levels"}},
            "questions",
            "levels",
            "the entry has 0 test questions",
        ),
        (
            {"questions": {**TESTS.questions, "nowhere": ["a"]}},
            "questions",
            "nowhere",
            "no entry with this id",
        ),
        (
            {
                "questions": {
                    **TESTS.questions,
                    "cost": ["The price, of the charter?", "price charter!", *TESTS.questions["cost"]],
                }
            },
            "questions",
            "cost",
            'the test question "price charter!" is nearly the way of asking "charter price"',
        ),
        (
            {"follow_ups": [FollowUp(turns=["a", "b"], expect="nowhere"), *TESTS.follow_ups]},
            "follow_ups",
            "0.expect",
            "there is no entry nowhere",
        ),
        (
            {"follow_ups": TESTS.follow_ups[:29]},
            "follow_ups",
            "top",
            "there are 29 follow-ups, 30 are the least",
        ),
        (
            {
                "far": TESTS.unanswered[:33],
                "near": TESTS.unanswered[33:66],
                "adversarial": TESTS.unanswered[66:99],
            },
            "unanswered",
            "top",
            "there are 99 questions that nothing answers, 100 are the least",
        ),
        (
            {"distress": ["i want to die", "lovely day"]},
            "distress",
            "distress.1",
            '"lovely day" is not heard',
        ),
        ({"not_distress": ["i want to die"]}, "distress", "not_distress.0", '"i want to die" is heard'),
    ],
)
def test_a_broken_test_question_is_named(change, file, place, what):
    problems = check(CONTENT, TESTS.model_copy(update=change), TODAY)
    assert [(each.file, each.place) for each in problems] == [(f"tests/{file}.yaml", place)]
    assert what in problems[0].what


# -- the framework


def with_framework(**change):
    framework = CONTENT.framework.model_copy(update=change)
    return replace(CONTENT, frameworks={framework.version: framework})


def with_criterion(criterion_id, **change):
    areas = [
        area.model_copy(
            update={
                "criteria": [
                    each.model_copy(update=change) if each.id == criterion_id else each
                    for each in area.criteria
                ]
            }
        )
        for area in CONTENT.framework.areas
    ]
    return with_framework(areas=areas)


def with_level(level_id, **change):
    levels = [
        each.model_copy(update=change) if each.id == level_id else each for each in CONTENT.framework.levels
    ]
    return with_framework(levels=levels)


def test_ids_of_a_framework_stand_once():
    framework = CONTENT.framework
    broken = with_framework(
        **{
            part: [*getattr(framework, part), getattr(framework, part)[0]]
            for part in ("areas", "stages", "official_criteria", "themes", "levels")
        }
    )
    problems = check(broken, TESTS, TODAY)
    for place, name in (
        ("areas", "leadership"),
        ("criteria", "L1"),
        ("stages", "review"),
        ("official_criteria", "OIR"),
        ("themes", "P"),
        ("levels", "working-towards"),
    ):
        assert names(problems, FRAMEWORK, place, f"{name} stands there twice")


def test_every_published_criterion_is_borne_by_one_of_ours():
    officials = CONTENT.framework.official_criteria
    more = officials[0].model_copy(update={"tag": "NEW"})
    problems = check(with_framework(official_criteria=[*officials, more]), TESTS, TODAY)
    assert names(problems, FRAMEWORK, "official_criteria", "no criterion bears NEW")


def test_the_fact_of_a_published_criterion_is_known():
    officials = [each.model_copy(update={"fact": "F999"}) for each in CONTENT.framework.official_criteria]
    problems = check(with_framework(official_criteria=officials), TESTS, TODAY)
    assert names(problems, FRAMEWORK, "OIR", "there is no fact F999")


def test_the_scale_runs_from_0_to_4():
    problems = check(with_framework(scale=CONTENT.framework.scale[::-1]), TESTS, TODAY)
    assert names(problems, FRAMEWORK, "scale", "its scores are [4, 3, 2, 1, 0]")


def test_a_score_without_evidence_counts_less():
    rule = CONTENT.framework.evidence_rule.model_copy(update={"counts_as": 3})
    problems = check(with_framework(evidence_rule=rule), TESTS, TODAY)
    assert names(problems, FRAMEWORK, "evidence_rule", "a score of 3 without evidence counts as 3")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"official": "XX"}, "there is no published criterion XX"),
        ({"theme": "Z"}, "there is no theme Z"),
        ({"facts": ["F999"]}, "there is no fact F999"),
        ({"not_applicable": True}, "it does not say when it does not apply"),
        ({"not_applicable_when": "No role needs it"}, "but always applies"),
    ],
)
def test_a_broken_criterion_is_named(change, what):
    problems = check(with_criterion("L1", **change), TESTS, TODAY)
    assert names(problems, FRAMEWORK, "L1", what), problems


NO_RULES = {
    "overall": Fraction(0),
    "every_area": Fraction(0),
    "essentials": 0,
    "every_criterion": 0,
    "criteria": {},
}
AS_BRONZE = {"overall": Fraction(2, 5), "every_area": Fraction(1, 4), "essentials": 2, "every_criterion": 0}


@pytest.mark.parametrize(
    ("level", "change", "what"),
    [
        ("gold", {"criteria": {"Z9": 3}}, "there is no criterion Z9"),
        (
            "gold",
            {"overall": Fraction(6, 5)},
            "even the best answers do not meet it: overall 80/80 below 6/5",
        ),
        ("gold", NO_RULES, "it has no rules"),
        ("gold", {"overall": Fraction(1, 2)}, "it asks less than Silver of overall"),
        ("gold", {"every_area": Fraction(2, 5)}, "it asks less than Silver of leadership"),
        ("gold", {"essentials": 1, "every_criterion": 1}, "it asks less than Silver of L1"),
        ("silver", AS_BRONZE, "whoever meets Bronze meets it too"),
        ("working-towards", {"essentials": 1}, "it is the lowest level and has rules"),
    ],
)
def test_a_broken_level_is_named(level, change, what):
    problems = check(with_level(level, **change), TESTS, TODAY)
    assert [(each.file, each.place) for each in problems] == [(FRAMEWORK, level)]
    assert what in problems[0].what


def small_framework(chance):
    """Two areas of two criteria, two levels with rules drawn by chance."""
    areas = [
        area.model_copy(
            update={
                "criteria": [
                    each.model_copy(update={"essential": chance.random() < 0.5}) for each in area.criteria[:2]
                ]
            }
        )
        for area in CONTENT.framework.areas[:2]
    ]
    levels = [
        Level(
            id=name,
            title=name,
            means=name,
            overall=Fraction(chance.randint(0, 8), 8),
            every_area=Fraction(chance.choice([0, chance.randint(0, 8)]), 8),
            essentials=chance.choice([0, chance.randint(0, 4)]),
            every_criterion=chance.choice([0, chance.randint(0, 4)]),
            criteria=chance.choice([{}, {"L1": chance.randint(0, 4)}]),
        )
        for name in ("below", "above")
    ]
    return CONTENT.framework.model_copy(update={"areas": areas, "levels": levels})


@pytest.mark.parametrize("seed", range(40))
def test_levels_stand_apart_exactly_when_some_answers_tell_them_apart(seed):
    framework = small_framework(random.Random(seed))
    below, above = framework.levels
    ids = [criterion.id for criterion in framework.criteria]
    answers = (dict(zip(ids, scores, strict=True)) for scores in product(range(5), repeat=len(ids)))
    cards = (Scorecard(framework, each, each) for each in answers)
    told = any(not shortfalls(card, below) and shortfalls(card, above) for card in cards)
    assert apart(framework, below, above) == told


# -- facts, profile, settings


def test_a_verified_fact_says_where_it_was_read():
    facts = {**CONTENT.facts, "F1": CONTENT.facts["F1"].model_copy(update={"sources": []})}
    problems = check(replace(CONTENT, facts=facts), TESTS, TODAY)
    told = "facts.yaml: F1: it is marked verified and has no source."
    assert [str(each) for each in problems] == [f"{told} Name where it was read, or mark it otherwise."]


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        ({"id": "service"}, "service", "two questions have this id"),
        (
            {"options": [Option(id="a", label="A"), Option(id="a", label="B")]},
            "organisation",
            "two of its options have the id a",
        ),
        ({"ask": "What is your NAME?"}, "organisation", 'something personal: "name"'),
        ({"ask": "Which offences were you convicted of?"}, "organisation", 'something personal: "offences"'),
        ({"ask": "How is your health?"}, "organisation", 'something personal: "health"'),
    ],
)
def test_a_broken_profile_question_is_named(change, place, what):
    first, *others = CONTENT.profile
    profile = (first.model_copy(update=change), *others)
    assert names(check(replace(CONTENT, profile=profile), TESTS, TODAY), "profile.yaml", place, what)


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        ({"urgent_at": 0.0}, "urgent_at", "it is 0.0"),
        ({"urgent_at": 1.0}, "urgent_at", "it is 1.0"),
        ({"offer_at_most": 0}, "offer_at_most", "it is 0"),
        ({"offer_at_most": 4}, "offer_at_most", "it is 4"),
        ({"urgent_unless": [*CONTENT.search.urgent_unless, "* ..."]}, "urgent_unless", '"* ..." fits every'),
    ],
)
def test_a_broken_setting_is_named(change, place, what):
    search = CONTENT.search.model_copy(update=change)
    assert names(check(replace(CONTENT, search=search), TESTS, TODAY), "search.yaml", place, what)


@pytest.mark.parametrize("engine", ["words", "sentences"])
@pytest.mark.parametrize("threshold", ["answer_at", "offer_at"])
@pytest.mark.parametrize("value", [-0.1, 0.0, 1.0, 1.1])
def test_a_threshold_of_either_engine_that_is_no_chance_is_named(engine, threshold, value):
    numbers = getattr(CONTENT.search, engine).model_copy(update={threshold: value})
    search = CONTENT.search.model_copy(update={engine: numbers})
    problems = check(replace(CONTENT, search=search), TESTS, TODAY)
    assert [(each.file, each.place, each.what) for each in problems] == [
        ("search.yaml", f"{engine}.{threshold}", f"it is {value}")
    ]


@pytest.mark.parametrize(
    ("means", "what"),
    [
        (["leap-hmpps", "nowhere"], "there is no entry nowhere"),
        (["leap-hmpps"], "it can mean one thing only"),
        (["leap-hmpps", "leap-hmpps"], "it can mean one thing only"),
    ],
)
def test_a_name_that_does_not_lead_to_two_entries_is_named(means, what):
    search = CONTENT.search.model_copy(update={"names": [Name(said=["the leap", "leap"], means=means)]})
    problems = check(replace(CONTENT, search=search), TESTS, TODAY)
    assert [(each.file, each.place, each.what) for each in problems] == [
        ("search.yaml", "names.the leap", what)
    ]


def test_a_phrase_of_distress_without_words_is_named():
    search = CONTENT.search.model_copy(update={"urgent_phrases": [*CONTENT.search.urgent_phrases, "the"]})
    problems = check(replace(CONTENT, search=search), TESTS, TODAY)
    assert names(problems, "search.yaml", "urgent_phrases", '"the" fits every message')


# -- folders


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "content")


def rewrite(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_shapes_are_reported_together_and_before_all_else(folder):
    rewrite(folder / "entries/levels.md", "kind: fact", "kind: fancy")
    rewrite(folder / "facts.yaml", "mark: verified", "mark: hearsay")
    rewrite(folder / "tests/follow_ups.yaml", "expect: who-holds-it", "expects: who-holds-it")
    problems = check_folder(folder, TODAY)
    assert {each.file for each in problems} == {"entries/levels.md", "facts.yaml", "tests"}


def test_problems_across_files_are_found_in_a_folder(folder):
    rewrite(folder / "entries/levels.md", "follow_ups: [", "follow_ups: [nowhere, ")
    assert names(check_folder(folder, TODAY), "entries/levels.md", "follow_ups", "there is no entry nowhere")


def test_facts_with_one_id_are_named(folder):
    rewrite(folder / "facts.yaml", "- id: F2\n", "- id: F1\n")
    assert names(check_folder(folder, TODAY), "facts.yaml", "F1", "two facts have this id")


def test_a_version_has_the_name_of_its_file(folder):
    (folder / FRAMEWORK).rename(folder / "framework/2026.11.yaml")
    problems = check_folder(folder, TODAY)
    assert names(problems, "framework/2026.11.yaml", "version", "it does not equal the file's name")


def test_some_version_is_published(folder):
    rewrite(folder / FRAMEWORK, "published:", "status: draft\npublished:")
    assert names(check_folder(folder, TODAY), "framework", "status", "no version is published")


def test_an_entry_without_keys_is_not_passed_over(folder):
    (folder / "entries/new.md").write_text("Only an answer.", "utf-8")
    assert names(check_folder(folder, TODAY), "entries/new.md", "top", "no entry could be read from it")


def test_an_emptied_file_is_a_problem(folder):
    (folder / "facts.yaml").write_text("", "utf-8")
    assert check_folder(folder, TODAY) != []
