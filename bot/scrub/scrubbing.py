"""Takes personal data and codes out of what people ask, before it is kept: each becomes a word in brackets.

It knows shapes and cues, so it is a net and no promise. It takes linear time: a pattern begins only where a
run of its letters begins, or is of bounded length. None reaches over a bracket, and names come last, so what
was put in makes nothing new to find.
"""

import re
from functools import cache

from bot.scrub.cues import CUED
from bot.scrub.shapes import SHAPES
from bot.typed_codes import without_codes

URL = re.compile(r"(?i)(?<![\w.@-])(?:[a-z]{2,9}://|www\.|[\w-]+(?:\.[\w-]+)+/)[^\s\[\]]*(?<![.,;:!?)'’])")
SECRET = re.compile(r"(?i)[@?#=]|(?=\w{0,15}\d)\w{16}|\b[\da-f]{8}-")
HIDDEN = re.compile("[\u00ad\u200c-\u200f\u2060\ufeff]")  # letters that nobody sees part words and numbers


@cache
def patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return what is looked for, and the words in its place; made when first asked for, some 0.1 s."""
    return [
        (re.compile(rf"(?ix)(?:(?<!\w)|(?=\+))(?P<cue>{cue})(?:{shape})(?!\w)"), rf"\g<cue>[{word}]")
        for cue, word, shape in [*(("", word, shape) for word, shape in SHAPES.items()), *CUED]
    ]


def scrub(text: str) -> str:
    """Return the text with a word in brackets for each piece of personal data in it."""
    text = without_codes(URL.sub(_address, HIDDEN.sub("", text.replace("\u200b", " "))))
    for pattern, word in patterns():
        text = pattern.sub(word, text)
    return text


def _address(found: re.Match[str]) -> str:
    """Keep an address unless it carries somebody's own: a sign-in, a query or a token."""
    return "[address]" if SECRET.search(found[0]) else found[0]
