"""What a picture shows, as plain values: the same for every way of drawing it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Series:
    """Some shares that belong together, in percent, one for each label of the chart."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """One picture: `labels` are its axes or groups, `alt` says all of it in words.

    In a radar the first series is the result, and the others are what it is held against.
    """

    name: str
    shape: Literal["radar", "bars"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    notice: str
    alt: str


def percent(value: float) -> str:
    """Write a share as the result writes it."""
    return f"{value:.3g}%"
