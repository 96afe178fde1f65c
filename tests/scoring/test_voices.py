"""Many voices on one criterion: the lower, the middle, the gaps, and what may never be told from them."""

from collections import Counter
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.voices import (
    FEWEST,
    PROTECTED,
    Spread,
    Voice,
    lower,
    middle,
    remembered,
    spread,
    spread_shown,
    widest,
)

SAID = ["0", "1", "2", "3", "4", "dk", "na"]


@pytest.mark.parametrize(
    ("said", "low", "mid"),
    [
        ("3", "3", "3"),
        ("3 1", "1", "1"),
        ("1 2 4", "1", "2"),
        ("1 2 3 4", "1", "2"),
        ("4 4 0", "0", "4"),
        ("4 dk dk", "4", "4"),
        ("na 2 dk 3", "2", "2"),
        ("dk dk", "dk", "dk"),
        ("na na", "na", "na"),
        ("na dk", "dk", "dk"),
        ("", "", ""),
    ],
)
def test_the_lower_and_the_middle(said, low, mid):
    assert (lower(said.split()), middle(said.split())) == (low, mid)


@given(st.lists(st.sampled_from(SAID), max_size=9))
def test_the_middle_has_as_many_on_both_sides_or_is_the_lower_of_two(said):
    scores = [int(each) for each in said if each.isdecimal()]
    if scores:
        at = int(middle(said))
        below, above = sum(each < at for each in scores), sum(each > at for each in scores)
        assert at in scores
        assert below <= (len(scores) - 1) // 2
        assert above <= len(scores) // 2
    assert middle(said) == middle(reversed(said))


def team(*groups):
    """Voices from words such as `delivery:3 hr:1`; nothing behind the colon has not answered."""
    return [Voice(*each.split(":")) for each in groups]


LEAD = Voice("leader", "3")
LIVED = PROTECTED


def test_without_lived_experience_everything_is_shown():
    shown = spread(LEAD, team("hr:1", "delivery:"))
    assert shown == Spread(2, 3, {"1": 1, "3": 1}, {"leader": "3", "hr": "1"})


@pytest.mark.parametrize("others", [[f"{LIVED}:1"], [f"{LIVED}:1", "hr:2"], [f"{LIVED}:1", f"{LIVED}:2"]])
def test_with_fewer_than_three_others_nothing_is_shown(others):
    shown = spread(LEAD, team(*others))
    assert (shown.answered, shown.all, shown.middles) == (1 + len(others), None, {})


@pytest.mark.parametrize("lived", [1, 2])
def test_one_or_two_are_folded_into_all_and_no_other_group_is_shown(lived):
    shown = spread(LEAD, team(*[f"{LIVED}:1"] * lived, "hr:2", "delivery:2"))
    assert shown.all == {"1": lived, "2": 2, "3": 1}
    assert shown.middles == {}


def test_three_are_shown_by_themselves():
    shown = spread(LEAD, team(f"{LIVED}:1", f"{LIVED}:1", f"{LIVED}:2", "hr:4"))
    assert shown.middles == {"leader": "3", LIVED: "1", "hr": "4"}


@pytest.mark.parametrize("waits", [f"{LIVED}:", "hr:"])
def test_while_somebody_is_to_answer_yet_nothing_is_shown(waits):
    shown = spread(LEAD, team(*[f"{LIVED}:1"] * 3, "delivery:1", waits))
    assert (shown.answered, shown.asked, shown.all, shown.middles) == (5, 6, None, {})


def test_a_lead_with_lived_experience_is_never_a_group_alone_and_does_not_count_towards_three():
    lead = Voice(LIVED, "4")
    assert spread(lead, team("hr:1")).middles == {"hr": "1"}
    assert spread(lead, team(f"{LIVED}:1", f"{LIVED}:1", "hr:1")).middles == {}
    assert spread(lead, team(*[f"{LIVED}:1"] * 3)).middles == {LIVED: "1"}


