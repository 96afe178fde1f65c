"""Which pictures a result has, and what each says in words."""

from collections.abc import Iterable
from fractions import Fraction

from bot.reports.case import Case
from bot.reports.charts.chart import Chart, Series, percent
from bot.reports.subject import Subject
from knowledge.framework import Area, Level
from knowledge.scorecard import Points
from knowledge.texts import Texts


def charts(subject: Subject, texts: Texts) -> tuple[Chart, ...]:
    """Return the pictures of a result; with an earlier one, then beside now."""
    case, earlier = subject.case, subject.earlier
    drawn = [_areas(case, texts), _criteria(case, texts), _claimed(case, texts)]
    return (*drawn, _then_and_now(case, earlier, texts)) if earlier else tuple(drawn)


def _areas(case: Case, texts: Texts) -> Chart:
    framework, result = case.framework, case.result
    had = Series(texts.say("pictures.had"), tuple(_of(result.areas[each.id]) for each in framework.areas))
    floors = list(_floors(case, texts))
    words = texts.say(
        "pictures.areas_alt",
        values=_told((area.title for area in framework.areas), had),
        floors=" ".join(f"{each.label}." for each in floors),
    )
    labels = tuple(area.title for area in framework.areas)
    title = texts.say("pictures.areas")
    return Chart("areas", "radar", title, labels, (had, *floors), framework.notice, words)


def _floors(case: Case, texts: Texts) -> Iterable[Series]:
    """What the level that is reached asks of every area, and what the next one does."""
    for level, name in ((case.result.level, "reached"), (case.result.next_level, "next")):
        if level and level.every_area:
            yield _floor(case, level, texts.say(f"pictures.floor_{name}", level=level.title, **_least(level)))


def _floor(case: Case, level: Level, label: str) -> Series:
    return Series(label, (_share(level.every_area),) * len(case.framework.areas))


def _least(level: Level) -> dict[str, str]:
    return {"least": percent(_share(level.every_area))}


def _criteria(case: Case, texts: Texts) -> Chart:
    """The published criteria have no floors: they are held against the whole."""
    official, result = case.framework.official_criteria, case.result
    had = Series(texts.say("pictures.had"), tuple(_of(result.criteria[each.tag]) for each in official))
    overall = _of(result.overall)
    whole = Series(texts.say("pictures.overall", overall=percent(overall)), (overall,) * len(official))
    labels = tuple(each.title for each in official)
    words = texts.say("pictures.criteria_alt", values=_told(labels, had), overall=percent(overall))
    title = texts.say("pictures.criteria")
    return Chart("criteria", "radar", title, labels, (had, whole), case.framework.notice, words)


def _claimed(case: Case, texts: Texts) -> Chart:
    areas = case.framework.areas
    claimed = Series(texts.say("pictures.claimed"), tuple(_claimed_in(case, each) for each in areas))
    had = Series(texts.say("pictures.evidenced"), tuple(_of(case.result.areas[each.id]) for each in areas))
    labels = tuple(each.title for each in areas)
    words = texts.say("pictures.claimed_alt", values=_pairs(texts, labels, claimed, had, "claimed_one"))
    title = texts.say("pictures.claimed_title")
    return Chart("claimed", "bars", title, labels, (claimed, had), case.framework.notice, words)


def _claimed_in(case: Case, area: Area) -> float:
    scores = [case.card.claimed[each.id] for each in area.criteria if each.id in case.card.claimed]
    return _of(Points(sum(scores), case.result.areas[area.id].of))


def _then_and_now(case: Case, earlier: Case, texts: Texts) -> Chart:
    """Only areas that both frameworks have can be held beside each other."""
    both = [area for area in case.framework.areas if area.id in earlier.result.areas]
    labels = (texts.say("pictures.whole"), *(area.title for area in both))
    then, now = (
        Series(
            texts.say(f"pictures.{name}"),
            (_of(each.result.overall), *(_of(each.result.areas[area.id]) for area in both)),
        )
        for name, each in (("then", earlier), ("now", case))
    )
    words = texts.say("pictures.then_alt", values=_pairs(texts, labels, then, now, "then_one"))
    title = texts.say("pictures.then_title")
    return Chart("then", "bars", title, labels, (then, now), case.framework.notice, words)


def _told(labels: Iterable[str], series: Series) -> str:
    return ", ".join(f"{label} {percent(value)}" for label, value in zip(labels, series.values, strict=True))


def _pairs(texts: Texts, labels: Iterable[str], one: Series, other: Series, how: str) -> str:
    return " ".join(
        texts.say(f"pictures.{how}", label=label, one=percent(first), other=percent(second))
        for label, first, second in zip(labels, one.values, other.values, strict=True)
    )


def _of(points: Points) -> float:
    return _share(points.share)


def _share(share: Fraction) -> float:
    return float(share * 100)
