"""What is inferred is never told as fact: no sentence of an answer of kind fact repeats it."""

from collections.abc import Iterator, Mapping

from knowledge.check.places import file_of
from knowledge.check.questions import alike
from knowledge.check.wording import sentences
from knowledge.errors import Problem
from knowledge.model import Entry, Fact

SAME = 0.7  # of all words of both, the share that both have


def check_inferred(entries: Mapping[str, Entry], facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Check every answer of kind fact against what its facts only infer."""
    for entry in (each for each in entries.values() if each.kind == "fact"):
        told = sentences(entry.answer)
        for fact in (facts[each] for each in entry.facts if each in facts):
            for inferred in sentences(fact.inferred):
                if any(alike(each, inferred) >= SAME for each in told):
                    what = f'it tells "{inferred}" as a fact, and {fact.id} only infers it'
                    yield Problem(file_of(entry), "answer", what, "Leave it out, or tell it as guidance")
