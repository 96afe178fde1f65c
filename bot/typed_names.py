"""Names that people typed, without what turns words round, and set apart inside our sentences.

A name in Arabic or Hebrew would else pull the words around it into its own order, and one with a stray
direction mark could turn the rest of the sentence round (Unicode, UAX 9, isolates).
"""

import unicodedata

FIRST_STRONG = "\u2068"
END = "\u2069"
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # marks that change the order


def set_apart(name: str) -> str:
    """Return a typed name so that it keeps its own direction and leaves that of the sentence alone."""
    return f"{FIRST_STRONG}{in_one_line(name)}{END}"


def in_one_line(name: str) -> str:
    """Return a typed name as it is kept: single blanks, and no marks that turn the words around them.

    Letters that run from right to left, and the marks and joiners within their words, stay.
    """
    kept = "".join(letter for letter in name if unicodedata.bidirectional(letter) not in DIRECTIONS)
    return " ".join(kept.split())
