"""Records of every kind with anything in them that a field can hold, for Hypothesis."""

from dataclasses import fields
from typing import Any, get_type_hints

from hypothesis import strategies as st

from storage.records import Answer, EvidenceNote, ExportFile, Json, Link, PlanStep, Record, Reminder

HALF = "\udfff"  # half of a surrogate pair: broken programs send it, UTF-8 cannot hold it
AWKWARD = [
    "",
    "\0",
    HALF,
    "👩🏽\u200d🚀",
    "שלום \u202ecba",
    "مرحبا",
    "e\u0301",
    "\r\n\t\x1b[31m",
    "'; DROP TABLE row;--",
    "\uffff",
]


def joined(letters: str) -> str:
    """Two halves side by side are one letter, as JSON reads them: no text that comes in has them apart."""
    return letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


name = st.one_of(st.sampled_from([each for each in AWKWARD if each != HALF]), st.text(max_size=12))
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
address = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0|"), max_size=12)
letters = st.text(st.one_of(st.characters(), st.just(HALF)), max_size=12).map(joined)
text = st.one_of(st.sampled_from(AWKWARD), letters)
number = st.integers(0, 10**15)
json = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), text
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(name, inner, max_size=3)),
    max_leaves=8,
)
body = st.dictionaries(name, json, max_size=3)
answer = st.builds(
    Answer,
    score=st.one_of(st.none(), st.integers(0, 4)),
    evidence=text,
    dont_know=st.booleans(),
    not_applicable=text,
    at=text,
    agreed=text,
    own=text,
    own_note=text,
    carried=st.booleans(),
    asked=st.booleans(),
    since=text,
)
note = st.builds(
    EvidenceNote,
    title=text,
    criteria=st.lists(text, max_size=3).map(tuple),
    owner=text,
    dated=text,
    valid_until=text,
    asked=st.booleans(),
    at=text,
)
plan_step = st.builds(PlanStep, due=text, done=text, area=text)
reminder = st.builds(Reminder, address=text, place=text, what=text, ref=text, due=text, subject=text)
link = st.builds(Link, id=text, mark=text, since=text)
export_file = st.builds(
    ExportFile,
    name=text,
    media_type=text,
    pieces=number,
    size=number,
    rows=number,
    sha256=text,
    link=text,
    fetched=st.booleans(),
)

BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: text,
    int: number,
    bool: st.booleans(),
    dict[str, str]: st.dictionaries(name, text, max_size=3),
    dict[str, tuple[str, ...]]: st.dictionaries(name, st.lists(text, max_size=3).map(tuple), max_size=3),
    dict[str, Answer]: st.dictionaries(name, answer, max_size=3),
    dict[str, EvidenceNote]: st.dictionaries(name, note, max_size=3),
    dict[str, PlanStep]: st.dictionaries(name, plan_step, max_size=3),
    tuple[str, ...]: st.lists(text, max_size=3).map(tuple),
    tuple[tuple[str, ...], ...]: st.lists(st.lists(text, max_size=5).map(tuple), max_size=3).map(tuple),
    tuple[tuple[str, str, str], ...]: st.lists(st.tuples(text, text, text), max_size=3).map(tuple),
    tuple[tuple[str, str], ...]: st.lists(st.tuples(text, text), max_size=3).map(tuple),
    Link | None: st.one_of(st.none(), link),
    Reminder | None: st.one_of(st.none(), reminder),
    tuple[ExportFile, ...]: st.lists(export_file, max_size=2).map(tuple),
    Json: body,
    tuple[Json, ...]: st.lists(body, max_size=2).map(tuple),
}
NAMES = (
    "ref",
    "code_hash",
    "address_hash",
    "id",
    "message_id",
    "channel",
    "arrival",
    "what",
    "subject",
    "job",
    "name",
)
IN_KEYS = {"address": address} | dict.fromkeys(NAMES, plain)  # no channel has a bar in an address


def records(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Return a strategy for records of a kind with any text in them, except that keys are plain."""
    hints = get_type_hints(kind, include_extras=True)
    by_name = {
        each.name: IN_KEYS[each.name] if each.name in IN_KEYS else BY_TYPE[hints[each.name]]
        for each in fields(kind)
    }
    return st.builds(kind, **by_name)
