"""How it is scored, on paper: the scale, what counts without evidence, and the rules of each level."""

from collections.abc import Iterator

from bot.reports.charts.chart import percent
from bot.reports.paper.content import Block, Section, heading, table, words
from knowledge.framework import Framework, Level
from knowledge.texts import Texts


def scoring(framework: Framework, texts: Texts) -> Section:
    """Return the section."""
    rule = framework.evidence_rule
    needed = texts.say("report.evidence_rule", needed_from=rule.needed_from, counts_as=rule.counts_as)
    essentials = ", ".join(each.id for each in framework.criteria if each.essential)
    blocks = (
        *words(texts.say("report.scoring_text", version=framework.version)),
        heading(texts.say("report.scale")),
        _scale(framework, texts),
        *words(needed),
        heading(texts.say("report.levels")),
        *words(texts.say("report.levels_text", essentials=essentials)),
        _levels(framework, texts),
    )
    return Section(texts.say("report.scoring"), blocks)


def _scale(framework: Framework, texts: Texts) -> Block:
    rows = tuple((f"{each.score} {each.name}", each.means) for each in framework.scale)
    return table((texts.say("report.score"), texts.say("report.means")), rows, (1, 3))


def _levels(framework: Framework, texts: Texts) -> Block:
    rows = tuple((level.title, "\n".join(_asks(level, texts))) for level in framework.levels)
    return table((texts.say("report.level"), texts.say("report.asks")), rows, (1, 3))


def _asks(level: Level, texts: Texts) -> Iterator[str]:
    """Every rule of a level, a line each; the lowest level asks for nothing more."""
    asked = {
        "overall": level.overall and percent(float(level.overall * 100)),
        "every_area": level.every_area and percent(float(level.every_area * 100)),
        "essentials": level.essentials,
        "every_criterion": level.every_criterion,
    }
    yield from (texts.say(f"report.ask_{name}", least=least) for name, least in asked.items() if least)
    for name, least in level.criteria.items():
        yield texts.say("report.ask_criterion", id=name, least=least)
    if not any((*asked.values(), level.criteria)):
        yield texts.say("report.ask_nothing")
