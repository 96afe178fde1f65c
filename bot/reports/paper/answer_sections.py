"""The answers and the evidence on paper, criterion by criterion."""

from collections.abc import Iterator

from bot.days import day_in_words
from bot.reports.case import Case, Line, Listed
from bot.reports.paper.content import Block, Section, heading, table, words
from knowledge.texts import Texts


def answers(case: Case, texts: Texts) -> Section:
    """Return what was answered, and what of it counts."""
    header = tuple(texts.say(f"report.{each}") for each in ("criterion", "answer", "counts"))
    blocks: list[Block] = []
    for area in case.framework.areas:
        rows = tuple(_answer(case.line(each), texts) for each in area.criteria)
        blocks += [heading(area.title), table(header, rows, (5, 5, 1))]
    return Section(texts.say("report.answers"), tuple(blocks))


def _answer(line: Line, texts: Texts) -> tuple[str, str, str]:
    criterion = line.criterion
    star = texts.say("report.star") if criterion.essential else ""
    name = f"{criterion.id} {criterion.title} {star}".strip()
    return name, _said(line, texts), "" if line.evidenced is None else str(line.evidenced)


def _said(line: Line, texts: Texts) -> str:
    if line.score is not None:
        return f"{line.score} {line.case.framework.scale[line.score].name}: {line.words}"
    if line.status == "not_applicable":
        return texts.say("report.not_applicable", reason=line.answer.not_applicable)
    return texts.say("assess.dont_know" if line.status == "dont_know" else "check.not_answered")


def evidence(case: Case, texts: Texts) -> Section:
    """Return the register, and the notes that stand at single answers."""
    blocks = [*words(texts.say("report.evidence_text")), *_register(case, texts), *_notes(case, texts)]
    return Section(texts.say("report.evidence"), tuple(blocks))


def _register(case: Case, texts: Texts) -> Iterator[Block]:
    rows = tuple(_document(each, texts) for each in case.register)
    if rows:
        names = ("document", "serves", "owner", "dated", "valid")
        yield heading(texts.say("report.register"))
        yield table(tuple(texts.say(f"report.{each}") for each in names), rows, (5, 2, 3, 3, 3))


def _document(listed: Listed, texts: Texts) -> tuple[str, ...]:
    note = listed.note
    valid = day_in_words(note.valid_until) or texts.say("report.no_end")
    if listed.counts == "no":
        valid = texts.say("register.over_on_paper", day=valid)
    return note.title, ", ".join(note.criteria), note.owner, day_in_words(note.dated), valid


def _notes(case: Case, texts: Texts) -> Iterator[Block]:
    notes = {name: each.evidence for name, each in case.assessment.answers.items() if each.evidence.strip()}
    noted = [each for each in case.framework.criteria if each.id in notes]
    rows = tuple((f"{each.id} {each.title}", notes[each.id]) for each in noted)
    yield heading(texts.say("report.notes"))
    if not rows:
        yield from words(texts.say("report.no_notes"))
        return
    yield table((texts.say("report.criterion"), texts.say("report.note")), rows, (2, 3))
