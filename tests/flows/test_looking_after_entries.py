"""A curator looks after an answer in chat: finds it, sees how it does, changes it, takes that back."""

import asyncio

import pytest
from curators import IDS, an_app, curator, edits, emptied
from people import Clock, Person

from bot.app import App
from storage.records import AuditEvent, ContentEdit, Member, Question

OLD = "There are four levels"
NEW = "There are four levels: Working Towards, Bronze, Silver and Gold."
TITLE = "What are the levels?"


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def shared_app(content, clock) -> App:
    return an_app(content, clock)


@pytest.fixture
async def app(shared_app) -> App:
    return await emptied(shared_app)


@pytest.fixture
async def cleo(app, request) -> Person:
    return await curator(app, "cleo", request.node.name)


@pytest.fixture
async def bela(app, request) -> Person:
    return await curator(app, "bela", request.node.name)


@pytest.fixture
def sam(app, request) -> Person:
    return Person(app, "sam", device=request.node.name)


async def sees_the_levels(person) -> None:
    await person.presses_data("know:see:levels")


async def rewords_the_levels(person, words=NEW) -> None:
    await sees_the_levels(person)
    await person.presses("Change the wording")
    await person.says(words)


async def publishes_new_words(person, words=NEW) -> None:
    await rewords_the_levels(person, words)
    await person.presses("Publish it")
    assert "Published." in person.sees


async def is_told_of_the_levels(app, person) -> str:
    await app.upkeep.learn()
    await person.presses_data("entry:levels")
    return person.sees


# Finding


async def test_an_answer_is_found_by_words_of_its_title(cleo, content):
    await cleo.says("/find what are the levels")
    assert cleo.choices[0] == content.entries["levels"].question


async def test_an_answer_is_found_by_its_id_and_by_words_of_the_answer(cleo, content):
    for words in ("ban-the-box", "Working Towards silver"):
        await cleo.says(f"/find {words}")
        assert cleo.choices
    assert "found. Press one to look after it." in cleo.sees


async def test_what_holds_the_words_in_its_title_comes_first(cleo, content):
    await cleo.says("/find cost")
    assert cleo.choices[0] == content.entries["cost"].question
    shown = [each for each in cleo.choices if not each.startswith("More")]
    titles = ["cost" in each.casefold() for each in shown]
    assert titles == sorted(titles, reverse=True)


async def test_many_are_shown_eight_at_a_time(cleo):
    await cleo.says("/find the charter")
    first = cleo.choices
    assert len(first) == 9
    await cleo.presses(first[-1])
    assert len(cleo.choices) == 9
    assert not set(first[:8]) & set(cleo.choices[:8])


async def test_behind_the_last_page_comes_the_first(cleo):
    await cleo.says("/find the charter")
    first = cleo.choices
    pages = int(first[-1].split(" of ")[1].rstrip(")"))
    for _ in range(pages):
        await cleo.presses(cleo.choices[-1])
    assert cleo.choices == first


async def test_where_nothing_holds_the_words_the_nearest_are_offered(cleo):
    await cleo.says("/find wee trophy moon cheese")
    assert "No answer holds all of these words." in cleo.sees
    assert len(cleo.choices) == 8


async def test_long_words_are_cut_and_no_button_is_too_long(cleo):
    await cleo.says(f"/find {'é' * 300}")
    assert cleo.replies


async def test_find_without_words_says_how(cleo):
    await cleo.says("/find")
    assert "Type /find and some words" in cleo.sees


# Seeing


async def test_an_answer_is_seen_as_people_get_it_with_source_and_days(cleo, content):
    await cleo.says("/find what are the levels")
    await cleo.presses(content.entries["levels"].question)
    entry = content.entries["levels"]
    assert entry.answer in cleo.sees
    assert entry.source[0].title in cleo.sees
    assert "Checked on 22 November 2026." in cleo.sees
    assert f"To be checked again by {entry.review_by.day} {entry.review_by:%B %Y}." in cleo.sees
    assert not any(reply.public for reply in cleo.replies)


async def test_how_it_does_counts_what_it_was_given_for(app, cleo):
    asked = [
        Question("a", "2026-11-20", "level?", "answered", ("levels",), helpful="yes"),
        Question("b", "2026-11-20", "which cup", "answered", ("levels",), helpful="no"),
        Question("c", "2026-11-21", "cups", "offered", ("cost", "levels"), taken="levels", helpful="yes"),
        Question("d", "2026-11-22", "which tea", "offered", ("levels", "cost"), taken="cost"),
        Question("e", "2026-11-22", "no tea", "offered", ("levels",), taken="none"),
        Question("f", "2026-11-22", "left open", "offered", ("levels",)),
        Question("g", "2026-11-22", "fees", "answered", ("cost",), helpful="no"),
    ]
    async with app.store.turn("test") as turn:
        for each in asked:
            turn.put(each)
    await sees_the_levels(cleo)
    assert "given 2 times. It was offered 4 times, and taken 1 times. 2 people said" in cleo.sees
    assert "helped, 1 that it did not" in cleo.sees
    assert "It was no help with:\n- which tea\n- no tea\n- which cup" in cleo.sees
    assert "fees" not in cleo.sees
    assert "left open" not in cleo.sees


