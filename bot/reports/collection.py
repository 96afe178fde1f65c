"""What an export is made of: the assessments of one framework version."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.reports.case import Case, Line
from knowledge.framework import Framework
from knowledge.model import ProfileField
from storage.records import Assessment


@dataclass(frozen=True)
class Collection:
    """The assessments of one framework version, oldest first, with the profile questions."""

    framework: Framework
    profile: tuple[ProfileField, ...]
    cases: tuple[Case, ...]

    @classmethod
    def of(
        cls, framework: Framework, profile: Iterable[ProfileField], assessments: Iterable[Assessment]
    ) -> "Collection":
        """Put together assessments that were all made under this framework."""
        in_order = sorted(assessments, key=lambda each: (each.started, each.ref))
        return cls(framework, tuple(profile), tuple(Case(framework, each) for each in in_order))

    @property
    def lines(self) -> Iterator[Line]:
        """The lines of all assessments, one by one: there can be a million."""
        return (line for case in self.cases for line in case.lines)