def test_nobody_has_answered():
    assert spread(Voice("leader"), team("hr:")) == Spread(0, 2)


def small_teams():
    """All groups of up to five others, of whom some speak from lived experience."""
    return [
        groups
        for size in range(6)
        for groups in combinations_with_replacement([LIVED, "hr", "delivery"], size)
        if LIVED in groups
    ]


def seen(groups, said):
    shown = spread(LEAD, [Voice(*each) for each in zip(groups, said, strict=True)])
    return repr((shown.answered, shown.asked, shown.all, sorted(shown.middles.items())))


@pytest.mark.parametrize("groups", small_teams(), ids=lambda groups: "-".join(each[0] for each in groups))
def test_nothing_that_is_shown_tells_more_of_one_or_two_than_all_answers_together(groups):
    """By brute force: the lead knows their own answer, who was asked, and all that is shown.

    Whatever was shown, each person with lived experience may have said anything that anybody else among all
    is seen to have said; and where fewer than three were asked, anything at all.
    """
    few = groups.count(LIVED) < FEWEST
    possible, together = {}, {}
    for said in product("012", repeat=len(groups)):
        view = seen(groups, said)
        possible.setdefault(view, set()).add(said)
        together[view] = Counter(said)
    for view, worlds in possible.items():
        hidden = len(groups) < FEWEST
        could_be = set("012") if hidden else set(together[view])
        for person, group in enumerate(groups):
            if group == LIVED and few:
                assert {world[person] for world in worlds} == could_be
        if few:
            assert hidden or len(groups) >= FEWEST


@pytest.mark.parametrize("groups", small_teams(), ids=lambda groups: "-".join(each[0] for each in groups))
def test_nobody_who_answers_last_can_be_read_from_the_difference(groups):
    for waiting in range(len(groups)):
        said = ["1"] * len(groups)
        said[waiting] = ""
        views = set()
        for others in product("012", repeat=len(groups) - 1):
            told = iter(others)
            views.add(seen(groups, [each and next(told) for each in said]))
        assert len(views) == 1


def test_the_widest_gaps_come_first_and_narrow_ones_not_at_all():
    spreads = {
        "L1": Spread(4, 4, {}, {"leader": "3", "hr": "2"}),
        "S1": Spread(4, 4, {}, {"leader": "3", LIVED: "1"}),
        "S2": Spread(4, 4, {}, {"leader": "4", LIVED: "1", "hr": "2"}),
        "R1": Spread(4, 4, {}, {"leader": "dk", LIVED: "1"}),
        "R2": Spread(4, 4, {"0": 2, "4": 2}, {}),
        "R3": Spread(4, 4, {}, {"leader": "0", LIVED: "2"}),
    }
    found = [(gap.criterion, gap.high, gap.low, gap.width) for gap in widest(spreads, 2)]
    assert found == [("S2", "leader", LIVED, 3), ("S1", "leader", LIVED, 2), ("R3", LIVED, "leader", 2)]


def test_of_groups_that_said_the_same_lived_experience_is_named():
    spreads = {"S2": Spread(6, 6, {}, {"leader": "3", "hr": "1", LIVED: "1"})}
    [gap] = widest(spreads, 2)
    assert gap.low == LIVED


def test_who_said_less_and_more_is_counted_where_it_may_be_shown():
    shown = Spread(5, 5, {"1": 1, "2": 2, "4": 1, "dk": 1})
    assert (shown.less_than("2"), shown.more_than("2")) == (1, 1)
    assert (shown.less_than("dk"), shown.more_than("na")) == (0, 0)
    assert Spread(5, 5).less_than("4") == 0


# Looking again, and comparing


def looked_at(looks, said):
    """What is shown at one look after the other, in a world where those voices say this."""
    shown, told = set(), []
    for look in looks:
        others = [Voice(group, said[group, mark], mark) for group, mark in look]
        shown = remembered(LEAD, others, shown)
        seen = spread_shown(LEAD, others, shown)
        told.append((seen.all and tuple(seen.all.items()), tuple(sorted(seen.middles.items()))))
    return tuple(told)


