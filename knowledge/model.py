"""The shapes of the content. Unknown keys are refused, so that a slip of the pen is found, not ignored."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Kind = Literal["fact", "guidance", "not-published", "about-this-bot", "safety", "elsewhere"]
Audience = Literal["everyone", "staff", "peer", "assessor", "admin"]
Topic = Literal[
    "charter", "process", "levels", "criteria", "bot", "records", "roles", "services", "safety", "elsewhere"
]
Mark = Literal["verified", "second-hand", "old", "inferred"]


class Shape(BaseModel):
    """What all shapes share: frozen, strict, and no key that is not named."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Source(Shape):
    """Where a reader can check an answer; `date` as published, or `undated`."""

    title: Words
    url: str = ""
    date: Words


class Entry(Shape):
    """One answer the assistant can give. docs/writing-entries.md says what each key is for."""

    id: Words
    question: Words
    ask: list[Words]
    not_this: list[Words]
    kind: Kind
    audience: list[Audience]
    topic: Topic
    facts: list[Words]
    source: list[Source]
    checked: date
    review_by: date
    follow_ups: list[Words]
    answer: Words

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way of asking that the search knows: the printed question and all of `ask`."""
        return (self.question, *self.ask)


class Fact(Shape):
    """One thing that may be told, and where it was read. `inferred` is never told as fact."""

    id: Words
    says: Words
    mark: Mark
    inferred: str = ""
    sources: list[Words]


class Option(Shape):
    """One of the answers to a profile question."""

    id: Words
    label: Words


class ProfileField(Shape):
    """One question before the first criterion: chosen from `options`, or typed when there are none."""

    id: Words
    title: Words
    ask: Words
    why: Words
    at_most: int = 120
    options: list[Option] = []

    def label(self, value: str) -> str:
        """Return how a kept value is shown."""
        return next((option.label for option in self.options if option.id == value), value)


class TestQuestions(Shape):
    """The questions that the content is measured by, written apart from the entries' own phrasings."""

    __test__ = False  # pytest collects by name

    questions: dict[str, list[Words]]
    far: list[Words]
    near: list[Words]
    adversarial: list[Words]
    follow_ups: list["FollowUp"]
    distress: list[Words]
    not_distress: list[Words]
    floors: dict[Literal["words", "sentences"], "Floors"] = {}

    @property
    def unanswered(self) -> list[str]:
        """All questions that no entry answers."""
        return [*self.far, *self.near, *self.adversarial]


class Floors(Shape):
    """What the figures of knowledge/measuring.py must reach, for one engine; they only move one way."""

    at_least: dict[Words, float]
    at_most: dict[Words, float]

    def missed(self, figures: Mapping[str, float]) -> list[str]:
        """Return the names of the figures that do not hold."""
        low = [name for name, floor in self.at_least.items() if figures[name] < floor]
        return [*low, *(name for name, ceiling in self.at_most.items() if figures[name] > ceiling)]


class FollowUp(Shape):
    """A question, a short one after it, and the entry that answers the second."""

    turns: Annotated[list[Words], Field(min_length=2)]
    expect: Words


class Certainty(Shape):
    """How sure is sure, for one engine; knowledge/search/certainty.py says what is weighed."""

    answer_at: float
    offer_at: float
    first: Annotated[list[float], Field(min_length=3, max_length=3)]
    among: Annotated[list[float], Field(min_length=4, max_length=4)]


class Name(Shape):
    """A name that means more than one thing; `another` says that it is another scheme's."""

    said: Annotated[list[Words], Field(min_length=1)]
    means: Annotated[list[Words], Field(min_length=1)]
    settled_by: list[Words] = []
    another: bool = False


class SearchSettings(Shape):
    """How sure is sure, which names are unclear, and what distress sounds like."""

    offer_at_most: int
    words: Certainty
    sentences: Certainty
    urgent_at: float
    names: list[Name]
    urgent_phrases: list[Words]
    urgent_unless: list[Words]


class UrgentExamples(Shape):
    """Messages of people who need help now, and messages that only sound like them."""

    like: list[Words]
    unlike: list[Words]
