"""Looks through a text for what is personal, one kind after the other."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.personal.beside import ILLNESSES, OFFENCES
from bot.personal.names import NAMES
from bot.scrub.cues import BORN, CUED
from bot.scrub.shapes import SHAPES

# Numbers that stand for one person; other long ones are in titles what numbers a document.
OWN_NUMBER = r"""[a-z]\d{4}[a-z]{2}|(?-i:[A-Z]\d{4}[ -][A-Z]{2})
    |(?:crn|prison(?:er)?[ ](?:no\.?|number))[ :]{0,2}\w*\d\w*"""
LOOKED_FOR = [  # (kind, what stands before it, what it looks like)
    *((kind, "", SHAPES[kind]) for kind in ("e-mail", "NI number", "phone", "NHS number", "postcode")),
    ("number", "", OWN_NUMBER),
    *(("birth", "", f"{cue}(?:{date})") for cue, word, date in CUED if word == "date"),
    ("birth", "", rf"{BORN}[ ](?:in[ ])?(?:19|20)\d\d"),
    *(("offence", "", shape) for shape in OFFENCES),
    *(("health", "", shape) for shape in ILLNESSES),
    *(("name", cue, shape) for cue, shape in NAMES),
    *(("name", cue, name) for cue, word, name in CUED[:2] if word == "name"),
]
TAKEN = "\0"  # in place of what was seen, so that it is not seen again as something else


@dataclass(frozen=True)
class Seen:
    """Something that looks personal: its kind, a name under `personal.kinds` in the texts, and the words."""

    kind: str
    words: str


@cache
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return the kinds, and how each is looked for; made when first asked for, some 0.1 s."""
    return [
        (kind, re.compile(rf"(?ix)(?:(?<!\w)|(?=\+))(?:{cue})(?P<seen>{shape})(?!\w)"))
        for kind, cue, shape in LOOKED_FOR
    ]


def looks_personal(text: str) -> tuple[Seen, ...]:
    """Return what looks personal in a text, kind by kind; nothing, for most."""
    return tuple(_see(unicodedata.normalize("NFC", text)))


def _see(typed: str) -> Iterator[Seen]:
    letters = list(_as_read(typed))
    text = "".join(letter for _at, letter in letters)
    for kind, pattern in patterns():
        for found in pattern.finditer(text):
            first, last = letters[found.start("seen")][0], letters[found.end("seen") - 1][0]
            yield Seen(kind, typed[first : last + 1].strip())
        text = pattern.sub(lambda found: TAKEN * len(found[0]), text)


def _as_read(typed: str) -> Iterator[tuple[int, str]]:
    """Every letter as people read it, with where it was typed: a wide digit is a digit, and what is not seen
    is not there.
    """
    for at, letter in enumerate(typed):
        if unicodedata.category(letter) != "Cf":
            yield from ((at, each) for each in unicodedata.normalize("NFKC", letter))
