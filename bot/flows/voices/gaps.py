"""The widest gaps between voices, for the result."""

from collections.abc import Sequence

from bot.flows.voices.gathering import spread_of
from bot.flows.voices.words import Words
from bot.messages import Reply
from knowledge.framework import Framework
from knowledge.texts import Texts
from knowledge.voices import Gap, widest
from storage.records import Assessment

WIDE = 2  # points between the middles of two groups
SHOWN = 5  # gaps; more would be a list nobody talks about


def gaps(framework: Framework, whole: Assessment, parts: Sequence[Assessment]) -> list[Gap]:
    """Return the widest gaps between groups that may be shown by themselves."""
    spreads = {each.id: spread_of(framework, whole, parts, each.id) for each in framework.criteria}
    return widest(spreads, WIDE)[:SHOWN]


def gaps_in_words(
    texts: Texts, framework: Framework, whole: Assessment, parts: Sequence[Assessment]
) -> list[str]:
    """Return the gaps as sentences: `Leaders 3, lived experience 1: Supervision and support`."""
    words = Words(texts)
    return [
        texts.say(
            "voices.gap",
            high=words.group(each.high),
            high_said=each.high_said,
            low=_in_a_sentence(words.group(each.low)),
            low_said=each.low_said,
            title=framework.criterion(each.criterion).title,
        )
        for each in gaps(framework, whole, parts)
    ]


def section(
    texts: Texts, framework: Framework, whole: Assessment, parts: Sequence[Assessment]
) -> tuple[Reply, ...]:
    """Return the part of the result about voices; nothing where one person answered alone."""
    if not parts:
        return ()
    lines = gaps_in_words(texts, framework, whole, parts)
    told = "\n".join(f"- {each}" for each in lines) if lines else texts.say("voices.no_gaps")
    return (Reply(told, texts.say("voices.gaps_title")),)


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]
