"""A reminder in words: the message that is sent, and its line in the list of what is planned."""

from bot.days import day_in_words
from bot.messages import Choice, Reply
from bot.reminders import GOING, when
from bot.retention import WARNED
from bot.typed_names import set_apart
from knowledge.loader import Content
from storage.records import Assessment, Reminder

WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "draft": (("carry_on", "carry:{ref}"),),
    "part": (("carry_on", "carry:{ref}"),),
    "going": (("carry_on", "carry:{ref}"),),
    "going_result": (
        ("see_result", "result:{ref}"),
        ("report", "report:{ref}"),
        ("look_again", "start:assess"),
    ),
    "nudge": (("carry_on", "carry:{ref}"),),
    "lead": (("show", "team:offer:{ref}"),),
    "leads": (),
    "leads_not": (),
    "plan": (("show", "plan:{ref}"),),
    "evidence": (("show", "reg:{ref}:list:0"),),
    "reviews": (("show_reviews", "know:reviews:0"),),
    "year": (("see_result", "result:{ref}"), ("look_again", "start:assess")),
}  # the buttons of each kind of reminder, and where they lead


class Wording:
    """Says what is due. Its own choices carry `remind:...`, the others belong to the flows they lead to."""

    def __init__(self, content: Content) -> None:
        self._frameworks = content.frameworks
        self._say = content.texts.say

    def message(self, reminder: Reminder, assessment: Assessment | None) -> Reply:
        """Return a reminder as it is sent, with the ways on and always a way to stop."""
        ways = [
            Choice(self._say(f"reminders.{label}"), carries.format(ref=reminder.ref))
            for label, carries in WAYS[_what(reminder, assessment)]
        ]
        off = (Choice(self._say("reminders.not_needed"), carries_off(reminder)),) if assessment else ()
        stop = Choice(self._say("reminders.stop"), "remind:stop")
        text = self._say(f"reminders.{_what(reminder, assessment)}", **self._gaps(reminder, assessment))
        return Reply(text, self._say("reminders.title_one"), choices=(*ways, *off, stop))

    def line(self, reminder: Reminder, assessment: Assessment | None) -> str:
        """Return a reminder as it is listed: when, and what of."""
        gaps = self._gaps(reminder, assessment)
        what = self._say(f"reminders.planned_{_what(reminder, assessment)}", **gaps)
        return f"{day_in_words(when(reminder.due).isoformat())}: {what}"

    def _gaps(self, reminder: Reminder, assessment: Assessment | None) -> dict[str, str]:
        """Return what the sentences may name."""
        if assessment is None:
            return {}
        note = assessment.register.get(reminder.subject)
        until = when(note.valid_until).date() if note and note.valid_until else None
        return {
            "days": str(WARNED),
            "whose": self._whose(assessment),
            "step": self._step(assessment, reminder.subject),
            "document": set_apart(note.title) if note else "",
            "until": day_in_words(until.isoformat()) if until else "",
        }

    def _whose(self, assessment: Assessment) -> str:
        """Return organisation and service as they were typed."""
        typed = (assessment.profile.get(each) for each in ("organisation", "service"))
        names = ", ".join(set_apart(each) for each in typed if each)
        return names or self._say("reminders.no_name")

    def _step(self, assessment: Assessment, criterion_id: str) -> str:
        framework = self._frameworks.get(assessment.framework)
        criteria = framework.criteria if framework else ()
        titles = (f"{each.id} {each.title}" for each in criteria if each.id == criterion_id)
        return next(titles, criterion_id)


def carries_off(reminder: Reminder) -> str:
    """Return what the button carries that takes this one reminder away."""
    return f"remind:off:{reminder.what}:{reminder.ref}:{reminder.subject}"


def _what(reminder: Reminder, assessment: Assessment | None) -> str:
    """Return the name of the sentence: of a part in somebody else's assessment, and of a result, it is
    another than of a draft.
    """
    if assessment and assessment.of and reminder.what == "draft":
        return "part"
    if assessment and assessment.finished and reminder.what == GOING:
        return "going_result"
    return reminder.what