async def test_what_it_rests_on_tells_apart_what_is_never_told_as_fact(cleo, content):
    entry = next(e for e in content.entries.values() if any(content.facts[f].inferred for f in e.facts))
    fact = next(content.facts[f] for f in entry.facts if content.facts[f].inferred)
    await cleo.presses_data(f"know:facts:{entry.id}")
    assert f"Never told as a fact ({fact.id}): {fact.inferred}" in cleo.sees


async def test_ways_of_asking_are_listed_eight_at_a_time(cleo, content):
    await cleo.presses_data("know:asks:levels")
    ask = content.entries["levels"].ask
    assert f"8. {ask[7]}" in cleo.sees
    assert "9. " not in cleo.sees
    await cleo.presses(next(each for each in cleo.choices if each.startswith("More")))
    assert f"9. {ask[8]}" in cleo.sees


# Changing the wording


async def test_new_words_are_shown_beside_the_old_ones_and_answer_once_published(app, cleo, sam, content):
    await rewords_the_levels(cleo)
    assert f"The answer would read:\n\n{NEW}" in cleo.sees
    assert f"It now reads:\n\n{content.entries['levels'].answer}" in cleo.sees
    assert "no test question moves" in cleo.sees
    assert NEW not in await is_told_of_the_levels(app, sam)
    await cleo.presses("Publish it")
    assert NEW in await is_told_of_the_levels(app, sam)


async def test_what_was_published_is_recorded_by_id_and_without_words(app, cleo):
    await publishes_new_words(cleo)
    [edit] = await edits(app)
    assert (edit.by, edit.number, edit.change, edit.text) == (IDS["cleo"], 1, "answer", NEW)
    [event] = await app.store.read(AuditEvent)
    assert (event.who, event.what) == (IDS["cleo"], "content published")
    assert event.details == {"entry": "levels", "edit": edit.id, "change": "answer", "number": "1"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Yes. " * 121, "600 are the most"),
        ("word " * 26, "25 are the most"),
        ("See **Gold**.", "bold or italic marks"),
        ("Ring 020 7946 0000.", "That looks like something about a person."),
        ("Our manager Dave was convicted of theft.", "That looks like something about a person."),
        ("x" * 1201, "Please use at most 1200 characters."),
    ],
)
async def test_what_the_check_refuses_cannot_be_published_and_is_not_kept(app, cleo, words, told):
    await rewords_the_levels(cleo, words)
    assert told in cleo.sees
    assert "Publish it" not in cleo.choices
    assert await edits(app) == []


async def test_other_words_can_be_typed_right_away(app, cleo):
    await rewords_the_levels(cleo, "See **Gold**.")
    await cleo.says(NEW)
    await cleo.presses("Publish it")
    assert [each.text for each in await edits(app)] == [NEW]


async def test_who_leaves_it_types_no_new_words(app, cleo):
    await rewords_the_levels(cleo, "See **Gold**.")
    await cleo.presses("Leave it as it is")
    await cleo.says("What does it cost?")
    assert cleo.replies[0].title == "What does it cost?"
    assert await edits(app) == []


async def test_a_command_in_between_leaves_the_step_open(app, cleo):
    await sees_the_levels(cleo)
    await cleo.presses("Change the wording")
    await cleo.says("/help")
    assert "Type the whole answer in new words." in cleo.sees
    await cleo.says(NEW)
    assert "Publish it" in cleo.choices


async def test_the_words_that_stand_there_are_no_change(cleo, content):
    await rewords_the_levels(cleo, content.entries["levels"].answer)
    assert "These words are there already." in cleo.sees


async def test_help_in_distress_is_not_reworded_in_chat(cleo):
    await cleo.presses_data("know:see:urgent-help")
    assert "This answer keeps people safe." in cleo.sees
    assert "Change the wording" not in cleo.choices
    for press in ("answer", "question", "add"):
        await cleo.presses_data(f"know:{press}:urgent-help")
        assert "This answer keeps people safe." in cleo.sees
    await cleo.presses_data("know:asks:urgent-help")
    assert not [each for each in cleo.choices if each.startswith("Take out")]


