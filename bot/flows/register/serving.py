"""Where a document counts: which criteria it serves, area by area, or which documents serve a criterion."""

from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.register.listing import shortened
from bot.flows.register.notes import Notes
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment


class Serving:
    """Shows what a document serves. Its choices carry `reg:<ref>:on:<id>:<criterion>` and `...:off:...`:
    they say what will be, so that pressing one twice does no harm.
    """

    def __init__(self, drafts: Drafts, notes: Notes) -> None:
        self._drafts = drafts
        self._say = drafts.say
        self._notes = notes

    def areas(self, visit: Visit, assessment: Assessment, note_id: str) -> Reply:
        """Ask in which area a document counts, and show where it does so far."""
        note = self._notes.note(assessment, note_id)
        visit.go("assess", f"note:{note_id}", assessment=assessment.ref)
        ref = assessment.ref
        areas = [
            Choice(each.title, f"reg:{ref}:area:{note_id}:{each.id}")
            for each in self._drafts.framework(assessment).areas
        ]
        done = Choice(self._say("register.done"), f"reg:{ref}:show:{note_id}")
        where = ", ".join(note.criteria) or self._say("register.nowhere")
        text = self._say("register.where", title=note.title, where=where)
        return Reply(text, choices=(*areas, done))

    def area(self, visit: Visit, assessment: Assessment, note_id: str, area_id: str) -> Reply:
        """List the criteria of an area, each to switch on or off."""
        note = self._notes.note(assessment, note_id)
        areas = self._drafts.framework(assessment).areas
        area = next((each for each in areas if each.id == area_id), None)
        if area is None:
            raise BotError(self._say("assess.old_choice"))
        visit.go("assess", f"note:{note_id}", assessment=assessment.ref)
        choices = [
            self._switch(assessment, note_id, each.id, f"{each.id} {each.title}", on=each.id in note.criteria)
            for each in area.criteria
        ]
        back = Choice(self._say("register.other_areas"), f"reg:{assessment.ref}:areas:{note_id}")
        done = Choice(self._say("register.done"), f"reg:{assessment.ref}:show:{note_id}")
        text = self._say("register.which", title=note.title, area=area.title)
        return Reply(text, choices=(*choices, back, done))

    def pick(self, visit: Visit, assessment: Assessment, criterion_id: str) -> Reply:
        """List the documents, each to switch on or off for one criterion."""
        criterion = self._drafts.criterion(assessment, criterion_id)
        visit.go("assess", f"pick:{criterion.id}", assessment=assessment.ref)
        choices = [
            self._switch(
                assessment, name, criterion.id, shortened(note.title), on=criterion.id in note.criteria
            )
            for name, note in assessment.register.items()
        ]
        done = Choice(self._say("register.done"), f"evidence:{assessment.ref}:{criterion.id}")
        text = self._say("register.pick", criterion=criterion.id, title=criterion.title)
        return Reply(text, choices=(*choices, done))

    def switch(
        self, visit: Visit, assessment: Assessment, note_id: str, criterion_id: str, *, on: bool
    ) -> Reply:
        """Let a document count for a criterion, or no more, and show the list it was pressed in again."""
        note = self._notes.note(assessment, note_id)
        criterion = self._drafts.criterion(assessment, criterion_id)
        others = [each for each in note.criteria if each != criterion.id]
        framework = self._drafts.framework(assessment)
        in_order = [each.id for each in framework.criteria if each.id in others or (on and each == criterion)]
        note = replace(note, criteria=tuple(in_order))
        assessment = self._notes.keep(visit, assessment, note_id, note)
        if visit.session.step == f"pick:{criterion.id}":
            return self.pick(visit, assessment, criterion.id)
        area = framework.area_of(criterion.id)
        return self.area(visit, assessment, note_id, area.id)

    def _switch(
        self, assessment: Assessment, note_id: str, criterion_id: str, label: str, *, on: bool
    ) -> Choice:
        words = self._say("register.off" if on else "register.on", what=label)
        return Choice(words, f"reg:{assessment.ref}:{'off' if on else 'on'}:{note_id}:{criterion_id}")
