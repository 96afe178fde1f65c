"""An assessment as it is kept, so that another store can take it in: all of what the organisation said.

Left out is who it was: the owner's address, what one person had said before it was agreed, what whoever leads
was shown of others, and whom they asked to lead. What is read back belongs to nobody (`IMPORTED`).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.reports.case import Case
from knowledge.model import ProfileField
from storage.records import Answer, Assessment

IMPORTED = "imported"  # stands where an address would: no channel is called so, and nobody can write from it
LEFT_OUT = ("owner", "of", "voice", "areas", "nudged", "shown", "handing_to")


def kept(case: Case, profile: Iterable[ProfileField]) -> dict[str, Any]:
    """Return the assessment as JSON's own types, with what the framework and the profile questions know."""
    body = belonging_to_nobody(case.assessment).to_json()
    asked = {field.id for field in profile}
    criteria = {criterion.id for criterion in case.framework.criteria}
    body["profile"] = {name: value for name, value in body["profile"].items() if name in asked}
    body["answers"] = {name: value for name, value in body["answers"].items() if name in criteria}
    for name in ("answers", "set_aside"):
        body[name] = {criterion: _said(answer) for criterion, answer in body[name].items()}
    return {name: value for name, value in body.items() if name not in LEFT_OUT}


def _said(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer without what is empty: there are millions. A score of 0 is not."""
    return {name: value for name, value in answer.items() if name == "score" or value}


def belonging_to_nobody(assessment: Assessment) -> Assessment:
    """Return what an export and an import make of an assessment."""
    return replace(
        assessment,
        owner=IMPORTED,
        answers={name: _agreed(each) for name, each in assessment.answers.items()},
        set_aside={name: _agreed(each) for name, each in assessment.set_aside.items()},
        of="", voice="", areas=(), nudged="", shown={}, handing_to="",
    )  # fmt: skip


def _agreed(answer: Answer) -> Answer:
    return replace(answer, own="", own_note="")
