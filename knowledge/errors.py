"""What can be wrong with content.

ContentError   the content cannot be used; it lists every problem, each with file, place and mend
"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with the content: where it is, what it is, and what would mend it."""

    file: str
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.what}. {self.mend}."


class ContentError(Exception):
    """The content has problems; `problems` holds all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
