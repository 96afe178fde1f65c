"""Forgetting somebody: everything of theirs goes, in one turn."""

from dataclasses import replace
from datetime import datetime

from bot import blocks
from bot.exports.making import KEPT
from bot.exports.pieces import remove_files
from bot.flows.privacy.mine import Mine
from bot.flows.privacy.read_replies import forget_replies
from bot.flows.team.removing import remove_all
from bot.replies import from_json
from bot.rights import ROLES, rank
from storage.records import Assessment, ContentEdit, ExportJob, Handled, Member, Session
from storage.records.record import Json
from storage.store import Turn

READS = "curator"  # the least role that is shown what others said
EDITS = ("proposed", "live", "merged", "stale", "unsound", "dropped")  # the states of a change


async def forget(turn: Turn, all_theirs: Mine, now: datetime) -> None:
    """Remove all that is kept of somebody, and with their member record the key of all their words.

    Of ways of asking that curators took from their questions, the proposed go, and the published lose the
    link. What they changed in the content themselves stays, and so does the record of what was done: both by
    a random id that leads to nobody any more.
    """
    address = all_theirs.member.address
    await remove_all(turn, address, now)
    await _forget_in_edits(turn, {*all_theirs.session.questions, *(each.id for each in all_theirs.questions)})
    for record in all_theirs.goes:
        turn.remove(type(record), record.key)
    if all_theirs.member.blocked:
        turn.put(blocks.of(all_theirs.member))
    turn.remove(Member, address)  # even where there is none: their key ends with it
    turn.remove(Session, address)


async def _forget_in_edits(turn: Turn, questions: set[str]) -> None:
    for edit in await turn.find_any(ContentEdit, EDITS) if questions else []:
        if questions.isdisjoint(edit.questions):
            continue
        if edit.state == "proposed":
            turn.remove(ContentEdit, edit.id)
        else:
            turn.put(replace(edit, questions=tuple(each for each in edit.questions if each not in questions)))


async def forget_in_files(turn: Turn, all_theirs: Mine, *, why: str, now: datetime) -> None:
    """Drop the kept copies of files that were handed to anybody: an export may hold the forgotten.

    One of somebody who had no assessment stops no export but their own.
    """
    for job in all_theirs.exports:
        remove_files(turn, job)
        turn.remove(ExportJob, job.id)
    in_exports = bool(all_theirs.assessments)
    for handled in await turn.find(Handled, "with-file"):
        kept = tuple(each if _is_export(each) and not in_exports else _bare(each) for each in handled.replies)
        turn.put(replace(handled, replies=kept))
    for job in await turn.find(ExportJob, "any") if in_exports else ():
        if job.address != all_theirs.member.address and job.state != "failed":
            _stop(turn, job, why, now)


def _is_export(reply: Json) -> bool:
    document = from_json(reply).document
    return bool(document and document.kept)


def _bare(reply: Json) -> Json:
    return {name: value for name, value in reply.items() if name != "document"}


def _stop(turn: Turn, job: ExportJob, why: str, now: datetime) -> None:
    """Remove what is left of an export's files; who has not fetched all of them is told why."""
    remove_files(turn, job)
    if job.state == "ready" and all(each.fetched for each in job.files):
        return
    expires = (now + KEPT).isoformat(timespec="seconds")
    turn.put(replace(job, state="failed", why=why, files=(), expires=expires, told=False))


async def forget_where_read(turn: Turn, all_theirs: Mine) -> None:
    """Drop the last replies to those who may have read somebody's words here: their team, and curators."""
    for address in sorted(await _readers(turn, all_theirs) - {all_theirs.member.address}):
        await forget_replies(turn, address)


async def _readers(turn: Turn, all_theirs: Mine) -> set[str]:
    wholes = {each.of or each.ref for each in all_theirs.assessments}
    parts = await turn.find_any(Assessment, [f"of:{ref}" for ref in wholes])
    team = [await turn.get(Assessment, ref) for ref in wholes]
    curators = await turn.find_any(Member, [f"role:{role}" for role in ROLES if rank(role) >= rank(READS)])
    return {each.owner for each in (*parts, *team) if each} | {each.address for each in curators}


async def parts_of_others(turn: Turn, all_theirs: Mine) -> list[Assessment]:
    """Return the parts of other people in what somebody leads: they would go too."""
    refs = [f"of:{each.ref}" for each in all_theirs.assessments if not each.of]
    return [each for each in await turn.find_any(Assessment, refs) if each.owner != all_theirs.member.address]