async def test_distress_typed_in_place_of_words_is_answered_and_not_saved(app, cleo):
    await rewords_the_levels(cleo, "i want to die")
    assert "116 123" in cleo.sees
    assert "I did not save what you typed." in cleo.sees
    assert await edits(app) == []


# Changing how it is asked for


async def test_a_new_title_is_tried_with_all_test_questions_first(app, cleo, sam):
    await sees_the_levels(cleo)
    await cleo.presses("Change the question")
    assert "which takes about" in cleo.sees
    await cleo.says("Which levels are there?")
    assert "The question would read: Which levels are there?" in cleo.sees
    assert "test questions, " in cleo.sees
    await cleo.presses("Publish it")
    assert "Which levels are there?" in await is_told_of_the_levels(app, sam)


async def test_a_way_of_asking_is_added_and_taken_out_again(app, cleo, sam):
    await cleo.presses_data("know:asks:levels")
    await cleo.presses("Add a way of asking")
    await cleo.says("how many wee cups are there")
    assert "would be added:\n\n- how many wee cups are there" in cleo.sees
    await cleo.presses("Publish it")
    await app.upkeep.learn()
    await sam.says("how many wee cups are there")
    assert sam.replies[0].title == TITLE

    await cleo.presses("Undo it")
    assert "would be taken out:\n\n- how many wee cups are there" in cleo.sees
    await cleo.presses("Publish it")
    await app.upkeep.learn()
    assert "how many wee cups are there" not in app.assistant._router._ask._answers.entry("levels").ask
    assert [each.state for each in await edits(app)] == ["merged", "merged"]


async def test_a_shipped_way_of_asking_can_be_taken_out(app, cleo, content):
    await cleo.presses_data("know:asks:levels")
    await cleo.presses("Take out 2")
    asked = content.entries["levels"].ask[1]
    assert f"would be taken out:\n\n- {asked}" in cleo.sees
    [edit] = await edits(app)
    assert (edit.change, edit.ask) == ("unask", (asked,))


# Two at once


async def test_the_second_of_two_is_shown_that_it_changed_and_nothing_is_overwritten(app, cleo, bela, sam):
    await rewords_the_levels(cleo)
    await rewords_the_levels(bela, "There are four levels. Bela wrote this.")
    await cleo.presses("Publish it")
    await bela.presses("Publish it")
    assert "Somebody changed this answer meanwhile." in bela.sees
    assert NEW in bela.sees
    assert NEW in await is_told_of_the_levels(app, sam)

    await bela.presses("Try it on the answer as it is now")
    assert f"It now reads:\n\n{NEW}" in bela.sees
    await bela.presses("Publish it")
    assert "Bela wrote this." in await is_told_of_the_levels(app, sam)
    assert [(each.number, each.by) for each in await edits(app) if each.number] == [
        (1, IDS["cleo"]),
        (2, IDS["bela"]),
    ]


async def test_of_two_who_publish_in_the_same_moment_one_is_shown_that_it_changed(app, cleo, bela):
    await rewords_the_levels(cleo)
    await rewords_the_levels(bela, "There are four levels. Bela wrote this.")
    await asyncio.gather(cleo.presses("Publish it"), bela.presses("Publish it"))
    assert sorted("Published." in each.sees for each in (cleo, bela)) == [False, True]
    assert [each.number for each in await edits(app) if each.state == "live"] == [1]


async def test_pressing_publish_twice_publishes_once(app, cleo):
    await publishes_new_words(cleo)
    await cleo.presses("Publish it")
    assert "That has changed meanwhile." in cleo.sees
    assert len(await edits(app)) == 1


# What was changed so far


async def test_what_was_changed_is_listed_with_number_day_and_id_the_latest_first(app, cleo, bela):
    await publishes_new_words(cleo)
    await publishes_new_words(bela, "There are four levels. Bela wrote this.")
    await cleo.presses_data("know:past:levels")
    first, second = cleo.replies[-1].text.split("\n\n")
    assert first == '2. 23 November 2026, KEEN 2345: new wording, "There are four levels. Bela wrote this.".'
    assert second.startswith('1. 23 November 2026, CREW 2345: new wording, "There are four levels: Working')


async def test_new_words_of_more_than_sixty_characters_are_cut_in_the_list(app, cleo):
    async with app.store.turn("test") as turn:
        for number, text in ((1, "a" * 60), (2, "b" * 61)):
            turn.put(
                ContentEdit(
                    str(number), "levels", (), IDS["cleo"], "2026-11-20", "live",
                    change="answer", text=text, number=number,
                )
            )  # fmt: skip
    await cleo.presses_data("know:past:levels")
    assert f'"{"a" * 60}"' in cleo.sees
    assert f'"{"b" * 57}..."' in cleo.sees


