"""The register of facts: each once, and each verified fact with the place where it was read."""

from collections.abc import Iterable, Iterator

from knowledge.check.places import FACTS, twice
from knowledge.errors import Problem
from knowledge.model import Fact

SHIPPED = {"framework", "seed A", "seed B"}  # they are sources themselves
NOTHING = "Nothing was found"


def check_facts(facts: Iterable[Fact]) -> Iterator[Problem]:
    """Check that verified facts say where they were read."""
    for fact in facts:
        needs = fact.mark == "verified" and fact.id not in SHIPPED and not fact.says.startswith(NOTHING)
        if needs and not fact.sources:
            mend = "Name where it was read, or mark it otherwise"
            yield Problem(FACTS, fact.id, "it is marked verified and has no source", mend)


def check_each_once(facts: Iterable[Fact]) -> Iterator[Problem]:
    """Check that no id stands twice; content keeps facts by id and cannot tell."""
    for name in twice([fact.id for fact in facts]):
        yield Problem(FACTS, name, "two facts have this id", "Give one of them another id")
