"""Practice: the whole self-assessment, and no trace of it in any record."""

import re

import pytest
from people import NO_HURRY, Person
from test_looking_again import NOTICE
from walking import CRITERIA, finishes, has_answered, reaches_the_first_question

from bot.app import assemble
from bot.flows.practice.last_shown import LastShown
from bot.flows.practice.run import MARKS, Run, problems
from bot.messages import Message
from storage.memory_store import MemoryStore
from storage.records import Handled, Question
from storage.tinydb_store import TinyDbStore

BOTH_STORES = True

NOT_SAVED = "Practice. Nothing you enter here is saved."
TRACE = re.compile(
    rf"try:[^\"'\\]|[0-4dnA-E-]{{20}}|{re.escape(NOT_SAVED)}"
)  # a step, what was said, its words


async def walks(person, *labels, evidence="No evidence yet"):
    for label in labels:
        await person.presses(label)
        if evidence in person.choices:
            await person.presses(evidence)


async def has_no_trace(store):
    for record in await store.everything():
        assert not TRACE.search(str(record.to_json())), record


async def test_it_begins_with_the_first_question_and_says_that_nothing_is_saved(amal):
    await amal.says("/practice")
    assert "Nothing you enter here is saved." in amal.replies[0].text
    assert amal.replies[-1].title == "L1. A senior person owns this"
    assert NOT_SAVED in amal.replies[-1].note


async def test_it_is_offered_where_the_assessment_begins(amal):
    await amal.says("/assess")
    await amal.presses("Try it first, nothing is saved")
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_it_is_offered_before_anything_is_agreed_to(app):
    ana = Person(app, "ana", agrees=False)
    await ana.says("/assess")
    await ana.presses("Try it first, nothing is saved")
    assert ana.replies[-1].title == "L1. A senior person owns this"
    assert await ana.assessments() == []


async def test_a_whole_run_says_at_every_step_that_nothing_is_saved_and_ends_with_a_result(amal, store):
    await amal.says("/practice")
    for criterion in CRITERIA:
        assert amal.replies[-1].title.startswith(f"{criterion}. ")
        assert NOT_SAVED in amal.replies[-1].note
        await amal.presses("3 Embedded")
        assert amal.replies[-1].title == f"Evidence for {criterion}"
        assert NOT_SAVED in amal.replies[-1].note
        await amal.presses("There would be evidence")
        await has_no_trace(store)
    assert "Indicative level: Silver" in amal.sees
    assert NOTICE in amal.replies[0].text
    assert "Evidenced score: 60/80 (75%)" in amal.sees
    assert NOT_SAVED in amal.replies[-1].note
    await has_no_trace(store)
    assert await amal.assessments() == []


async def test_at_the_end_the_real_one_is_offered(amal):
    await amal.says("/practice")
    await walks(amal, *["2 In place"] * 20)
    assert "Indicative level: Bronze" in amal.sees
    assert amal.choices == ["Change an answer", "Begin for real", "Leave practice"]
    await amal.presses("Begin for real")
    assert "What is your organisation called?" in amal.sees


async def test_without_evidence_a_high_score_counts_less(amal):
    await amal.says("/practice")
    await walks(amal, *["4 Leading"] * 20)
    assert "Indicative level: Bronze" in amal.sees
    assert "Claimed score: 80/80 (100%)" in amal.sees


async def test_not_applicable_and_dont_know_count_as_they_do_for_real(amal):
    await amal.says("/practice")
    await walks(
        amal, *["4 Leading"] * 8, "Not applicable", *["4 Leading"] * 10, "Don't know yet",
        evidence="There would be evidence",
    )  # fmt: skip
    assert "Evidenced score: 72/76 (94.7%)" in amal.sees
    assert "- R5 Co-produced services and feedback" in amal.sees


async def test_the_result_shows_no_button_of_a_kept_assessment(amal):
    await amal.says("/practice")
    await walks(amal, *["2 In place"] * 20)
    carried = [choice.carries for reply in amal.replies for choice in reply.choices]
    assert all(each.startswith(("try:", "start:")) for each in carried)
    assert "Reference" not in amal.sees