@pytest.mark.parametrize(
    ("change", "most"),
    [("Change the wording", 1_200), ("Change the question", 180), ("Add a way of asking", 200)],
)
async def test_words_that_are_far_too_long_are_not_even_tried(app, cleo, change, most):
    await (cleo.presses_data("know:asks:levels") if "asking" in change else sees_the_levels(cleo))
    await cleo.presses(change)
    await cleo.says("x" * (most + 1))
    assert f"Please use at most {most} characters." in cleo.sees
    await cleo.says("x" * most)
    assert "Please use at most" not in cleo.sees


async def test_a_change_is_undone_by_a_change(app, cleo, sam, content):
    await publishes_new_words(cleo)
    await cleo.presses("Undo it")
    assert f"The answer would read:\n\n{content.entries['levels'].answer}" in cleo.sees
    await cleo.presses("Publish it")
    assert content.entries["levels"].answer in await is_told_of_the_levels(app, sam)
    await cleo.presses_data("know:past:levels")
    first, second = cleo.replies[-1].text.split("\n\n")
    assert first.startswith("2. ")
    assert second.endswith("Undone.")


async def test_a_change_behind_which_others_came_can_be_undone_too(app, cleo, sam, content):
    await publishes_new_words(cleo)
    await publishes_new_words(cleo, "There are four levels. The second wording.")
    await cleo.presses_data("know:past:levels")
    await cleo.presses("Undo 1")
    assert "It now reads:\n\nThere are four levels. The second wording." in cleo.sees
    await cleo.presses("Publish it")
    assert content.entries["levels"].answer in await is_told_of_the_levels(app, sam)


async def test_what_is_undone_already_cannot_be_undone_again(cleo):
    await publishes_new_words(cleo)
    undo = cleo.button("Undo it").carries
    await cleo.presses("Undo it")
    await cleo.presses("Publish it")
    await cleo.presses_data(undo)
    assert "There is nothing to do." in cleo.sees


async def test_an_undone_change_can_be_made_again(app, cleo, sam):
    await publishes_new_words(cleo)
    for _ in range(2):
        await cleo.presses("Undo it")
        await cleo.presses("Publish it")
    assert NEW in await is_told_of_the_levels(app, sam)


async def test_what_an_earlier_version_published_is_listed_and_can_be_undone(app, cleo):
    old = ContentEdit("1", "levels", ("how many wee cups",), "telegram:4711", "2026-11-20", "live")
    async with app.store.turn("test") as turn:
        turn.put(old)
    await cleo.presses_data("know:past:levels")
    assert 'somebody who has left: added "how many wee cups".' in cleo.sees
    assert "4711" not in cleo.sees
    await cleo.presses_data("know:undo:1")
    assert "would be taken out:\n\n- how many wee cups" in cleo.sees


# Who may


@pytest.mark.parametrize(
    "press",
    [
        "see:levels",
        "asks:levels",
        "answer:levels",
        "ok:levels",
        "publish:e",
        "undo:e",
        "list:0:cost",
        "reviews:0",
    ],
)
async def test_its_buttons_are_unknown_to_others_and_do_nothing_in_groups(app, cleo, sam, press):
    await sam.presses_data("nonsense")
    unknown = sam.replies
    await sam.presses_data(f"know:{press}")
    assert sam.replies == unknown
    await sees_the_levels(cleo)
    await cleo.presses_in_the_group("Change the wording")
    assert cleo.replies == unknown


async def test_who_is_no_curator_any_more_changes_nothing_with_a_step_that_was_open(app, cleo):
    await sees_the_levels(cleo)
    await cleo.presses("Change the wording")
    async with app.store.turn("test") as turn:
        turn.put(Member(cleo.address, id=IDS["cleo"]))
    await cleo.says(NEW)
    assert "The answer would read" not in cleo.sees
    assert await edits(app) == []


@pytest.mark.parametrize(
    "press",
    ["", "see", "see:nowhere", "nonsense:levels", "asks:levels:99999999", "cut:levels:", "publish:none",
     "undo:none", "again:none", "left:none", "drop:none", "list:x:", "answer:nowhere",
     "past:levels:-1", "reviews:x"],
)  # fmt: skip
async def test_a_press_made_by_hand_breaks_nothing(app, cleo, press):
    await cleo.presses_data(f"know:{press}")
    assert cleo.replies
    assert await edits(app) == []


async def test_the_longest_id_goes_into_every_button(cleo, content):
    longest = max(content.entries, key=len)
    for what in ("see", "asks", "facts", "past"):
        await cleo.presses_data(f"know:{what}:{longest}")
        assert cleo.choices
