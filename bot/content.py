"""The shipped content, read and checked: what every command of the command line begins with."""

import contextlib
import hashlib
from datetime import date
from pathlib import Path

from bot.content_problems import content_problems, found_apart
from knowledge.errors import ContentError
from knowledge.loader import SHIPPED, Content, load

CODE = Path(__file__).parent
FOUND_RIGHT = "content-found-right"  # the name of the note, where what can be made again is kept


def read_content(today: date, folder: Path = SHIPPED, found_right: Path | None = None) -> Content:
    """Read and check the content as of a day; raises `ContentError` with every problem.

    `found_right` is where it is noted which content was found right: the same is not checked again. Who gives
    it is here to stay, and would never give back the memory of the check: another process does it for them.
    """
    content = load(folder)
    mark = _mark_of(folder, today)
    if found_right and _read(found_right) == mark:
        return content
    find = found_apart if found_right else content_problems
    if problems := find(content, folder, today):
        raise ContentError(problems)
    if found_right:
        with contextlib.suppress(OSError):  # then it is checked again the next time
            found_right.parent.mkdir(parents=True, exist_ok=True)
            found_right.write_text(mark)
    return content


def _mark_of(folder: Path, today: date) -> str:
    """One line that is another as soon as content, code or day are others."""
    mark = hashlib.sha256(today.isoformat().encode())
    for root in (folder, folder.parent, CODE):
        for path in sorted(each for each in root.rglob("*") if each.suffix in {".md", ".yaml", ".py"}):
            mark.update(f"{path}\n".encode())
            mark.update(path.read_bytes())
    return mark.hexdigest()


def _read(path: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return path.read_text()
    return ""
