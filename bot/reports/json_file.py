"""The export as JSON, and as JSON Lines: the framework, and each assessment with its answers as written."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from bot.reports.case import Case, Line, Listed
from bot.reports.collection import Collection
from bot.reports.kept_form import kept
from knowledge.framework import Criterion, Framework
from knowledge.scorecard import Points

MEDIA_TYPE = "application/json"
LINES_TYPE = "application/jsonl"
FORMAT = "charter-bot/assessments"


def json_pieces(collection: Collection, made: datetime) -> Iterator[bytes]:
    """Give one JSON object: `format`, `framework`, `profile`, `exported` and `assessments`, each on a line.

    Texts are as they were written: JSON is read by programs, and none takes a text for a formula.
    Only what the framework and the profile questions know is in it, and nothing about the person.
    """
    yield from one_object(_head(collection, made), _each(collection))


def json_lines(collection: Collection, made: datetime) -> Iterator[bytes]:
    """Give JSON Lines: first what the file is, then a line for each assessment."""
    yield _line(_head(collection, made))
    yield from (line + b"\n" for line in _each(collection))


def one_object(head: dict[str, Any], each: Iterable[bytes]) -> Iterator[bytes]:
    """Give a JSON object whose last member is the list of assessments, each on a line of its own."""
    yield _line(head).rstrip()[:-1] + b', "assessments": ['
    between = b"\n"
    for line in each:
        yield between + line
        between = b",\n"
    yield b"\n]}\n"


def written(body: dict[str, Any]) -> bytes:
    """Write one line of JSON.

    Half a surrogate pair has no UTF-8; a question mark for it keeps the rest of the file readable.
    """
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def _line(body: dict[str, Any]) -> bytes:
    return written(body) + b"\n"


def _each(collection: Collection) -> Iterator[bytes]:
    return (written(_assessment(case, collection)) for case in collection.cases)


def _head(collection: Collection, made: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "framework": framework_in_json(collection.framework),
        "profile": [
            field.model_dump(mode="json", include={"id", "title", "options"}) for field in collection.profile
        ],
        "exported": made.isoformat(timespec="seconds"),
    }


def framework_in_json(framework: Framework) -> dict[str, Any]:
    """Return what somebody needs to read the scores by."""
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
        "kept": kept(case, collection.profile),
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
