"""`/history`: earlier results are listed, and any of one's own can be opened by its reference."""

import pytest
from test_looking_again import AREAS, NOTICE, looks_again, says_that_all_is_the_same, then_and_now
from walking import answers, finishes, reaches_the_first_question

BOTH_STORES = True

NO_SUCH = "You have no self-assessment with that reference."


async def looked_at_twice(person, clock):
    await finishes(person, "3 Embedded", evidence="Minutes of May")
    await looks_again(person, clock)
    await person.presses("Leadership")
    await answers(person, *["1 Early"] * 5)
    await says_that_all_is_the_same(person, *AREAS[1:])
    await person.presses("Finish and see the result")
    return await then_and_now(person)


def read_out(ref):
    return f"{ref[:4]} {ref[4:]}"


def _line(day, level, ref):
    service = "Moorland NHS Trust - Liaison and Diversion"
    return f"- {day}: indicative level {level} points. {service}. Reference {read_out(ref)}."


async def test_it_lists_the_results_the_newest_first_with_the_notice(amal, clock):
    old, new = await looked_at_twice(amal, clock)
    await amal.says("/history")
    [shown] = amal.replies
    assert shown.title == "Your results"
    assert shown.text.splitlines() == [
        NOTICE,
        "",
        _line("23 November 2027", "Working towards, 50/80", new.ref),
        _line("23 November 2026", "Silver, 60/80", old.ref),
    ]
    assert amal.choices == [
        f"23 November 2027, {read_out(new.ref)}",
        f"23 November 2026, {read_out(old.ref)}",
    ]


async def test_an_old_result_is_shown_exactly_as_it_was(amal, clock):
    await finishes(amal, "3 Embedded", evidence="Minutes of May")
    as_it_was = amal.sees
    old = await amal.assessment()
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await answers(amal, *["1 Early"] * 5)
    await amal.says("/history")
    await amal.presses(f"23 November 2026, {read_out(old.ref)}")
    assert amal.sees == as_it_was


async def test_a_draft_is_no_result(amal):
    await reaches_the_first_question(amal)
    await amal.says("/history")
    assert "You have no finished self-assessment yet." in amal.sees
    assert amal.replies[-1].title == "L1. A senior person owns this"


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}{1}", "{0}-{1}", "  {0}  {1} "])
async def test_ones_own_is_opened_by_its_reference_however_it_is_typed(amal, clock, typed):
    old, _new = await looked_at_twice(amal, clock)
    await amal.says(f"/history {typed.format(old.ref[:4], old.ref[4:]).lower()}")
    assert "Indicative level: Silver" in amal.sees
    assert NOTICE in amal.replies[0].text


async def test_somebody_elses_reads_the_same_as_one_that_is_not_there(amal, jo):
    await finishes(amal)
    await jo.says("/history ABCD EFGH")
    not_there = jo.sees
    assert NO_SUCH in not_there
    await jo.says(f"/history {(await amal.assessment()).ref}")
    assert jo.sees == not_there


@pytest.mark.parametrize("typed", ["?", "🙂", "K7F2", "x" * 4000])
async def test_what_is_no_reference_says_so(amal, typed):
    await finishes(amal)
    await amal.says(f"/history {typed}")
    assert NO_SUCH in amal.sees


async def test_behind_it_the_open_question_stands_again(amal, clock):
    await finishes(amal)
    await looks_again(amal, clock)
    await amal.presses("Leadership")
    await amal.says("/history")
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_nobody_sees_anothers(amal, jo):
    await finishes(amal)
    await jo.says("/history")
    assert "Moorland" not in jo.sees
    assert "You have no finished self-assessment yet." in jo.sees


async def test_the_ten_newest_are_listed_and_older_ones_have_their_reference(amal, clock, app):
    await finishes(amal)
    first = (await amal.assessment()).ref
    for _ in range(10):
        await looks_again(amal, clock)
        await says_that_all_is_the_same(amal, *AREAS)
        await amal.presses("Finish and see the result")
    await amal.says("/history")
    assert len(amal.choices) == 10
    assert "There are older ones." in amal.sees
    assert read_out(first) not in amal.sees
    await amal.says(f"/history {first}")
    assert f"Reference {read_out(first)}" in amal.sees
