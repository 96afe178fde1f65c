"""Finding the entry that answers a question, and knowing how sure that is.

`words.py` makes words of text; `english.py` knows common ones; `spelling.py` mends slips against the
knowledge base; `overlap.py` scores shared features; `lexical.py` joins them to a score for each entry.
`encoder.py` makes vectors of meaning with the model that `model_file.py` finds and `make_model.py` made;
`vector_cache.py` keeps the content's; `meaning.py` scores entries by them, with the help of `head.py`.
`engine.py` blends words and meaning, `certainty.py` turns scores into an outcome. `follow_up.py` knows
messages that lean on the one before, `parts.py` those with two questions, `senses.py` names with two
meanings, `language.py` other languages, `urgent.py` and `distress.py` people who need help now.
Measurements: docs/decisions/0005-search.md and 0007-sentence-vectors.md.
"""

from knowledge.search.distress import Distress, DistressSense
from knowledge.search.engine import Engine, Found, Searchable
from knowledge.search.language import Languages
from knowledge.search.senses import Senses
from knowledge.search.urgent import UrgentEar
from knowledge.search.vector_cache import VectorCache

__all__ = [
    "Distress",
    "DistressSense",
    "Engine",
    "Found",
    "Languages",
    "Searchable",
    "Senses",
    "UrgentEar",
    "VectorCache",
]
