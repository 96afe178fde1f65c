"""Scores a file of answers: what `charter-bot score` reads and writes."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from bot.errors import BotError
from knowledge.framework import Framework
from knowledge.scoring import Result, score


class FileAnswer(BaseModel):
    """One answer of the file: a score, with evidence or without; or one of the other two."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    score: Annotated[int, Field(ge=0, le=4)] | None = None
    evidence: str = ""
    dont_know: bool = False
    not_applicable: Annotated[str, StringConstraints(strip_whitespace=True)] = ""


@dataclass(frozen=True)
class Scored:
    """A result with the framework it stands under."""

    framework: Framework
    result: Result

    def to_json(self) -> dict[str, Any]:
        """Return the result; points are strings like `45/80`, had of those that could be had."""
        result = self.result
        return {
            "level": result.level.title if result.level else None,
            "provisional": result.provisional,
            "overall": str(result.overall),
            "claimed": str(result.claimed),
            "areas": {name: str(points) for name, points in result.areas.items()},
            "criteria": {tag: str(points) for tag, points in result.criteria.items()},
            "next_level": result.next_level.title if result.next_level else None,
            "blocked_by": [str(each) for each in result.blocked_by],
            "dont_know": list(result.dont_know),
            "not_answered": list(result.open),
            "without_evidence": list(result.without_evidence),
            "framework": self.framework.version,
            "notice": self.framework.notice,
        }


def score_text(framework: Framework, text: str) -> Scored:
    """Score the text of a file; raises `BotError` with everything that is wrong with it."""
    answers = _read(text)
    if problems := _problems(framework, answers):
        raise BotError("\n".join(problems))
    return Scored(framework, score(framework, answers))


def _read(text: str) -> dict[str, FileAnswer]:
    try:
        tree = json.loads(text, object_pairs_hook=_no_doubles)
        return TypeAdapter(dict[str, FileAnswer]).validate_python(tree)
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, each['loc'])) or 'file'}: {each['msg']}." for each in error.errors()]
        raise BotError("\n".join(lines)) from error
    except (ValueError, RecursionError) as error:  # brackets without end
        raise BotError(f"The file is not JSON: {error}.") from error


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: nobody could say which one counts."""
    tree = dict(pairs)
    if len(tree) < len(pairs):
        raise ValueError("a key stands twice in it")
    return tree


def _problems(framework: Framework, answers: dict[str, FileAnswer]) -> list[str]:
    criteria = {criterion.id: criterion for criterion in framework.criteria}
    found = []
    for name, answer in answers.items():
        said = [answer.score is not None, answer.dont_know, bool(answer.not_applicable)]
        if name not in criteria:
            found.append(f"{name}: there is no such criterion in framework {framework.version}.")
        elif sum(said) != 1:
            found.append(f"{name}: give exactly one of score, dont_know and not_applicable.")
        elif answer.not_applicable and not criteria[name].not_applicable:
            found.append(f"{name}: this criterion always applies; give a score or dont_know.")
    return found
