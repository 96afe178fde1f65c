"""What a paper is made of, as plain values: headings, words, points, tables and pictures."""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal


@dataclass(frozen=True)
class Block:
    """A piece of a section. `heading` and `words` have a `text`, `points` have `items`, `table` has `rows`
    under `items` as its header and `widths` for its columns, and `picture` has the name of a chart as `text`.
    """

    kind: Literal["heading", "words", "points", "table", "picture"]
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the paper under a heading of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """All that a report says. `about` stands on the cover, as pairs of a name and a value; `page` is how the
    pages are counted, with {page} and {pages} left open. `made` is a time in UTC.
    """

    title: str
    organisation: str
    service: str
    label: str
    notice: str
    about: tuple[tuple[str, str], ...]
    contents: str
    sections: tuple[Section, ...]
    page: str
    made: str

    @property
    def words(self) -> str:
        """All of its words, as they follow each other."""
        cover = [self.title, self.organisation, self.service, self.label, self.notice]
        cover += [f"{name}: {value}" for name, value in self.about]
        return "\n".join([*cover, *(line for section in self.sections for line in _lines(section))])


def _lines(section: Section) -> list[str]:
    lines = [section.title]
    for block in section.blocks:
        lines += [block.text, *block.items, *(" | ".join(row) for row in block.rows)]
    return [line for line in lines if line]


def heading(text: str) -> Block:
    """A heading below that of the section."""
    return Block("heading", text)


def words(text: str) -> tuple[Block, ...]:
    """Read words as a message has them: paragraphs, and points where lines begin with "- "."""
    paragraphs = (each.strip().splitlines() for each in text.split("\n\n") if each.strip())
    return tuple(
        _run(tuple(lines), are_points=are_points)
        for paragraph in paragraphs
        for are_points, lines in groupby(paragraph, _is_point)
    )


def points(items: tuple[str, ...]) -> Block:
    """A list."""
    return Block("points", items=items)


def table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...]) -> Block:
    """A table under a header; `widths` are shares of the page."""
    return Block("table", items=header, rows=rows, widths=widths)


def picture(chart: str) -> Block:
    """A chart, by its name; its words stand in the chart itself."""
    return Block("picture", chart)


def _is_point(line: str) -> bool:
    return line.startswith("- ")


def _run(lines: tuple[str, ...], *, are_points: bool) -> Block:
    if are_points:
        return points(tuple(line.removeprefix("- ") for line in lines))
    return Block("words", "\n".join(lines))
