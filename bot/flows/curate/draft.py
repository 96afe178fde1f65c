"""The draft of a new entry: a file with what is known, to be finished and read by others before it ships."""

import re
from collections.abc import Container
from datetime import date, timedelta
from io import StringIO
from itertools import chain, count

from ruamel.yaml import YAML

from bot.messages import Document

REVIEW = timedelta(days=180)
ID_WORDS = 5
FENCE = "---\n"
ELSEWHERE = "I can't help with that. Write who does, in a sentence or two."
ANSWER = "Write the answer here: at most 600 characters, the answer first. docs/writing-entries.md says how."


def draft(wordings: tuple[str, ...], today: date, used: Container[str], *, elsewhere: bool) -> Document:
    """Return the draft as a file for knowledge/content/entries/, under a name that is not `used` there."""
    head = {
        "question": wordings[0],
        "ask": list(wordings),
        "not_this": [],
        "kind": "elsewhere" if elsewhere else "fact",
        "audience": ["everyone"],
        "topic": "elsewhere" if elsewhere else "charter",
        "facts": [],
        "source": [],
        "checked": today,
        "review_by": today + REVIEW,
        "follow_ups": [],
    }
    written = StringIO()
    YAML(typ="safe", pure=True).dump(head, written)
    text = f"{FENCE}{written.getvalue()}{FENCE}{ELSEWHERE if elsewhere else ANSWER}\n"
    return Document(f"{_new_id(wordings[0], used)}.md", "text/markdown", text.encode())


def _new_id(wording: str, used: Container[str]) -> str:
    """An id made of a wording's first words."""
    words = "-".join(re.findall(r"[a-z0-9]+", wording.lower())[:ID_WORDS]) or "new-entry"
    ids = chain([words], (f"{words}-{more}" for more in count(2)))
    return next(each for each in ids if each not in used)
