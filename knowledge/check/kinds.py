"""What some kinds of entry promise: where a law holds, whom to ask, whom to call, who else answers."""

import re
from collections.abc import Iterator, Mapping

from knowledge.check.grounds import URGENT
from knowledge.check.places import file_of
from knowledge.errors import Problem
from knowledge.model import Entry

LAW_OPENS = "In England and Wales"
ADVICE = ("Unlock", "Nacro")
WHOM_TO_ASK = re.compile(r"Career Matters|\bask\b", re.IGNORECASE)
NUMBERS = ("999", "116 123")
NOT_OURS = "I can't help with"
ELSEWHERE = 350  # characters of an answer that only sends people on


def check_kinds(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Check what each kind of entry promises, and that there is an entry for distress."""
    for entry in entries.values():
        if entry.topic == "records":
            yield from _law(entry)
        if "elsewhere" in {entry.kind, entry.topic}:
            yield from _elsewhere(entry)
        if entry.kind == "not-published" and not WHOM_TO_ASK.search(entry.answer):
            yield Problem(file_of(entry), "answer", "it does not say whom to ask", "Name Career Matters")
    yield from _urgent(entries.get(URGENT))


def _law(entry: Entry) -> Iterator[Problem]:
    if not entry.answer.startswith(LAW_OPENS):
        mend = f'Begin with "{LAW_OPENS}"'
        yield Problem(file_of(entry), "answer", "it does not open with where the law holds", mend)
    if not any(name in entry.answer for name in ADVICE):
        yield Problem(file_of(entry), "answer", "it names no next step", f"Name {' or '.join(ADVICE)}")


def _elsewhere(entry: Entry) -> Iterator[Problem]:
    if (entry.kind, entry.topic) != ("elsewhere", "elsewhere"):
        what = f"kind is {entry.kind} and topic is {entry.topic}"
        yield Problem(file_of(entry), "kind", what, "Make both elsewhere, or neither")
    if not entry.answer.startswith(NOT_OURS):
        mend = f'Begin with "{NOT_OURS}"'
        yield Problem(file_of(entry), "answer", "it does not say that it is not ours", mend)
    if len(entry.answer) > ELSEWHERE:
        what = f"it has {len(entry.answer)} characters, {ELSEWHERE} are the most of an entry of this kind"
        yield Problem(file_of(entry), "answer", what, "Say only who answers it")


def _urgent(entry: Entry | None) -> Iterator[Problem]:
    file = f"entries/{URGENT}.md"
    if entry is None:
        yield Problem(file, "file", "it is missing, and distress has no answer", "Put it back")
        return
    if entry.kind != "safety":
        yield Problem(file, "kind", f"it is {entry.kind}", "Make it safety")
    for number in NUMBERS:
        if number not in entry.answer:
            yield Problem(file, "answer", f"{number} is missing", f"Name {number} in it")
