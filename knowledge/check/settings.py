"""The settings of the search stand in an order that makes sense."""

from collections.abc import Iterator

from knowledge.check.places import SEARCH
from knowledge.errors import Problem
from knowledge.model import SearchSettings
from knowledge.search import UrgentEar

FEWEST, MOST = 1, 3  # entries offered at once


def check_settings(search: SearchSettings) -> Iterator[Problem]:
    """Check thresholds, the number of offers, and that no phrase of distress fits everything."""
    for name, numbers in (("words", search.words), ("sentences", search.sentences)):
        for threshold in ("answer_at", "offer_at"):
            if not 0 < (value := getattr(numbers, threshold)) < 1:
                yield Problem(SEARCH, f"{name}.{threshold}", f"it is {value}", "Set it between 0 and 1")
    if not 0 < search.urgent_at < 1:
        yield Problem(SEARCH, "urgent_at", f"it is {search.urgent_at}", "Set it between 0 and 1")
    if not FEWEST <= search.offer_at_most <= MOST:
        what = f"it is {search.offer_at_most}"
        yield Problem(SEARCH, "offer_at_most", what, f"Set it between {FEWEST} and {MOST}")
    for place, phrases in (
        ("urgent_phrases", search.urgent_phrases),
        ("urgent_unless", search.urgent_unless),
    ):
        for phrase in phrases:
            if UrgentEar([phrase], []).hears(""):
                yield Problem(SEARCH, place, f'"{phrase}" fits every message', "Leave it out")
