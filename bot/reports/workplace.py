"""A folder for what lies on disk while a workbook is made: nobody else can read it, and it goes at the end.

A process that is killed cannot tidy up, and people's words are in there. So a folder is locked while its
process lives, and those that nobody holds any more are removed by whoever looks next.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

NAME = "charter-export-"


@contextmanager
def workplace() -> Iterator[str]:
    """Make a folder for a block."""
    with TemporaryDirectory(prefix=NAME) as folder, _opened(Path(folder)) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield folder


def remove_left() -> None:
    """Remove the folders of processes that are no more."""
    for folder in Path(gettempdir()).glob(f"{NAME}*"):
        with suppress(OSError), _opened(folder) as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if any(folder.iterdir()):  # else it may be about to be locked
                shutil.rmtree(folder)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
