"""The export as a JSON file: the framework, and each assessment with its answers as they were written."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.reports.case import Case, Line, Listed
from bot.reports.collection import Collection
from knowledge.framework import Criterion, Framework
from knowledge.model import ProfileField
from knowledge.scoring import Points
from storage.records import Assessment

MEDIA_TYPE = "application/json"
FORMAT = "charter-bot/assessments"


def json_file(
    framework: Framework, profile: Iterable[ProfileField], assessments: Iterable[Assessment], made: datetime
) -> bytes:
    """Return one JSON object: `format`, `framework`, `profile`, `exported` and `assessments`.

    Texts are as they were written: JSON is read by programs, and none takes a text for a formula.
    Only what the framework and the profile questions know is in it, and nothing about the person.
    """
    collection = Collection.of(framework, profile, assessments, made.date())
    body = {
        "format": FORMAT,
        "framework": _framework(framework),
        "profile": [
            field.model_dump(mode="json", include={"id", "title", "options"}) for field in collection.profile
        ],
        "exported": made.isoformat(timespec="seconds"),
        "assessments": [_assessment(case, collection) for case in collection.cases],
    }
    # Half a surrogate pair has no UTF-8; a question mark for it keeps the rest of the file readable.
    return json.dumps(body, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _framework(framework: Framework) -> dict[str, Any]:
    named = {"version", "title", "published", "notice", "scale", "official_criteria", "themes"}
    return {
        **framework.model_dump(mode="json", include=named),
        "areas": [{"id": area.id, "title": area.title} for area in framework.areas],
        "levels": [{"id": level.id, "title": level.title} for level in framework.levels],
        "criteria": [_criterion(framework, criterion) for criterion in framework.criteria],
    }


def _criterion(framework: Framework, criterion: Criterion) -> dict[str, Any]:
    named = {"id", "title", "essential", "official", "theme", "not_applicable", "scores"}
    return {
        **criterion.model_dump(mode="json", include=named),
        "area": framework.area_of(criterion.id).id,
    }


def _assessment(case: Case, collection: Collection) -> dict[str, Any]:
    assessment = case.assessment
    return {
        "ref": assessment.ref,
        "state": case.state,
        "started": assessment.started,
        "changed": assessment.changed,
        "finished": assessment.finished or None,
        "profile": {field.id: assessment.profile.get(field.id) for field in collection.profile},
        "result": _result(case),
        "answers": {line.criterion.id: _answer(line) for line in case.lines},
        "register": [_document(each) for each in case.register],
    }


def _result(case: Case) -> dict[str, Any]:
    result = case.result
    return {
        "indicative_level": result.level.id if result.level else None,
        "overall": _points(result.overall),
        "claimed": _points(result.claimed),
        "answered": result.answered,
        "areas": {area: _points(points) for area, points in result.areas.items()},
        "official_criteria": {tag: _points(points) for tag, points in result.criteria.items()},
    }


def _points(points: Points) -> dict[str, int]:
    return {"points": points.had, "of": points.of}


def _answer(line: Line) -> dict[str, Any]:
    return {
        "status": line.status,
        "score": line.score,
        "evidenced_score": line.evidenced,
        "evidence": line.answer.evidence,
        "reason": line.answer.not_applicable,
        "answered_at": line.answer.at or None,
    }


def _document(listed: Listed) -> dict[str, Any]:
    note = listed.note
    return {
        "document": listed.id,
        "title": note.title,
        "owner": note.owner or None,
        "dated": note.dated or None,
        "valid_until": note.valid_until or None,
        "counts": listed.counts == "yes",
        "criteria": list(note.criteria),
        "asked": note.asked,
        "changed_at": note.at or None,
    }
