"""Names that people typed, set apart where they stand inside our sentences.

A name in Arabic or Hebrew would else pull the words around it into its own order, and one with a stray
direction mark could turn the rest of the sentence round (Unicode, UAX 9, isolates).
"""

import unicodedata

FIRST_STRONG = "\u2068"
END = "\u2069"
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # marks that change the order


def set_apart(name: str) -> str:
    """Return a typed name so that it keeps its own direction and leaves that of the sentence alone."""
    kept = "".join(letter for letter in name if unicodedata.bidirectional(letter) not in DIRECTIONS)
    return f"{FIRST_STRONG}{kept}{END}"
