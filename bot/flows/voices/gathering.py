"""From an assessment and its parts to voices: numbers and groups, without a reference or an address."""

import hashlib
from collections.abc import Sequence

from knowledge.framework import Framework
from knowledge.voices import DONT_KNOW, NOT_APPLICABLE, Spread, Voice, spread_shown
from storage.records import Answer, Assessment

OTHER = "other"
HANDED = "handed"  # an answer that came with the lead: it stands, and nothing was agreed of it


def said(answer: Answer | None) -> str:
    """Return an answer as a voice says it: "0" to "4", "dk", "na"; nothing for one not looked at yet."""
    if answer is None or answer.carried:
        return ""
    if answer.not_applicable:
        return NOT_APPLICABLE
    return DONT_KNOW if answer.score is None else str(answer.score)


def agreed(whole: Assessment, criterion: str) -> str:
    """Return what was agreed of a criterion, or nothing."""
    answer = whole.answers.get(criterion)
    return said(answer) if answer and is_agreed(answer) else ""


def is_agreed(answer: Answer) -> bool:
    """Whether an answer was agreed on."""
    return answer.agreed not in {"", HANDED}


def of_the_lead(whole: Assessment, criterion: str) -> Voice:
    """Return the lead's own voice: what they had said before it was agreed, or before they led."""
    answer = whole.answers.get(criterion)
    own = answer.own if answer and answer.agreed else said(answer)
    return Voice(whole.profile.get("role", OTHER), own)


def asked(framework: Framework, parts: Sequence[Assessment], criterion: str) -> list[Assessment]:
    """Return the parts of those who were asked about a criterion."""
    area = framework.area_of(criterion).id
    return [each for each in parts if not each.areas or area in each.areas]


def of_the_others(framework: Framework, parts: Sequence[Assessment], criterion: str) -> list[Voice]:
    """Return the voices of those who were asked about a criterion."""
    return [
        Voice(each.voice, said(each.answers.get(criterion)), _mark(each, criterion))
        for each in asked(framework, parts, criterion)
    ]


def spread_of(framework: Framework, whole: Assessment, parts: Sequence[Assessment], criterion: str) -> Spread:
    """Return what is shown of a criterion: of newer answers nothing, before `showing.py` has kept it."""
    others = of_the_others(framework, parts, criterion)
    return spread_shown(of_the_lead(whole, criterion), others, whole.shown.get(criterion, ()))


def to_agree(framework: Framework, whole: Assessment, parts: Sequence[Assessment]) -> list[str]:
    """Return the criteria that a colleague has answered and nothing was agreed of.

    An answer that came with the lead is what one of the colleagues said: it takes two to agree on it.
    """
    return [
        each.id
        for each in framework.criteria
        if not agreed(whole, each.id) and _can_be_agreed(framework, whole, parts, each.id)
    ]


def _mark(part: Assessment, criterion: str) -> str:
    """Return what is another for each person and whenever they say something else."""
    answer = part.answers.get(criterion)
    since = (answer.since or answer.at) if answer else ""
    return hashlib.sha256(f"{part.ref} {since}".encode()).hexdigest()[:16]


def _can_be_agreed(
    framework: Framework, whole: Assessment, parts: Sequence[Assessment], criterion: str
) -> bool:
    of_others = sum(criterion in part.answers for part in asked(framework, parts, criterion))
    answer = whole.answers.get(criterion)
    if answer and answer.agreed == HANDED:
        return of_others + bool(answer.own) > 1
    return of_others > 0
