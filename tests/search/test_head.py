"""What sets entries apart is learnt from their phrasings."""

import numpy as np
import pytest

from knowledge.search.head import fit, softmax

FOUR = np.array([[1, 0], [0.8, 0.6], [0, 1], [-0.6, 0.8]], np.float32)
OWNERS = np.array([0, 0, 1, 1])


def shares(head, points):
    return softmax(points @ head.T)


def test_four_obvious_points_are_given_to_those_they_came_from():
    head = fit(FOUR, OWNERS, 2)
    assert head.shape == (2, 2)
    assert shares(head, FOUR).argmax(axis=1).tolist() == OWNERS.tolist()
    between = np.array([[0.6, 0.8]], np.float32)  # as far from (0.8, 0.6) as from (0, 1) it is not
    assert shares(head, between).max() < shares(head, FOUR).max(axis=1).min()


def test_what_all_points_share_does_not_count_and_what_sets_them_apart_does():
    """All point the same way but for a little; likeness alone can hardly tell them apart."""
    points = np.array([[0.99, 0.14], [0.99, 0.12], [0.99, -0.14], [0.99, -0.12]], np.float32)
    head = fit(points, OWNERS, 2)
    alike = softmax(points @ np.array([[0.99, 0.13], [0.99, -0.13]], np.float32).T)
    assert shares(head, points).argmax(axis=1).tolist() == OWNERS.tolist()
    assert shares(head, points).max(axis=1).min() > alike.max(axis=1).max() + 0.1


def test_the_same_points_in_another_order_teach_the_same():
    order = [2, 0, 3, 1]
    assert fit(FOUR[order], OWNERS[order], 2) == pytest.approx(fit(FOUR, OWNERS, 2), abs=1e-4)


def test_an_entry_with_one_phrasing_among_many_is_learnt_too():
    points = np.array([[1, 0, 0], [0.8, 0.6, 0], [0.9, 0.44, 0], [0.95, 0.31, 0], [0, 0, 1]], np.float32)
    head = fit(points, np.array([0, 0, 0, 0, 1]), 2)
    assert shares(head, points).argmax(axis=1).tolist() == [0, 0, 0, 0, 1]


@pytest.mark.parametrize("scores", [[0.0], [1, 2, 3], [-1_000, 0, 1_000], [[1, 2], [3, 3]]])
def test_shares_add_up_to_one_however_large_the_scores(scores):
    found = softmax(np.array(scores, np.float32))
    assert found.sum(axis=-1) == pytest.approx(1)
    assert (found >= 0).all()


def test_shares_keep_the_order_of_the_scores_and_their_distance():
    found = softmax(np.array([2, 1, 1, 0], np.float32))
    assert found[0] / found[1] == pytest.approx(np.e)
    assert found[1] == found[2]
    assert found[2] / found[3] == pytest.approx(np.e)
