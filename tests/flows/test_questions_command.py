"""`/questions` for curators: what waits, grouped by likeness, and all that a group can become."""

import asyncio

import pytest
from people import NO_HURRY, Clock, Person

from bot.answers import Answers
from bot.app import App, assemble
from bot.flows.curate.groups import Likeness
from bot.flows.curate.trial import Trials
from storage.memory_store import MemoryStore
from storage.records import AuditEvent, AuditHead, ContentEdit, Member, Question

TROPHY = "is there a wee trophy handed over for it"


@pytest.fixture(scope="module")
def assembled_by_words(content):
    """An assistant of this file's own, which knows words alone: trying a change is quicker so."""
    store = MemoryStore()
    return assemble(content, store, Clock(), rates=NO_HURRY), store


@pytest.fixture
async def app(assembled_by_words) -> App:
    app, store = assembled_by_words
    async with store.turn("test") as turn:
        for kind in (Question, ContentEdit, AuditEvent, AuditHead):
            for record in await store.read(kind):
                turn.remove(kind, record.key)
        turn.put(Member("web:cleo", role="curator"))
    return app


@pytest.fixture
def cleo(app, request) -> Person:
    """A curator."""
    return Person(app, "cleo", device=request.node.name)


@pytest.fixture
def sam(app, request) -> Person:
    return Person(app, "sam", device=request.node.name)


async def were_asked(app, *texts, **more) -> None:
    async with app.store.turn("test") as turn:
        for number, text in enumerate(texts):
            turn.put(Question(f"q{number}", "2026-11-20", text, "none", **more))


async def kept(app) -> dict[str, Question]:
    return {question.id: question for question in await app.store.read(Question)}


async def test_it_is_for_curators_and_admins_alone(app, sam):
    await were_asked(app, TROPHY)
    for command in ("/questions", "/find cost", "/words something else"):
        await sam.says(command)
        assert sam.sees.startswith("I do not know that command.")


@pytest.mark.parametrize("press", ["q:ours:q0", "q:ignore:q0", "q:try:q0:cost", "q:publish:abc", "q:show:0"])
async def test_its_buttons_do_nothing_for_others(app, sam, press):
    await were_asked(app, TROPHY)
    await sam.presses_data(press)
    assert "does not fit any more. Nothing has changed." in sam.sees
    assert (await kept(app))["q0"].settled == ""


async def test_nothing_of_it_is_shown_in_a_group(app, cleo):
    await were_asked(app, TROPHY)
    await cleo.says_in_the_group("/questions")
    assert cleo.replies == ()
    await cleo.says("/questions")
    await cleo.presses_in_the_group("Ignore it for good")
    assert (await kept(app))["q0"].settled == ""


async def test_with_nothing_waiting_it_says_so(cleo):
    await cleo.says("/questions")
    assert "No question waits." in cleo.sees


async def test_the_most_frequent_comes_first_and_each_wording_once(app, cleo):
    await were_asked(app, TROPHY, "moon cheese", "moon cheese", "the moon cheese")
    await cleo.says("/questions")
    assert "Questions without an answer, 1 of 2" in cleo.sees
    assert "Asked 3 times in the last weeks:\n\n- moon cheese\n- the moon cheese\n" in cleo.sees
    await cleo.presses("Next")
    assert TROPHY in cleo.sees
    await cleo.presses("Next")
    assert "moon cheese" in cleo.sees


async def test_what_was_answered_or_is_settled_is_not_shown(app, cleo):
    async with app.store.turn("test") as turn:
        turn.put(Question("a", "2026-11-20", "well answered", "answered", ("cost",)))
        turn.put(Question("b", "2026-11-20", "found among offers", "offered", ("cost",), taken="cost"))
        turn.put(Question("c", "2026-11-20", "settled", "none", settled="draft"))
        turn.put(Question("d", "2026-11-20", "sent on", "elsewhere", ("police-jobs",)))
        turn.put(Question("e", "2026-11-20", "not helped", "answered", ("cost",), helpful="no"))
    await cleo.says("/questions")
    assert "1 of 1" in cleo.sees
    assert "not helped" in cleo.sees


async def test_ignored_for_good_means_also_the_next_one_who_asks_it(app, cleo):
    await were_asked(app, "moon cheese please", "moon cheese please", tell="web:sam")
    await cleo.says("/questions")
    await cleo.presses("Ignore it for good")
    [ignored] = (await kept(app)).values()
    assert (ignored.settled, ignored.tell) == ("ignored", "")
    async with app.store.turn("test") as turn:
        turn.put(Question("new", "2026-11-21", "moon cheese, please!", "none"))
    await cleo.says("/questions")
    assert "No question waits." in cleo.sees


