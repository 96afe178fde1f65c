"""Answers of last time that nobody has looked at yet: while there are any, a result is provisional."""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.scoring import Result
from storage.records import Answer


def to_look_at(answers: Mapping[str, Answer]) -> int:
    """Return how many answers were taken over and not looked at yet."""
    return sum(each.carried for each in answers.values())


def provisional(result: Result, answers: Mapping[str, Answer]) -> Result:
    """Return the result without its level until all answers were looked at; the points stay."""
    return replace(result, level=None) if to_look_at(answers) else result
