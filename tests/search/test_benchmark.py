"""The benchmark's pieces do what they say: its numbers are only as good as they are."""

import json
import subprocess
import sys
from pathlib import Path

import memory
import pytest
import rivals
from auroc import auroc
from public import FILES, PublicEntry, read_sets
from rankers import run
from rivals import Bm25, TokenSetRatio, WRatio, rivals_here
from speed import split, strangers, timed
from tables import against_targets, misses
from targets import ROWS

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "search"

ENTRIES = [
    PublicEntry("cost", ("How much is it?", "what does it cost")),
    PublicEntry("end", ("When does it end?", "what is the last day", "how long have we got")),
    PublicEntry("people", ("Who runs this?",)),
]


class Fixed:
    """Ranks as it is told."""

    def __init__(self, ranked):
        self._ranked = ranked

    def rank(self, question):
        return self._ranked[question]


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        ([3, 4], [1, 2], 1.0),
        ([1, 2], [3, 4], 0.0),
        ([2, 2, 2], [2, 2], 0.5),
        ([1, 3], [2], 0.5),
        ([0.9, 0.5], [0.5, 0.1], 0.875),
        ([1, 2, 2, 3], [0, 2, 4], 6 / 12),
    ],
)
def test_auroc_counts_pairs_in_the_right_order_and_ties_by_half(inside, outside, expected):
    assert auroc(inside, outside) == pytest.approx(expected)


@pytest.mark.parametrize("rival", [WRatio, TokenSetRatio])
def test_a_rival_ranks_the_entry_of_an_exact_phrasing_first(rival):
    ranker = rival(ENTRIES)
    for entry in ENTRIES:
        for phrasing in entry.phrasings:
            name, score = ranker.rank(phrasing.upper().rstrip("?"))[0]
            assert (name, score) == (entry.id, 100)


@pytest.mark.parametrize("rival", [WRatio, TokenSetRatio])
def test_a_rivals_entry_scores_as_its_best_phrasing(rival):
    ranked = dict(rival(ENTRIES).rank("what is the last day of it"))
    alone = dict(rival([PublicEntry("end", ("what is the last day",))]).rank("what is the last day of it"))
    assert ranked["end"] == alone["end"]
    assert set(ranked) == {"cost", "end", "people"}


def test_a_run_tells_the_share_right_first_and_the_best_scores():
    ranker = Fixed({"a": [("x", 0.9), ("y", 0.1)], "b": [("y", 0.4), ("x", 0.3)]})
    done = run(ranker, [("a", "x"), ("b", "x")])
    assert (done.first, done.best, len(done.milliseconds)) == (0.5, [0.9, 0.4], 2)


def test_the_table_has_a_row_for_each_target_with_every_engines_figure():
    named = [figure.name for row in ROWS for figure in row.figures]
    assert len(named) == len(set(named))
    figures = {"one": dict.fromkeys(named, 0.5), "two": {}}
    header, marks, *lines = against_targets(
        ROWS, figures, {"one": "the first", "two": "the second"}
    ).splitlines()
    assert header == "| what | target | the first | the second |"
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines] == [row.what for row in ROWS]
    assert {line.count("|") for line in (header, marks, *lines)} == {5}
    assert "| 85 % / 95 % | 50.0 % / 50.0 % | – / – |" in lines[0]


# The numbers of the issue: a target that is moved is moved here too.
TARGETS = {
    "right_first": 0.85,
    "right_among_three": 0.95,
    "answered_right": 0.70,
    "answered_wrong": 0.03,
    "offered_right_when_unsure": 0.90,
    "far_answered": 0.01,
    "near_answered": 0.08,
    "adversarial_answered": 0.01,
    "follow_ups_right": 0.80,
    "clinc150_first": 0.87,
    "banking77_first": 0.82,
    "clinc150_oos_auroc": 0.96,
    "find_p50": 5,
    "find_p99": 15,
    "memory_with_model": 350,
    "memory_without_model": 130,
}
CEILINGS = {name for name in TARGETS if name.endswith(("_wrong", "_answered", "_p50", "_p99", "_model"))}


def test_the_targets_are_those_that_were_set():
    figures = [figure for row in ROWS for figure in row.figures if figure.target is not None]
    assert {figure.name: figure.target for figure in figures} == TARGETS
    assert {figure.name for figure in figures if figure.ceiling} == CEILINGS


