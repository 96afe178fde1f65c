"""All that is kept of somebody in one place: what /mydata shows is what /forget deletes."""

from dataclasses import dataclass
from itertools import chain

from storage.records import (
    OPEN_CODE,
    Arrival,
    Assessment,
    AuditEvent,
    ContentEdit,
    ExportJob,
    Handled,
    Invite,
    LinkCode,
    Member,
    Notice,
    Question,
    Record,
    Reminder,
    Session,
)
from storage.store import Turn


@dataclass(frozen=True)
class Mine:
    """Records by what they are. `edits` and `events` are found by the person's id alone, and stay."""

    member: Member
    session: Session
    assessments: list[Assessment]
    invitations: list[Invite]
    link_codes: list[LinkCode]
    reminders: list[Reminder]
    notices: list[Notice]
    questions: list[Question]
    replies: list[Handled]
    arrivals: list[Arrival]
    exports: list[ExportJob]
    edits: list[ContentEdit]
    events: list[AuditEvent]

    @property
    def goes(self) -> list[Record]:
        """What is removed one by one; assessments and exports go with all that hangs on them."""
        lists: tuple[list[Record], ...] = (
            [*self.invitations], [*self.link_codes], [*self.reminders], [*self.notices], [*self.questions],
            [*self.replies], [*self.arrivals],
        )  # fmt: skip
        return list(chain(*lists))

    @property
    def is_a_strangers(self) -> bool:
        """Whether there is nothing but where they were in the conversation, and what was said last."""
        lists = (
            self.assessments,
            self.invitations,
            self.link_codes,
            self.reminders,
            self.notices,
            self.questions,
            self.exports,
        )
        return self.member == Member(self.member.address) and not any(lists)


async def mine(turn: Turn, member: Member, session: Session) -> Mine:
    """Find all that is kept of somebody."""
    address = member.address
    assessments = await turn.find(Assessment, f"owner:{address}")
    return Mine(
        member=member,
        session=session,
        assessments=assessments,
        invitations=await _invitations(turn, member, assessments),
        link_codes=await turn.find(LinkCode, f"by:{address}"),
        reminders=await turn.find(Reminder, f"person:{address}"),
        notices=await turn.find(Notice, f"person:{address}"),
        questions=await _questions(turn, session),
        replies=await _replies(turn, session),
        arrivals=await _set_aside(turn, address),
        exports=await turn.find(ExportJob, f"by:{address}"),
        edits=await turn.find(ContentEdit, f"by:{member.id}") if member.id else [],
        events=await turn.find(AuditEvent, f"who:{member.id}") if member.id else [],
    )


async def _invitations(turn: Turn, member: Member, assessments: list[Assessment]) -> list[Invite]:
    """Return the codes they made: for what they lead, and for roles while nobody has used them."""
    refs = [f"for:{each.ref}" for each in assessments]
    for_roles = await turn.find(Invite, OPEN_CODE) if member.id else []
    return [*await turn.find_any(Invite, refs), *(each for each in for_roles if each.by == member.id)]


async def _questions(turn: Turn, session: Session) -> list[Question]:
    """Return the questions they asked, as far as their session knows, and those they wait for."""
    found = {each.id: each for each in await turn.find(Question, f"tell:{session.address}")}
    for question_id in (*session.questions, session.asked):
        if question_id and (question := await turn.get(Question, question_id)):
            found[question_id] = question
    return list(found.values())


async def _replies(turn: Turn, session: Session) -> list[Handled]:
    """Return the last replies, which are kept so that a repeat gets the same, and those still to be sent."""
    found = {each.key: each for each in await turn.find(Handled, f"to-send:{session.address}")}
    for message_id in session.handled:
        if handled := await turn.get(Handled, f"{session.address}|{message_id}"):
            found[handled.key] = handled
    return list(found.values())


async def _set_aside(turn: Turn, address: str) -> list[Arrival]:
    """Return what came from them and could not be worked off."""
    aside = await turn.find(Arrival, f"aside:{address.partition(':')[0]}")
    return [each for each in aside if each.sealed_for == address]
