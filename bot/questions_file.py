"""Questions from the command line: one, or a file of them, as `charter-bot ask` answers them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.answers import Answers, Asked
from bot.errors import BotError


def answer(answers: Answers, question: str) -> dict[str, Any]:
    """Return what a question came to: outcome, ranked entry ids, confidence, answer and sources."""
    return _as_json(answers.ask(question))


def answer_lines(answers: Answers, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Answer JSON lines in their order: `{"q": ...}`, or `{"turns": [...]}` for a list of results."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer_line(answers, number, line)


def _answer_line(answers: Answers, number: int, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:  # brackets without end
        raise BotError(f"Line {number} is not JSON: {error}.") from error
    if isinstance(asked, dict) and isinstance(asked.get("q"), str):
        return answer(answers, asked["q"])
    turns = asked.get("turns") if isinstance(asked, dict) else None
    if isinstance(turns, list) and all(isinstance(turn, str) for turn in turns):
        return {"results": [_as_json(each) for each in conversation(answers, turns)]}
    raise BotError(f'Line {number}: write {{"q": "..."}} or {{"turns": ["...", "..."]}}.')


def conversation(answers: Answers, turns: Sequence[str]) -> Iterator[Asked]:
    """Answer questions one after the other, each understood with the one before it."""
    after = ""
    for turn in turns:
        asked = answers.ask(turn, after)
        after = asked.leads_on
        yield asked


def in_words(answers: Answers, asked: Asked) -> str:
    """Return what a question came to, as a terminal shows it."""
    if asked.also:
        return f"{in_words(answers, replace(asked, also=None))}\n\n{in_words(answers, asked.also)}"
    if asked.language:
        return asked.language.says
    if given := asked.answer or asked.elsewhere:
        sources = "\n".join(f"Source: {each.title} ({each.date}) {each.url}".strip() for each in given.source)
        return f"{given.question}\n\n{given.answer}\n\n{sources}"
    if asked.outcome == "offered":
        return "Did you mean:\n" + "\n".join(f"- {entry.question}" for entry in answers.offers(asked))
    return "I do not know that. For anything about the Charter, ask Career Matters: www.career-matters.org"


def _as_json(asked: Asked) -> dict[str, Any]:
    given = asked.answer or asked.elsewhere
    return {
        "outcome": asked.outcome,
        "entries": [entry.id for entry in asked.entries],
        "elsewhere": asked.elsewhere.id if asked.elsewhere else None,
        "confidence": round(asked.confidence, 4),
        "answer": given.answer if given else None,
        "sources": [source.model_dump() for source in given.source] if given else [],
        "language": asked.language.code if asked.language else None,
        "also": _as_json(asked.also) if asked.also else None,
    }
