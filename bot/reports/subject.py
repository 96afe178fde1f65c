"""What pictures and reports are made of: one assessment read under its framework, and what goes with it."""

from dataclasses import dataclass

from bot.reports.case import Case


@dataclass(frozen=True)
class Subject:
    """One assessment: `earlier` is what it is held against, where there is such a one. `said` is what the
    result says in chat, as pairs of a title and a text, and `gaps` are sentences on where voices are apart.
    """

    case: Case
    earlier: Case | None = None
    said: tuple[tuple[str, str], ...] = ()
    gaps: tuple[str, ...] = ()
