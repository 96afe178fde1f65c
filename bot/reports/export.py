"""The way in: collected assessments as files to hand over, one set for each version of the framework."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.errors import BotError
from bot.reports.case import Case
from bot.reports.files import Files, OutFile, packed
from bot.reports.material import Material
from bot.reports.spool import Spool
from bot.reports.wanted import FORMATS, Wanted
from knowledge.loader import Content
from storage.records import Assessment

__all__ = ["FORMATS", "FrameworkMissing", "Made", "export", "files", "put_aside"]


class FrameworkMissing(BotError):
    """Assessments were made under versions of the framework that the content no longer has: `versions`."""

    def __init__(self, versions: Iterable[str]) -> None:
        self.versions = tuple(sorted(versions))
        named = ", ".join(self.versions)
        super().__init__(
            f"There are assessments under a version of the framework that is not in the content: {named}. "
            "Nothing was exported. Put its file back into the framework folder, then export again."
        )


@dataclass(frozen=True)
class Made:
    """A file that is made: an `OutFile` with what is in it."""

    name: str
    media_type: str
    rows: int
    content: bytes


def export(
    content: Content, assessments: Iterable[Assessment], wanted: Wanted | str, now: datetime
) -> list[Made]:
    """Return the files at once, for as many assessments as memory holds; `wanted` can be the format alone."""
    if isinstance(wanted, str):
        wanted = Wanted(wanted)
    material = Material.of(content)
    with Spool() as spool:
        for each in assessments:
            put_aside(spool, material, wanted, each, now)
        return [
            Made(each.name, each.media_type, each.rows, b"".join(each.pieces))
            for each in files(material, spool, wanted, now)
        ]


def put_aside(
    spool: Spool, material: Material, wanted: Wanted, assessment: Assessment, now: datetime
) -> None:
    """Put an assessment aside if it is wanted."""
    if not wanted.matches(assessment):
        return
    framework = material.frameworks.get(assessment.framework)
    if framework is None or wanted.matches_level(Case(framework, assessment, now.date())):
        spool.add(assessment)


def files(
    material: Material, spool: Spool, wanted: Wanted, now: datetime, *, into_zip: bool = False
) -> Iterator[OutFile]:
    """Give the files for each framework version present, the newest version first. As CSV there are several:
    the assessments or answers, the documents where there are any, and the codebook.

    Without assessments there are empty ones, under the current version. `into_zip` makes a ZIP of each file
    that is not one. Raises `FrameworkMissing` when a version is not in the content, and `TooFew` when an
    anonymised export would be about too few organisations.
    """
    if missing := spool.versions - material.frameworks.keys():
        raise FrameworkMissing(missing)
    made = Files(material, spool, wanted, now)
    return map(packed, made) if into_zip else iter(made)
