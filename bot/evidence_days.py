"""Which evidence counts on a day: the note at an answer, or a document of the register that is in date."""

from dataclasses import replace
from datetime import date

from bot.reminders import AHEAD
from storage.records import Answer, Assessment, EvidenceNote


def counted(assessment: Assessment, day: date) -> dict[str, Answer]:
    """Return the answers as scoring should see them, with all evidence that counts on that day.

    What is finished counts as on the day it was finished, so that an old result stays as it was.
    """
    on = counting_day(assessment, day)
    return {
        name: answer if answer.evidence.strip() else replace(answer, evidence=_titles(assessment, name, on))
        for name, answer in assessment.answers.items()
    }


def counting_day(assessment: Assessment, today: date) -> str:
    """Return the day whose evidence counts: today, or the day the assessment was finished."""
    return assessment.finished[:10] or today.isoformat()


def is_over(note: EvidenceNote, day: str) -> bool:
    """Whether a document is out of date on a day; on its last day it still counts."""
    return bool(note.valid_until) and note.valid_until < day


def lapsed(assessment: Assessment, day: date) -> tuple[str, ...]:
    """Return the criteria that lost their evidence to a date: all documents that serve them are over."""
    with_evidence = {name for name, answer in counted(assessment, day).items() if answer.evidence.strip()}
    served = {name for note in assessment.register.values() for name in note.criteria}
    return tuple(sorted(served - with_evidence))


def in_date(assessment: Assessment, criterion: str, day: str) -> list[EvidenceNote]:
    """Return the documents of the register that serve a criterion on a day."""
    notes = assessment.register.values()
    return [note for note in notes if criterion in note.criteria and not is_over(note, day)]


def state(note: EvidenceNote, day: date) -> str:
    """Return where a document stands on a day: `open` without an end, `in_date`, `soon` or `over`."""
    if not note.valid_until:
        return "open"
    if is_over(note, day.isoformat()):
        return "over"
    return "soon" if note.valid_until <= (day + AHEAD).isoformat() else "in_date"


def _titles(assessment: Assessment, criterion: str, day: str) -> str:
    return "; ".join(each.title for each in in_date(assessment, criterion, day))
