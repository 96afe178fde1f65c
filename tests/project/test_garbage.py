"""The garbage collector leaves alone what was there at the start, and nothing else."""

import gc
import weakref

import pytest

from bot.garbage import leave_what_stays


class Knot:
    """Something that only the garbage collector can take away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector():
    before = gc.get_threshold()
    yield gc
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_there_is_not_looked_through_again(collector):
    here = Knot()
    leave_what_stays()
    assert all(each is not here for each in collector.get_objects())
    assert collector.get_freeze_count() > 0


def test_what_comes_later_is_still_taken_away(collector):
    leave_what_stays()
    later = weakref.ref(Knot())
    collector.collect()
    assert later() is None


def test_garbage_from_before_is_taken_away_and_does_not_stay(collector):
    earlier = weakref.ref(Knot())
    leave_what_stays()
    assert earlier() is None
