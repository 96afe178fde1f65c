"""An error as a line of the log: what it was and where, never its words, for they can be somebody's own."""

from pathlib import Path
from traceback import extract_tb

from storage.errors import StoreError

PLACES = 4  # the innermost ones; they say where, and the kind says what


class Trouble(str):
    """An error as it may be told; the log knows it by this kind."""

    __slots__ = ()


def trouble(error: BaseException) -> Trouble:
    """Return an error's kind and where it was raised. A store's own words are ours, and are told too."""
    told = f" ({error})" if isinstance(error, StoreError) else ""
    return Trouble(f"{type(error).__name__}{told} at {_places(error)}")


def _places(error: BaseException) -> str:
    frames = extract_tb(error.__traceback__)[-PLACES:]
    return " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(frames)) or "?"
