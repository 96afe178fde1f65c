"""What an entry rests on: facts, sources, and the day on which somebody must look again."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from knowledge.check.places import file_of
from knowledge.errors import Problem
from knowledge.model import Entry, Fact

URGENT = "urgent-help"
TELLS_FACTS = {"fact", "guidance", "not-published"}
LAW_WITHIN = timedelta(days=125)  # law, fees and vetting change often: about four months
ALL_WITHIN = timedelta(days=366)


def check_grounds(entries: Mapping[str, Entry], facts: Mapping[str, Fact], today: date) -> Iterator[Problem]:
    """Check what every entry rests on."""
    for entry in entries.values():
        yield from _facts(entry, facts)
        yield from _sources(entry)
        yield from _dates(entry, today)


def _facts(entry: Entry, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    file = file_of(entry)
    for unknown in [each for each in entry.facts if each not in facts]:
        yield Problem(file, "facts", f"there is no fact {unknown}", "Name one of facts.yaml")
    if entry.kind in TELLS_FACTS and not entry.facts:
        yield Problem(file, "facts", f"no fact carries this answer of kind {entry.kind}", "Name its facts")
    known = [facts[each] for each in entry.facts if each in facts]
    if entry.kind == "fact" and known and all(fact.mark == "inferred" for fact in known):
        mend = "Rest it on a fact that was read somewhere, or make it an entry of kind not-published"
        yield Problem(file, "facts", "all its facts are inferred, and those are never told as fact", mend)


def _sources(entry: Entry) -> Iterator[Problem]:
    if not entry.source and entry.id != URGENT:
        yield Problem(file_of(entry), "source", "it names no source", "Name where a reader can check it")
    for source in entry.source:
        if source.url and not source.url.startswith(("https://", "http://")):
            mend = "Begin it with https://, or leave it out"
            yield Problem(file_of(entry), "source", f'"{source.url}" is not a web address', mend)


def _dates(entry: Entry, today: date) -> Iterator[Problem]:
    file, within = file_of(entry), LAW_WITHIN if entry.topic == "records" else ALL_WITHIN
    if entry.review_by < entry.checked:
        what = f"the review on {entry.review_by} is before the check on {entry.checked}"
        yield Problem(file, "review_by", what, "Set it to a day after `checked`")
    elif entry.review_by - entry.checked > within:
        what = f"the review is {(entry.review_by - entry.checked).days} days after the check"
        yield Problem(file, "review_by", what, f"Set it within {within.days} days of `checked`")
    elif entry.review_by < today:
        mend = "Hold it against its facts again, then set `checked` and `review_by` anew"
        yield Problem(file, "review_by", f"the review was due on {entry.review_by}", mend)
