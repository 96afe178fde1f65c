"""A new version of the framework: a draft's lead is told once and chooses; old results stay as they were."""

from dataclasses import replace

import pytest
from newer_framework import NEWER, newer_framework, with_newer, without_older
from people import MORNING, NO_HURRY, Person
from teams import invites, joins, leads, part_of
from test_looking_again import AREAS, looks_again, says_that_all_is_the_same, then_and_now
from walking import answers, finishes, reaches_the_first_question

from bot.app import assemble
from bot.reminders import of_what_was_taken_over
from bot.reports.export import FrameworkMissing, export
from knowledge.versions import changes, is_newer
from storage.records import EvidenceNote, PlanStep, Reminder

TITLE = "There is a new version of the questions"
UNKNOWN = "I do not have that version now. Everything you entered is safe."


@pytest.fixture(scope="module")
def both(content, assembled):
    """The assistant once the newer version is published, over the same store."""
    _app, store, clock = assembled
    return assemble(with_newer(content), store, clock, rates=NO_HURRY)


@pytest.fixture(scope="module")
def lost(content, assembled):
    """The assistant whose content has lost the older version."""
    _app, store, clock = assembled
    return assemble(without_older(content), store, clock, rates=NO_HURRY)


@pytest.fixture
def later(both, store):
    """Amal, once the newer version is published."""
    return Person(both, "amal", channel="telegram", device="later")


@pytest.fixture
def amal_lost(lost, store):
    """Amal, where the version of her assessment is lost."""
    return Person(lost, "amal", channel="telegram", device="lost")


async def has_a_draft(amal):
    """Answer L1 to H3, H4 as not applicable, H5 to S5."""
    await reaches_the_first_question(amal)
    await answers(amal, *["2 In place"] * 8, "Not applicable", "No role needs prison or police clearance")
    await answers(amal, "3 Embedded", evidence="Pathway diagram")
    await answers(amal, *["2 In place"] * 5)


async def told(amal, later):
    await has_a_draft(amal)
    await later.says("/assess")
    [shown] = [each for each in later.replies if each.title == TITLE]
    return shown


async def test_the_lead_is_told_what_carries_over_what_is_asked_again_what_is_new_and_what_is_gone(
    amal, later
):
    shown = await told(amal, later)
    assert "You began with version 2026.10. Version 2027.04 has come out since." in shown.text
    assert "- Answers that carry over: 12." in shown.text
    assert "- Asked again, because the words changed: L2 Plan and money; H4 Checks and vetting." in shown.text
    assert "- New: R6 Telling what changed." in shown.text
    assert "- No longer asked: S5 Everyday culture." in shown.text
    assert [each.label for each in shown.choices] == ["Move to 2027.04", "Stay with 2026.10"]


async def test_the_open_question_stands_behind_it(amal, later):
    await told(amal, later)
    assert later.replies[-1].title.startswith("R1. ")


async def test_they_are_told_once(amal, later):
    await told(amal, later)
    await later.says("/assess")
    assert TITLE not in later.sees


async def test_they_are_told_too_when_they_simply_go_on(amal, later):
    await has_a_draft(amal)
    await later.says("2")
    assert later.replies[0].title == TITLE
    assert "R1: 2 In place. Saved." in later.sees
    await later.says("2")
    assert TITLE not in later.sees


async def test_nobody_is_told_of_the_version_they_have(amal, jo, both):
    await has_a_draft(amal)
    await amal.says("/assess")
    assert TITLE not in amal.sees
    kim = Person(both, "kim")
    await reaches_the_first_question(kim)
    await kim.says("/assess")
    assert (await kim.assessment()).framework == NEWER
    assert TITLE not in kim.sees


async def test_until_they_choose_nothing_changes(amal, later):
    await has_a_draft(amal)
    before = await amal.assessment()
    await later.says("/assess")
    after = await amal.assessment()
    assert (after.framework, after.answers) == (before.framework, before.answers)


