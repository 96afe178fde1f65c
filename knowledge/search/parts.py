"""The questions of a message: most messages hold one, some hold two."""

import re

from knowledge.search.words import tokens

FEWEST = 3  # words; less is no question by itself
MOST = 2  # questions answered at once: a phone shows no more
_SENTENCE = re.compile(r"[^?.!\n]+[?.!]*")
_AND = re.compile(
    r"(?:,\s*|\s+)(?:and|also|plus|then)\s+(?:also\s+)?"
    r"(?=(?:how|what|when|where|who|why|which|can|could|do|does|is|are|will|must|should)\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:how|what|when|where|who|why|which|can|could|do|does|did|is|are|will|would|must|should|may)\b",
    re.IGNORECASE,
)


def questions_in(message: str) -> list[str]:
    """Return the questions of a message, when it holds two; otherwise none."""
    sentences = [part.strip() for part in _SENTENCE.findall(message)]
    parts = [piece.strip(" ,;") for sentence in sentences for piece in _AND.split(sentence)]
    asking = [part for part in parts if len(tokens(part)) >= FEWEST and _asks(part)]
    return asking if len(asking) == MOST else []


def _asks(part: str) -> bool:
    return part.endswith("?") or bool(_ASKING.match(part))
