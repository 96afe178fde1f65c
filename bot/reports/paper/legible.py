"""Makes what people typed fit for paper: nothing that cannot be shown, and nothing too long for a line."""

import re
import unicodedata

LONGEST = 24  # letters without a blank; more would run out of a column
BREAK = "\u200b"  # a place where a line may end, which shows nothing
_LONG = re.compile(rf"\S{{{LONGEST}}}(?=\S)")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they would turn what follows


def legible(text: str) -> str:
    """Return a text without control characters, with places to break where there are none."""
    whole = text.encode("utf-8", "replace").decode()  # half characters
    return _LONG.sub(rf"\g<0>{BREAK}", "".join(each for each in whole if _shows(each)))


def _shows(character: str) -> bool:
    return character == "\n" or (unicodedata.category(character) != "Cc" and character not in _TURNS)
