"""From an assessment and its parts to voices: numbers and groups, without a reference or an address."""

from collections.abc import Sequence

from knowledge.framework import Framework
from knowledge.voices import DONT_KNOW, NOT_APPLICABLE, Spread, Voice, spread
from storage.records import Answer, Assessment

OTHER = "other"


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
    return said(answer) if answer and answer.agreed else ""


def of_the_lead(whole: Assessment, criterion: str) -> Voice:
    """Return the lead's own voice: what they had said before it was agreed."""
    answer = whole.answers.get(criterion)
    own = answer.own if answer and answer.agreed else said(answer)
    return Voice(whole.profile.get("role", OTHER), own)


def asked(framework: Framework, parts: Sequence[Assessment], criterion: str) -> list[Assessment]:
    """Return the parts of those who were asked about a criterion."""
    area = framework.area_of(criterion).id
    return [each for each in parts if not each.areas or area in each.areas]


def spread_of(framework: Framework, whole: Assessment, parts: Sequence[Assessment], criterion: str) -> Spread:
    """Return what may be shown of a criterion."""
    others = [
        Voice(each.voice, said(each.answers.get(criterion))) for each in asked(framework, parts, criterion)
    ]
    return spread(of_the_lead(whole, criterion), others, hushed=criterion in whole.hushed)


def to_agree(framework: Framework, whole: Assessment, parts: Sequence[Assessment]) -> list[str]:
    """Return the criteria that a colleague has answered and nothing was agreed of."""
    return [
        each.id
        for each in framework.criteria
        if not agreed(whole, each.id)
        and any(each.id in part.answers for part in asked(framework, parts, each.id))
    ]