async def test_a_draft_of_a_new_answer_is_a_file_with_what_was_asked(app, cleo):
    await were_asked(app, "do i get a moon cheese: one or two?", tell="web:sam")
    await cleo.says("/questions")
    await cleo.presses("It needs a new answer")
    [draft] = cleo.documents
    assert draft.name == "do-i-get-a-moon.md"
    text = draft.content.decode()
    assert "question: 'do i get a moon cheese: one or two?'" in text
    assert "kind: fact" in text
    assert "review_by: 2027-05-22" in text  # 180 days from today
    question = (await kept(app))["q0"]
    assert (question.settled, question.tell) == ("draft", "web:sam")


async def test_a_draft_can_be_for_somebody_else_to_answer(app, cleo):
    await were_asked(app, "moon cheese")
    await cleo.says("/questions")
    await cleo.presses("Somebody else answers it")
    await cleo.presses("A new answer that says who does")
    assert b"kind: elsewhere" in cleo.documents[0].content
    assert b"I can't help with that." in cleo.documents[0].content


async def test_a_question_can_be_given_to_an_entry_that_sends_people_on(app, cleo, content):
    await were_asked(app, "getting married inside jail, who do i ring about the visit")
    await cleo.says("/questions")
    await cleo.presses("Somebody else answers it")
    titles = {entry.question for entry in content.entries.values() if entry.kind == "elsewhere"}
    *offered, new = cleo.choices
    assert len(offered) == 4
    assert set(offered) <= titles
    assert new == "A new answer that says who does"


async def test_five_wordings_of_a_group_are_shown_and_three_proposed_at_once(app, cleo):
    await were_asked(
        app, *[f"{TROPHY} {word}" for word in ("then", "there", "today", "tomorrow", "so", "too")]
    )
    await cleo.says("/questions")
    assert "Asked 6 times" in cleo.sees
    assert cleo.sees.count(f"- {TROPHY}") == 5
    await cleo.presses_data("q:try:q0:cost")
    [proposed] = await app.store.read(ContentEdit)
    assert len(proposed.ask) == 3


async def test_what_the_check_refuses_cannot_be_published(app, cleo):
    await were_asked(app, "What are the levels?")
    await cleo.says("/questions")
    await cleo.presses_data("q:try:q0:cost")
    assert "It cannot be published. The check says:" in cleo.sees
    assert "also belongs to" in cleo.sees
    assert "Publish it" not in cleo.choices


def test_what_makes_answers_worse_misses_a_floor_and_says_what_moves(content):
    nonsense = [f"moon cheese number {number} of many" for number in range(8)]
    entries = dict(content.entries)
    for name in ("levels", "stages"):
        entries[name] = entries[name].model_copy(update={"ask": [f"{each} {name}" for each in nonsense]})
    trial = Trials(content, None).of(Answers(content), entries)
    assert trial.problems == ()
    assert trial.missed
    assert not trial.passes
    assert len(trial.worse) > 3
    assert all(move.before != move.after for move in (*trial.better, *trial.worse))


async def test_words_that_hold_something_personal_are_not_taken_over(app, cleo):
    await were_asked(app, "my name is [name], is there a trophy")
    await cleo.says("/questions")
    await cleo.presses_data("q:try:q0:awards-event")
    assert "holds something personal" in cleo.sees
    assert "Publish it" not in cleo.choices
    await cleo.says("/words my name is Dave Smith, is there a trophy")
    assert "nothing personal" in cleo.sees
    await cleo.says("/words is there a wee trophy")
    assert "- is there a wee trophy" in cleo.sees
    assert "Publish it" in cleo.choices


async def test_publishing_is_recorded_and_the_group_is_settled(app, cleo):
    await were_asked(app, TROPHY)
    await cleo.says("/questions")
    await cleo.presses_data("q:try:q0:awards-event")
    await cleo.presses("Publish it")
    assert "Published." in cleo.sees
    assert (await kept(app))["q0"].settled == "phrasing:awards-event"
    [event] = await app.store.read(AuditEvent)
    [curator] = await app.store.read(Member, "role:curator")
    assert (event.who, event.what) == (curator.id, "content published")
    assert event.details["entry"] == "awards-event"
    await cleo.presses("Publish it")
    assert "That has changed meanwhile" in cleo.sees


async def test_a_group_that_is_gone_meanwhile_is_told_so(app, cleo):
    await were_asked(app, TROPHY)
    await cleo.says("/questions")
    async with app.store.turn("test") as turn:
        turn.remove(Question, "q0")
    await cleo.presses("An answer we have fits")
    assert "That has changed meanwhile" in cleo.sees


@pytest.mark.parametrize(
    "press", ["q:", "q:try", "q:try::", "q:nonsense:q0", "q:show:999999999999", "q:try:q0:nowhere"]
)
async def test_a_press_made_by_hand_breaks_nothing(app, cleo, press):
    await were_asked(app, TROPHY)
    await cleo.presses_data(press)
    assert cleo.replies


