"""How a file that was made is fetched: once, by whom it was made for, within ten minutes."""

import hashlib
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.exports.allowed import still_may
from bot.exports.pieces import read_pieces, remove_file
from bot.messages import Document
from storage.errors import TurnConflict
from storage.records import ExportFile, ExportJob
from storage.store import Store, Turn

ON_ITS_WAY = timedelta(minutes=10)  # for which a file that is being fetched is not thrown away
RANDOM_BYTES = 16  # of a link: 128 bits, which nobody guesses


@dataclass(frozen=True)
class Fetched:
    """A file on its way to somebody."""

    file: ExportFile
    pieces: AsyncIterator[bytes]


class Fetching:
    """Gives out what exports have made."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def take(self, address: str, link: str) -> Fetched | None:
        """Return the file behind a link, once; None for a link that is wrong, used, too old or another's, and
        for somebody who may not export any more.
        """
        tag = f"link:{fingerprint(link)}"
        try:
            async with self._store.turn(tag) as turn:
                found = [each for each in await turn.find(ExportJob, tag) if self._is_theirs(each, address)]
                if not found or not await still_may(turn, found[0]):
                    return None
                job, number = found[0], _number(found[0], link)
                taken = with_file(job, number, replace(job.files[number], link="", fetched=True))
                until = (self._clock() + ON_ITS_WAY).isoformat(timespec="seconds")
                turn.put(replace(taken, on_its_way=until))
        except TurnConflict:  # somebody else was quicker, with the same link
            return None
        return Fetched(job.files[number], read_pieces(self._store, job, number, take=True))

    def _is_theirs(self, job: ExportJob, address: str) -> bool:
        return job.address == address and is_here(job, self._clock())

    async def content(self, document: Document) -> bytes | None:
        """Return all of a document that is kept in pieces, for a channel that hands it over itself."""
        job, number = await self._job(document.kept)
        if job is None:
            return None
        content = b"".join([piece async for piece in read_pieces(self._store, job, number)])
        return content if len(content) == job.files[number].size else None

    async def _job(self, kept: str) -> tuple[ExportJob | None, int]:
        job_id, number = read_kept(kept)
        async with self._store.turn(f"export {job_id}") as turn:
            job = await turn.get(ExportJob, job_id)
            theirs = job is not None and is_here(job, self._clock()) and await still_may(turn, job)
        return (job if theirs else None), number


async def handed_over(turn: Turn, document: Document) -> None:
    """Note that a document has reached its reader: its pieces go."""
    job_id, number = read_kept(document.kept)
    if job := await turn.get(ExportJob, job_id):
        remove_file(turn, job, number)
        turn.put(with_file(job, number, replace(job.files[number], fetched=True)))


def documents(job: ExportJob, *, with_links: bool) -> tuple[ExportJob, list[Document]]:
    """Return the files that were not fetched yet, as documents, and the job as it is to be kept for them."""
    found = []
    for number, file in enumerate(job.files):
        if not file.fetched:
            link = secrets.token_urlsafe(RANDOM_BYTES) if with_links else ""
            kept = f"{job.id}|{number}"
            found.append(Document(file.name, file.media_type, b"", kept=kept, size=file.size, link=link))
            job = with_file(job, number, replace(file, link=fingerprint(link) if link else ""))
    return job, found


def is_here(job: ExportJob, now: datetime) -> bool:
    """Whether its files can still be fetched."""
    return job.state == "ready" and now < datetime.fromisoformat(job.expires)


def fingerprint(link: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(link.encode()).hexdigest()


def read_kept(kept: str) -> tuple[str, int]:
    """Read which file of which export a document is."""
    job_id, _, number = kept.partition("|")
    return job_id, int(number)


def with_file(job: ExportJob, number: int, file: ExportFile) -> ExportJob:
    """Return the job with another file in one place."""
    return replace(job, files=(*job.files[:number], file, *job.files[number + 1 :]))


def _number(job: ExportJob, link: str) -> int:
    return next(number for number, file in enumerate(job.files) if file.link == fingerprint(link))
