"""How many people stand behind a result: who took part, what was agreed on, and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.flows.voices.gathering import agreed, to_agree
from knowledge.framework import Framework
from knowledge.texts import Texts
from storage.records import Assessment


@dataclass(frozen=True)
class Together:
    """Numbers of everybody together, and never of one voice.

    `people` counts whoever leads and all who answered anything, `waiting` those who have not finished,
    `agreed` the criteria that were agreed on, and `to_agree` those that others answered and that were not.
    """

    people: int
    waiting: int
    agreed: int
    to_agree: int
    total: int

    @classmethod
    def of(cls, framework: Framework, whole: Assessment, parts: Sequence[Assessment]) -> "Together":
        """Count what several people came to."""
        return cls(
            people=1 + sum(bool(each.answers) for each in parts),
            waiting=sum(not each.finished for each in parts),
            agreed=sum(bool(agreed(whole, each.id)) for each in framework.criteria),
            to_agree=len(to_agree(framework, whole, parts)),
            total=len(framework.criteria),
        )


def together_in_words(
    texts: Texts, framework: Framework, whole: Assessment, parts: Sequence[Assessment]
) -> str:
    """Say whose view the result is; nothing where nobody else was asked."""
    if not parts:
        return ""
    counted = Together.of(framework, whole, parts)
    told = [
        "" if counted.agreed else texts.say("voices.one_view"),
        texts.say("voices.together", people=counted.people, agreed=counted.agreed, total=counted.total),
        texts.say("voices.still_to_agree", n=counted.to_agree) if counted.to_agree else "",
    ]
    return " ".join(filter(None, told))
