"""Makes text safe to stand in a spreadsheet cell, where a formula may be run by the one who opens it.

A spreadsheet program reads text that begins with = + - or @ as a formula, and a formula can start programs
and send cells away (CWE-1236). The rules follow OWASP's page "CSV Injection". They look through spaces,
invisible characters and full-width forms, because programs and people strip or convert those on the way.

Why an apostrophe: it is the spreadsheets' own mark for "what follows is text", it loses nothing of what was
written, and it stays in the file, so that a workbook saved again as CSV is still safe. Quotes would not do:
a spreadsheet takes them off before it looks.
"""

import re
import unicodedata

Cell = str | int | float | None

LONGEST = 32_767  # characters that a cell of Excel holds, counted as UTF-16 does
MARK = "'"
_STARTS_A_FORMULA = ("=", "+", "-", "@")
_STARTS_A_NEW_CELL = ("\t", "\r", "\n")
_INVISIBLE = frozenset({"Cc", "Cf"})  # control and format characters: zero widths, BOM, bidi marks
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")  # XML 1.0, section 2.2


def safe(value: Cell) -> Cell:
    """Return what may stand in a cell: a safe text, or the number or nothing that it was."""
    return safe_text(value) if isinstance(value, str) else value


def safe_text(text: str) -> str:
    """Return a text as it was, or with an apostrophe in front when a spreadsheet could run it.

    What XML cannot hold is taken out first, lone surrogates too: it might hide what comes after it.
    """
    legal = text if text.isprintable() else _NOT_IN_XML.sub("", text)  # what can be printed is legal
    return shortened(MARK + legal if could_run(legal) else legal)


def could_run(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula, or for the start of another cell."""
    if text[:1].isascii() and text[:1].isalnum():  # most texts: there are millions of them
        return False
    first = next((each for each in text if not _is_unseen(each)), "")
    plain = unicodedata.normalize("NFKC", first)  # full-width and small forms become = + - @
    return text.startswith(_STARTS_A_NEW_CELL) or plain.startswith(_STARTS_A_FORMULA)


def shortened(text: str) -> str:
    """Return a text that a cell can hold; one that is too long ends in an ellipsis."""
    if 2 * len(text) <= LONGEST:  # a character is two units at most
        return text
    units = text.encode("utf-16-le")  # two bytes a unit
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _is_unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _INVISIBLE