def test_what_misses_its_target_is_named_and_what_was_not_measured_is_not():
    assert misses(ROWS, {}) == []
    assert {each.split()[0] for each in misses(ROWS, TARGETS)} == CEILINGS  # under is under
    found = {
        "right_first": 0.849,
        "answered_right": 0.70,
        "find_p50": 5.2,
        "near_answered": 0.079,
        "hwu64_first": 0,
    }
    assert misses(ROWS, found) == ["right_first 84.9 % (85 %)", "find_p50 5.2 ms (under 5 ms)"]


def public_sets(folder):
    """The four files, each with the intents cost, end and people; cost alone is inside of BANKING77-OOS."""
    every = [{"id": each.id, "phrasings": ["another", *each.phrasings]} for each in ENTRIES]
    chosen = [{"q": phrasing, "id": each.id} for each in ENTRIES for phrasing in each.phrasings]
    asked = [{"q": f"please, {each.phrasings[0]}", "id": each.id} for each in ENTRIES]
    whole = {"entries": every, "std_5": chosen, "test": asked, "oos_test": {"oos": ["who won"]}}
    inside = {"entries": every[:1], "oos_test": {"near": ["mislabelled"], "far": ["who won", "what is love"]}}
    for name in FILES:
        (folder / name).write_text(json.dumps(inside if name.startswith("banking_oos") else whole))
    return read_sets(folder)


def test_public_sets_are_read_with_the_phrasings_that_everybody_takes(tmp_path):
    clinc, banking, hwu, _ = public_sets(tmp_path)
    assert [each.title for each in (clinc, banking, hwu)] == ["CLINC150", "BANKING77", "HWU64"]
    assert clinc.entries == banking.entries == hwu.entries == ENTRIES
    assert clinc.asked[0] == ("please, How much is it?", "cost")
    assert clinc.all_phrasings["people"] == ["another", "Who runs this?"]
    assert (clinc.outside, banking.outside) == ({"oos": ["who won"]}, {})


def test_questions_of_the_intents_that_are_held_out_are_near_misses(tmp_path):
    *_, held_out = public_sets(tmp_path)
    assert held_out.entries == ENTRIES[:1]
    assert held_out.asked == [("please, How much is it?", "cost")]
    assert held_out.outside == {
        "near": ["please, When does it end?", "please, Who runs this?"],
        "far": ["who won", "what is love"],
    }


def test_entries_are_split_into_as_many_as_are_timed_and_none_is_asked_its_own_phrasing():
    made = split({"a": ["1", "2", "3"], "b": ["4", "5", "6", "7"]}, entries=3, phrasings=2)
    assert [(entry.id, entry.phrasings) for entry in made] == [
        ("a 0", ("1", "2")),
        ("b 0", ("4", "5")),
        ("a 1", ("3", "1")),
    ]
    assert sorted(strangers(["Who runs THIS", "what else", "why"], ENTRIES)) == ["what else", "why"]


def test_a_timing_leaves_the_warm_up_out(capsys):
    asked = []
    found = timed("find", asked.append, [str(at) for at in range(150)])
    assert "find: 50 questions" in capsys.readouterr().out
    assert len(asked) == 150
    assert 0 <= found["find_p50"] <= found["find_p99"]
    assert set(found) == {"find_p50", "find_p99", "find_busy_p50", "find_busy_p99"}


def test_what_cannot_be_measured_here_is_left_out_and_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(memory, "STATUS", tmp_path / "status")
    assert memory.resident([]) == {}
    assert capsys.readouterr().out == f"Memory is left out: there is no {tmp_path / 'status'} here.\n"
    monkeypatch.setattr(rivals, "find_spec", lambda name: None)
    assert Bm25 not in rivals_here().values()
    assert len(rivals_here()) == 2
    assert "BM25 is left out: bm25s is not installed" in capsys.readouterr().out


def test_missing_public_sets_are_named_before_anything_is_measured(tmp_path):
    (tmp_path / "clinc150.json").write_text("{}")
    command = [sys.executable, str(BENCHMARK), "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{tmp_path} lacks banking77.json, hwu64.json, banking_oos.json" in done.stderr
