"""A column says what stands in it and what that means, so that a table and its codebook cannot differ."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.reports.cells import Cell

T = TypeVar("T")
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column of a table about `T`s.

    `id` stands in the header, `value` reads a cell; `label`, `meaning` and `allowed` are for the codebook.
    """

    id: str
    value: Callable[[T], Cell]
    label: str
    meaning: str
    allowed: str = "text"
    width: int = 0  # in characters; 0 is as wide as the header


@dataclass(frozen=True)
class Table(Generic[T]):
    """A sheet: its name, its columns, and the things its rows are about. Its texts are raw, not yet safe."""

    name: str
    columns: tuple[Column[T], ...]
    about: Callable[[], Iterable[T]]

    @property
    def header(self) -> tuple[str, ...]:
        """The ids of the columns."""
        return tuple(column.id for column in self.columns)

    @property
    def rows(self) -> Iterator[Row]:
        """The rows, made one by one, since there can be a million."""
        return (tuple(column.value(each) for column in self.columns) for each in self.about())


def choices(words: Iterable[tuple[str, str]]) -> str:
    """Write allowed values with their meanings for the codebook."""
    return " | ".join(f"{value}: {meaning}" for value, meaning in words)
