"""`/export`: the collected assessments as files, for admins. Every export is recorded."""

from collections.abc import Callable
from dataclasses import replace

from bot.audit import note
from bot.codes import SPOKEN, new_code
from bot.errors import BotError
from bot.exports.making import SMALL, make_at_once, on_record
from bot.exports.pieces import remove_files
from bot.flows.export.handing import Handing
from bot.flows.export.menu import PARTS, Menu, read_carried
from bot.flows.export.words import read_words
from bot.messages import WRITES_FIRST, Reply
from bot.reports.wanted import Wanted
from bot.visit import Visit
from knowledge.loader import Content
from storage.records import Assessment, AuditHead, ExportJob
from storage.store import Store

ID = 12  # letters of the id of an export

Replies = tuple[Reply, ...]


class Export:
    """Makes files at once while there are few assessments, else has them made and says how far that is.

    Its choices carry `export:<part of the menu, go or menu>:<what is wanted>` and `export:job:<id>`.
    """

    def __init__(self, content: Content, store: Store, soon: Callable[[], None]) -> None:
        self._content = content
        self._say = content.texts.say
        self._store = store
        self._soon = soon
        self._menu = Menu(content)
        self._handing = Handing(content)

    async def export(self, visit: Visit, words: str) -> Replies:
        """Export what the words ask for; without words, show the menu."""
        if not words.strip():
            return (self._menu.show(Wanted()),)
        return await self._make(visit, read_words(self._content, words))

    async def choose(self, visit: Visit, chosen: str) -> Replies:
        """Go on with the menu or with an export."""
        what, _, rest = chosen.partition(":")
        if what == "job":
            return await self._how_far(visit, rest)
        if what == "stop":
            return await self._stop(visit, rest)
        try:
            wanted = read_carried(self._content, rest)
        except ValueError:  # an old button: begin anew
            return (self._menu.show(Wanted()),)
        if what in PARTS:
            return (self._menu.ask(what, wanted, visit.now.date()),)
        return await self._make(visit, wanted) if what == "go" else (self._menu.show(wanted),)

    async def told(self, visit: Visit) -> Replies:
        """Hand over what is ready, on a channel that cannot write first; or say why it is not."""
        channel = visit.message.sender.channel
        asks_itself = (visit.message.choice or "").startswith("export:job:")
        if visit.member.role != "admin" or channel in WRITES_FIRST or visit.message.group or asks_itself:
            return ()
        mine = await visit.turn.find(ExportJob, f"by:{visit.address}")
        ended = [each for each in mine if each.state != "making" and not each.told]
        return tuple(reply for job in ended for reply in self._ended(visit, job))

    async def _make(self, visit: Visit, wanted: Wanted) -> Replies:
        """Make the files at once, or note that they are to be made.

        It begins with the head of what was done, which every `/forget` moves: when somebody is forgotten
        while the files are made, the turn runs again.
        """
        await visit.turn.get(AuditHead, AuditHead().key)
        mine = await visit.turn.find(ExportJob, f"by:{visit.address}")
        if going_on := [each for each in mine if each.state == "making"]:
            return (self._handing.going_on(going_on[0]),)
        total = await self._store.count(Assessment)
        job = ExportJob(
            new_code(ID, SPOKEN), visit.address, asked=visit.at, expires="", who=visit.who,
            wanted=wanted.to_keep(), total=total,
        )  # fmt: skip
        if total > SMALL:
            visit.turn.put(job)
            visit.afterwards.append(self._soon)
            return (self._handing.going_on(job),)
        assessments = await self._store.read(Assessment)
        step = await make_at_once(self._content, visit.turn, assessments, job, visit.now)
        for piece in step.pieces:
            visit.turn.put(piece)
        await note(visit.turn, visit.who, "export", visit.now, **on_record(step.job))
        return self._ended(visit, step.job)

    async def _how_far(self, visit: Visit, job_id: str) -> Replies:
        job = await self._mine(visit, job_id)
        return (self._handing.going_on(job),) if job.state == "making" else self._ended(visit, job)

    async def _stop(self, visit: Visit, job_id: str) -> Replies:
        job = await self._mine(visit, job_id)
        remove_files(visit.turn, job)
        visit.turn.remove(ExportJob, job.id)
        return (Reply(self._say("export.stopped")),)

    async def _mine(self, visit: Visit, job_id: str) -> ExportJob:
        job = await visit.turn.get(ExportJob, job_id) if job_id.isalnum() else None
        if job is None or job.address != visit.address:
            raise BotError(self._say("export.gone"))
        return job

    def _ended(self, visit: Visit, job: ExportJob) -> Replies:
        if job.state == "failed":
            visit.turn.put(replace(job, told=True))
            return (self._handing.failed(job),)
        kept, replies = self._handing.over(job)
        visit.turn.put(replace(kept, told=True))
        return replies
