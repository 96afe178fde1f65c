"""Shows the register, a few documents at a time, and one document with all that can be done with it."""

from datetime import date

from bot.days import day_in_words
from bot.evidence_days import state
from bot.flows.assess.draft import Drafts
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment, EvidenceNote

AT_ONCE = 8  # documents a message
LABEL = 40  # characters of a title on a button
FIELDS = ("title", "owner", "dated", "valid")  # what is asked of a document, in this order


class Listing:
    """Shows documents. Its choices carry `reg:<ref>:<what>:...`."""

    def __init__(self, drafts: Drafts) -> None:
        self._say = drafts.say

    def show(self, visit: Visit, assessment: Assessment, page: int = 0) -> Reply:
        """List a page of the register, and behind the last document the notes that stand at questions."""
        visit.go("assess", "register", assessment=assessment.ref)
        ref, today = assessment.ref, visit.now.date()
        notes = list(assessment.register.items())
        pages = max(1, -(-len(notes) // AT_ONCE))
        page %= pages
        here = list(enumerate(notes, 1))[page * AT_ONCE : (page + 1) * AT_ONCE]
        lines = [f"{at}. {self.in_words(note, today)}" for at, (_, note) in here]
        choices = [Choice(self._change(at, note), f"reg:{ref}:show:{name}") for at, (name, note) in here]
        if page + 1 == pages:
            quick = {name: each.evidence for name, each in assessment.answers.items() if each.evidence}
            lines += [self._say("register.quick", criterion=name, note=note) for name, note in quick.items()]
            choices += [self._turn(ref, name) for name in quick]
        if pages > 1:
            choices.append(Choice(self._say("register.more"), f"reg:{ref}:list:{page + 1}"))
        choices.append(Choice(self._say("register.add"), f"reg:{ref}:new"))
        choices.append(Choice(self._say("assess.areas"), f"hub:{ref}"))
        text = "\n\n".join(lines) or self._say("register.none")
        return Reply(text, self._say("register.title"), self._note(assessment), tuple(choices))

    def one(self, visit: Visit, assessment: Assessment, note_id: str) -> Reply:
        """Show one document, and what can be changed."""
        visit.go("assess", f"note:{note_id}", assessment=assessment.ref)
        ref, note = assessment.ref, assessment.register[note_id]
        choices = (
            *(
                Choice(self._say(f"register.change.{each}"), f"reg:{ref}:ask:{note_id}:{each}")
                for each in FIELDS
            ),
            Choice(self._say("register.change.where"), f"reg:{ref}:areas:{note_id}"),
            Choice(self._say("register.remove"), f"reg:{ref}:remove:{note_id}"),
            Choice(self._say("register.back"), f"reg:{ref}:list:0"),
        )
        return Reply(self.in_words(note, visit.now.date()), self._say("register.one"), choices=choices)

    def really(self, assessment: Assessment, note_id: str) -> Reply:
        """Ask before a document goes."""
        ref = assessment.ref
        choices = (
            Choice(self._say("register.remove_yes"), f"reg:{ref}:removed:{note_id}"),
            Choice(self._say("register.remove_no"), f"reg:{ref}:show:{note_id}"),
        )
        title = assessment.register[note_id].title
        return Reply(self._say("register.really", title=title), choices=choices)

    def in_words(self, note: EvidenceNote, day: date) -> str:
        """Say all that is known of a document, and in a word whether it is out of date."""
        return "\n".join((note.title, ". ".join(self._parts(note, day)) + "."))

    def _parts(self, note: EvidenceNote, day: date) -> list[str]:
        until = day_in_words(note.valid_until) if note.valid_until else ""
        where = ", ".join(note.criteria)
        return [
            *([self._say("register.owner", owner=note.owner)] if note.owner else []),
            *([self._say("register.dated", day=day_in_words(note.dated))] if note.dated else []),
            self._say(f"register.state.{state(note, day)}", day=until),
            self._say("register.for", where=where) if where else self._say("register.for_nothing"),
        ]

    def _note(self, assessment: Assessment) -> str:
        if not assessment.finished:
            return self._say("register.reminder")
        finished = day_in_words(assessment.finished[:10])
        return self._say("register.finished", day=finished)

    def _change(self, at: int, note: EvidenceNote) -> str:
        return f"{at}. {shortened(note.title)}"

    def _turn(self, ref: str, criterion: str) -> Choice:
        return Choice(self._say("register.turn", criterion=criterion), f"reg:{ref}:turn:{criterion}")


def shortened(title: str) -> str:
    """Return a title as it fits on a button."""
    return title if len(title) <= LABEL else f"{title[: LABEL - 1].rstrip()}…"
