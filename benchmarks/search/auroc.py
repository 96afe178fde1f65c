"""How well a score tells two kinds apart, wherever a threshold is put."""

import numpy as np


def auroc(inside, outside):
    """The chance that one from inside scores higher than one from outside; a tie counts half."""
    inside, outside = np.asarray(inside, float), np.sort(np.asarray(outside, float))
    lower = np.searchsorted(outside, inside, "left")
    not_higher = np.searchsorted(outside, inside, "right")
    return float((lower + not_higher).mean() / 2 / len(outside))