async def test_staying_keeps_the_version_and_is_remembered(amal, later):
    await told(amal, later)
    await later.presses("Stay with 2026.10")
    assert "You stay with version 2026.10." in later.sees
    await later.says("/assess")
    assert TITLE not in later.sees
    await answers(later, *["2 In place"] * 5)
    await later.presses("Finish and see the result")
    assert "Framework 2026.10." in later.sees
    assert "Indicative level: Bronze" in later.sees


async def test_moving_carries_over_what_is_the_same_and_loses_nothing(amal, later):
    await told(amal, later)
    before = await amal.assessment()
    await later.presses("Move to 2027.04")
    after = await amal.assessment()
    assert after.framework == NEWER
    assert set(after.set_aside) == {"L2", "H4", "S5"}
    assert {**after.answers, **after.set_aside} == before.answers
    assert "You are on version 2027.04 now. Kept, but not counted any more: L2, H4, S5." in later.sees
    assert "Still to answer: 8." in later.sees


async def test_what_is_asked_again_shows_what_was_chosen_before(amal, later):
    await told(amal, later)
    await later.presses("Move to 2027.04")
    await later.presses("Leadership")
    assert later.replies[-1].title == "L2. Plan and money"
    assert "Money is set aside for five years" in later.sees
    assert "Before the words changed you chose: 2 In place. It does not count now." in later.sees
    await later.says("3")
    assert "Before the words changed" not in later.sees


async def test_what_was_set_aside_does_not_count(amal, later):
    await told(amal, later)
    await later.presses("Move to 2027.04")
    await later.says("/result")
    assert "You have answered 12 of 20." in later.sees


async def test_a_move_can_be_made_later_with_the_old_button(amal, later):
    await told(amal, later)
    await later.presses("Stay with 2026.10")
    await later.presses("Move to 2027.04")
    assert (await amal.assessment()).framework == NEWER


async def test_moving_twice_moves_once(amal, later):
    await told(amal, later)
    await later.presses("Move to 2027.04")
    moved = await amal.assessment()
    await later.presses("Move to 2027.04")
    assert "does not fit any more. Nothing has changed." in later.sees
    assert await amal.assessment() == moved


GONE = {
    "plan": {"S4": PlanStep(due="2028-03-01"), "S5": PlanStep(due="2028-03-01")},
    "register": {"a": EvidenceNote("Rota", ("S4", "S5"), valid_until="2028-06-30")},
}


async def test_what_is_gone_goes_from_the_plan_its_reminder_and_what_documents_serve(amal, later, store):
    await has_a_draft(amal)
    draft = await amal.assessment()
    async with store.turn("test") as turn:
        turn.put(planned := replace(draft, **GONE))
        for each in of_what_was_taken_over(planned, MORNING):
            turn.put(each)
    await later.presses_data(f"move:{draft.ref}:{NEWER}")
    moved = await amal.assessment()
    assert (list(moved.plan), moved.register["a"].criteria) == (["S4"], ("S4",))
    kept = await store.read(Reminder, f"about:{draft.ref}")
    assert {(each.what, each.subject) for each in kept} == {("draft", ""), ("plan", "S4"), ("evidence", "a")}


async def test_what_is_gone_is_not_taken_over_when_looking_again(amal, later, clock, store):
    await finishes(amal)
    async with store.turn("test") as turn:
        turn.put(replace(await amal.assessment(), **GONE))
    await looks_again(later, clock)
    [new] = [each for each in await amal.assessments() if each.earlier]
    assert (list(new.plan), new.register["a"].criteria) == (["S4"], ("S4",))
    assert not [each for each in await store.read(Reminder) if each.subject == "S5"]


async def moves_with_a_finished_part(amal, jo, later, area):
    await leads(amal)
    await joins(amal, jo, "Human resources", area)
    await jo.presses("Begin")
    await jo.presses(area)
    await answers(jo, *["2 In place"] * 5)
    await jo.presses("I have finished my part")
    await later.presses_data(f"move:{(await amal.assessment()).ref}:{NEWER}")
    return await part_of(jo)


