"""`charter-bot score`: a file of answers to a level, and a bad file told in sentences."""

import json

import pytest

CRITERIA = [f"{area}{number}" for area in "LHSR" for number in range(1, 6)]
FOUR = {"score": 4, "evidence": "Board minute"}
KEYS = {
    "level", "provisional", "overall", "claimed", "areas", "criteria", "next_level", "blocked_by",
    "dont_know", "not_answered", "without_evidence", "framework", "notice",
}  # fmt: skip


def all_at(score, evidence="Board minute", **differing):
    return {each: {"score": score, "evidence": evidence} for each in CRITERIA} | differing


def scored(charter_bot, answers):
    result = charter_bot("score", "-", "--json", typed=json.dumps(answers))
    assert result.exit_code == 0
    return json.loads(result.stdout)


def refused(charter_bot, text):
    result = charter_bot("score", "-", "--json", typed=text)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def test_the_result_holds_all_of_this(charter_bot, content):
    said = scored(charter_bot, all_at(3))
    assert set(said) == KEYS
    assert (said["level"], said["next_level"], said["provisional"]) == ("Silver", "Gold", False)
    assert (said["overall"], said["claimed"]) == ("60/80", "60/80")
    assert said["areas"] == dict.fromkeys(
        ("leadership", "human-resources", "service-delivery", "lived-experience"), "15/20"
    )
    assert said["criteria"] == {
        "OIR": "12/16", "AB": "9/12", "STE": "9/12", "CPP": "9/12", "WEC": "9/12", "CPG": "12/16"
    }  # fmt: skip
    assert said["blocked_by"] == ["overall 60/80 below 4/5"]
    assert (said["framework"], said["notice"]) == (content.framework.version, content.framework.notice)


def test_a_file_reads_like_standard_input(charter_bot, tmp_path):
    (tmp_path / "answers.json").write_text(json.dumps(all_at(2)), encoding="utf-8")
    from_file = charter_bot("score", "answers.json", "--json")
    from_input = charter_bot("score", "-", "--json", typed=json.dumps(all_at(2)))
    assert from_file.stdout == from_input.stdout
    assert json.loads(from_file.stdout)["level"] == "Bronze"


def test_claimed_scores_without_evidence_count_less_and_are_named(charter_bot):
    said = scored(charter_bot, all_at(2) | {"L2": {"score": 4}, "L3": {"score": 3, "evidence": " "}})
    assert (said["overall"], said["claimed"]) == ("40/80", "43/80")
    assert said["without_evidence"] == ["L2", "L3"]


def test_an_essential_below_two_is_the_reason(charter_bot):
    said = scored(charter_bot, all_at(4, H1={"score": 1}))
    assert (said["level"], said["blocked_by"]) == ("Working towards", ["essential H1 below 2"])


def test_another_at_one_is_silver(charter_bot):
    said = scored(charter_bot, all_at(4, L5={"score": 1}))
    assert (said["level"], said["overall"], said["blocked_by"]) == ("Silver", "77/80", ["L5 below 2"])


def test_not_applicable_leaves_the_count_and_dont_know_is_listed(charter_bot):
    said = scored(
        charter_bot, all_at(4, H4={"not_applicable": "no clearance needed"}, S1={"dont_know": True})
    )
    assert said["overall"] == "72/76"
    assert said["dont_know"] == ["S1"]
    assert said["areas"]["human-resources"] == "16/16"


def test_nineteen_are_provisional(charter_bot):
    answers = all_at(4)
    del answers["R5"]
    said = scored(charter_bot, answers)
    assert (said["level"], said["provisional"], said["not_answered"]) == (None, True, ["R5"])


def test_nothing_answered_is_provisional_too(charter_bot):
    said = scored(charter_bot, {})
    assert (said["level"], said["provisional"], said["overall"]) == (None, True, "0/80")
    assert said["not_answered"] == CRITERIA


def test_at_gold_nothing_stands_above(charter_bot):
    said = scored(charter_bot, all_at(4))
    assert (said["level"], said["next_level"], said["blocked_by"]) == ("Gold", None, [])


def test_without_json_it_reads_well_and_says_what_it_is_not(charter_bot):
    result = charter_bot("score", "-", typed=json.dumps(all_at(4, H1={"score": 1})))
    assert "Only the Career Matters panel awards Charter status." in result.stdout
    assert "Level: Working towards" in result.stdout
    assert "Evidenced 77/80, claimed 77/80" in result.stdout
    assert "Bronze is stopped by: essential H1 below 2" in result.stdout


@pytest.mark.parametrize("text", ["", "level: gold", '{"L1": {"score": 3}', "[" * 100_000, "\ufeff{}"])
def test_what_is_not_json_is_told_so(charter_bot, text):
    assert "The file is not JSON" in refused(charter_bot, text)


@pytest.mark.parametrize("text", ["[]", '"gold"', "7", "null", "true"])
def test_json_of_another_shape_is_told_so(charter_bot, text):
    assert refused(charter_bot, text).startswith("file: ")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"score": 5}, "L1.score: "),
        ({"score": -1}, "L1.score: "),
        ({"score": 2.5}, "L1.score: "),
        ({"score": "3"}, "L1.score: "),
        ({"score": True}, "L1.score: "),
        ({"score": 3, "evidense": "typo"}, "L1.evidense: "),
        ({"score": 3, "evidence": None}, "L1.evidence: "),
        ({"dont_know": "yes"}, "L1.dont_know: "),
        (3, "L1: "),
        ({}, "L1: give exactly one of score, dont_know and not_applicable."),
        ({"dont_know": False}, "L1: give exactly one of score, dont_know and not_applicable."),
        ({"score": 3, "dont_know": True}, "L1: give exactly one of score, dont_know and not_applicable."),
        ({"not_applicable": "no"}, "L1: this criterion always applies; give a score or dont_know."),
    ],
    ids=str,
)
def test_an_answer_that_is_none_is_told_by_its_criterion(charter_bot, answer, told):
    assert told in refused(charter_bot, json.dumps(all_at(4, L1=answer)))


def test_a_criterion_that_does_not_exist_is_named(charter_bot):
    told = refused(charter_bot, json.dumps({"Z9": FOUR, "l1": FOUR}))
    assert "Z9: there is no such criterion in framework 2026.10." in told
    assert "l1: there is no such criterion in framework 2026.10." in told


def test_everything_that_is_wrong_is_told_at_once(charter_bot):
    told = refused(charter_bot, json.dumps({"Z9": FOUR, "L1": {}, "L2": {"not_applicable": "x"}}))
    assert len(told.strip().splitlines()) == 3


def test_a_file_that_is_no_utf_8_text_is_told_so(charter_bot, tmp_path):
    (tmp_path / "answers.json").write_bytes('{"L1": {"score": 3, "evidence": "café"}}'.encode("latin-1"))
    result = charter_bot("score", "answers.json")
    assert result.exit_code == 2
    assert "UTF-8" in result.stderr


def test_a_file_that_is_not_there_is_told_so(charter_bot):
    result = charter_bot("score", "nowhere.json")
    assert result.exit_code == 2
    assert "nowhere.json" in result.stderr


def test_a_key_that_stands_twice_is_refused(charter_bot):
    assert "a key stands twice" in refused(charter_bot, '{"L1": {"score": 3}, "L1": {"score": 1}}')


def test_a_blank_reason_is_none(charter_bot):
    assert "H4: give exactly one of" in refused(charter_bot, '{"H4": {"not_applicable": "  "}}')
