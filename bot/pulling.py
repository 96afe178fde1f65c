"""`charter-bot content pull`: what curators have published in chat, written into files for review."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.edits import laid_over
from bot.errors import BotError
from bot.opening import open_store
from bot.settings import Settings
from bot.whole_stores import refuse_missing
from knowledge.entry_file import written
from knowledge.loader import SHIPPED, load_entries
from knowledge.model import Entry
from storage.records import ContentEdit

CHECKOUT = SHIPPED.parents[1]  # where the program was installed from, if it runs from its sources
INSTALLED = {"site-packages", "dist-packages"}


@dataclass(frozen=True)
class Pulled:
    """The files that change, with their new texts, and the changes that do not fit what is there."""

    files: dict[Path, str]
    stale: tuple[ContentEdit, ...]


async def pull(settings: Settings, out: Path | None, *, check: bool) -> list[str]:
    """Write what is live into the entries of a content folder, or with `check` only say what would be.

    Returns what was done, in lines. What the folder says by itself already changes nothing.
    """
    folder = _folder(out)
    refuse_missing(settings)
    store = await open_store(settings, guest=True)
    try:
        edits = await store.read(ContentEdit, "live")
        stale = await store.read(ContentEdit, "stale")
    finally:
        await store.close()
    pulled = lay_into(folder, edits)
    if not check:
        _write(pulled.files)
    return _lines(replace(pulled, stale=(*pulled.stale, *stale)), check=check)


def lay_into(folder: Path, edits: Iterable[ContentEdit]) -> Pulled:
    """Lay edits over the entries of a folder; an entry that is not there is taken from the shipped ones."""
    there = load_entries(folder)
    shipped = load_entries(SHIPPED)
    entries = shipped | there
    overlay = laid_over(entries, edits)
    files = {
        folder / "entries" / f"{name}.md": _text(folder if name in there else SHIPPED, entries[name], entry)
        for name, entry in overlay.entries.items()
        if entry != entries[name]
    }
    return Pulled(files, overlay.stale)


def _text(folder: Path, now: Entry, wanted: Entry) -> str:
    text = (folder / "entries" / f"{now.id}.md").read_text(encoding="utf-8")
    return written(text, now, wanted)


def _folder(out: Path | None) -> Path:
    """Return where the files go: as asked, or the content of the sources that this program runs from."""
    if out is None and not (CHECKOUT / "pyproject.toml").exists():
        raise BotError("This program does not run from its sources. Say with --out where the files go.")
    folder = (out or SHIPPED).resolve()
    if INSTALLED & set(folder.parts):
        raise BotError(f"{folder} belongs to the installed program. Choose a folder of your own with --out.")
    return folder


def _write(files: dict[Path, str]) -> None:
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BotError(f"The files cannot be written: {error.strerror}. Choose another folder.") from error


def _lines(pulled: Pulled, *, check: bool) -> list[str]:
    what = "Would be written" if check else "Written"
    lines = [f"{what}: {path}" for path in sorted(pulled.files)]
    lines += [
        f"Not used, the file has changed since: {edit.entry}, change {edit.number} ({edit.change})"
        for edit in pulled.stale
    ]
    return lines or ["Nothing to do: the files say all that was published in chat."]
