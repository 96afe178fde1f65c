"""Everything the assistant remembers: plain frozen values, each kept under its key.

A record's `tags` are the words it can be looked up by. Times are UTC, in ISO 8601.
No record asks for a person's name, offences or health, and none holds a file that a person sent. An
`Arrival` holds what Telegram sent, the sender's name too, until it is handled; then it is gone.
"""

from storage.records.assessments import Answer, Assessment, EvidenceNote, PlanStep
from storage.records.audit import AuditCheck, AuditEvent, AuditHead
from storage.records.cut_offs import CutOff
from storage.records.exports import ExportFile, ExportJob, ExportPiece
from storage.records.messages import Arrival, Handled, Receipt
from storage.records.people import OPEN_CODE, Blocked, Invite, Member, Session
from storage.records.places import Link, LinkCode
from storage.records.questions import ContentEdit, Question
from storage.records.record import Json, Record
from storage.records.reminders import Notice, Reminder

__all__ = [
    "KINDS", "OPEN_CODE", "PASSING", "SHARED", "Answer", "Arrival", "Assessment", "AuditCheck", "AuditEvent",
    "AuditHead", "Blocked", "ContentEdit", "CutOff", "EvidenceNote", "ExportFile", "ExportJob",
    "ExportPiece", "Handled", "Invite", "Json", "Link", "LinkCode", "Member", "Notice", "PlanStep",
    "Question", "Receipt", "Record", "Reminder", "Session",
]  # fmt: skip

KINDS: tuple[type[Record], ...] = (
    Member, Session, Assessment, Invite, AuditEvent, AuditHead, Question, ContentEdit, Handled, Arrival,
    Receipt, Reminder, Notice, ExportJob, ExportPiece, AuditCheck, Blocked, CutOff, LinkCode,
)  # fmt: skip
SHARED: tuple[type[Record], ...] = (Invite, AuditEvent)  # other processes may add these
PASSING: tuple[type[Record], ...] = (
    ExportJob,
    ExportPiece,
)  # they are here for minutes: no backup holds them
