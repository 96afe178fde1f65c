"""What two texts share is weighed by how rare it is among the entries."""

from math import log

import pytest

from knowledge.search.overlap import Overlap

PHRASINGS = ["pay fee", "fee fee cost", "who pay", "when"]
OWNERS = [0, 0, 1, 2]
OVERLAP = Overlap((each.split() for each in PHRASINGS), list, OWNERS, 3)
IN_ONE, IN_TWO, IN_NONE = log(4 / 1.5), log(4 / 2.5), log(4 / 0.5)


def scores(query, near=None):
    return OVERLAP.scores(query.split(), near).tolist()


def test_the_same_words_overlap_wholly_and_none_not_at_all():
    assert scores("pay fee")[0] == pytest.approx(1)
    assert scores("when") == pytest.approx([0, 0, 0, 1])
    assert scores("") == [0, 0, 0, 0]


def test_a_word_weighs_by_the_entries_it_is_in_and_not_by_their_phrasings():
    # `fee` is in two phrasings of one entry, `pay` in two entries.
    assert scores("fee")[0] == pytest.approx(IN_ONE / (IN_ONE + IN_TWO / 2))
    assert scores("pay")[0] == pytest.approx(IN_TWO / (IN_TWO + IN_ONE / 2))


def test_a_word_said_again_weighs_more_but_not_twice():
    twice, cost = IN_ONE * (1 + log(2)), IN_ONE
    assert scores("fee")[1] == pytest.approx(IN_ONE / (IN_ONE + (twice - IN_ONE + cost) / 2))
    assert scores("fee fee")[1] == pytest.approx(twice / (twice + cost / 2))


def test_a_word_that_nobody_knows_keeps_a_question_away():
    assert scores("when xylophone")[3] == pytest.approx(IN_ONE / (IN_ONE + IN_NONE / 2))


def test_a_word_like_a_known_one_counts_as_that_as_far_as_it_is_like_it():
    near = {"whem": ("when", 0.8)}.get
    shared = IN_ONE * 0.8 * 0.8
    assert scores("whem", near)[3] == pytest.approx(shared / (shared + (IN_ONE - shared)))
    assert scores("whem")[3] == 0


def test_more_phrasings_than_fit_a_small_number_are_told_apart():
    many = 70_000  # each place is kept as the smallest whole number that fits
    overlap = Overlap(([str(at % 7)] for at in range(many)), list, range(many), many)
    assert [at for at, score in enumerate(overlap.scores(["3"])) if score > 0] == list(range(3, many, 7))


def test_phrasings_without_any_word_share_nothing():
    assert Overlap([[], []], list, [0, 1], 2).scores(["pay"]).tolist() == [0, 0]
