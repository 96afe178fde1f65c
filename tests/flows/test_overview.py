"""`/overview`: how organisations are doing, for admins, and nothing about fewer than three of them."""

import asyncio
from datetime import timedelta

import pytest
from people import MORNING

from bot.flows.overview import Overviews
from bot.overview.counted import Counted
from storage.errors import StoreError
from storage.records import Answer, Assessment, Question

BOTH_STORES = True

NOTICE = "Only the Career Matters panel awards Charter status."
FEW = "too few to show"


def kept(ref, at, answers, *, owner="", name="", **more):
    profile = {"organisation": name or ref}
    return Assessment(
        ref, owner or f"web:{ref}", "2026.10", at, at, at, profile=profile, answers=answers, **more
    )


@pytest.fixture
def collect(app, framework, clock):
    """Keep assessments: how many days ago they were last changed, and how they stand."""

    async def keep(how_many, days, *, answered=None, finished=False, name="Org", score=3, owner=""):
        at = (clock() - timedelta(days=days)).isoformat(timespec="seconds")
        ids = [each.id for each in framework.criteria][:answered]
        answers = {each: Answer(score=score, evidence="Minutes", at=at) for each in ids}
        async with app.store.turn("test") as turn:
            for number in range(how_many):
                ref, ended = f"{name}{days}{number}".upper(), at if finished else ""
                named = f"{name} {number}"
                turn.put(kept(ref, at, answers, owner=owner, name=named, finished=ended))

    return keep


def line(person, begins):
    found = [each for each in person.sees.splitlines() if each.startswith(f"- {begins}")]
    assert len(found) == 1, person.sees
    return found[0].removeprefix(f"- {begins}: ")


async def test_an_admin_sees_how_organisations_are_doing(priya, collect):
    await collect(3, 1, answered=5, name="begun")
    await collect(4, 2, name="ready")
    await collect(3, 20, answered=6, name="left")
    await collect(4, 3, finished=True, name="done")
    await priya.says("/overview")
    assert "Overview: the last 30 days" in priya.sees
    assert line(priya, "Answering") == "3"
    assert line(priya, "All answered, waiting for nobody, not finished") == "4"
    assert line(priya, "Not finished, and not touched for 14 days") == "3"
    assert "Results in these days: 4." in priya.sees
    assert line(priya, "Finished") == "4"
    assert (
        line(priya, "Level reached, of 4") == "Working towards 0, Bronze 0, Silver 4, Gold 0, no level yet 0"
    )
    assert line(priya, "Points with evidence, on average") == (
        "Leadership 75%, Human resources 75%, Service delivery 75%, Lived experience representation 75%"
    )
    assert NOTICE in priya.replies[-1].note


async def test_the_picture_says_all_its_figures_in_words(priya, collect):
    await collect(3, 3, finished=True)
    await priya.says("/overview")
    [picture] = priya.documents
    assert (picture.media_type, picture.content[:4]) == ("image/png", b"\x89PNG")
    assert picture.alt == (
        "Points with evidence, on average. Leadership 75%, Human resources 75%, "
        "Service delivery 75%, Lived experience representation 75%."
    )
    assert NOTICE in priya.replies[0].note


async def test_of_two_organisations_nothing_is_shown(priya, collect):
    await collect(2, 3, finished=True)
    await collect(1, 3, answered=2, name="begun")
    await priya.says("/overview")
    assert (line(priya, "Finished"), line(priya, "Answering")) == (FEW, FEW)
    assert "Results in these days: none to show yet." in priya.sees
    assert "Level reached" not in priya.sees
    assert "on average" not in priya.sees
    assert priya.documents == []
    assert '"Too few to show" protects organisations' in priya.sees


async def test_one_more_in_a_longer_period_cannot_be_found_out_by_comparing(priya, collect):
    await collect(3, 3, finished=True)
    await collect(1, 20, finished=True, score=1, name="another")
    await priya.says("/overview")
    assert line(priya, "Finished") == "4"
    await priya.presses("7 days")
    assert line(priya, "Finished") == FEW
    await priya.presses("365 days")
    assert line(priya, "Finished") == "4"


async def test_one_more_result_between_two_looks_cannot_be_found_out(priya, collect, clock):
    await collect(3, 3, finished=True)
    await priya.says("/overview")
    before = line(priya, "Points with evidence, on average"), line(priya, "Level reached, of 3")
    clock.passes(days=5)
    for number in range(2):
        await collect(1, number + 1, finished=True, score=0, name=f"later{number}")
        await priya.says("/overview")
        assert (line(priya, "Points with evidence, on average"), line(priya, "Level reached, of 3")) == before
    assert line(priya, "Finished") == "5"
    await collect(1, 3, finished=True, score=0, name="third")
    await priya.says("/overview")
    assert line(priya, "Points with evidence, on average").startswith("Leadership 38%")


