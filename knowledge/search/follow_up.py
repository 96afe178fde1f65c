"""A short message after an answer: "and silver?", "how much is that" is about what came before.

How the two are weighed was found on follow-ups that people wrote (docs/decisions/0007-sentence-vectors.md).
"""

from enum import Enum, auto

from knowledge.search.words import tokens

LONGEST = 8  # words; a longer message says what it is about
BARE = 3  # words; so few need what came before, unless they are clear by themselves
OWN = 0.6  # what the message's own words weigh; the rest is theirs after the last answer's question
MOST_OWN = 0.65  # score by itself that counts: "what does it cost" is word for word about the Charter, too
NEXT = 0.1  # what an entry gains that the last one names as asked next
SAME = 0.1  # what the last one loses: people ask on, not again
OPENINGS = (
    ("and",),
    ("but",),
    ("so",),
    ("or",),
    ("what", "about"),
    ("how", "about"),
    ("what", "if"),
)
POINTING = frozenset(
    [
        "it",
        "its",
        "that",
        "this",
        "they",
        "them",
        "their",
        "theirs",
        "those",
        "these",
        "there",
        "one",
        "ones",
        "he",
        "she",
        "him",
        "her",
        "same",
        "then",
        "else",
    ]
)


class Leaning(Enum):
    """How far a message leans on the one before it."""

    NOT = auto()
    PERHAPS = auto()  # it is short: only when it is not clear by itself
    SURELY = auto()  # it points back


def leaning(message: str) -> Leaning:
    """Return how far a message leans on what came before."""
    words = tokens(message)
    if not words or len(words) > LONGEST:
        return Leaning.NOT
    if any(tuple(words[: len(opening)]) == opening for opening in OPENINGS) or POINTING & set(words):
        return Leaning.SURELY
    return Leaning.PERHAPS if len(words) <= BARE else Leaning.NOT


def joined(last: str, message: str) -> str:
    """Return the message with the question that it follows."""
    return f"{last.rstrip('?. ')} {message}"
