"""Plans found by trying everything, reckoned without the code under test; and small frameworks for that."""

from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from knowledge.framework import Framework
from storage.records import Answer

NOTE = "Title of a document"
SHARES = [Fraction(part, 20) for part in range(21)]


def counts(framework, score, note):
    bare = score >= framework.evidence_rule.needed_from and not note.strip()
    return framework.evidence_rule.counts_as if bare else score


def asked(framework, answers):
    """The criteria that count."""
    left_out = {name for name, answer in answers.items() if answer.not_applicable}
    return [each for each in framework.criteria if not (each.not_applicable and each.id in left_out)]


def changes(answer):
    """Every change of one answer: the claim may go up, and a note may come."""
    answer = answer or Answer()
    for claim in range(answer.score or 0, 5):
        for note in dict.fromkeys((answer.evidence, answer.evidence if answer.evidence.strip() else NOTE)):
            yield claim, note


def cost(framework, answers, after):
    """What a change of all answers costs, as the module's words say; less is better, part by part."""
    rises = steps = notes = elsewhere = 0
    areas, order = set(), []
    for criterion in asked(framework, answers):
        before = answers.get(criterion.id, Answer())
        claim, note = after[criterion.id]
        up, more = claim - (before.score or 0), note.strip() != before.evidence.strip()
        rises, steps, notes = rises + up, steps + bool(up or more), notes + more
        elsewhere += 0 if criterion.essential else up + more
        areas |= {framework.area_of(criterion.id).id} if up or more else set()
        order.append(-counts(framework, claim, note))
    return rises, notes, steps, len(areas), elsewhere, order


def enough(points, share):
    return sum(points) * share.denominator >= share.numerator * 4 * len(points)


def least(criterion, level):
    named = level.criteria.get(criterion.id, 0)
    return max(named, level.every_criterion, level.essentials if criterion.essential else 0)


def by_trying_everything(framework, answers, level):
    """The cheapest of all changes that meet the level, as what each criterion is claimed and noted."""
    criteria = asked(framework, answers)
    names = [each.id for each in criteria]
    areas = [[at for at, each in enumerate(criteria) if each in area.criteria] for area in framework.areas]
    best = None
    for tried in product(*(_that_do(framework, answers.get(each.id), each, level) for each in criteria)):
        points = [each[0] for each in tried]
        if enough(points, level.overall) and all(
            enough([points[at] for at in area], level.every_area) for area in areas
        ):
            after = {name: (claim, note) for name, (_, claim, note) in zip(names, tried, strict=True)}
            so_far = (cost(framework, answers, after), after)
            best = so_far if best is None or so_far[0] < best[0] else best
    return best[1]


def _that_do(framework, answer, criterion, level):
    """The changes that meet what the level asks of this criterion, with what they count."""
    tried = [(counts(framework, claim, note), claim, note) for claim, note in changes(answer)]
    return [each for each in tried if each[0] >= least(criterion, level)]


def by_trying_areas(framework, answers, level):
    """The least cost of all, where each area is tried by itself and every mix of areas after that."""
    tables = [_area(framework, answers, level, area) for area in framework.areas]
    of = 4 * len(asked(framework, answers))
    best = None
    for mix in product(*(table.items() for table in tables)):
        if sum(points for points, _ in mix) >= level.overall * of:
            costs = [each for _, each in mix]
            numbers = [sum(column) for column in zip(*(each[:5] for each in costs), strict=True)]
            total = (*numbers, [each for one in costs for each in one[5]])
            best = total if best is None or total < best else best
    return best


def _area(framework, answers, level, area):
    criteria = [each for each in asked(framework, answers) if each in area.criteria]
    ways = [_worth_trying(framework, answers.get(each.id), least(each, level)) for each in criteria]
    alone = framework.model_copy(update={"areas": [area]})
    table = {}
    for tried in product(*ways):
        after = dict(zip([each.id for each in criteria], tried, strict=True))
        points = sum(counts(framework, *each) for each in tried)
        if enough([counts(framework, *each) for each in tried], level.every_area):
            costs = cost(alone, answers, after)
            table[points] = min(table.get(points, costs), costs)
    return table


def _worth_trying(framework, answer, low):
    """Of the changes that count the same, the one with the fewest points and notes."""
    best = {}
    for claim, note in sorted(changes(answer), key=lambda each: (each[0], bool(each[1].strip()))):
        best.setdefault(counts(framework, claim, note), (claim, note))
    return [each for points, each in best.items() if points >= low]


def done(answers, steps):
    """The answers behind a plan's steps."""
    after = dict(answers)
    for step in steps:
        before = answers.get(step.criterion, Answer())
        after[step.criterion] = Answer(score=step.to, evidence=NOTE if step.note else before.evidence)
    return after


@st.composite
def small_frameworks(draw):
    """Frameworks of one to three areas with up to five criteria, and rules of every kind."""
    sizes = draw(
        st.sampled_from([[1], [3], [1, 1], [2, 1], [1, 2], [2, 2], [3, 1], [1, 1, 1], [1, 2, 1], [2, 1, 2]])
    )
    areas = [
        {
            "id": f"area{at}",
            "title": f"Area {at}",
            "criteria": [_draw_criterion(draw, f"{'ABC'[at]}{n}") for n in range(size)],
        }
        for at, size in enumerate(sizes)
    ]
    names = [each["id"] for area in areas for each in area["criteria"]]
    needed_from = draw(st.integers(1, 4))
    level = {
        "id": "goal",
        "title": "Goal",
        "means": "The goal is met.",
        "overall": draw(st.sampled_from(SHARES)),
        "every_area": draw(st.sampled_from(SHARES)),
        "essentials": draw(st.integers(0, 4)),
        "every_criterion": draw(st.sampled_from([0, 0, 1, 2])),
        "criteria": draw(st.dictionaries(st.sampled_from(names), st.integers(0, 4), max_size=2)),
    }
    return Framework.model_validate(
        {
            "version": "small",
            "published": "2026-10-01",
            "title": "Small",
            "notice": "Indicative.",
            "minutes": 1,
            "scale": [{"score": n, "name": f"Score {n}", "means": "So much"} for n in range(5)],
            "evidence_rule": {
                "needed_from": needed_from,
                "counts_as": draw(st.integers(0, needed_from - 1)),
            },
            "official_criteria": [],
            "themes": [],
            "areas": areas,
            "levels": [{"id": "first", "title": "First", "means": "A start."}, level],
            "stages": [],
        }
    )


def _draw_criterion(draw, name):
    return {
        "id": name,
        "title": f"Criterion {name}",
        "essential": draw(st.booleans()),
        "official": "X",
        "theme": "X",
        "not_applicable": draw(st.sampled_from([False, False, True])),
        "not_applicable_when": "It does not arise",
        "why": "It matters.",
        "scores": [f"What {n} looks like" for n in range(5)],
        "evidence": ["A document"],
        "facts": [],
    }


answer = st.one_of(
    st.builds(Answer, score=st.integers(0, 4), evidence=st.sampled_from(["", "  ", NOTE])),
    st.builds(Answer, dont_know=st.just(True), evidence=st.sampled_from(["", NOTE])),
    st.builds(Answer, not_applicable=st.just("no clearance is needed")),
)


def answers_to(framework):
    """Answers to all criteria of a framework, or to some of them."""
    return st.dictionaries(st.sampled_from([each.id for each in framework.criteria]), answer)
