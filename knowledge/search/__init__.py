"""Finding the entry that answers a question, and knowing how sure that is.

`words.py` makes words of text; `spelling.py` mends slips against the knowledge base; `overlap.py` scores
shared features; `lexical.py` joins them to a score for each entry; `engine.py` turns scores into a
confidence and an outcome; `urgent.py` hears distress. Measurements: docs/decisions/0005-search.md.
"""

from knowledge.search.engine import Engine, Found, Searchable
from knowledge.search.urgent import UrgentEar

__all__ = ["Engine", "Found", "Searchable", "UrgentEar"]
