"""What becomes of the criteria between two versions of the framework."""

from dataclasses import dataclass

from knowledge.framework import Criterion, Framework


@dataclass(frozen=True)
class Changes:
    """Criteria by id, in the order they are asked.

    `same` have the same title and the same five scores in words, `reworded` have not; `new` and `gone` are in
    one of the two versions only.
    """

    same: tuple[str, ...]
    reworded: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def changes(old: Framework, new: Framework) -> Changes:
    """Hold two versions against each other."""
    before = {criterion.id: criterion for criterion in old.criteria}
    now = {criterion.id: criterion for criterion in new.criteria}
    in_both = [name for name in now if name in before]
    same = tuple(name for name in in_both if _words(before[name]) == _words(now[name]))
    return Changes(
        same=same,
        reworded=tuple(name for name in in_both if name not in same),
        new=tuple(name for name in now if name not in before),
        gone=tuple(name for name in before if name not in now),
    )


def is_newer(one: Framework, other: Framework) -> bool:
    """Whether one version was published after the other."""
    return (one.published, one.version) > (other.published, other.version)


def _words(criterion: Criterion) -> tuple[str, ...]:
    return (criterion.title, *criterion.scores)
