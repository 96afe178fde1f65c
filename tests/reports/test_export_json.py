"""The JSON file holds what was written as it was written, and nothing that the content does not know."""

import json

from collected import all_answered, assessment

from bot.reports.export import export
from storage.records import Answer


def exported(content, now, *assessments):
    (document,) = export(content, assessments, "json", now)
    return json.loads(document.content)


def test_it_says_what_it_is(content, framework, now):
    body = exported(content, now)
    assert list(body) == ["format", "framework", "profile", "exported", "assessments"]
    assert (body["format"], body["exported"]) == ("charter-bot/assessments", "2026-11-22T09:30:00+00:00")
    assert body["framework"]["version"] == "2026.10"
    assert body["framework"]["notice"] == framework.notice
    assert body["framework"]["title"] == framework.title
    assert [each["id"] for each in body["framework"]["criteria"]] == [each.id for each in framework.criteria]
    assert body["framework"]["criteria"][0]["scores"] == framework.criteria[0].scores
    assert body["assessments"] == []


def test_texts_are_as_they_were_written(content, now):
    attack = "=cmd|' /C calc'!A0"
    one = assessment(organisation=attack, answers={"L1": Answer(score=3, evidence=f"\t{attack}\x00 ＝é")})
    (found,) = exported(content, now, one)["assessments"]
    assert found["profile"]["organisation"] == attack
    assert found["answers"]["L1"]["evidence"] == f"\t{attack}\x00 ＝é"


def test_half_a_surrogate_pair_leaves_the_rest_readable(content, now):
    (found,) = exported(content, now, assessment(organisation="Beech \ud83d Lane"))["assessments"]
    assert found["profile"]["organisation"] == "Beech ? Lane"


def test_an_assessment_holds_known_fields_only(content, framework, profile, now):
    odd = assessment(shoe_size="42", answers={"Z9": Answer(score=4, evidence="unknown")})
    (found,) = exported(content, now, odd)["assessments"]
    assert list(found) == [
        "ref", "state", "started", "changed", "finished", "profile", "result", "answers", "register",
        "kept",
    ]  # fmt: skip
    assert list(found["profile"]) == [field.id for field in profile]
    assert list(found["answers"]) == [each.id for each in framework.criteria]
    assert found["finished"] is None
    assert found["profile"]["sector"] is None


def test_points_are_exact_and_an_unfinished_level_is_null(content, framework, now):
    answers = all_answered(framework, 4) | {"H4": Answer(not_applicable="No role needs clearance")}
    full = assessment("AA222222", answers=answers)
    begun = assessment("BB222222", answers={"L1": Answer(dont_know=True)})
    first, second = exported(content, now, full, begun)["assessments"]
    assert first["result"]["overall"] == {"points": 76, "of": 76}
    assert first["result"]["areas"]["human-resources"] == {"points": 16, "of": 16}
    assert first["result"]["indicative_level"] == "gold"
    assert first["answers"]["H4"]["status"] == "not_applicable"
    assert first["answers"]["H4"]["reason"] == "No role needs clearance"
    assert (second["result"]["indicative_level"], second["result"]["answered"]) == (None, 1)
    assert second["answers"]["L1"]["score"] is None