async def test_levels_wait_until_none_is_of_one_or_two(priya, collect, clock):
    await collect(3, 30, finished=True)
    for score, days in ((3, 20), (0, 19), (3, 18)):
        await collect(1, days, finished=True, score=score, name=f"later{days}")
    await priya.says("/overview 7")
    assert "Level reached" not in priya.sees
    await priya.says("/overview 365")
    assert "Results in these days: 6." in priya.sees
    assert "Silver 3" in line(priya, "Level reached, of 3")
    clock.passes(days=1)  # the first three are past the 30 days
    await priya.says("/overview")
    assert "Results in these days: 3." in priya.sees
    assert line(priya, "Level reached") == FEW


async def test_one_more_between_an_anonymised_file_and_the_overview_cannot_be_found_out(priya, collect):
    for number in range(5):
        await collect(1, 20 - number, finished=True, name=f"five{number}")
    await priya.says("/overview")
    assert "Results in these days: 3." in priya.sees
    await priya.says("/export csv anonymised")
    assert "the next group of them is not full yet" in priya.sees
    await collect(1, 3, finished=True, score=0, name="sixth")
    await priya.says("/overview")
    assert "Results in these days: 6." in priya.sees
    await priya.says("/export csv anonymised")
    assert "Assessments in it: 6." in priya.sees


@pytest.mark.parametrize(("days", "period"), [(7, 7), (8, 30), (30, 30), (31, 365), (365, 365)])
async def test_an_organisation_counts_in_the_periods_in_which_it_was_active(priya, collect, days, period):
    await collect(3, days, finished=True)
    for each in (7, 30, 365):
        await priya.says(f"/overview {each}")
        assert line(priya, "Finished") == ("3" if each >= period else "0")


async def test_what_is_older_than_a_year_counts_nowhere(priya, collect):
    await collect(3, 366, finished=True)
    await priya.says("/overview 365")
    assert line(priya, "Finished") == "0"


async def test_one_lead_or_one_name_is_one_organisation(priya, collect):
    await collect(3, 1, finished=True, owner="web:consultant")
    await collect(1, 2, finished=True, name="another")
    await priya.says("/overview")
    assert line(priya, "Finished") == FEW


async def test_a_name_typed_otherwise_is_the_same_organisation(app, priya, clock):
    at = clock().isoformat(timespec="seconds")
    async with app.store.turn("test") as turn:
        for number, name in enumerate(("Moor-land", "moor  LAND ", "Moor land.", "Moorland")):
            turn.put(kept(f"MOOR{number}", at, {}, name=name))
    await priya.says("/overview")
    assert line(priya, "Answering") == FEW  # two: Moor land, and Moorland


async def test_an_organisation_that_looks_again_stands_where_its_newest_result_stands(priya, collect):
    await collect(3, 3, finished=True, name="again")
    await collect(3, 1, answered=2, name="again")
    await priya.says("/overview")
    assert (line(priya, "Answering"), line(priya, "Finished")) == ("0", "3")


async def test_results_are_of_the_days_that_are_shown(priya, collect):
    await collect(3, 20, finished=True, score=0, name="then")
    await collect(3, 2, finished=True, score=4, name="now")
    average = "Points with evidence, on average"
    for days, shown in ((7, "Leadership 100%"), (30, "Leadership 50%")):
        await priya.says(f"/overview {days}")
        assert line(priya, average).startswith(shown)


async def test_a_group_counts_once_all_of_it_lies_in_the_period(priya, collect):
    await collect(1, 20, finished=True, score=0, name="first")
    await collect(2, 2, finished=True, score=4, name="others")
    await priya.says("/overview 7")
    assert "Results in these days: none to show yet." in priya.sees
    await priya.says("/overview 30")
    assert "Results in these days: 3." in priya.sees
    assert "Results count in groups of 3 or more organisations" in priya.sees


@pytest.mark.parametrize(("gone", "shown"), [(1, "Leadership 75%"), (2, "")])
async def test_a_group_that_lost_people_is_shown_only_while_three_are_left(app, priya, collect, gone, shown):
    await collect(4, 2, finished=True)
    await priya.says("/overview")
    assert "Results in these days: 4." in priya.sees
    async with app.store.turn("test") as turn:
        for number in range(gone):
            turn.remove(Assessment, f"ORG2{number}")
    await priya.says("/overview")
    assert shown in priya.sees
    assert ("on average" in priya.sees) == bool(shown)
    assert ("none to show yet" in priya.sees) == (not shown)


@pytest.mark.parametrize(("days", "count"), [(365, "3."), (366, "none to show yet.")])
async def test_a_year_is_365_days(priya, collect, days, count):
    await collect(3, days, finished=True)
    await priya.says("/overview 365")
    assert f"Results in these days: {count}" in priya.sees


