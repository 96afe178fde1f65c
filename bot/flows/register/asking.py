"""One thing of a document at a time: its title, whose role it is, its date, and until when it is valid."""

from collections.abc import Callable
from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.assess.evidence import without_prefix
from bot.flows.assess.wording import checked
from bot.flows.register.listing import FIELDS
from bot.flows.register.notes import LONGEST, Notes
from bot.messages import Choice, Reply, plain
from bot.typed_days import read_day
from bot.typed_names import in_one_line
from bot.visit import Visit
from storage.records import Assessment, EvidenceNote

LONGEST_OWNER = 100  # characters: a role, not a description of it
NEW = "new"  # in place of an id, until there is one


class Asking:
    """Asks at the steps `add:<id>:<field>`, one after the other, and `note:<id>:<field>`, that one alone."""

    def __init__(self, drafts: Drafts, notes: Notes) -> None:
        self._say = drafts.say
        self._notes = notes
        self._take: dict[str, Callable[[str], str]] = {
            "title": self._title,
            "owner": self._owner,
            "dated": self._dated,
            "valid": self._valid,
        }

    def ask(self, visit: Visit, assessment: Assessment, mode: str, note_id: str, field: str) -> Reply:
        """Ask for one thing of a document; everything but the title can be left out."""
        if field not in FIELDS:
            raise BotError(self._say("assess.old_choice"))
        if note_id == NEW:
            self._notes.room(assessment)
        note = EvidenceNote("") if note_id == NEW else self._notes.note(assessment, note_id)
        visit.go("assess", f"{mode}:{note_id}:{field}", assessment=assessment.ref)
        ref = assessment.ref
        choices = [Choice(self._say("register.back"), f"reg:{ref}:list:0")]
        if field != "title":
            none = Choice(self._say(f"register.no.{field}"), f"reg:{ref}:none:{note_id}:{field}")
            choices.insert(0, none)
        return Reply(self._say(f"register.ask.{field}", title=note.title), choices=tuple(choices))

    def take(self, visit: Visit, assessment: Assessment, step: str, words: str) -> tuple[Assessment, str]:
        """Keep what was typed at a step, and return the document's id too."""
        _mode, note_id, field = step.split(":")
        value = "" if field != "title" and self._means_none(words) else self._take[field](words)
        if field == "dated" and value > visit.at[:10]:
            raise BotError(self._say("register.to_come"))
        asked = field in {"title", "owner"} and checked(visit, assessment, step, value)
        if note_id == NEW:
            return self._notes.add(visit, assessment, EvidenceNote(value, asked=asked))
        note = self._notes.note(assessment, note_id)
        changed = replace(_with(note, field, value), asked=asked or note.asked)
        self._in_order(changed)
        return self._notes.keep(visit, assessment, note_id, changed), note_id

    def leave_out(self, visit: Visit, assessment: Assessment, step: str) -> Assessment:
        """Keep that a document has none of what was asked for."""
        _mode, note_id, field = step.split(":")
        without = _with(self._notes.note(assessment, note_id), field, "")
        return self._notes.keep(visit, assessment, note_id, without)

    def _means_none(self, words: str) -> bool:
        return plain(words) in self._say("register.none_words").splitlines()

    def _title(self, words: str) -> str:
        title = in_one_line(without_prefix(words))
        if not any(letter.isalpha() for letter in title):
            raise BotError(self._say("profile.empty"))
        return self._short(title, LONGEST)

    def _owner(self, words: str) -> str:
        return self._short(in_one_line(words), LONGEST_OWNER)

    def _dated(self, words: str) -> str:
        return self._day(words, end=False)

    def _valid(self, words: str) -> str:
        return self._day(words, end=True)

    def _day(self, words: str, *, end: bool) -> str:
        day = read_day(words, end=end)
        if day is None:
            raise BotError(self._say("register.no_day"))
        return day.isoformat()

    def _short(self, words: str, most: int) -> str:
        if len(words) > most:
            raise BotError(self._say("register.too_long", length=len(words), most=most))
        return words

    def _in_order(self, note: EvidenceNote) -> None:
        if note.dated and note.valid_until and note.valid_until < note.dated:
            raise BotError(self._say("register.before"))


def _with(note: EvidenceNote, field: str, value: str) -> EvidenceNote:
    if field == "title":
        return replace(note, title=value)
    if field == "owner":
        return replace(note, owner=value)
    return replace(note, dated=value) if field == "dated" else replace(note, valid_until=value)
