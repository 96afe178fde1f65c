"""What several people said of one criterion: the spread, what to agree on, and what may be shown of it.

Pure arithmetic over voices: no reference, no address, no words of anybody.

The rule of what may be shown, in full. `others` are the people besides whoever leads, for they know their own
answer and can take it away from any count. A person is *protected* who speaks from lived experience.

1. Where nobody protected was asked, all answers are shown, and the middle of each group; if whoever leads is
   protected, not of theirs.
2. Where somebody protected was asked, nothing is shown before everybody who was asked has answered: else who
   comes last could be read from the difference. Only how many have answered is shown.
3. Where one or two of them are protected, only all answers together are shown, and no group by itself: not
   even another group, for taking it away from all would leave the few. With fewer than three others, not
   even all together are shown.
4. Where three or more are protected, each group is shown by itself, and theirs too.
5. Whoever leads can look again, and compare. So it is remembered whose answers were in what was last shown
   (never what they said), and anything newer is shown only where it follows safely. Where nobody protected is
   asked, nor was in it, everything does. Otherwise all that was in it must still be there as it was: once
   somebody has left or changed an answer, the rest stays hidden. What came since may be anything that is not
   protected. If protected answers are in it, they come as a crowd: at least three answers where none were
   protected before; at least three that are protected where three or more were before. Beside one or two
   from before, no further ones are shown.

Why that is enough: what was shown only ever grows by whole crowds from the first protected answer on, so all
looks together tell no more than the counts of each crowd; and where groups are shown by themselves, each
crowd has none or three of the protected.

What this cannot prevent: somebody who answers under several numbers makes a crowd of one. Who joins with a
protected voice is told beforehand that in a small team somebody may still guess.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

PROTECTED = "lived-experience"  # the voice (a role of profile.yaml) that is never shown alone
FEWEST = 3  # people among whom one is hidden
DONT_KNOW = "dk"
NOT_APPLICABLE = "na"


@dataclass(frozen=True)
class Voice:
    """What one person said of a criterion: "0" to "4", "dk" or "na"; nothing while they have not.

    `mark` is another one whenever they say something else; it tells nothing of what they said.
    """

    group: str
    said: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Spread:
    """What may be shown of one criterion.

    `all` counts what was said, by what was said; it is None where that would tell too much. `middles` is the
    middle of each group that may be shown by itself. `stays_hidden` says that waiting for answers will not
    help, since the team has changed.
    """

    answered: int
    asked: int
    all: Mapping[str, int] | None = None
    middles: Mapping[str, str] = field(default_factory=dict)
    stays_hidden: bool = False

    @property
    def everything(self) -> list[str]:
        """All that was said and may be shown, each as often as it was said."""
        return [each for each, number in (self.all or {}).items() for _ in range(number)]

    def less_than(self, said: str) -> int:
        """Return how many are known to have said less than a score."""
        return self._count(said, lambda one, agreed: one < agreed)

    def more_than(self, said: str) -> int:
        """Return how many are known to have said more than a score."""
        return self._count(said, lambda one, agreed: one > agreed)

    @property
    def alike(self) -> str:
        """What everybody said, if they all said the same and that may be shown."""
        return next(iter(self.all)) if self.all and len(self.all) == 1 else ""

    def _count(self, said: str, differs: Callable[[int, int], bool]) -> int:
        if not self.all or not said.isdecimal():
            return 0
        return sum(n for each, n in self.all.items() if each.isdecimal() and differs(int(each), int(said)))


@dataclass(frozen=True)
class Gap:
    """Two groups that see one criterion differently, by their middles."""

    criterion: str
    high: str
    low: str
    high_said: int
    low_said: int

    @property
    def width(self) -> int:
        """How far apart they are."""
        return self.high_said - self.low_said


def spread(lead: Voice, others: Sequence[Voice]) -> Spread:
    """Return what may be shown of a criterion to somebody who has seen nothing of it before (rules 1 to 4);
    `others` are all who were asked, answered or not.
    """
    everybody = [each for each in (lead, *others) if each.said]
    answered, asked = len(everybody), 1 + len(others)
    protected = [each for each in others if each.group == PROTECTED]
    waiting = any(not each.said for each in others)
    if not everybody or (protected and (waiting or len(others) < FEWEST)):
        return Spread(answered, asked)
    counts = Counter(sorted(each.said for each in everybody))
    if 0 < len(protected) < FEWEST:
        return Spread(answered, asked, counts)
    groups = sorted({each.group for each in everybody if each.group != PROTECTED or protected})
    middles = {group: middle(each.said for each in everybody if each.group == group) for group in groups}
    return Spread(answered, asked, counts, middles)


def remembered(lead: Voice, others: Sequence[Voice], shown: Collection[str]) -> set[str]:
    """Return whose answers are in what is shown when whoever leads looks now; `shown` are those in what was
    shown before.
    """
    hidden = spread(lead, others).all is None
    return set(shown) if hidden or not follows_safely(shown, others) else _marks(others)


def spread_shown(lead: Voice, others: Sequence[Voice], shown: Collection[str]) -> Spread:
    """Return what is shown of a criterion: nothing but what is remembered as shown."""
    could_be = spread(lead, others)
    if set(shown) == _marks(others):
        return could_be
    in_the_end = [
        replace(each, said=each.said or DONT_KNOW, mark=each.mark or f"to come {at}")
        for at, each in enumerate(others)
    ]
    for_good = bool(shown) and not follows_safely(shown, in_the_end)
    return Spread(could_be.answered, could_be.asked, stays_hidden=for_good)


def follows_safely(shown: Collection[str], others: Sequence[Voice]) -> bool:
    """Whether what is said now can stand beside what was shown before (rule 5)."""
    before, now = set(shown), _marks(others)
    known, new = _protected(before), _protected(now - before)
    if not known and all(each.group != PROTECTED for each in others):
        return True
    if before - now:
        return False
    if not new:
        return True
    return min(known, new) >= FEWEST if known else len(now - before) >= FEWEST


def _marks(others: Sequence[Voice]) -> set[str]:
    return {f"{each.group}:{each.mark}" for each in others if each.said}


def _protected(marks: Iterable[str]) -> int:
    return sum(each.startswith(f"{PROTECTED}:") for each in marks)


def lower(said: Iterable[str]) -> str:
    """Return the lowest score; with no score among them, what is left to say."""
    said = list(said)
    return min(filter(str.isdecimal, said), default=_no_score(said))


def middle(said: Iterable[str]) -> str:
    """Return the middle score, the lower of two; with no score among them, what is left to say."""
    said = list(said)
    scores = sorted(filter(str.isdecimal, said))
    return scores[(len(scores) - 1) // 2] if scores else _no_score(said)


def widest(spreads: Mapping[str, Spread], at_least: int) -> list[Gap]:
    """Return the gaps of at least so many points, the widest first; of each criterion the widest."""
    gaps = [gap for name, each in spreads.items() if (gap := _gap(name, each)) and gap.width >= at_least]
    return sorted(gaps, key=lambda gap: -gap.width)


def _gap(criterion: str, spread: Spread) -> Gap | None:
    scores = {group: int(said) for group, said in spread.middles.items() if said.isdecimal()}
    if len(scores) < 2:
        return None
    protected_first = sorted(scores, key=lambda group: group != PROTECTED)
    high, low = max(protected_first, key=scores.__getitem__), min(protected_first, key=scores.__getitem__)
    return Gap(criterion, high, low, scores[high], scores[low])


def _no_score(said: Sequence[str]) -> str:
    """All not applicable is not applicable; some not known is not known; nothing is nothing."""
    if not said:
        return ""
    return NOT_APPLICABLE if set(said) == {NOT_APPLICABLE} else DONT_KNOW
