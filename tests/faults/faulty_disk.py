"""A disk whose n-th operation fails, put under SQLite itself: its own VFS with some calls of ours in front.

Python's sqlite3 shares one libsqlite3 with ctypes, so a VFS that is registered there serves both. Where
SQLite is built into Python there is no library to share, and `sqlite_library` says so.
"""

import ctypes
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

# Names are handed on as pointers: SQLite keeps them, and looks behind their end.
Writes = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncates = CFUNCTYPE(c_int, c_void_p, c_int64)
Syncs = CFUNCTYPE(c_int, c_void_p, c_int)
Opens = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
Deletes = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)

SQLITE_FULL = 13
FAILS_AS = {"write": 778, "sync": 1034, "truncate": 1546, "delete": 2570}  # SQLITE_IOERR_WRITE and so on
WAL_FLAG = 0x00080000  # SQLITE_OPEN_WAL


class Vfs(Structure):
    """`sqlite3_vfs`, as far as we change it; the rest is taken over as it is."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("rest", c_void_p * 14),
    ]


class Methods(Structure):
    """`sqlite3_io_methods`, as far as we change it."""

    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("rest", c_void_p * 13),
    ]


class File(Structure):
    """`sqlite3_file`: the part that every VFS's file begins with."""

    _fields_ = [("methods", POINTER(Methods))]


def sqlite_library() -> ctypes.CDLL | None:
    """Return the library that Python's sqlite3 uses, or None where there is none to share."""
    sqlite3.connect(":memory:").close()  # it is loaded by now
    mapped = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "/" in line}
    for path in sorted(each for each in mapped if "libsqlite3" in Path(each).name):
        library = ctypes.CDLL(path)
        library.sqlite3_libversion.restype = c_char_p
        if library.sqlite3_libversion().decode() == sqlite3.sqlite_version:
            return library
    return None


class FaultyDisk:
    """Counts what SQLite asks of the disk, and fails where it is told to.

    `breaks_at` is the number of the operation that fails, `lasts` for how many it goes on, `how` is
    "error", "full", or "torn": then half of what was to be written is. A sync that does not fail is not
    handed on: nothing here tests the real disk, and waiting for it takes long.
    """

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        library.sqlite3_vfs_find.argtypes = [c_char_p]
        self._real = library.sqlite3_vfs_find(None)
        self._vfs = Vfs.from_buffer_copy(self._real.contents)
        self._kept: list[Any] = []  # what SQLite points to must not be collected
        self._methods: dict[int, Methods] = {}
        self.mend()

    def mend(self) -> None:
        """Work from now on, and count from the beginning."""
        self.done = 0
        self.asked: Counter[str] = Counter()
        self.failed: list[str] = []
        self.breaks_at, self.lasts, self.how = 0, 1, "error"

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Let every connection that is opened in the block be on this disk."""
        self._vfs.name = b"faulty"
        self._vfs.open = self._pointer(Opens(self._open))
        self._vfs.delete = self._pointer(Deletes(self._delete))
        assert self._library.sqlite3_vfs_register(byref(self._vfs), 1) == 0
        try:
            yield
        finally:
            assert self._library.sqlite3_vfs_unregister(byref(self._vfs)) == 0
            assert self._library.sqlite3_vfs_register(self._real, 1) == 0

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Work in the block as if nothing were wrong, and count nothing."""
        before = vars(self).copy()
        self.mend()
        try:
            yield
        finally:
            vars(self).update(before)

    def _pointer(self, function: Any) -> c_void_p:
        self._kept.append(function)
        return ctypes.cast(function, c_void_p)

    def _open(self, vfs: int, name: int, file: int, flags: int, out: int) -> int:
        failed = Opens(self._real.contents.open)(
            ctypes.addressof(self._real.contents), name, file, flags, out
        )
        opened = ctypes.cast(file, POINTER(File)).contents
        if opened.methods:
            opened.methods = ctypes.pointer(self._broken(opened.methods, is_log=bool(flags & WAL_FLAG)))
        return int(failed)

    def _broken(self, methods: Any, *, is_log: bool) -> Methods:
        """Return methods that ask us first; SQLite's own look at nothing but the file."""
        real = ctypes.addressof(methods.contents) * 2 + is_log
        if real not in self._methods:
            own = Methods.from_buffer_copy(methods.contents)
            write, truncate = Writes(own.write), Truncates(own.truncate)
            kind = "sync log" if is_log else "sync"

            def torn(file: int, data: int, size: int, offset: int) -> None:
                write(file, data, size // 2, offset)

            own.write = self._pointer(Writes(self._asking("write", write, torn)))
            own.truncate = self._pointer(Truncates(self._asking("truncate", truncate)))
            own.sync = self._pointer(Syncs(self._asking(kind, lambda *_: 0)))
            self._methods[real] = own
        return self._methods[real]

    def _asking(self, what: str, real: Callable[..., int], torn: Any = None) -> Callable[..., int]:
        def ask(*arguments: Any) -> int:
            failure = self._next(what)
            if failure and torn and self.how == "torn":
                torn(*arguments)
            return failure or real(*arguments)

        return ask

    def _delete(self, vfs: int, name: int, sync: int) -> int:
        real = Deletes(self._real.contents.delete)
        return self._next("delete") or int(real(ctypes.addressof(self._real.contents), name, sync))

    def _next(self, what: str) -> int:
        """Count an operation; return how it fails, or 0."""
        self.done += 1
        self.asked[what] += 1
        if not (self.breaks_at and self.breaks_at <= self.done < self.breaks_at + self.lasts):
            return 0
        self.failed.append(what)
        kind = what.split(maxsplit=1)[0]
        return SQLITE_FULL if self.how == "full" and kind == "write" else FAILS_AS[kind]
