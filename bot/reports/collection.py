"""What an export is made of: the assessments of one framework version."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.reports.case import Case, Line, Listed
from knowledge.framework import Framework
from knowledge.model import ProfileField
from storage.records import Assessment


@dataclass(frozen=True)
class Collection:
    """The assessments of one framework version in their order, with the profile questions.

    They may be read anew each time that they are gone through, since there can be many.
    """

    framework: Framework
    profile: tuple[ProfileField, ...]
    assessments: Iterable[Assessment]
    day: date

    @classmethod
    def of(
        cls,
        framework: Framework,
        profile: Iterable[ProfileField],
        assessments: Iterable[Assessment],
        day: date,
    ) -> "Collection":
        """Put together assessments that were all made under this framework, as they stand on a day."""
        in_order = sorted(assessments, key=lambda each: (each.started, each.ref))
        return cls(framework, tuple(profile), in_order, day)

    @property
    def cases(self) -> Iterator[Case]:
        """The assessments, each read under the framework."""
        return (Case(self.framework, each, self.day) for each in self.assessments)

    @property
    def lines(self) -> Iterator[Line]:
        """The lines of all assessments, one by one: there can be a million."""
        return (line for case in self.cases for line in case.lines)

    @property
    def register(self) -> Iterator[Listed]:
        """The documents of all registers."""
        return (document for case in self.cases for document in case.register)
