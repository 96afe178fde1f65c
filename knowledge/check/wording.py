"""How an entry is written: short, plain, without markup, without telephone numbers."""

import re
from collections.abc import Iterator, Mapping

from knowledge.check.places import file_of
from knowledge.errors import Problem
from knowledge.model import Entry

QUESTION = 90  # characters
ANSWER = 600  # characters
SENTENCE = 25  # words
ASK = 8  # ways of asking, at least
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TELEPHONE = re.compile(r"(?<!\d)(?:\+\d|0)(?:[ ().-]*\d){8,}")
MARKUP = {
    "bold or italic marks": re.compile(r"\*|__"),
    "a heading": re.compile(r"^#", re.MULTILINE),
    "a link": re.compile(r"\]\(|https?://"),
    "a table": re.compile(r"^\s*\||\|.*\|", re.MULTILINE),
    "HTML": re.compile(r"</?[a-zA-Z][^>]*>"),
    "code marks": re.compile(r"`"),
}
_BLOCK = re.compile(r"\n\s*\n|\n(?=- )")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def check_wording(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Check the wording of every entry."""
    for entry in entries.values():
        yield from _id(entry)
        yield from _lengths(entry)
        yield from _sentences(entry)
        yield from _plain(entry)
        yield from _telephone(entry)


def _id(entry: Entry) -> Iterator[Problem]:
    if not ID.fullmatch(entry.id):
        mend = "Name the file in lower case, with hyphens between words"
        yield Problem(file_of(entry), "file name", f'"{entry.id}" cannot be an id', mend)


def _lengths(entry: Entry) -> Iterator[Problem]:
    for place, text, most in (("question", entry.question, QUESTION), ("answer", entry.answer, ANSWER)):
        if len(text) > most:
            what = f"it has {len(text)} characters, {most} are the most"
            yield Problem(file_of(entry), place, what, "Shorten it")
    if len(entry.ask) < ASK:
        what = f"there are {len(entry.ask)} ways of asking, {ASK} are the least"
        yield Problem(file_of(entry), "ask", what, "Add more ways in which people ask this")


def _sentences(entry: Entry) -> Iterator[Problem]:
    for sentence in sentences(entry.answer):
        words = [word for word in sentence.split() if any(mark.isalnum() for mark in word)]
        if len(words) > SENTENCE:
            what = f'the sentence "{" ".join(words[:6])} ..." has {len(words)} words, {SENTENCE} are the most'
            yield Problem(file_of(entry), "answer", what, "Make two sentences of it")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a point of a list stands for itself."""
    blocks = [" ".join(block.split()) for block in _BLOCK.split(text)]
    return [sentence for block in blocks for sentence in _SENTENCE.split(block)]


def _plain(entry: Entry) -> Iterator[Problem]:
    for place, text in (("question", entry.question), ("answer", entry.answer)):
        for name, pattern in MARKUP.items():
            if pattern.search(text):
                yield Problem(file_of(entry), place, f"it holds {name}", "Write it as plain text")


def _telephone(entry: Entry) -> Iterator[Problem]:
    if entry.kind == "safety":
        return
    for place, text in (("question", entry.question), ("answer", entry.answer)):
        if number := TELEPHONE.search(text):
            what = f'"{number.group(0)}" looks like a telephone number'
            yield Problem(
                file_of(entry), place, what, "Name the website instead; only safety entries give numbers"
            )