async def test_left_half_way_no_record_holds_any_of_it(amal, store):
    await amal.says("/practice")
    await walks(amal, "1 Early", "3 Embedded", "Don't know yet")
    await has_no_trace(store)
    await amal.presses("Leave practice")
    assert "You have left practice. Nothing of it is kept." in amal.sees
    await has_no_trace(store)


@pytest.mark.parametrize(
    "command", ["/help", "/assess", "/result", "/history", "/nonsense", "/mydata", "/start"]
)
async def test_interrupted_by_another_command_no_record_holds_any_of_it(amal, store, command):
    await amal.says("/practice")
    await walks(amal, "1 Early", "3 Embedded")
    await amal.says(command)
    await has_no_trace(store)


async def test_a_command_that_cannot_be_done_leaves_practice_open(amal):
    await amal.says("/practice")
    await amal.says("/history")
    assert "You have no finished self-assessment yet." in amal.sees
    assert amal.replies[-1].title == "L1. A senior person owns this"
    await amal.says("2")
    assert amal.replies[-1].title == "L2. Plan and money"


async def test_the_file_of_the_store_holds_none_of_it_after_its_end(app, store, tmp_path):
    store.store = TinyDbStore(tmp_path / "practice.db")
    amal = Person(app, "amal", channel="telegram")
    await amal.says("/practice")
    await walks(amal, "1 Early", "3 Embedded", "Don't know yet")
    await amal.says("2")
    await amal.says("What does it cost?")
    await store.store.close()
    files = [each for each in tmp_path.rglob("practice.db*") if each.is_file()]
    assert files
    for file in files:
        assert not re.search(f"try:L|-{{10}}|{re.escape(NOT_SAVED)}", file.read_text("utf-8", "replace"))
    store.store = MemoryStore()


async def test_replies_to_be_delivered_are_kept_only_until_they_are(app, store, amal):
    message = Message("1", amal.sender, choice="try:L2:2-------------------", place="11")
    await app.assistant.handle(message, deliver=True)
    [handled] = await store.read(Handled)
    assert handled.to_send == len(handled.replies) == 1
    assert handled.message_id not in (await amal.session()).handled  # so the sender forgets it when delivered


async def test_the_same_message_again_gets_the_same_replies(amal):
    await amal.says("/practice")
    for act in (amal.says("2"), amal.presses("1 Early"), amal.says("4"), amal.says("What does it cost?")):
        await act
        once = amal.replies
        await amal.repeats()
        assert amal.replies == once
    assert amal.replies[-1].title == "Evidence for L3"


async def test_typed_numbers_and_names_are_scores(amal):
    await amal.says("/practice")
    await amal.says("2")
    assert amal.replies[-1].title == "L2. Plan and money"
    await amal.says("embedded")
    assert amal.replies[-1].title == "Evidence for L2"
    await amal.says("there would be evidence")
    await amal.says("don't know")
    assert amal.replies[-1].title == "L4. Knowing how we are doing"
    await amal.presses("Back")
    assert "Your answer now: Don't know yet." in amal.sees
    await amal.presses("Back")
    assert "Your answer now: 3 Embedded." in amal.sees


async def test_a_number_off_the_scale_is_told(amal):
    await amal.says("/practice")
    await amal.says("7")
    assert "Please type a number from 0 to 4" in amal.sees
    assert amal.replies[-1].title == "L1. A senior person owns this"


async def test_a_question_in_the_middle_is_answered_not_kept_and_the_step_shown_again(amal, store):
    await amal.says("/practice")
    await amal.says("2")
    await amal.says("What does it cost?")
    assert [reply.title for reply in amal.replies] == ["What does it cost?", "L2. Plan and money"]
    assert await store.read(Question) == []
    await amal.says("1")
    assert amal.replies[-1].title == "L3. Awareness for everyone"


async def test_an_edit_changes_nothing_and_is_not_kept(amal, store):
    await amal.says("/practice")
    await amal.says("2")
    await amal.edits("2", "3")
    assert "In practice an edited message changes nothing." in amal.sees
    assert amal.replies[-1].title == "L2. Plan and money"
    assert await store.read(Question) == []


async def test_an_answer_can_be_changed_and_the_result_looked_at_again(amal):
    await amal.says("/practice")
    await walks(amal, *["2 In place"] * 20)
    await amal.presses("Change an answer")
    assert "Your answer now: 2 In place." in amal.sees
    await amal.presses("0 Not started")
    assert "Indicative level: Working towards" in amal.sees


