"""What is wrong with the `.env` file and with the names of settings, before their values are looked at."""

import difflib
import os
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream

OURS = ("CHARTER_", "TELEGRAM_")  # how the names of our settings begin
OURS_ALONE = "CHARTER_"  # in the environment other programs may have names with TELEGRAM_


def problems(path: Path, known: Collection[str]) -> list[str]:
    """Return a sentence for every line that cannot be read and every name that is no setting."""
    if path.exists() and not path.is_file():
        return [f"{path} is a folder. Make it a file, or take it away."]
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError):
        return [f"{path} cannot be read as text. Save it as UTF-8."]
    bindings = list(parse_stream(StringIO(text)))
    in_file = [binding.key for binding in bindings if binding.key]
    named = [name for name in in_file if name.upper().startswith(OURS)]
    named += [name for name in os.environ if name.upper().startswith(OURS_ALONE)]
    return [*_unreadable(path, bindings), *_unknown(named, known)]


def _unreadable(path: Path, bindings: list[Binding]) -> Iterator[str]:
    for binding in bindings:
        if binding.error:
            yield f"{path}, line {binding.original.line}: it cannot be read. Are the quotes closed?"


def _unknown(named: list[str], known: Collection[str]) -> Iterator[str]:
    for name in sorted({name.upper() for name in named}):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            yield f"{name}: there is no such setting." + (f" Did you mean {near[0]}?" if near else "")
