"""What counts as heard: everything, in order, and repeats only right behind themselves."""

import pytest
from deliveries import Heard, hear

A, B, LONG = ("a",), ("b",), ("1", "2")


@pytest.mark.parametrize(
    ("expected", "heard", "went"),
    [
        ([], "", Heard()),
        ([A, B], "ab", Heard()),
        ([A, B], "aab", Heard(repeated=1)),
        ([A, A, B], "aab", Heard()),
        ([A, B, A], "abba", Heard(repeated=1)),
        ([LONG, B], "112b", Heard(repeated=1)),
        ([LONG, B], "12112b", Heard(repeated=3)),
        ([A, B], "a", Heard(lost=1)),
        ([A, A, B], "ab", Heard(lost=1)),
        ([LONG, B], "1b", Heard(lost=1)),
        ([A, B], "aba", Heard(doubled=1)),
        ([A, B], "abab", Heard(doubled=2)),
        ([A], "ax", Heard(doubled=1)),
        ([A, B], "ba", Heard(disordered=1)),
        ([LONG, B], "21b", Heard(disordered=1)),
    ],
)
def test_what_was_heard_is_held_against_what_was_to_be_heard(expected, heard, went):
    assert hear(expected, list(heard)) == went
