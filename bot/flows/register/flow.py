"""The evidence register as the self-assessment sees it: its command, its presses, and words at its steps."""

from collections.abc import Callable

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.register.asking import NEW, Asking
from bot.flows.register.listing import FIELDS, Listing
from bot.flows.register.notes import Notes
from bot.flows.register.serving import Serving
from bot.messages import Reply
from bot.visit import Visit
from storage.records import Assessment

Replies = tuple[Reply, ...]
Press = Callable[[Visit, Assessment, str, str], Replies]
STEPS = {"register", "note", "add", "pick"}  # the first words of our steps
ASKS = 3  # words in a step that waits for typed words


class Register:
    """Lists, asks, takes and removes. Its choices carry `reg:<ref>:<what>[:<id>[:<rest>]]`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say
        self._notes = Notes(drafts)
        self._listing = Listing(drafts)
        self._asking = Asking(drafts, self._notes)
        self._serving = Serving(drafts, self._notes)
        self._does: dict[str, Press] = {
            "list": self._list,
            "new": self._new,
            "show": self._show,
            "ask": self._ask,
            "none": self._none,
            "areas": self._areas,
            "area": self._area,
            "on": self._on,
            "off": self._off,
            "pick": self._pick,
            "turn": self._turn,
            "remove": self._remove,
            "removed": self._removed,
        }

    async def open(self, visit: Visit, words: str) -> Replies:
        """Show the register of the assessment in hand: `/evidence`."""
        return (self._listing.show(visit, self._whole(await self._drafts.in_hand(visit))),)

    async def press(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Follow a choice of the register."""
        what, _, rest = rest.partition(":")
        note_id, _, rest = rest.partition(":")
        if what not in self._does:
            raise BotError(self._say("assess.old_choice"))
        return self._does[what](visit, self._whole(assessment), note_id, rest)

    def _whole(self, assessment: Assessment) -> Assessment:
        """Return the assessment; raises `BotError` for a part: only the whole has a register."""
        if assessment.of:
            raise BotError(self._say("team.no_register"))
        return assessment

    def has(self, step: str) -> bool:
        """Whether a step of the session is one of the register's."""
        return step.partition(":")[0] in STEPS

    def wants_words(self, step: str) -> bool:
        """Whether the step waits for free words."""
        return step.startswith(("note:", "add:")) and len(step.split(":")) == ASKS

    def again(self, visit: Visit, assessment: Assessment) -> Replies:
        """Show the open step again; where its document is gone, the list."""
        what, _, rest = visit.session.step.partition(":")
        note_id, _, field = rest.partition(":")
        if what == "pick":
            return (self._serving.pick(visit, assessment, rest),)
        if field and (note_id == NEW or note_id in assessment.register):
            return (self._asking.ask(visit, assessment, what, note_id, field),)
        if note_id in assessment.register:
            return (self._listing.one(visit, assessment, note_id),)
        return (self._listing.show(visit, assessment),)

    def typed(self, visit: Visit, assessment: Assessment, step: str, words: str) -> Replies:
        """Take words at a step that waits for them, and go on to the next."""
        assessment, note_id = self._asking.take(visit, assessment, step, words)
        mode, _, field = step.split(":")
        visit.taken = f"{assessment.ref}|note:{note_id}:{field}"
        return (Reply(self._say("register.saved")), *self._next(visit, assessment, mode, note_id, field))

    def _next(self, visit: Visit, assessment: Assessment, mode: str, note_id: str, field: str) -> Replies:
        """Go on to what is asked behind a field; when only one thing was to be changed, to the document."""
        if mode != "add":
            return (self._listing.one(visit, assessment, note_id),)
        if field == FIELDS[-1]:
            return (self._serving.areas(visit, assessment, note_id),)
        following = FIELDS[FIELDS.index(field) + 1]
        return (self._asking.ask(visit, assessment, mode, note_id, following),)

    # What each choice does

    def _list(self, visit: Visit, assessment: Assessment, page: str, _: str) -> Replies:
        at = int(page) if page.isdecimal() and len(page) < 4 else 0
        return (self._listing.show(visit, assessment, at),)

    def _new(self, visit: Visit, assessment: Assessment, _id: str, _: str) -> Replies:
        return (self._asking.ask(visit, assessment, "add", NEW, FIELDS[0]),)

    def _show(self, visit: Visit, assessment: Assessment, note_id: str, _: str) -> Replies:
        self._notes.note(assessment, note_id)
        return (self._listing.one(visit, assessment, note_id),)

    def _ask(self, visit: Visit, assessment: Assessment, note_id: str, field: str) -> Replies:
        return (self._asking.ask(visit, assessment, "note", note_id, field),)

    def _none(self, visit: Visit, assessment: Assessment, note_id: str, field: str) -> Replies:
        """Leave something out, if that is what is being asked: an old button takes no date away."""
        step = visit.session.step
        mode, _, asked_for = step.partition(":")
        if asked_for != f"{note_id}:{field}" or not self.wants_words(step) or field == FIELDS[0]:
            raise BotError(self._say("assess.old_choice"))
        assessment = self._asking.leave_out(visit, assessment, step)
        return self._next(visit, assessment, mode, note_id, field)

    def _areas(self, visit: Visit, assessment: Assessment, note_id: str, _: str) -> Replies:
        return (self._serving.areas(visit, assessment, note_id),)

    def _area(self, visit: Visit, assessment: Assessment, note_id: str, area: str) -> Replies:
        return (self._serving.area(visit, assessment, note_id, area),)

    def _on(self, visit: Visit, assessment: Assessment, note_id: str, criterion: str) -> Replies:
        return (self._serving.switch(visit, assessment, note_id, criterion, on=True),)

    def _off(self, visit: Visit, assessment: Assessment, note_id: str, criterion: str) -> Replies:
        return (self._serving.switch(visit, assessment, note_id, criterion, on=False),)

    def _pick(self, visit: Visit, assessment: Assessment, criterion: str, _: str) -> Replies:
        return (self._serving.pick(visit, assessment, criterion),)

    def _turn(self, visit: Visit, assessment: Assessment, criterion: str, _: str) -> Replies:
        assessment, note_id = self._notes.from_answer(visit, assessment, criterion)
        return (Reply(self._say("register.turned")), *self._next(visit, assessment, "add", note_id, "title"))

    def _remove(self, visit: Visit, assessment: Assessment, note_id: str, _: str) -> Replies:
        self._notes.note(assessment, note_id)
        return (self._listing.really(assessment, note_id),)

    def _removed(self, visit: Visit, assessment: Assessment, note_id: str, _: str) -> Replies:
        assessment = self._notes.remove(visit, assessment, note_id)
        return (Reply(self._say("register.is_removed")), self._listing.show(visit, assessment))
