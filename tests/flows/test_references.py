"""References: read out over the phone, typed with slips of the pen, and never given twice."""

from datetime import UTC, datetime
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import Person
from walking import agrees, finishes

from bot.codes import LETTERS, LOOK_ALIKE, SPOKEN, exactly, free_reference, grouped, meant, new_code
from bot.flows.assess import draft
from bot.flows.invite import VALID, make_part_invite

NOW = datetime(2026, 11, 1, tzinfo=UTC)

codes = st.text(LETTERS, min_size=8, max_size=8)


def test_a_reference_is_shown_in_two_groups_of_four():
    assert grouped("K7F2M9QX") == "K7F2 M9QX"


def test_no_reference_holds_a_nought_or_an_o_a_one_an_i_or_an_l():
    assert not set("0O1IL") & set(LETTERS)
    assert set(new_code(8)) <= set(LETTERS)


@pytest.mark.parametrize("pair", ["2Z", "5S", "6G", "8B", "UV", "DQ", "7J"])
def test_of_two_letters_that_look_or_sound_alike_references_hold_one(pair):
    assert len(set(pair) & set(SPOKEN)) == 1


def test_no_letter_of_a_new_reference_can_be_taken_for_another():
    assert all(len(set(group) & set(SPOKEN)) <= 1 for group in LOOK_ALIKE)
    assert len(set(SPOKEN)) == len(SPOKEN) == 24
    assert set(SPOKEN) < set(LETTERS)


async def test_a_new_reference_is_drawn_from_these_letters_alone():
    async def taken(code):
        return False

    assert set(await free_reference(500, taken)) <= set(SPOKEN)


def test_one_time_codes_keep_their_strength():
    code = exactly(make_part_invite("K7F2M9QX", NOW, VALID).code)
    assert len(code) * log2(len(LETTERS)) >= 128
    assert set(exactly("".join(make_part_invite("K7F2M9QX", NOW, VALID).code for _ in range(50)))) == set(
        LETTERS
    )


@pytest.mark.parametrize(
    "typed",
    ["K7F2M9QX", "k7f2 m9qx", "K7F2-M9QX", " k7-f2 m9 qx. ", "KIF2M9QX", "K1F2M9QX", "K7FZ M90X", "K7F2M9OX"],
)
def test_a_reference_is_known_however_it_is_typed(typed):
    assert meant(typed, ["K7F2M9QX", "WWWWEEEE"]) == "K7F2M9QX"


@pytest.mark.parametrize("typed", ["", "K7F2", "K7F2M9QXX", "A7F2M9QX", "🙂", "K7F2M9Q\u202e"])
def test_what_is_no_reference_of_theirs_is_none(typed):
    assert meant(typed, ["K7F2M9QX"]) == ""


def test_what_could_be_two_references_is_neither():
    assert meant("K0F2M9XX", ["KDF2M9XX", "KQF2M9XX"]) == ""


def test_what_was_typed_right_is_that_one_and_not_its_look_alike():
    assert meant("KQF2M9XX", ["KDF2M9XX", "KQF2M9XX"]) == "KQF2M9XX"


@given(st.sets(codes, min_size=1, max_size=30))
def test_every_reference_is_found_among_many(those):
    assert all(meant(grouped(code).lower(), those) == code for code in those)


async def test_a_code_that_is_taken_is_drawn_again():
    async def taken(code):
        return code != "W"

    assert await free_reference(1, taken) == "W"


async def test_a_new_assessment_never_takes_the_reference_of_another(app, monkeypatch):
    monkeypatch.setattr(draft, "REF_LENGTH", 1)  # there are 24 references then
    people = [Person(app, f"p{number}") for number in range(24)]
    for person in people:
        await agrees(person)
    assert sorted([(await each.assessment()).ref for each in people]) == sorted(SPOKEN)


async def test_the_result_shows_the_reference_as_people_read_it_out(amal):
    await finishes(amal)
    ref = (await amal.assessment()).ref
    assert f"Reference {ref[:4]} {ref[4:]}." in amal.sees
