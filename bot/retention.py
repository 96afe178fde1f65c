"""How long each kind of thing is kept: read by the settings, the information, the sweep and the command."""

from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from typing import Any

from storage.records import (
    Arrival,
    Assessment,
    AuditEvent,
    Blocked,
    ContentEdit,
    Handled,
    Invite,
    LinkCode,
    Member,
    Question,
    Receipt,
    Record,
    Session,
)

WARNED = 14  # days before a draft or a result goes in which its owner knows


def _days(days: int, ge: int, le: int, description: str) -> int:
    """Return a period that operators may set, from `ge` to `le` days, and what they read of it."""
    said: int = field(default=days, metadata={"ge": ge, "le": le, "description": description})
    return said


@dataclass(frozen=True)
class Retention:
    """Days that things are kept, unless the operator sets others. The last five are as they must be."""

    questions: int = _days(30, 1, 365, "Days that questions are kept, to see which answers are missing.")
    drafts: int = _days(90, 30, 3650, "Days that a self-assessment is kept which nobody finishes or touches.")
    finished: int = _days(1095, 30, 3650, "Days that a finished self-assessment is kept.")
    members: int = _days(
        365, 30, 3650, "Days after their last message that we know somebody without role or self-assessment."
    )
    set_aside: int = _days(7, 1, 90, "Days that the shape of an update is kept which could not be worked on.")
    invites: int = _days(30, 1, 365, "Days that a one-time code is kept after it expired.")
    audit: int = _days(2190, 365, 7300, "Days that the record of who did what is kept.")
    not_agreed: int = 1
    pending: int = 1
    receipts: int = 2  # Telegram keeps an update for one day (Bot API, "Getting updates")
    link_codes: int = 1
    last_words: int = 7


def settable() -> list[Field[int]]:
    """Return the periods that operators may set."""
    return [each for each in fields(Retention) if each.metadata]


AS_SHIPPED = Retention()


@dataclass(frozen=True)
class Rule:
    """One kind of thing that goes with age: what it is in words, and from which day on it is counted.

    `day` returns the time from which a record counts, or nothing where the rule is not about it. `tag` finds
    the records without reading all of their kind, `dated` with a day or month behind it does.
    """

    name: str  # as `Retention` calls it
    kind: type[Record]
    what: str
    since: str
    day: Callable[[Any], str]
    tag: str = ""
    dated: str = ""


def _draft(assessment: Assessment) -> str:
    return "" if assessment.finished else assessment.touched


def _finished(assessment: Assessment) -> str:
    return assessment.touched if assessment.finished else ""


def _question(question: Question) -> str:
    return "" if question.settled == "ignored" else question.at


RULES = (
    Rule("questions", Question, "questions that people asked", "the day they were asked", _question),
    Rule("questions", ContentEdit, "changes that nobody published", "the day they were made",
         lambda edit: edit.at, tag="proposed"),
    Rule("drafts", Assessment, "self-assessments that are not finished, with everybody's parts",
         "the last time that anybody looked at it; the owner is told 14 days before", _draft),
    Rule("finished", Assessment, "finished self-assessments, with everybody's parts",
         "the finish, or the last change after it; the owner is told 14 days before", _finished),
    Rule("members", Session, "people without a role and without a self-assessment", "their last message",
         lambda session: session.seen, dated="seen:"),
    Rule("members", Blocked, "blocks of people who are forgotten", "the day they were blocked",
         lambda block: block.since),
    Rule("not_agreed", Session, "people who have agreed to nothing", "their last message",
         lambda session: session.seen, tag="passing"),
    Rule("not_agreed", Member, "people who left and of whom nothing else is kept", "their leaving",
         lambda member: member.gone, tag="gone"),
    Rule("pending", Session, "words that look personal and wait for their writer", "their last message",
         lambda session: session.seen, tag="pending"),
    Rule("set_aside", Arrival, "shapes of updates that could not be worked on", "the day this was noticed",
         lambda arrival: arrival.noticed if arrival.aside else ""),
    Rule("invites", Invite, "one-time codes", "the day they expire", lambda invite: invite.expires),
    Rule("link_codes", LinkCode, "codes that link two places of one person", "the day they expire",
         lambda code: code.expires),
    Rule("last_words", Handled, "replies to people who are forgotten that could not be sent", "that day",
         lambda handled: handled.order, dated="waits:"),
    Rule("receipts", Receipt, "that an update was handled", "that day",
         lambda receipt: receipt.at[:10], dated="day:"),
    Rule("audit", AuditEvent, "the record of who did what", "that day", lambda event: event.at),
)  # fmt: skip