async def test_the_result_half_way_is_provisional_and_leads_on(amal):
    await amal.says("/practice")
    await walks(amal, "2 In place", "Skip for now", "See the result")
    assert "Provisional: no level yet" in amal.sees
    await amal.presses("Answer the next one")
    assert amal.replies[-1].title == "L2. Plan and money"


async def test_a_real_assessment_in_the_middle_is_left_as_it_was(amal):
    await reaches_the_first_question(amal)
    await amal.presses("1 Early")
    before = await amal.assessment()
    await amal.says("/practice")
    await amal.says("4")
    await amal.presses("There would be evidence")
    assert await amal.assessment() == before
    await amal.says("/assess")
    assert amal.replies[-1].title == "L2. Plan and money"
    await amal.says("2")
    assert (await has_answered(amal, "L1"), await has_answered(amal, "L2")) == ("1", "2")


async def test_after_another_command_a_typed_number_is_no_practice(amal, store):
    await reaches_the_first_question(amal)
    await amal.says("/practice")
    await amal.says("/help")
    await amal.says("3")
    assert NOT_SAVED not in amal.sees
    assert await has_answered(amal, "L1") == "open"


async def test_an_old_button_goes_on_from_where_it_was_shown(amal):
    await amal.says("/practice")
    await amal.presses("1 Early")
    old = amal.button("2 In place").carries
    await amal.presses("Leave practice")
    await amal.presses_data(old)
    assert amal.replies[-1].title == "L3. Awareness for everyone"


GARBAGE = ["try:L1:", "try:L1:222", "try:Z9:--------------------", "try:L1:-------------------9", "try:L1",
           "try:result:", "try:L1+", "try:+:--------------------", "try:🙂:--------------------"]  # fmt: skip


@pytest.mark.parametrize("carried", GARBAGE)
async def test_made_up_buttons_change_nothing(amal, carried):
    await reaches_the_first_question(amal)
    before = await amal.assessment()
    await amal.presses_data(carried)
    assert "does not fit any more. Nothing has changed." in amal.sees
    assert amal.replies[-1].title == "L1. A senior person owns this"
    assert await amal.assessment() == before


async def test_where_the_step_is_not_known_any_more_a_number_is_told_so(amal, app, content, store, clock):
    await amal.says("/practice")
    restarted = Person(
        assemble(content, store, clock, rates=NO_HURRY), "amal", channel="telegram", device="later"
    )
    await restarted.says("2")
    assert "Please press a button of the last question" in restarted.sees
    await restarted.presses_data(amal.button("2 In place").carries)
    assert restarted.replies[-1].title == "L2. Plan and money"


async def test_distress_is_answered_first(amal):
    await amal.says("/practice")
    await amal.says("i want to die")
    assert [reply.title for reply in amal.replies] == ["You are not alone"]


async def test_practice_is_not_welcomed_back_as_a_draft(amal, clock):
    await finishes(amal)
    await amal.says("/practice")
    clock.passes(hours=1)
    await amal.says("2")
    assert "Welcome back" not in amal.sees


def test_a_framework_too_large_for_a_button_is_named(framework):
    assert problems(framework) == []
    area = framework.areas[0]
    more = [area.criteria[0].model_copy(update={"id": f"L{at}"}) for at in range(100, 140)]
    large = framework.model_copy(
        update={"areas": [area.model_copy(update={"criteria": more}), *framework.areas]}
    )
    [problem] = problems(large)
    assert "a button of practice mode would carry 70 bytes, 64 are the most" in str(problem)


def test_every_step_of_the_shipped_framework_fits_a_button(framework):
    run = Run.begin(framework)
    for criterion in framework.criteria:
        for mark in sorted(MARKS - {"-"}):
            stepped = run.saying(criterion, mark)
            assert len(stepped.carried.encode()) <= 64
            assert Run.read(framework, stepped.carried.removeprefix("try:")) == stepped


def test_no_more_people_than_a_bound_are_remembered():
    shown = LastShown()
    for number in range(1_001):
        shown.note(f"web:{number}", "1", "try:L1:-")
    assert shown.open_before("web:0", "2") == ""
    assert shown.open_before("web:1", "2") == "try:L1:-"
    assert shown.open_before("web:1000", "2") == "try:L1:-"
