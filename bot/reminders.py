"""What people are told later, and when: each kind of reminder, and when it is due by what is kept now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.rights import PRESSES, may
from storage.records import Assessment, Member, Reminder
from storage.store import Turn

IDLE = timedelta(days=14)  # that a draft may lie before its owner is reminded
AHEAD = timedelta(days=30)  # of the day on which evidence runs out
YEAR = timedelta(days=365)  # behind a result
MORNING = time(9, tzinfo=UTC)  # when what is kept by the day is due
REVIEWS = "reviews"  # asks who looks after answers to check them again; it is about no assessment
WEEK = timedelta(days=7)  # the least between two of those
GOING = "going"  # says that something will be deleted: a notice, so it comes first, and to the quiet too
TO_GO_ON = {"draft", GOING, "nudge"}  # nobody is asked to go on with what is closed
OF_THE_NEWEST = {"plan", "evidence", "year"}  # nobody is asked after what has been looked at again


def of_draft(assessment: Assessment) -> Reminder:
    """Remind of a draft that nobody has touched for a while. It is kept once, and moved when it is due."""
    return about(assessment, "draft", when(assessment.changed) + IDLE)


def was_idle(assessment: Assessment, now: datetime) -> bool:
    """Whether a draft has lain until its reminder was due: asked at every answer, so it is quick."""
    return assessment.changed <= _kept(now - IDLE)


def of_year(assessment: Assessment) -> Reminder:
    """Ask whether to look again, a year after a result."""
    return about(assessment, "year", when(assessment.finished) + YEAR)


def of_what_was_taken_over(assessment: Assessment, now: datetime) -> list[Reminder]:
    """Remind of what is still to come of the plan and the evidence that a new assessment has taken over."""
    subjects = [("plan", each) for each in assessment.plan] + [
        ("evidence", each) for each in assessment.register
    ]
    due = [(what, subject, DUE[what](assessment, subject)) for what, subject in subjects]
    return [about(assessment, what, at, subject) for what, subject, at in due if at and at > now]


def about(assessment: Assessment, what: str, due: datetime, subject: str = "") -> Reminder:
    """Return a reminder for whoever owns the assessment, in their own chat with us, never in a group."""
    return Reminder(assessment.owner, own_chat(assessment.owner), what, assessment.ref, _kept(due), subject)


def own_chat(address: str) -> str:
    """Return somebody's private chat with us: on Telegram it bears their own number."""
    return address.partition(":")[2]


def when(kept: str) -> datetime:
    """Return a time as records keep it: in UTC, whether or not it says so."""
    time_ = datetime.fromisoformat(kept)
    return time_ if time_.tzinfo else time_.replace(tzinfo=UTC)


def moved(reminder: Reminder, due: datetime) -> Reminder:
    """Return the same reminder for another time."""
    return replace(reminder, due=_kept(due))


def of_reviews(address: str, due: datetime) -> Reminder:
    """Ask somebody to check answers again."""
    return Reminder(address, own_chat(address), REVIEWS, "", _kept(due))


async def as_it_stands(turn: Turn, reminder: Reminder) -> tuple[Reminder, Assessment | None] | None:
    """Return a reminder as it should be by what is kept now, perhaps for later, and what it is about.

    None when it no longer holds: what it is about is gone, done, or somebody else's.
    """
    if reminder.what == REVIEWS:
        member = await turn.get(Member, reminder.address)
        return (reminder, None) if member and may(PRESSES, "know", member.role, group=False) else None
    assessment = await turn.get(Assessment, reminder.ref)
    if assessment is None or assessment.owner != reminder.address or reminder.what not in DUE:
        return None
    due = DUE[reminder.what](assessment, reminder.subject)
    if reminder.what == "lead" and not await _is_asked_to_lead(turn, assessment):
        return None
    if due is None or (reminder.what in OF_THE_NEWEST and assessment.later):
        return None
    if reminder.what in TO_GO_ON and await _is_closed(turn, assessment):
        return None
    return moved(reminder, max(due, when(reminder.due))), assessment


def is_told(turn: Turn, reminder: Reminder, assessment: Assessment | None, now: datetime) -> None:
    """Note when the owner is really told that something goes: its last days count from then."""
    if assessment and reminder.what == GOING:
        turn.put(replace(assessment, warned=_kept(now)))


async def forget_about(turn: Turn, ref: str) -> None:
    """Forget everybody's reminders about an assessment that goes."""
    for reminder in await turn.find(Reminder, f"about:{ref}"):
        turn.remove(Reminder, reminder.key)


def _draft(assessment: Assessment, _subject: str) -> datetime | None:
    return None if assessment.finished else when(assessment.changed) + IDLE


def _going(assessment: Assessment, _subject: str) -> datetime | None:
    """It goes soon; not if its owner has finished or changed it since, or looked at the draft, or begun anew
    from the result.
    """
    return when(assessment.warned) if assessment.warned > assessment.touched else None


def _nudge(assessment: Assessment, _subject: str) -> datetime | None:
    return None if assessment.finished else when(assessment.started)  # as soon as somebody has pressed it


def _at_once(assessment: Assessment, _subject: str) -> datetime | None:
    return when(assessment.started)


def _plan(assessment: Assessment, subject: str) -> datetime | None:
    step = assessment.plan.get(subject)
    return _morning_of(step.due) if step and step.due and not step.done else None


def _evidence(assessment: Assessment, subject: str) -> datetime | None:
    note = assessment.register.get(subject)
    return _morning_of(note.valid_until) - AHEAD if note and note.valid_until else None


def _year(assessment: Assessment, _subject: str) -> datetime | None:
    return when(assessment.finished) + YEAR if assessment.finished else None


DUE: dict[str, Callable[[Assessment, str], datetime | None]] = {
    "draft": _draft,
    GOING: _going,
    "nudge": _nudge,
    "lead": _at_once,
    "leads": _at_once,
    "leads_not": _at_once,
    "plan": _plan,
    "evidence": _evidence,
    "year": _year,
}  # when each kind is due by what is kept; None when there is nothing to be told


async def _is_asked_to_lead(turn: Turn, part: Assessment) -> bool:
    whole = await turn.get(Assessment, part.of)
    return whole is not None and whole.handing_to == part.ref


async def _is_closed(turn: Turn, assessment: Assessment) -> bool:
    """Whether this is a part that nobody can go on with: whoever leads the whole has finished it."""
    whole = await turn.get(Assessment, assessment.of) if assessment.of else None
    return bool(assessment.of) and (whole is None or bool(whole.finished))


def _morning_of(day: str) -> datetime:
    return datetime.combine(when(day).date(), MORNING)


def _kept(time_: datetime) -> str:
    return time_.astimezone(UTC).isoformat(timespec="seconds")
