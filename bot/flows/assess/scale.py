"""The scale: its scores as they are asked and as they are typed, and what can be said in place of one."""

from bot.messages import plain
from knowledge.framework import TOP, Criterion, Framework

DONT_KNOW = "dk"
SCORES = frozenset(map(str, range(TOP + 1)))  # as they are typed
NOT_APPLICABLE = "na"


def worded(framework: Framework, criterion: Criterion) -> str:
    """Return why a criterion is asked, and its five scores in words."""
    scores = [f"{step.score} {step.name}: {criterion.scores[step.score]}." for step in framework.scale]
    return f"{criterion.why}\n\n" + "\n".join(scores)


def typed_score(framework: Framework, criterion: Criterion, text: str, dont_know: str) -> str:
    """Return the score that typed words stand for: a number, a score's name or its whole sentence.

    `dont_know` lists, line by line, the words for "don't know yet".
    """
    said = plain(text)
    for step in framework.scale:
        words = criterion.scores[step.score]
        if said in map(plain, (str(step.score), step.name, f"{step.score} {step.name}", words)):
            return str(step.score)
    return DONT_KNOW if said in dont_know.splitlines() else ""
