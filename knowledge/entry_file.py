"""Writes changes into the file of an entry, and leaves all else in it as it was: order, comments, marks."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from knowledge.loader import FENCE, split_entry
from knowledge.model import Entry

HEAD = ("question", "ask", "checked", "review_by")  # what may change of the part between the fences
WIDE = 1_000_000  # characters of a line: none is broken


def written(text: str, now: Entry, wanted: Entry) -> str:
    """Return the text of an entry's file, which reads as `now`, so that it reads as `wanted`."""
    head, body = split_entry(text)
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    tree = yaml.load(head)
    for key in HEAD:
        if key != "ask" and getattr(now, key) != getattr(wanted, key):
            tree[key] = getattr(wanted, key)
    _ask(tree["ask"], wanted.ask)
    out = StringIO()
    yaml.dump(tree, out)
    answer = body if now.answer == wanted.answer else wanted.answer
    return f"{FENCE}\n{out.getvalue().strip()}\n{FENCE}\n{answer}\n"


def _ask(there: Any, wanted: list[str]) -> None:
    """Take out of the list what is not wanted and put new ones at its end, so that comments stay in place."""
    for at in range(len(there) - 1, -1, -1):
        if str(there[at]).strip() not in wanted:
            del there[at]
    known = {str(each).strip() for each in there}
    there.extend(each for each in wanted if each not in known)
