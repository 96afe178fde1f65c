"""The test questions: every entry has some, and none was copied from what the search is given."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from knowledge.check.places import FOLLOW_UPS, QUESTIONS, UNANSWERED_FILE
from knowledge.errors import Problem
from knowledge.model import Entry, TestQuestions
from knowledge.search.words import tokens

FEWEST = 4  # test questions of an entry
UNANSWERED = 100  # test questions that nothing answers
FOLLOWING = 30  # test questions that lean on the one before
COPY = 0.85  # of all words of both, the share that both have


def check_questions(entries: Mapping[str, Entry], tests: TestQuestions) -> Iterator[Problem]:
    """Check the test questions against the entries."""
    for entry in entries.values():
        if (count := len(tests.questions.get(entry.id, []))) < FEWEST:
            what = f"the entry has {count} test questions, {FEWEST} are the least"
            yield Problem(QUESTIONS, entry.id, what, "Write more, without looking at its ways of asking")
        for question in tests.questions.get(entry.id, []):
            yield from _copy(entry, question)
    for unknown in sorted(tests.questions.keys() - entries.keys()):
        yield Problem(QUESTIONS, unknown, "there is no entry with this id", "Name the id of an entry")
    if len(tests.unanswered) < UNANSWERED:
        what = f"there are {len(tests.unanswered)} questions that nothing answers, {UNANSWERED} are the least"
        yield Problem(UNANSWERED_FILE, "top", what, "Write more, far, near and adversarial")
    if len(tests.follow_ups) < FOLLOWING:
        what = f"there are {len(tests.follow_ups)} follow-ups, {FOLLOWING} are the least"
        yield Problem(FOLLOW_UPS, "top", what, "Write more")
    for at, follow_up in enumerate(tests.follow_ups):
        if follow_up.expect not in entries:
            what = f"there is no entry {follow_up.expect}"
            yield Problem(FOLLOW_UPS, f"{at}.expect", what, "Name the id of an entry")


def _copy(entry: Entry, question: str) -> Iterator[Problem]:
    for phrasing in entry.phrasings:
        if alike(question, phrasing) >= COPY:
            what = f'the test question "{question}" is nearly the way of asking "{phrasing}"'
            yield Problem(QUESTIONS, entry.id, what, "Reword the way of asking, not the test question")
            return


def alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, of all their words."""
    first, second = _words(one), _words(other)
    return len(first & second) / max(1, len(first | second))


@lru_cache(maxsize=5_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(tokens(text))
