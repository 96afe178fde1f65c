"""The way in: collected assessments as files to hand over, one file for each version of the framework."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.errors import BotError
from bot.messages import Document
from bot.reports import csv_file, json_file
from bot.reports.tables import tables
from knowledge.framework import Framework
from knowledge.loader import Content
from knowledge.model import ProfileField
from storage.records import Assessment

Profile = tuple[ProfileField, ...]
# What is in each file, by what it holds: `assessments`, and `evidence` where that is a file of its own.
Write = Callable[[Framework, Profile, Sequence[Assessment], datetime], dict[str, bytes]]


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FrameworkMissing(BotError):
    """Assessments were made under versions of the framework that the content no longer has: `versions`."""

    def __init__(self, versions: Iterable[str]) -> None:
        self.versions = tuple(sorted(versions))
        named = ", ".join(self.versions)
        super().__init__(
            f"There are assessments under a version of the framework that is not in the content: {named}. "
            "Nothing was exported. Put its file back into the framework folder, then export again."
        )


def export(
    content: Content, assessments: Iterable[Assessment], file_format: str, now: datetime
) -> list[Document]:
    """Return one file for each framework version present, the newest version first; as CSV, a second one
    where there are documents in a register.

    `file_format` is one of `FORMATS`. Without assessments there is one file, empty, under the current
    version. Raises `FrameworkMissing` when a version is not in the content.
    """
    write, media_type = _WRITERS[file_format]
    return [
        Document(
            f"charter-{what}-{framework.version}-{now.date().isoformat()}.{file_format}", media_type, body
        )
        for framework, those in _by_framework(content, assessments)
        for what, body in write(framework, content.profile, those, now).items()
    ]


def _by_framework(
    content: Content, assessments: Iterable[Assessment]
) -> list[tuple[Framework, list[Assessment]]]:
    by_version: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        by_version.setdefault(assessment.framework, []).append(assessment)
    if missing := by_version.keys() - content.frameworks.keys():
        raise FrameworkMissing(missing)
    found = [(content.frameworks[version], those) for version, those in by_version.items()]
    newest_first = sorted(found, key=lambda each: (each[0].published, each[0].version), reverse=True)
    return newest_first or [(content.framework, [])]


def _xlsx(
    framework: Framework, profile: Profile, those: Sequence[Assessment], now: datetime
) -> dict[str, bytes]:
    from bot.reports.workbook import workbook  # noqa: PLC0415 - openpyxl takes 6 MB, for those who use it

    return {"assessments": workbook(tables(framework, profile, those, now.date()))}


def _csv(
    framework: Framework, profile: Profile, those: Sequence[Assessment], now: datetime
) -> dict[str, bytes]:
    wide, _answers, register, _codebook = tables(framework, profile, those, now.date())
    files = {"assessments": csv_file.csv_file(wide)}
    if any(each.register for each in those):
        files["evidence"] = csv_file.csv_file(register)
    return files


def _json(
    framework: Framework, profile: Profile, those: Sequence[Assessment], now: datetime
) -> dict[str, bytes]:
    return {"assessments": json_file.json_file(framework, profile, those, now)}


_WRITERS: dict[str, tuple[Write, str]] = {
    "xlsx": (_xlsx, XLSX),
    "csv": (_csv, csv_file.MEDIA_TYPE),
    "json": (_json, json_file.MEDIA_TYPE),
}
FORMATS = tuple(_WRITERS)
