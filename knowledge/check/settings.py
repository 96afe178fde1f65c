"""The settings of the search stand in an order that makes sense."""

from collections.abc import Iterator

from knowledge.check.places import SEARCH
from knowledge.errors import Problem
from knowledge.model import SearchSettings
from knowledge.search import UrgentEar

FEWEST, MOST = 1, 3  # entries offered at once


def check_settings(search: SearchSettings) -> Iterator[Problem]:
    """Check thresholds, the number of offers, and that no phrase of distress fits everything."""
    if not 0 < search.offer_at < search.answer_at < 1:
        what = f"offer_at is {search.offer_at} and answer_at is {search.answer_at}"
        yield Problem(SEARCH, "offer_at", what, "Both lie between 0 and 1, and offer_at is the lower one")
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