async def test_a_colleagues_finished_part_is_open_again_where_something_is_asked_again(
    amal, jo, later, store
):
    part = await moves_with_a_finished_part(amal, jo, later, "Leadership")
    assert (part.framework, part.finished) == (NEWER, "")
    [reminder] = await store.read(Reminder, f"about:{part.ref}")
    assert (reminder.what, reminder.due[:10]) == ("draft", "2026-12-07")


async def test_a_colleagues_finished_part_in_which_all_stands_stays_finished(amal, jo, later, store):
    part = await moves_with_a_finished_part(amal, jo, later, "Service delivery")
    assert (part.framework, bool(part.finished)) == (NEWER, True)
    assert await store.read(Reminder, f"about:{part.ref}") == []


async def test_a_finished_one_never_moves(amal, later):
    await finishes(amal)
    before = await amal.assessment()
    await later.says("/assess")
    assert TITLE not in later.sees
    await later.presses_data(f"move:{before.ref}:{NEWER}")
    assert "does not fit any more. Nothing has changed." in later.sees
    assert await amal.assessment() == before


async def test_an_old_button_of_a_criterion_that_is_gone_does_no_harm(amal, later):
    await told(amal, later)
    await later.presses("Move to 2027.04")
    moved = await amal.assessment()
    await later.presses_data(f"answer:{moved.ref}:S5:4")
    assert "does not fit any more. Nothing has changed." in later.sees
    assert await amal.assessment() == moved


async def test_an_old_result_is_scored_as_it_was_once_a_newer_version_is_out(amal, later):
    await finishes(amal)
    as_it_was = amal.sees
    await later.says("/history")
    assert "indicative level Bronze, 40/80 points" in later.sees
    await later.says("/result")
    assert later.sees == as_it_was


async def test_looking_again_takes_the_newest_version_and_compares_what_is_the_same(amal, later, clock):
    await finishes(amal)
    await looks_again(later, clock)
    assert "Your 18 answers of 23 November 2026 are copied" in later.sees
    assert "The questions are those of version 2027.04 now. Asked again or new: L2, R6." in later.sees
    _old, new = await then_and_now(amal)
    assert set(new.set_aside) == {"L2", "S5"}
    await says_that_all_is_the_same(later, *AREAS[1:])
    await later.presses("Leadership")
    await answers(later, "Still the same", "1 Early", *["Still the same"] * 3)
    await later.presses("Lived experience representation")
    await answers(later, "2 In place")
    await later.presses("Finish and see the result")
    assert "Then (23 November 2026): indicative level Bronze, 40/80 (50%) with evidence." in later.sees
    assert "Now (23 November 2027): indicative level Bronze, 39/80 (48.8%) with evidence." in later.sees
    assert "Not compared, because the words are different: L2, R6." in later.sees
    assert "No score went up or down." in later.sees


LOOKS = [
    "/assess", "/answers", "/result", "/pause", "/start", "2", "answer:{ref}:R1:2", "result:{ref}",
    "check:{ref}", "finish:{ref}", "hub:{ref}", "stay:{ref}:2027.04",
]  # fmt: skip


async def test_a_code_for_one_area_of_a_lost_version_is_told_in_a_sentence(amal, jo, lost):
    await leads(amal)
    code = await invites(amal, "Human resources", "Leadership")
    jo_lost = Person(lost, "jo", device="lost")
    await jo_lost.says(f"/code {code}")
    assert UNKNOWN in jo_lost.sees
    await jo.says(f"/code {code}")
    assert "You would answer: Leadership." in jo.sees


@pytest.mark.parametrize("done", LOOKS)
async def test_where_the_version_is_lost_a_sentence_says_so_and_nothing_is_lost(amal, amal_lost, done):
    await has_a_draft(amal)
    before = await amal.assessment()
    act = amal_lost.presses_data if ":" in done else amal_lost.says
    await act(done.format(ref=before.ref))
    assert amal_lost.sees.count(UNKNOWN) == 1
    assert await amal.assessment() == before


async def test_where_the_version_is_lost_nobody_can_move_away_from_it(amal, amal_lost):
    await has_a_draft(amal)
    before = await amal.assessment()
    await amal_lost.presses_data(f"move:{before.ref}:{NEWER}")
    assert "does not fit any more. Nothing has changed." in amal_lost.sees
    assert await amal.assessment() == before


