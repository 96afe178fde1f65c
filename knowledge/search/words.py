"""Words of a text, as the search sees them: lower case, without apostrophes, shortenings written out.

No stop words are taken out: who, when and how carry what is being asked.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

# What people type for longer words, in chats and in this field.
WRITTEN_OUT = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "cuz": "because",
    "bc": "because",
    "wat": "what",
    "wht": "what",
    "n": "and",
    "tmrw": "tomorrow",
    "b4": "before",
    "abt": "about",
    "ppl": "people",
    "kno": "know",
    "gonna": "going to",
    "wanna": "want to",
    "rly": "really",
    "thru": "through",
    "mins": "minutes",
    "info": "information",
    "docs": "documents",
    "smth": "something",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "cant": "can not",
    "cannot": "can not",
    "wont": "will not",
    "isnt": "is not",
    "im": "i am",
    "ive": "i have",
    "whats": "what is",
    "thats": "that is",
    "hows": "how is",
    "wheres": "where is",
    "whos": "who is",
    "lets": "let us",
    "havent": "have not",
    "hasnt": "has not",
    "wasnt": "was not",
    "shouldnt": "should not",
    "arent": "are not",
    "hv": "have",
    "frm": "from",
    "dept": "department",
    "govt": "government",
    "hrs": "hours",
    "gimme": "give me",
    "shud": "should",
    "cud": "could",
    "wud": "would",
    "appl": "application",
    "apps": "applications",
    "yrs": "years",
    "l&d": "liaison and diversion",
    "psw": "peer support worker",
    "psws": "peer support workers",
    "lec": "lived experience charter",
    "cm": "career matters",
    "nhse": "nhs england",
    "hr": "human resources",
    "cjs": "criminal justice system",
    "lex": "lived experience",
}
_WORD = re.compile(r"l&d|[a-z0-9]+|[^\W\d_a-z]+")
_STEMMER = snowballstemmer.stemmer("english")


def plain(text: str) -> str:
    """Lower case, one form for each character, no apostrophes, `L & D` as `l&d`."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("'", "")
    return re.sub(r"\bl\s*(?:&|and|n)\s*d\b", "l&d", text)


def typed(text: str) -> list[str]:
    """Return the words of a text, shortenings as they are."""
    return _WORD.findall(plain(text))


def tokens(text: str) -> list[str]:
    """Return the words of a text, shortenings written out."""
    return " ".join(WRITTEN_OUT.get(word, word) for word in typed(text)).split()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a word."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def stems(words: Iterable[str]) -> list[str]:
    """Return the stems of words."""
    return [stem(word) for word in words]


def letter_groups(words: Iterable[str], shortest: int = 2, longest: int = 4) -> list[str]:
    """Return the runs of 2 to 4 letters inside each word, with its edges marked by blanks."""
    groups = []
    for word in words:
        edged = f" {word} "
        for size in range(shortest, longest + 1):
            if len(edged) <= size:
                groups.append(edged)
                break
            groups += [edged[at : at + size] for at in range(len(edged) - size + 1)]
    return groups
