"""Any button data, made up or made of what belongs to somebody else: nothing breaks, shows or changes."""

import random
import re
from dataclasses import dataclass

import pytest
from people import Person
from teams import invites, joins, leads
from walking import CRITERIA, answers, reaches_the_first_question

from bot.rights import PRESSES as WORDS
from storage.memory_store import MemoryStore
from storage.records import KINDS, Assessment, AuditEvent, AuditHead, Invite, Question

TALKS = 60  # of so many presses one after the other, for they may build on each other:
PRESSES = 25
LETTERS = "aA1:|./-_ \n\0é🙂\u202e\ud800"
HERS = ("Otterbourne", "Hollybush", "Wensleydale", "Kingfisher", "Marmalade")  # said by Amal and Sam alone
VALUES = (
    *CRITERIA, *"01234", "dk", "na", "9", "-1", "yes", "no", "x", "", "new", "all", "stop", "off", "on",
    "list", "show", "remove", "removed", "title", "owner", "dated", "valid_until", "bronze", "gold",
    "step", "tick",
    "home", "one", "hand", "handed", "left", "lead", "nudge", "make", "areas", "leadership", "finished",
    "2026.10", "2026-11-23", "json", "csv", "xlsx", "admin", "curator", "levels", "🙂", "١",
)  # fmt: skip


async def everything(store):
    return {(kind, record.key): record for kind in KINDS for record in await store.read(kind)}


def others(records):
    """What is neither Jo's nor the record of what was done."""
    of_jo = {record.key for record in records.values() if getattr(record, "owner", "") == "web:jo"}
    return {
        place: record
        for place, record in records.items()
        if not isinstance(record, AuditEvent | AuditHead)
        and record.sealed_for != "web:jo"
        and "web:jo" not in record.key
        and record.key not in of_jo
        and not of_jo & {getattr(record, "of", ""), getattr(record, "assessment", "")}
    }


def pieces(value):
    """All short values within a record: references, ids, dates, words of a step."""
    if isinstance(value, dict):
        return {piece for pair in value.items() for each in pair for piece in pieces(each)}
    if isinstance(value, list | tuple):
        return {piece for each in value for piece in pieces(each)}
    return set(re.split(r"[|: ]", value)) if isinstance(value, str) and len(value) < 60 else set()


async def has_a_lot(amal, sam):
    """Amal leads an assessment with all that can be in one; Sam takes part; each has words open."""
    await leads(amal, organisation="Otterbourne Trust", service="Hollybush service")
    await joins(amal, sam, "Lived experience", "Leadership")
    await invites(amal, "Human resources")
    await amal.says("/assess")
    await amal.presses("Leadership")
    await answers(amal, "3 Embedded", "2 In place", evidence="Wensleydale policy")
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says("Kingfisher minutes")
    await sam.says("/assess")
    await sam.says("Marmalade? qwxz kkkk")
    await sam.presses("Tell me when you can answer")


@dataclass
class Presses:
    """Draws button data: the others' own buttons, as they are, or as if they were Jo's, or with a part put in
    place of another; any choice word there is with any rest; or anything at all.
    """

    chance: random.Random
    words: list[str]
    buttons: list[str]
    mine: str
    theirs: list[str]
    seen: list[str]

    def draw(self) -> str:
        button = self.chance.choice(self.buttons)
        hers = re.sub("|".join(self.theirs), self.mine, button)
        ways = (
            button,
            hers,
            self.changed(button),
            self.changed(hers),
            self.changed(hers),
            self.made(),
            self.text(),
        )
        return self.chance.choice(ways)

    def changed(self, button: str) -> str:
        split = button.split(":")
        split[self.chance.randrange(len(split))] = self.part()
        return ":".join(split)

    def made(self) -> str:
        parts = (self.part() for _ in range(self.chance.randrange(5)))
        return ":".join(
            [self.chance.choice(self.words), self.chance.choice([self.mine, *self.theirs]), *parts]
        )

    def part(self) -> str:
        pools = ([self.mine, *self.theirs], self.seen, VALUES, [self.text()[:8]])
        return self.chance.choice(self.chance.choice(pools))

    def text(self) -> str:
        return "".join(self.chance.choices(LETTERS, k=self.chance.randrange(90)))


@pytest.fixture
async def kept(store, amal, sam, jo):
    """All that is kept once Amal and Sam have done a lot and Jo has begun."""
    await has_a_lot(amal, sam)
    await reaches_the_first_question(jo)
    return await everything(store)


@pytest.fixture
def seen(kept):
    """All short words in the records, hers and the others'; but for the hashes of codes and the ids of
    questions, which are as good as codes: random, long, and shown to nobody else.
    """
    secrets = {record.key for (kind, _), record in kept.items() if kind in {Invite, Question}}
    shown = {piece for record in kept.values() for piece in pieces(record.to_json())}
    return sorted(piece for piece in shown if piece and not any(piece in secret for secret in secrets))


@pytest.fixture
def theirs(kept):
    """The references of the assessments and parts that are not Jo's."""
    return sorted(key for kind, key in others(kept) if kind is Assessment)


@pytest.fixture
async def buttons(app, kept, amal, sam):
    """All that Amal and Sam are ever shown to press; but for what carries one of those secrets."""
    for command in app.commands:
        for person in (amal, sam):
            await person.says(f"/{command.name}")
    shown = {choice.carries for each in (amal, sam) for reply in each.shown for choice in reply.choices}
    return sorted(carried for carried in shown if carried.partition(":")[0] not in {"join", "helpful"})


@pytest.fixture
def draws(kept, theirs, seen, buttons):
    [mine] = {key for kind, key in kept if kind is Assessment} - set(theirs)
    return Presses(random.Random("any button"), sorted(WORDS), buttons, mine, theirs, seen)


async def test_no_press_breaks_anything_or_shows_or_changes_what_is_somebody_elses(app, store, kept, draws):
    for device in range(TALKS):
        store.store = MemoryStore()
        async with store.turn("all") as turn:
            for record in kept.values():
                turn.put(record)
        jo = Person(app, "jo", device=f"device{device}-")
        pressed = [draws.draw() for _ in range(PRESSES)]
        for number, carried in enumerate(pressed):
            in_group = number % 5 == 4
            await (jo.presses_data_in_the_group(carried) if in_group else jo.presses_data(carried))
            assert [word for word in (*HERS, *draws.theirs) if word in all_of(jo)] == [], pressed[
                : number + 1
            ]
        left = await everything(store)
        assert {place: left.get(place) for place in others(kept)} == others(kept), pressed


def all_of(person):
    """All that the last turn showed, with what its buttons carry and its files hold."""
    choices = (choice for reply in person.replies for choice in reply.choices)
    files = (str(document.content) for document in person.documents)
    return "\n".join((person.sees, *(f"{each.label} {each.carries}" for each in choices), *files))