async def test_where_the_version_is_lost_questions_are_still_answered(amal, amal_lost, clock):
    await has_a_draft(amal)
    clock.passes(hours=1)
    await amal_lost.says("What does it cost?")
    assert "What does it cost?" in [reply.title for reply in amal_lost.replies]


async def test_where_the_version_is_lost_the_list_names_the_result_all_the_same(amal, amal_lost):
    await finishes(amal)
    ref = (await amal.assessment()).ref
    await amal_lost.says("/history")
    assert (
        "version 2026.10 of the questions is not here now, so it cannot be shown. Moorland" in amal_lost.sees
    )
    await amal_lost.says(f"/history {ref}")
    assert UNKNOWN in amal_lost.sees


async def test_where_only_the_earlier_version_is_lost_the_newer_result_is_shown(
    amal, later, amal_lost, clock
):
    await finishes(amal)
    await looks_again(later, clock)
    await amal_lost.says("/result")
    assert "You have looked at 0 of 20." in amal_lost.sees
    assert "made with version 2026.10 of the questions" in amal_lost.sees
    await amal_lost.says("/report")
    assert amal_lost.documents


async def test_where_the_version_is_lost_an_export_says_so(amal, content, clock):
    await finishes(amal)
    with pytest.raises(FrameworkMissing, match=r"2026\.10"):
        export(without_older(content), await amal.assessments(), "json", clock())


def test_what_has_the_same_title_and_scores_is_the_same(framework):
    between = changes(framework, newer_framework(framework))
    assert (between.reworded, between.new, between.gone) == (("L2",), ("R6",), ("S5",))
    assert len(between.same) == 18


def test_another_title_alone_is_other_words(framework):
    retitled = framework.areas[0].criteria[0].model_copy(update={"title": "Someone senior"})
    area = framework.areas[0].model_copy(update={"criteria": [retitled, *framework.areas[0].criteria[1:]]})
    newer = framework.model_copy(update={"areas": [area, *framework.areas[1:]]})
    assert changes(framework, newer).reworded == ("L1",)


def test_nothing_changes_between_a_version_and_itself(framework):
    between = changes(framework, framework)
    assert (between.reworded, between.new, between.gone) == ((), (), ())
    assert not is_newer(framework, framework)


# Colleagues


@pytest.fixture
def jo_later(both, store):
    """Jo, once the newer version is published."""
    return Person(both, "jo", device="later")


async def test_colleagues_are_told_what_was_set_aside_and_a_finished_part_is_open_again(
    amal, later, jo, jo_later
):
    await leads(amal)
    await joins(amal, jo, "Human resources", "Leadership")
    await jo.presses("Begin")
    await jo.presses("Leadership")
    await answers(jo, *["2 In place"] * 5)
    await jo.presses("I have finished my part")
    await later.says("/assess")
    assert "If colleagues take part, their answers move too." in later.sees
    await later.presses("Move to 2027.04")
    await jo_later.says("/assess")
    told = "These answers of yours do not fit it, and do not count any more: L2."
    assert told in jo_later.replies[-1].text
    await jo_later.presses("Leadership")
    assert jo_later.replies[-1].title == "L2. Plan and money"
    await jo_later.says("2")
    await jo_later.presses_data(f"hub:{(await jo.assessment()).ref}")
    assert told not in jo_later.sees


async def test_a_colleague_whose_answers_all_fit_is_told_nothing(amal, later, jo, jo_later):
    await leads(amal)
    await joins(amal, jo, "Human resources", "Service delivery")
    await jo.presses("Begin")
    await jo.presses("Service delivery")
    await answers(jo, *["2 In place"] * 4)
    await jo.presses("Skip for now")
    await later.says("/assess")
    await later.presses("Move to 2027.04")
    await jo_later.presses_data(f"hub:{(await jo.assessment()).ref}")
    assert "do not fit it" not in jo_later.sees
    await jo_later.presses_data(f"finish:{(await jo.assessment()).ref}")
    assert (await jo.assessment()).finished
