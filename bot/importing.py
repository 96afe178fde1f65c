"""`charter-bot import`: what `charter-bot export --format json` (or jsonl) wrote, into an empty store.

Every problem of a file is told with its line, and nothing is imported then. What is imported belongs to
nobody: whoever led it cannot be known from an export.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.assistant import now
from bot.audit import OPERATOR, note
from bot.errors import BotError
from bot.exports.wholes import wholes
from bot.imported_days import trouble_of
from bot.opening import open_store
from bot.reports.json_file import FORMAT
from bot.reports.kept_form import IMPORTED, LEFT_OUT
from bot.settings import Settings
from knowledge.framework import TOP
from knowledge.loader import Content, load
from storage.records import Assessment
from storage.store import Store

AT_ONCE = 200  # assessments in one turn
NO_EXPORT = "this is not what `charter-bot export --format json` or jsonl writes"
NOT_KEPT = "an assessment has no `kept`; the anonymised form cannot be imported"
SHOWN = 20  # problems that are told; a file can have as many as lines


class NotImported(BotError):
    """A file that cannot be read, with every problem."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        more = [f"... and {len(problems) - SHOWN} more."] if len(problems) > SHOWN else []
        lines = "\n".join([f"{path} cannot be imported:", *problems[:SHOWN], *more, "Nothing was imported."])
        super().__init__(lines)


async def import_from(settings: Settings, path: Path) -> str:
    """Read a file into the store; return what was done. Raises `NotImported`, and `StoreError`."""
    found = _checked(load(), path)
    store = await open_store(settings)
    try:
        await _see_that_it_is_empty(store, found)
        for some in _batches(_assessments(path)):
            async with store.turn("import") as turn:
                for each in some:
                    turn.put(each)
        async with store.turn("import") as turn:
            await note(turn, OPERATOR, "import", now(), rows=str(len(found)), sha256=_hash_of(path))
    finally:
        await store.close()
    return f"Imported: {len(found)}. They belong to nobody here, since an export does not say who led them."


def _checked(content: Content, path: Path) -> dict[str, str]:
    """Return a mark of each assessment by its reference; raises `NotImported` with every problem."""
    problems: list[str] = []
    found: dict[str, str] = {}
    number, line, first = 1, "", ""
    for number, line in _lines(path):
        first = first or line
        try:
            assessment = _read(content, number, line)
        except ValueError as error:
            problems.append(f"line {number}: {error}")
            continue
        if assessment is None:
            continue
        if assessment.ref in found:
            problems.append(f"line {number}: the reference {assessment.ref} was there before")
        found[assessment.ref] = _mark(assessment)
    if not first:
        problems.append(f"line 1: {NO_EXPORT}")
    if first.endswith("[") and line != "]}":
        problems.append(f"line {number}: the file ends in the middle")
    if problems:
        raise NotImported(path, problems)
    return found


def _read(content: Content, number: int, line: str) -> Assessment | None:
    """Read a line; None for one that holds no assessment. Raises `ValueError` with what is wrong."""
    if number == 1:
        _check_head(line)
        return None
    if line == "]}":
        return None
    assessment = _assessment(line)
    if wrong := sorted(set(trouble_of(assessment))):
        raise ValueError(f"`kept` holds no time with its zone, no day or no reference at: {', '.join(wrong)}")
    framework = content.frameworks.get(assessment.framework)
    if framework is None:
        raise ValueError(f"the content has no version {assessment.framework!r} of the framework")
    if unknown := assessment.answers.keys() - {each.id for each in framework.criteria}:
        raise ValueError(f"that version has no criterion {', '.join(sorted(unknown))}")
    if any(each.score is not None and not 0 <= each.score <= TOP for each in assessment.answers.values()):
        raise ValueError(f"a score is a whole number from 0 to {TOP}")
    return assessment


def _check_head(line: str) -> None:
    try:
        head = json.loads(line if line.endswith("}") else f"{line}]}}")
    except ValueError:
        head = {}
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ValueError(NO_EXPORT)


def _assessment(line: str) -> Assessment:
    """Read one assessment; raises `ValueError` with what is wrong, without what somebody typed."""
    try:
        body: Any = json.loads(line.rstrip(","))
    except ValueError:
        raise ValueError("this is not JSON") from None
    kept = body.get("kept") if isinstance(body, dict) else None
    if not isinstance(kept, dict):
        raise ValueError(NOT_KEPT)  # noqa: TRY004 - the value of a line, as the others here
    if more := kept.keys() & set(LEFT_OUT):
        raise ValueError(f"`kept` holds {', '.join(sorted(more))}, which no export has")
    try:
        return Assessment.from_json({"owner": IMPORTED, **kept})
    except ValidationError as error:
        places = sorted({".".join(map(str, each["loc"])) for each in error.errors(include_input=False)})
        raise ValueError(f"`kept` is not right at: {', '.join(places)}") from None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line.strip()
    except OSError as error:
        raise NotImported(path, [str(error.strerror)]) from error


def _assessments(path: Path) -> Iterator[Assessment]:
    """Read the assessments of a file that was found right."""
    return (_assessment(line) for number, line in _lines(path) if number > 1 and line != "]}")


async def _see_that_it_is_empty(store: Store, found: dict[str, str]) -> None:
    """Refuse a store that holds others; what an import that was cut short has left may be there."""
    async for each in wholes(store):
        if found.get(each.ref) != _mark(each):
            raise BotError(
                "There are assessments in this store already. Import into an empty one: "
                "name it in CHARTER_STORE. Nothing was imported."
            )


def _mark(assessment: Assessment) -> str:
    return hashlib.sha256(json.dumps(assessment.to_json(), sort_keys=True).encode()).hexdigest()


def _batches(assessments: Iterator[Assessment]) -> Iterator[list[Assessment]]:
    while some := list(islice(assessments, AT_ONCE)):
        yield some


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
