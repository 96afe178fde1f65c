"""Answers taken over: from an earlier assessment to a new one, or from one framework version to the next."""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.framework import Framework
from knowledge.versions import changes
from storage.records import Answer, Assessment, EvidenceNote, PlanStep

Answers = Mapping[str, Answer]


def look_again(earlier: Assessment, old: Framework, new: Framework, fresh: Assessment) -> Assessment:
    """Return the fresh assessment with what the earlier one held; every answer is still to be looked at."""
    kept, aside = divided(earlier.answers, old, new)
    return replace(
        fresh,
        profile=earlier.profile,
        answers={
            name: replace(each, carried=True, agreed="", own="", own_note="") for name, each in kept.items()
        },
        set_aside=aside,
        register=_register(earlier, new),
        plan=_plan(earlier, new),
        earlier=earlier.ref,
    )


def move(assessment: Assessment, old: Framework, new: Framework) -> Assessment:
    """Return the assessment under another version; answers that do not fit it are set aside, not lost.

    Criteria that are gone are gone from the plan, and from what documents serve.
    """
    kept, aside = divided(assessment.answers, old, new)
    set_aside = {**assessment.set_aside, **aside}
    return replace(
        assessment,
        framework=new.version,
        answers=kept,
        set_aside=set_aside,
        register=_register(assessment, new),
        plan=_plan(assessment, new),
    )


def divided(answers: Answers, old: Framework, new: Framework) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Return the answers that mean the same under the new version, and those that have to be asked again."""
    same = changes(old, new).same
    kept = {name: each for name, each in answers.items() if name in same and _fits(new, name, each)}
    return kept, {name: each for name, each in answers.items() if name not in kept}


def _plan(assessment: Assessment, new: Framework) -> dict[str, PlanStep]:
    """Return the steps of the plan whose criteria are still there."""
    there = {each.id for each in new.criteria}
    return {name: step for name, step in assessment.plan.items() if name in there}


def _register(assessment: Assessment, new: Framework) -> dict[str, EvidenceNote]:
    """Return the documents, each serving what is still there."""
    there = {each.id for each in new.criteria}
    return {
        name: replace(note, criteria=tuple(each for each in note.criteria if each in there))
        for name, note in assessment.register.items()
    }


def _fits(new: Framework, name: str, answer: Answer) -> bool:
    """Whether the answer may still be given: "not applicable" only where the criterion allows it."""
    return not answer.not_applicable or new.criterion(name).not_applicable
