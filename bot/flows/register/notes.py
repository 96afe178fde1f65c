"""The documents of a register: found, kept, removed, and their owner reminded before one runs out."""

from dataclasses import replace
from datetime import date, datetime

from bot.codes import new_code
from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.reminders import AHEAD, MORNING, about
from bot.visit import Visit
from storage.records import Answer, Assessment, EvidenceNote, Reminder

ID_LENGTH = 4
MOST = 100  # documents; nobody keeps an eye on more
LONGEST = 200  # characters of a title


class Notes:
    """Finds and keeps the documents of an assessment's register, each under a short id of its own."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    def note(self, assessment: Assessment, note_id: str) -> EvidenceNote:
        """Return a document; raises `BotError` when it is gone."""
        if note_id not in assessment.register:
            raise BotError(self._say("register.gone"))
        return assessment.register[note_id]

    def room(self, assessment: Assessment) -> None:
        """Raise `BotError` when the register is full."""
        if len(assessment.register) >= MOST:
            raise BotError(self._say("register.full", most=MOST))

    def add(self, visit: Visit, assessment: Assessment, note: EvidenceNote) -> tuple[Assessment, str]:
        """Keep a new document, and return its id too."""
        self.room(assessment)
        note_id = new_code(ID_LENGTH)
        while note_id in assessment.register:
            note_id = new_code(ID_LENGTH)
        return self.keep(visit, assessment, note_id, note), note_id

    def keep(self, visit: Visit, assessment: Assessment, note_id: str, note: EvidenceNote) -> Assessment:
        """Keep a document, new or changed, and the day to remind of it."""
        register = {**assessment.register, note_id: replace(note, at=visit.at)}
        self._remind(visit, assessment, note_id, note.valid_until)
        return self._drafts.keep(visit, replace(assessment, register=register))

    def remove(self, visit: Visit, assessment: Assessment, note_id: str) -> Assessment:
        """Take a document out."""
        self.note(assessment, note_id)
        register = {name: note for name, note in assessment.register.items() if name != note_id}
        self._remind(visit, assessment, note_id, "")
        return self._drafts.keep(visit, replace(assessment, register=register))

    def from_answer(self, visit: Visit, assessment: Assessment, criterion: str) -> tuple[Assessment, str]:
        """Turn the note at an answer into a document of the register; raises `BotError` if it cannot be."""
        answer = assessment.answers.get(criterion, Answer())
        if not answer.evidence:
            raise BotError(self._say("assess.old_choice"))
        if len(answer.evidence) > LONGEST:
            length = len(answer.evidence)
            raise BotError(self._say("register.note_too_long", length=length, most=LONGEST))
        note = EvidenceNote(answer.evidence, (criterion,), asked=answer.asked)
        answers = {**assessment.answers, criterion: replace(answer, evidence="", asked=False)}
        return self.add(visit, replace(assessment, answers=answers), note)

    def _remind(self, visit: Visit, assessment: Assessment, note_id: str, valid_until: str) -> None:
        """Remind the owner before a document runs out; who was just told that it soon will is not."""
        due = _before(valid_until) if valid_until else visit.now
        reminder = about(assessment, "evidence", due, note_id)
        if due > visit.now:
            visit.turn.put(reminder)
        else:
            visit.turn.remove(Reminder, reminder.key)


def _before(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day) - AHEAD, MORNING)