def voices_of(lived, others):
    return [(LIVED, f"l{each}") for each in range(lived)] + [("hr", f"h{each}") for each in range(others)]


def teams_of(voices):
    return [team for size in range(3, len(voices) + 1) for team in combinations(voices, size)]


def told_apart(looks, voices):
    """Whether some looks tell for sure that a protected voice said what not all in its crowd said.

    Only one voice says 0, all others say 1: if it is protected, somebody else may have been the one.
    """
    worlds = {one: looked_at(looks, {each: "0" if each == one else "1" for each in voices}) for one in voices}
    nobody = looked_at(looks, dict.fromkeys(voices, "1"))
    views = Counter(worlds.values())
    return [
        one for one in voices if one[0] == LIVED and worlds[one] != nobody and views[worlds[one]] < FEWEST
    ]


@pytest.mark.parametrize(("lived", "others"), [(1, 4), (2, 3), (3, 3), (4, 2)])
def test_no_two_looks_tell_who_among_fewer_than_three_it_was(lived, others):
    """By brute force, over all pairs of teams: joined, left, changed (one voice gone, another come)."""
    voices = voices_of(lived, others)
    for looks in product(teams_of(voices), repeat=2):
        assert told_apart(looks, voices) == []


@pytest.mark.parametrize(("lived", "others"), [(1, 3), (2, 3)])
def test_nor_do_three_looks(lived, others):
    voices = voices_of(lived, others)
    for looks in product(teams_of(voices), repeat=3):
        assert told_apart(looks, voices) == []


@given(st.data())
def test_nor_do_many_looks_at_larger_teams(data):
    voices = voices_of(data.draw(st.integers(1, 6)), data.draw(st.integers(0, 6)))
    looks = data.draw(st.lists(st.sets(st.sampled_from(voices)).map(sorted), max_size=6))
    grows = data.draw(st.booleans())
    if grows:
        looks = [sorted({each for look in looks[: at + 1] for each in look}) for at in range(len(looks))]
    assert told_apart(looks, voices) == []


def marked(*marks):
    return [Voice(mark.split(":")[0], "1", mark) for mark in marks]


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("hr:a", "hr:b", True),  # nobody protected: everything is shown
        ("hr:a hr:b", f"hr:a hr:b {LIVED}:c hr:d", False),  # two came, one of them protected
        ("hr:a hr:b", f"hr:a hr:b {LIVED}:c hr:d hr:e", True),  # three came
        (f"{LIVED}:a hr:b hr:c", f"{LIVED}:a hr:b hr:c hr:d", True),  # one came who is not protected
        (f"{LIVED}:a hr:b hr:c hr:d", f"{LIVED}:a hr:b hr:c", False),  # one has left
        (f"{LIVED}:a hr:b hr:c hr:d", "hr:b hr:c hr:d", False),  # the protected one has left
        (f"{LIVED}:a hr:b hr:c", f"{LIVED}:a hr:b hr:c {LIVED}:d {LIVED}:e {LIVED}:f", False),  # beside one
        (f"{LIVED}:a {LIVED}:b {LIVED}:c", " ".join(f"{LIVED}:{each}" for each in "abcde"), False),
        (f"{LIVED}:a {LIVED}:b {LIVED}:c", " ".join(f"{LIVED}:{each}" for each in "abcdef"), True),
    ],
)
def test_what_follows_what_was_shown(before, now, shown):
    first = remembered(LEAD, marked(*before.split()), set())
    others = marked(*now.split())
    voices = [Voice(each.group, each.said, each.mark) for each in others]
    seen = spread_shown(LEAD, voices, remembered(LEAD, voices, first))
    assert (seen.all is not None) is shown
    assert seen.stays_hidden is not shown


def test_nothing_is_shown_that_is_not_remembered():
    others = team("hr:1", "delivery:2")
    assert spread_shown(LEAD, others, ()) == Spread(3, 3)
