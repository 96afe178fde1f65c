"""Sets of questions that nobody here wrote, by intent. They are not shipped: `--data` says where they are.

CLINC150 (CC BY 3.0), BANKING77, HWU64 and the intents that BANKING77-OOS holds out (CC BY 4.0). What is
measured is five phrasings of each intent, those that everybody takes (`std_5`), against all test questions.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

TITLES = {"clinc150": "CLINC150", "banking77": "BANKING77", "hwu64": "HWU64"}
HELD_OUT = "banking_oos"
FILES = tuple(f"{name}.json" for name in (*TITLES, HELD_OUT))
OUTSIDE = {
    "clinc150"
}  # the others borrow CLINC150's questions that nothing answers, some of which HWU64 does


@dataclass(frozen=True)
class PublicEntry:
    """An intent, as the search sees an entry."""

    id: str
    phrasings: tuple[str, ...]
    not_this: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()

    @property
    def question(self):
        return self.phrasings[0]


@dataclass(frozen=True)
class PublicSet:
    """Entries with five phrasings, all phrasings, what is asked, and by kind what nothing answers."""

    name: str
    title: str
    entries: list[PublicEntry]
    all_phrasings: dict[str, list[str]]
    asked: list[tuple[str, str]]
    outside: dict[str, list[str]]
    whole: bool = True


def read_sets(folder: Path):
    """Return the whole sets, and BANKING77 with some intents held out."""
    sets = {name: read(folder, name) for name in TITLES}
    return [*sets.values(), held_out(sets["banking77"], kept(folder, HELD_OUT))]


def read(folder, name):
    found = kept(folder, name)
    few = defaultdict(list)
    for each in found["std_5"]:
        few[each["id"]].append(each["q"])
    return PublicSet(
        name=name,
        title=TITLES[name],
        entries=[PublicEntry(intent, tuple(phrasings)) for intent, phrasings in few.items()],
        all_phrasings={entry["id"]: entry["phrasings"] for entry in found["entries"]},
        asked=[(each["q"], each["id"]) for each in found["test"]],
        outside=found["oos_test"] if name in OUTSIDE else {},
    )


def held_out(whole, oos):
    """Only the intents that BANKING77-OOS keeps; questions of the others are near misses.

    The texts are BANKING77's own: some in banking_oos.json stand under their neighbour's intent.
    """
    inside = {entry["id"] for entry in oos["entries"]}
    return PublicSet(
        name=HELD_OUT,
        title="BANKING77-OOS",
        entries=[entry for entry in whole.entries if entry.id in inside],
        all_phrasings={},
        asked=[(question, intent) for question, intent in whole.asked if intent in inside],
        outside={
            "near": [question for question, intent in whole.asked if intent not in inside],
            "far": oos["oos_test"]["far"],
        },
        whole=False,
    )


def kept(folder, name):
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
