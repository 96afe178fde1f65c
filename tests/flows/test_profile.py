"""The questions before the first criterion: about the organisation, never about a person."""

import pytest
from walking import PROFILE, agrees, answers, reaches_the_areas, reaches_the_first_question

ORGANISATION = "What is your organisation called?"
SERVICE = "Which service or team is this about?"
SECTOR = "What kind of organisation is it?"


async def test_seven_questions_lead_to_the_four_areas(amal):
    await agrees(amal)
    for number, said in enumerate(PROFILE.values(), 1):
        assert f"{number} of 7, before we start" in amal.sees
        await amal.says(said)
    assert "Your four areas" in amal.sees


async def test_what_is_told_is_kept_by_its_meaning(amal):
    await reaches_the_areas(amal)
    assert (await amal.assessment()).profile == {
        "organisation": "Moorland NHS Trust",
        "service": "Liaison and Diversion",
        "sector": "nhs",
        "role": "leader",
        "target": "silver",
        "stage": "training",
        "involvement": "yes",
    }


async def test_every_question_says_why_it_is_asked(amal, content):
    await agrees(amal)
    for field, said in zip(content.profile, PROFILE.values(), strict=True):
        assert amal.replies[-1].title == field.ask
        assert amal.replies[-1].text == field.why
        await amal.says(said)


async def test_an_option_can_be_typed_by_the_words_before_its_comma(amal):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.says("North team")
    await amal.says("charity")
    assert (await amal.assessment()).profile["sector"] == "vcse"


@pytest.mark.parametrize("said", ["Local authority", "LOCAL AUTHORITY", "local  authority", "council", "3"])
async def test_an_option_can_be_pressed_or_typed_by_its_words_or_number(amal, said):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.says("North team")
    await amal.says(said)
    assert (await amal.assessment()).profile["sector"] == "council"


async def test_words_that_are_no_option_are_told_so_and_the_question_stands_again(amal):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.says("North team")
    await amal.says("a bit of everything")
    assert "Please press one of the buttons, or type its words." in amal.sees
    assert SECTOR in amal.sees
    assert "sector" not in (await amal.assessment()).profile


@pytest.mark.parametrize(
    "name", ["🌈 Rainbow Trust 🌈", "مؤسسة التجربة الحية", "Ymddiriedolaeth Tŷ Ôl", "7", "<b>&amp;</b>"]
)
async def test_an_organisations_name_survives_as_it_was_typed(amal, name):
    await agrees(amal)
    await amal.says(name)
    assert (await amal.assessment()).profile["organisation"] == name
    await amal.presses("Back")
    assert f"Your answer now: {name}" in amal.sees


@pytest.mark.parametrize(
    "mark", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
)
async def test_marks_that_turn_words_round_are_not_kept_in_a_name(amal, mark):
    await agrees(amal)
    await amal.says(f"{mark}Moorland {mark} Trust{mark}")
    assert (await amal.assessment()).profile["organisation"] == "Moorland Trust"


async def test_letters_from_right_to_left_their_marks_and_joiners_are_kept(amal):
    await agrees(amal)
    await amal.says("\u200fخانه\u200cها\u200e 👩\u200d🔧")
    assert (await amal.assessment()).profile["organisation"] == "\u200fخانه\u200cها\u200e 👩\u200d🔧"


async def test_a_name_of_120_characters_is_kept_and_a_longer_one_is_told_both_lengths(amal):
    await agrees(amal)
    await amal.says("M" * 121)
    assert "That is 121 characters. Please shorten it to 120 or fewer." in amal.sees
    assert amal.replies[-1].title == ORGANISATION
    assert (await amal.assessment()).profile == {}
    await amal.says("M" * 120)
    assert (await amal.assessment()).profile["organisation"] == "M" * 120


async def test_back_shows_the_question_before_with_its_answer(amal):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.says("North team")
    await amal.presses("Back")
    assert SERVICE in amal.sees
    assert "Your answer now: North team" in amal.sees
    await amal.says("back")
    assert ORGANISATION in amal.sees


async def test_at_the_first_question_there_is_no_back(amal):
    await agrees(amal)
    assert amal.choices == ["Try it first, nothing is saved", "Pause"]


async def test_after_going_back_only_what_is_still_missing_is_asked(amal):
    await agrees(amal)
    await amal.says("Moorland")
    await amal.says("North team")
    await amal.presses("Back")
    await amal.presses("Back")
    await amal.says("Moorland NHS Trust")
    assert SECTOR in amal.sees
    assert (await amal.assessment()).profile["service"] == "North team"


async def test_a_question_in_the_middle_is_answered_and_the_step_shown_again(amal):
    await agrees(amal)
    await amal.says("What does it cost?")
    assert amal.replies[0].title == "What does it cost?"
    assert amal.replies[-1].title == ORGANISATION
    assert (await amal.assessment()).profile == {}


async def test_a_photo_is_refused_and_the_step_shown_again(amal):
    await agrees(amal)
    await amal.sends_a_photo()
    assert "I can only read words" in amal.sees
    assert amal.replies[-1].title == ORGANISATION


async def test_the_profile_comes_before_the_first_question_whatever_is_pressed(amal):
    await agrees(amal)
    await amal.says("Moorland")
    for way in ("Answer the next one", "Change L1"):
        await amal.says("/answers")
        await amal.presses(way)
        assert amal.replies[-1].title == SERVICE
    await amal.says("/result")
    await amal.presses("Answer the next one")
    assert amal.replies[-1].title == SERVICE


async def test_any_of_it_can_be_changed_later_from_the_list(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "2 In place")
    await amal.says("/answers")
    await amal.presses("Change Sector")
    assert "Your answer now: NHS trust or service" in amal.sees
    await amal.presses("Local authority")
    assert (await amal.assessment()).profile["sector"] == "council"
    assert "Sector: Local authority" in amal.sees
