"""A ZIP archive that is given away piece by piece while it is written: it is never held whole."""

from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PIECE = 64 * 1024  # bytes that are handed on at once
LARGE = 2_000_000_000  # bytes from which on an entry needs the longer form of ZIP
DAY = (1980, 1, 1, 0, 0, 0)  # the first that ZIP knows; when a file was made is in the file

Entry = tuple[str, Iterable[bytes], int]  # its name, what is in it, and how many bytes that may be


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Give an archive of these entries."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED, compresslevel=6) as archive:  # type: ignore[call-overload]
        for name, content, at_most in entries:
            info = ZipInfo(name, DAY)
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=at_most > LARGE) as entry:
                for piece in content:
                    entry.write(piece)
                    if outlet.waiting > PIECE:
                        yield outlet.take()
    yield outlet.take()


class _Outlet:
    """What a ZIP file is written to: it goes on, and nobody can go back in it."""

    def __init__(self) -> None:
        self._written: list[bytes] = []
        self.waiting = 0

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        self.waiting += len(data)
        return len(data)

    def flush(self) -> None:
        """There is nothing behind this to flush to."""

    def take(self) -> bytes:
        taken = b"".join(self._written)
        self._written.clear()
        self.waiting = 0
        return taken
