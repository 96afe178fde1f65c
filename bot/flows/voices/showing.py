"""Keeping whose answers whoever leads has been shown: before it is kept, nothing newer is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.flows.voices.gathering import of_the_lead, of_the_others
from bot.visit import Visit
from knowledge.framework import Framework
from knowledge.voices import remembered, spread
from storage.records import Assessment


def now_shown(
    visit: Visit,
    framework: Framework,
    whole: Assessment,
    parts: Sequence[Assessment],
    criteria: Iterable[str],
) -> Assessment:
    """Keep that these criteria are looked at in this turn; return the assessment with what may be shown."""
    shown = dict(whole.shown)
    for name in criteria:
        others = of_the_others(framework, parts, name)
        if those := remembered(of_the_lead(whole, name), others, shown.get(name, ())):
            shown[name] = tuple(sorted(those))
        else:
            shown.pop(name, None)
    if shown == whole.shown:
        return whole
    whole = replace(whole, shown=shown)
    visit.turn.put(whole)
    return whole


def gaps_now_shown(
    visit: Visit, framework: Framework, whole: Assessment, parts: Sequence[Assessment]
) -> Assessment:
    """Keep that the gaps between groups are looked at in this turn."""
    names = [each.id for each in framework.criteria]
    told = [name for name in names if len(_groups(framework, whole, parts, name)) > 1]
    return now_shown(visit, framework, whole, parts, told)


def _groups(
    framework: Framework, whole: Assessment, parts: Sequence[Assessment], criterion: str
) -> Sequence[str]:
    return list(spread(of_the_lead(whole, criterion), of_the_others(framework, parts, criterion)).middles)
