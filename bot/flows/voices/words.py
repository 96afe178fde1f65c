"""Spreads in words."""

from collections.abc import Mapping

from bot.flows.voices.stamp import SAID
from knowledge.framework import Framework
from knowledge.texts import Texts
from knowledge.voices import DONT_KNOW, NOT_APPLICABLE, Spread, middle


class Words:
    """Says what people said."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say

    def said(self, framework: Framework, said: str) -> str:
        """Return one thing that can be said: `3 Embedded`, `Don't know yet`, `Not applicable`."""
        if said == NOT_APPLICABLE:
            return self._say("assess.not_applicable")
        if said == DONT_KNOW:
            return self._say("assess.dont_know")
        return f"{said} {framework.scale[int(said)].name}"

    def counts(self, framework: Framework, counts: Mapping[str, int]) -> str:
        """Return how many said what, a line each."""
        return "\n".join(
            self._say(
                "voices.one" if number == 1 else "voices.many", what=self.said(framework, each), n=number
            )
            for each in SAID
            if (number := counts.get(each, 0))
        )

    def in_short(self, framework: Framework, spread: Spread) -> str:
        """Return a spread in one line."""
        if not spread.answered:
            return self._say("voices.nobody")
        if spread.all is None:
            return self._say("voices.how_many", answered=spread.answered, asked=spread.asked)
        if spread.alike:
            return self._say(
                "voices.alike", n=spread.answered, asked=spread.asked, what=self.said(framework, spread.alike)
            )
        scores = [each for each in SAID if each.isdecimal() and each in spread.all]
        if len(scores) < 2:
            return self.counts(framework, spread.all).replace("\n", ", ")
        low, high, among = scores[0], scores[-1], middle(spread.everything)
        return self._say(
            "voices.from_to", low=low, high=high, middle=among, n=spread.answered, asked=spread.asked
        )

    def groups(self, framework: Framework, spread: Spread) -> str:
        """Return the middle of each group that may be shown by itself, a line each."""
        return "\n".join(
            f"{self.group(group)}: {self.said(framework, said)}" for group, said in spread.middles.items()
        )

    def group(self, group: str) -> str:
        """Return what people of a voice are called."""
        return self._say(f"voices.names.{group}")

    def dissent(self, spread: Spread, agreed: str) -> str:
        """Return how many said less or more than what was agreed."""
        told = []
        if less := spread.less_than(agreed):
            told.append(self._say("voices.less", n=less, of=spread.answered))
        if more := spread.more_than(agreed):
            told.append(self._say("voices.more", n=more, of=spread.answered))
        return " ".join(told)
