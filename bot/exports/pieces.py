"""The files of exports in pieces: kept as records, so that any process has them and none lies about."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from dataclasses import replace

from storage.records import ExportFile, ExportJob, ExportPiece
from storage.records.exports import piece_key
from storage.store import Store, Turn

PIECE = 256 * 1024  # bytes
AT_ONCE = 20  # pieces that are removed in one turn


class Keeping:
    """Takes the bytes of one file after the other, and makes pieces of them."""

    def __init__(self, job: str, address: str) -> None:
        self._job = job
        self._address = address
        self._held = bytearray()
        self._hash = hashlib.sha256()
        self.files: list[ExportFile] = []

    def begin(self, name: str, media_type: str, rows: int) -> list[ExportPiece]:
        """Begin another file; return what was left of the one before."""
        left = self.end()
        self.files.append(ExportFile(name, media_type, rows=rows))
        self._hash = hashlib.sha256()
        return left

    def add(self, data: bytes) -> list[ExportPiece]:
        """Take bytes; return the pieces that are full by now."""
        self._held += data
        self._hash.update(data)
        pieces = []
        while len(self._held) >= PIECE:
            pieces.append(self._piece(bytes(self._held[:PIECE])))
            del self._held[:PIECE]
        return pieces

    def end(self) -> list[ExportPiece]:
        """End the file at hand; return its last piece."""
        if not self.files:
            return []
        left = [self._piece(bytes(self._held))] if self._held else []
        self._held.clear()
        self.files[-1] = replace(self.files[-1], sha256=self._hash.hexdigest())
        return left

    def _piece(self, data: bytes) -> ExportPiece:
        file = self.files[-1]
        self.files[-1] = replace(file, pieces=file.pieces + 1, size=file.size + len(data))
        number = len(self.files) - 1
        return ExportPiece(self._job, number, file.pieces, self._address, b64encode(data).decode())


def remove_file(turn: Turn, job: ExportJob, number: int) -> None:
    """Remove the pieces of one file."""
    for each in range(job.files[number].pieces):
        turn.remove(ExportPiece, piece_key(job.id, number, each))


def remove_files(turn: Turn, job: ExportJob) -> None:
    """Remove all pieces of an export."""
    for number in range(len(job.files)):
        remove_file(turn, job, number)


async def remove_exports(turn: Turn, address: str) -> None:
    """Remove what somebody has asked for, made or not."""
    for job in await turn.find(ExportJob, f"by:{address}"):
        remove_files(turn, job)
        turn.remove(ExportJob, job.id)


async def remove_job(store: Store, job_id: str) -> None:
    """Remove an export with its files."""
    await remove_pieces(store, job_id)
    async with store.turn(f"export {job_id}") as turn:
        turn.remove(ExportJob, job_id)


async def remove_pieces(store: Store, job_id: str) -> None:
    """Remove all there is of the files of an export, a few pieces at a time."""
    while found := await _some(store, job_id):
        async with store.turn(f"export {job_id}") as turn:
            for piece in found:
                turn.remove(ExportPiece, piece.key)


async def _some(store: Store, job_id: str) -> list[ExportPiece]:
    first = await store.page(ExportPiece, f"{job_id}|", AT_ONCE)
    return [each for each in first if each.job == job_id]


async def read_pieces(
    store: Store, job: ExportJob, number: int, *, take: bool = False
) -> AsyncIterator[bytes]:
    """Give a file piece by piece; with `take`, each piece is gone once it is given. Ends early when the
    rest is gone.
    """
    for each in range(job.files[number].pieces):
        key = piece_key(job.id, number, each)
        async with store.turn(f"export {job.id}") as turn:
            piece = await turn.get(ExportPiece, key)
            if take:
                turn.remove(ExportPiece, key)
        if piece is None:
            return
        yield b64decode(piece.data)
