"""The menu of `/export`: what is wanted by now stands on its buttons, and in what they carry."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.messages import Choice, Reply
from bot.reports.wanted import FORMATS, FORMS, STATES, Wanted
from knowledge.loader import Content

PARTS = ("format", "form", "state", "days", "level", "version", "names")
ANONYMISED = ("format", "form", "names")  # what can be chosen of it: it takes no filters
A_YEAR = timedelta(days=365)
# One letter for each; what a button carries has 64 bytes.
_FORMATS = dict(zip("xcjlb", (*FORMATS, "excel"), strict=True))
_FORMS = dict(zip("-wl", ("", *FORMS), strict=True))
_STATES = dict(zip("-sfc", ("", *STATES), strict=True))


class Menu:
    """Shows what is wanted, and what can be changed. A choice carries `export:<word>:<what is wanted>`."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._say = content.texts.say

    def show(self, wanted: Wanted) -> Reply:
        """Show what is wanted, with a button for each part and one to make it."""
        change = (
            Choice(
                self._say(f"export.part_{part}", chosen=self._name(part, wanted)),
                f"export:{part}:{carried(wanted)}",
            )
            for part in self._parts(wanted)
        )
        go = Choice(self._say("export.go"), f"export:go:{carried(wanted)}")
        text = self._say("export.menu_anonymised" if wanted.anonymised else "export.menu")
        return Reply(text, choices=(go, *change))

    def ask(self, part: str, wanted: Wanted, today: date) -> Reply:
        """Offer what one part can be."""
        offered = (
            Choice(self._name(part, each), f"export:menu:{carried(each)}")
            for each in self._offered(part, wanted, today)
        )
        return Reply(self._say(f"export.which_{part}"), choices=tuple(offered))

    def _parts(self, wanted: Wanted) -> Iterator[str]:
        for part in ANONYMISED if wanted.anonymised else PARTS:
            tables = wanted.format in {"xlsx", "csv"} or wanted.anonymised
            if (part != "form" or tables) and (part != "version" or len(self._content.frameworks) > 1):
                yield part

    def _offered(self, part: str, wanted: Wanted, today: date) -> Iterator[Wanted]:
        if part == "format":
            yield from (_in_format(wanted, name) for name in _FORMATS.values())
        elif part == "form":
            yield from (replace(wanted, form=each) for each in _FORMS.values())
        elif part == "state":
            yield from (replace(wanted, state=each) for each in _STATES.values())
        elif part == "days":
            yield from _spans(wanted, today)
        elif part == "level":
            levels = ("", *(level.id for level in self._content.framework.levels))
            yield from (replace(wanted, level=each) for each in levels)
        elif part == "version":
            versions = ("", *sorted(self._content.frameworks))
            yield from (replace(wanted, framework=each) for each in versions)
        elif part == "names":
            yield from (replace(wanted, anonymised=each).without_filters() for each in ("", "yes"))

    def _name(self, part: str, wanted: Wanted) -> str:
        if part == "days":
            since, until = wanted.since, wanted.until
            named = self._say(f"export.days_{wanted.dates}", since=since or "...", until=until or "...")
            return named if since or until else self._say("export.days_all")
        if part == "level" and wanted.level:
            return next(each.title for each in self._content.framework.levels if each.id == wanted.level)
        if part == "version" and wanted.framework:
            return wanted.framework
        value = {
            "format": _format_of(wanted),
            "form": wanted.form or "usual",
            "state": wanted.state or "all",
            "names": "out" if wanted.anonymised else "in",
        }.get(part, "all")
        return self._say(f"export.{part}_{value}")


def carried(wanted: Wanted) -> str:
    """Return what is wanted in as few letters as it takes; words that somebody typed are not in it."""
    letters = (
        _letter(_FORMATS, _format_of(wanted)) + _letter(_FORMS, wanted.form) + _letter(_STATES, wanted.state)
    )
    days = f"{wanted.dates[0]}{wanted.since}_{wanted.until}".replace("-", "")
    return ",".join((letters + "-a"[bool(wanted.anonymised)], days, wanted.level, wanted.framework))


def read_carried(content: Content, carried: str) -> Wanted:
    """Read what a button carries; raises `ValueError` when that is nothing of ours."""
    letters, days, level, framework = carried.split(",")
    levels = {"", *(each.id for each in content.framework.levels)}
    if level not in levels or framework not in {"", *content.frameworks}:
        raise ValueError(carried)
    try:
        name, form, state = _FORMATS[letters[0]], _FORMS[letters[1]], _STATES[letters[2]]
        dates = {"s": "started", "f": "finished"}[days[0]]
    except LookupError as error:
        raise ValueError(carried) from error
    since, until = (_day(each) for each in days[1:].split("_"))
    wanted = Wanted("xlsx", form, state, dates, since, until, level, framework)
    anonymised = "yes" if letters[3:] == "a" else ""
    return _in_format(replace(wanted, anonymised=anonymised), name).without_filters()


def _spans(wanted: Wanted, today: date) -> Iterator[Wanted]:
    yield replace(wanted, dates="started", since="", until="")
    starts = (today.replace(day=1), today.replace(month=1, day=1), today - A_YEAR)
    for dates in ("started", "finished"):
        for start in starts:
            yield replace(wanted, dates=dates, since=start.isoformat(), until=today.isoformat())


def _in_format(wanted: Wanted, name: str) -> Wanted:
    if name == "excel":
        return replace(wanted, format="csv", excel="yes")
    return replace(wanted, format=name, excel="")


def _format_of(wanted: Wanted) -> str:
    return "excel" if wanted.excel else wanted.format


def _letter(letters: dict[str, str], value: str) -> str:
    return next(letter for letter, each in letters.items() if each == value)


def _day(digits: str) -> str:
    return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}").isoformat() if digits else ""
