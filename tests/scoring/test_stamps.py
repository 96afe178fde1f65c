"""A stamp is another one whenever anything that was shown is."""

import pytest

from bot.flows.voices.stamp import before, is_stamp, stamp
from knowledge.voices import Spread

SHOWN = Spread(3, 3, {"1": 1, "2": 2}, {"hr": "1", "delivery": "2"})


@pytest.mark.parametrize(
    ("spread", "agreed"),
    [
        (Spread(3, 3, {"1": 2, "2": 1}, SHOWN.middles), "2"),
        (Spread(3, 3, SHOWN.all, {"hr": "2", "delivery": "1"}), "2"),
        (Spread(3, 3), "2"),
        (SHOWN, "1"),
        (SHOWN, ""),
    ],
)
def test_what_was_shown_otherwise_has_another_stamp(spread, agreed):
    assert stamp(SHOWN, "2") == stamp(SHOWN, "2")
    assert is_stamp(stamp(spread, agreed))
    assert stamp(spread, agreed) != stamp(SHOWN, "2")


def test_a_stamp_says_what_had_been_said_and_agreed():
    assert before(stamp(SHOWN, "2")) == ({"1": 1, "2": 2}, "2")
    assert before(stamp(Spread(3, 4), "")) == (None, "")
