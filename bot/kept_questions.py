"""What people asked, kept to see which answers are missing: scrubbed, and without who asked."""

import secrets
from collections.abc import Iterator
from dataclasses import replace

from bot.answers import URGENT, Asked
from bot.scrub import scrub
from bot.visit import Visit
from knowledge.model import Entry
from storage.records import Question

NONE = "none"
OFFERED = 3
ID_BYTES = 6
MOST = 1_000  # questions of one person: of more, the oldest goes


async def keep(visit: Visit, text: str, asked: Asked) -> None:
    """Keep a question with what it came to. Distress is never kept, nor what we could not read.

    What is asked in the middle of practice is not kept either, nor by whom nothing may be kept.
    """
    if visit.unkept:
        visit.session = replace(visit.session, asked="")
        return
    after = visit.session.about
    visit.session = replace(visit.session, about=asked.leads_on, asked="")
    near_distress = bool(asked.entries) and asked.entries[0].id == URGENT
    if asked.outcome == "urgent" or near_distress or asked.language:
        return
    outcome = visit.outcome = "elsewhere" if asked.elsewhere else asked.outcome
    if not visit.agreed:
        return
    given = tuple(entry.id for each in _all(asked) for entry in _shown(each))
    question = Question(
        secrets.token_hex(ID_BYTES), visit.now.date().isoformat(), scrub(text), outcome, given, after=after
    )
    visit.turn.put(question)
    own = (*await _still_there(visit), question.id)
    for old in own[:-MOST]:
        visit.turn.remove(Question, old)
    visit.session = replace(visit.session, asked=question.id, questions=own[-MOST:])


async def _still_there(visit: Visit) -> tuple[str, ...]:
    """Return which questions are the speaker's, without the oldest that are gone: two for each that comes."""
    own = visit.session.questions
    for _ in range(2):
        if own and await visit.turn.get(Question, own[0]) is None:
            own = own[1:]
    return own


async def took(visit: Visit, entry_id: str, question_id: str) -> None:
    """Note which offer was taken, if the question ended in offers; "none" is one of them."""
    question = await visit.turn.get(Question, question_id) if question_id else await last(visit)
    offered = question and question.outcome == "offered" and not question.taken
    if visit.agreed and question and offered and entry_id in {NONE, *question.entries}:
        visit.turn.put(replace(question, taken=entry_id))


async def last(visit: Visit) -> Question | None:
    """Return the speaker's last question, while it is kept."""
    return await visit.turn.get(Question, visit.session.asked) if visit.session.asked else None


def _all(asked: Asked) -> Iterator[Asked]:
    yield asked
    if asked.also:
        yield asked.also


def _shown(asked: Asked) -> tuple[Entry, ...]:
    if asked.elsewhere:
        return (asked.elsewhere,)
    if asked.answer:
        return asked.entries[:1]
    return asked.entries[:OFFERED] if asked.outcome == "offered" else ()
