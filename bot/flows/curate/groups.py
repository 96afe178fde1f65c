"""Questions that ask the same, put together: by meaning, or by shared words where the model is absent."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.check.questions import alike
from knowledge.search import VectorCache
from storage.records import Question

SAME_MEANING = 0.7  # likeness of sentences that ask the same (measured on the test questions of one entry)
SAME_WORDS = 0.5  # share of words, where meaning is not known
MOST = 1_000  # questions looked at, the latest first: a person can look at a few dozen groups


@dataclass(frozen=True)
class Group:
    """Questions that ask the same; the first stands for all of them."""

    questions: tuple[Question, ...]

    @property
    def id(self) -> str:
        """The id of the question that stands for the group."""
        return self.questions[0].id

    @property
    def wordings(self) -> tuple[str, ...]:
        """The different wordings, each once."""
        return tuple(dict.fromkeys(question.text for question in self.questions))


class Likeness:
    """How alike two questions are, and whether that is the same question."""

    def __init__(self, vectors: VectorCache | None) -> None:
        self._vectors = vectors

    def groups(self, questions: Sequence[Question], ignored: Sequence[Question] = ()) -> list[Group]:
        """Return the groups, the most frequent first; what was ignored for good is in none of them."""
        latest = sorted(questions, key=lambda each: (each.at, each.id), reverse=True)[:MOST]
        same = self._same_as({each.text for each in (*latest, *ignored)})
        heads: list[list[Question]] = [[each] for each in ignored]
        known = len(heads)
        for question in reversed(latest):
            mine = next((head for head in heads if same(head[0].text, question.text)), None)
            if mine is None:
                heads.append([question])
            else:
                mine.append(question)
        groups = [Group(tuple(head)) for head in heads[known:]]
        return sorted(groups, key=lambda group: -len(group.questions))

    def _same_as(self, texts: Iterable[str]) -> Callable[[str, str], bool]:
        """Return what tells whether two of these texts ask the same."""
        if self._vectors is None:
            return lambda one, other: alike(one, other) >= SAME_WORDS
        known = {text: self._vectors.fresh(text) for text in texts}
        return lambda one, other: bool(known[one] @ known[other] >= SAME_MEANING)