@pytest.mark.parametrize(("days", "untouched"), [(13, "0"), (14, "3")])
async def test_fourteen_days_are_untouched(priya, collect, days, untouched):
    await collect(3, days, answered=2)
    await priya.says("/overview")
    assert line(priya, "Not finished, and not touched for 14 days") == untouched


async def test_what_colleagues_do_counts_and_who_waits_for_them_waits_for_somebody(
    app, priya, collect, clock
):
    await collect(3, 20)
    await priya.says("/overview")
    assert line(priya, "All answered, waiting for nobody, not finished") == "3"
    at = clock().isoformat(timespec="seconds")
    async with app.store.turn("test") as turn:
        for number in range(3):
            turn.put(kept(f"PART{number}", at, {}, of=f"ORG20{number}"))
    await priya.says("/overview")
    assert line(priya, "All answered, waiting for nobody, not finished") == "0"
    assert line(priya, "Answering") == "3"


async def test_questions_are_counted_by_what_they_came_to(app, priya):
    day = MORNING.date().isoformat()
    async with app.store.turn("test") as turn:
        for number, outcome in enumerate(("answered", "answered", "offered", "elsewhere", "none")):
            turn.put(Question(f"q{number}", day, "t", outcome, helpful="yes" if number == 0 else ""))
        turn.put(Question("q9", "2026-11-01", "t", "answered", helpful="no"))
    await priya.says("/overview 7")
    assert (
        "Questions asked: 5. Answered: 2. Sent on to who knows: 1. Offered a choice: 1. Not known: 1. "
        "It helped: 1. It did not: 0."
    ) in priya.sees
    await priya.presses("30 days")
    assert "Questions asked: 6. Answered: 3." in priya.sees
    assert "It did not: 1." in priya.sees
    assert "are kept for" not in priya.sees
    await priya.presses("365 days")
    assert "Questions are kept for 30 days only." in priya.sees


async def test_people_are_counted_by_their_role(priya):
    await priya.says("/overview")
    assert "People with a role: assessor 0, curator 0, admin 1." in priya.sees


async def test_only_an_admin_sees_it(jo, collect):
    await jo.says("/overview")
    assert "I do not know that command" in jo.sees
    await jo.presses_data("overview:30")
    assert "Overview" not in jo.sees


@pytest.mark.parametrize("carried", ["overview:", "overview:8", "overview:x"])
async def test_an_odd_press_shows_nothing(priya, carried):
    await priya.presses_data(carried)
    assert "Overview" not in priya.sees


# When there is much to count


class SlowStore:
    """A store that gives its pages only when it is let."""

    def __init__(self, store) -> None:
        self._store = store
        self.let = asyncio.Event()
        self.pages = 0
        self.fails = False

    async def page(self, kind, after, size):
        self.pages += 1
        await self.let.wait()
        if self.fails:
            raise StoreError("away")
        return await self._store.page(kind, after, size)

    def __getattr__(self, name):
        return getattr(self._store, name)


@pytest.fixture
def slow(app):
    return SlowStore(app.store)


@pytest.fixture
def overviews(content, slow, clock):
    return Overviews(content, Counted(slow, content, clock, patience=0.01), 30)


async def shown(overviews):
    [*_, reply] = await overviews.press(None, "30")
    return reply


async def until_counted(slow):
    slow.let.set()
    for task in asyncio.all_tasks():
        if task.get_name() == "counting":
            await asyncio.wait({task})


async def test_who_asks_does_not_wait_and_gets_it_later(overviews, slow, collect):
    await collect(3, 3, answered=2)
    said = await shown(overviews)
    assert "I am counting." in said.text
    assert [each.label for each in said.choices] == ["Show it"]
    assert "I am counting." in (await shown(overviews)).text
    assert slow.pages == 1  # it is counted once, whoever asks meanwhile
    await until_counted(slow)
    assert "- Answering: 3" in (await shown(overviews)).text


async def test_what_took_long_is_good_for_ten_minutes(overviews, slow, collect, clock):
    await shown(overviews)
    await until_counted(slow)
    await collect(3, 3, answered=2)
    clock.passes(minutes=9)
    assert "- Answering: 0" in (await shown(overviews)).text
    clock.passes(minutes=1)
    await shown(overviews)
    await until_counted(slow)
    assert "- Answering: 3" in (await shown(overviews)).text


async def test_what_failed_is_counted_anew(overviews, slow, collect):
    slow.fails = True
    await shown(overviews)
    await until_counted(slow)
    slow.fails = False
    await shown(overviews)
    await until_counted(slow)
    assert "- Answering: 0" in (await shown(overviews)).text
