"""Hears distress in a message, by a list of phrases; content/search.yaml holds the list.

A false alarm costs a person one gentle message; a missed one may cost far more. How a phrase is written:

word   that word in any of its forms (hurt, hurts, hurting); slips and shortenings do not matter
a/b    either of these words
*      anything, up to three words; `* *` up to six
-a/b   none of these words comes next
?      at the end: people say this of their work too, so it is not heard beside an `unless` phrase
"""

import re
from collections.abc import Iterable

from knowledge.search.spelling import Spelling
from knowledge.search.words import stem, tokens

PERHAPS = "?"
ANYTHING = r"(?:\S+ ){0,3}"
# Words that people put anywhere; phrases need not allow for them.
FILLING = re.compile(
    r"a|an|the|just|really|so|even|ever|now|literally|actually|honestly|seriously|properly|totally|"
    r"completely|genuinely|simply|bloody|fucking"
)


class UrgentEar:
    """Knows the phrases of distress, and the words that show somebody speaks of their work."""

    def __init__(self, phrases: Iterable[str], unless: Iterable[str]) -> None:
        phrases, unless = list(phrases), list(unless)
        self._spelling = Spelling(word for phrase in (*phrases, *unless) for word in tokens(phrase))
        self._always = _any_of(each for each in phrases if not each.endswith(PERHAPS))
        self._perhaps = _any_of(each.removesuffix(PERHAPS) for each in phrases if each.endswith(PERHAPS))
        self._unless = _any_of(unless)

    def hears(self, text: str) -> bool:
        """Whether the message sounds like somebody who needs help now."""
        words = f" {_bare(self._spelling.mend(text))} "
        if self._always.search(words):
            return True
        return bool(self._perhaps.search(words)) and not self._unless.search(words)


def _bare(text: str) -> str:
    """The stems of a text, without its filling."""
    return " ".join(stem(word) for word in tokens(text) if not FILLING.fullmatch(word))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases. The blank before stands once, outside: so the search looks at the
    first letter of each phrase before anything else, which is six times as fast.
    """
    patterns = ["".join(map(_part, phrase.split())) for phrase in phrases]
    return re.compile(f"(?<= )(?:{'|'.join(patterns) if patterns else '(?!)'})")


def _part(part: str) -> str:
    if part == "*":
        return ANYTHING
    words = "|".join(filter(None, (re.escape(_bare(word)) for word in part.removeprefix("-").split("/"))))
    if not words:
        return ""
    return f"(?!(?:{words}) )" if part.startswith("-") else f"(?:{words}) "