async def test_a_curator_who_is_forgotten_leaves_their_work_without_their_address(app, cleo):
    await were_asked(app, TROPHY)
    await cleo.says("/questions")
    await cleo.presses_data("q:try:q0:awards-event")
    await cleo.says("/forget")
    await cleo.presses("Yes, delete it")
    [edit] = await app.store.read(ContentEdit)
    assert cleo.address not in str(edit.to_json())


def asked_on(day, *texts) -> list[Question]:
    return [Question(f"{day}-{number}", day, text, "none") for number, text in enumerate(texts)]


def test_the_same_meaning_in_other_words_is_one_group(sentences):
    questions = asked_on(
        "2026-11-20",
        "is there a trophy for the winners",
        "do the winning services get a trophy",
        "can i bring my dog to the training",
    )
    groups = Likeness(sentences).groups(questions)
    assert [len(group.questions) for group in groups] == [2, 1]


def test_without_the_model_shared_words_make_a_group():
    questions = asked_on("2026-11-20", "is there a trophy", "is there any trophy", "bring my dog")
    assert [len(group.questions) for group in Likeness(None).groups(questions)] == [2, 1]


async def test_a_draft_never_takes_the_name_of_an_entry(app, cleo):
    await were_asked(app, "how to apply")
    await cleo.says("/questions")
    await cleo.presses("It needs a new answer")
    assert cleo.documents[0].name == "how-to-apply-2.md"


async def test_what_is_ignored_for_good_tells_nobody(app, cleo, sam):
    await sam.says(TROPHY)
    wants = sam.button("Tell me when you can answer").carries
    await cleo.says("/questions")
    await cleo.presses("Ignore it for good")
    await sam.presses_data(wants)
    assert "That question is no longer here" in sam.sees
    assert [each.tell for each in (await kept(app)).values()] == [""]


async def test_nobody_can_wait_for_the_answer_to_anothers_question(app, cleo, sam):
    await sam.says(TROPHY)
    wants = sam.button("Tell me when you can answer").carries
    await cleo.presses_data(wants)
    assert "That question is no longer here" in cleo.sees
    await sam.presses_data(wants)
    assert [each.tell for each in (await kept(app)).values()] == [sam.address]


async def test_the_same_words_cannot_go_live_in_two_entries(app, cleo):
    await were_asked(app, TROPHY)
    await cleo.says("/questions")
    await cleo.presses_data("q:try:q0:awards-event")
    first = cleo.button("Publish it").carries
    await cleo.presses_data("q:try:q0:award-categories")
    second = cleo.button("Publish it").carries
    await cleo.presses_data(first)
    await cleo.presses_data(second)
    assert "Published" not in cleo.sees
    assert len(await app.store.read(ContentEdit, "live")) == 1


async def test_an_edit_that_no_longer_passes_the_check_is_left_out(app):
    live = [
        ContentEdit("1", "awards-event", ("is there a moon cheese",), "", "2026-11-20", "live"),
        ContentEdit("2", "cost", ("What are the levels?",), "", "2026-11-21", "live"),
    ]
    async with app.store.turn("test") as turn:
        for edit in live:
            turn.put(edit)
    await app.upkeep.learn()
    async with app.store.turn("test") as turn:
        for edit in live:
            turn.remove(ContentEdit, edit.id)
    cleo = Person(app, "someone", device="learn")
    await cleo.says("is there a moon cheese")
    assert cleo.replies[0].title == "When and where are the awards presented?"
    await cleo.says("What are the levels?")
    assert "levels" in cleo.replies[0].title
    await app.upkeep.learn()


async def test_a_proposal_that_nobody_published_is_forgotten_as_questions_are(app):
    async with app.store.turn("test") as turn:
        turn.put(ContentEdit("1", "awards-event", ("is there a moon cheese",), "", "2026-10-01T10:00:00"))
    await app.upkeep.once()
    assert await app.store.read(ContentEdit) == []


async def test_what_is_published_is_learnt_at_once_and_not_at_the_next_round(app, cleo, sam):
    """Upkeep comes round every minute; a publication wakes it, once its turn has been kept."""
    upkeep = asyncio.create_task(app.upkeep.run())
    await asyncio.sleep(0)
    await were_asked(app, TROPHY)
    await cleo.says("/questions")
    await cleo.presses_data("q:try:q0:awards-event")
    await cleo.presses("Publish it")
    async with asyncio.timeout(30):
        while True:
            await sam.says(TROPHY)
            if sam.replies[0].title == "When and where are the awards presented?":
                break
            await asyncio.sleep(0.05)
    upkeep.cancel()
    await asyncio.wait({upkeep})
    async with app.store.turn("test") as turn:
        for edit in await turn.find(ContentEdit, "live"):
            turn.remove(ContentEdit, edit.id)
    await app.upkeep.learn()
