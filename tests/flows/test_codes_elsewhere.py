"""A code typed anywhere but behind its command is in no record, question, log or export, and still works."""

import json
import logging

import pytest
from free_texts import FAIR
from linked import YES, makes_a_code
from teams import invites, leads
from walking import agrees, reaches_the_areas, reaches_the_first_question

from bot.codes import exactly, in_parts, one_time_code
from bot.scrub import scrub
from bot.typed_codes import DIGITS, codes_in
from knowledge.loader import load
from storage.records import Question

CODE = "K7F2M9QXA-B3C4D5E6F-G7H8J9KMN"
LOOKS_LIKE_ONE = "That looks like a code. I have not kept it."
WAYS = [
    "{}",
    "my code is {}",
    "code {}, thanks",
    "Code: {}",
    "\\code {}",
    "/ code {}",
    "/kode {}",
    "/find {}",
    "https://t.me/charter_bot?start={}",
]


async def role_code(priya) -> str:
    """Make a code with digits enough: one of 300 has fewer."""
    code = ""
    while sum(each.isdigit() for each in code) < DIGITS:
        await priya.says("/invite curator")
        code = priya.sees.split("/code ")[1].split()[0]
    return code


def broken_up(code: str) -> list[str]:
    """The ways in which people copy a code."""
    whole = exactly(code)
    fours = " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))
    return [
        code,
        code.lower(),
        code.replace("-", " "),
        whole,
        fours,
        " ".join(whole),
        code.replace("-", "\n"),
    ]


async def is_nowhere(store, caplog, *codes: str) -> None:
    """Nothing that is kept or logged has a code in it, however it is broken up."""
    kept = [json.dumps(each.to_json(), ensure_ascii=False) for each in await store.everything()]
    found = [each for each in [*kept, caplog.text] for code in codes if exactly(code) in exactly(each)]
    assert found == []


@pytest.mark.parametrize("way", WAYS)
async def test_a_code_without_its_command_is_no_question_and_it_says_what_to_type(
    priya, sam, store, caplog, way
):
    caplog.set_level(logging.DEBUG)
    code = await role_code(priya)
    await priya.says("/help")  # by then its own message has been delivered and is kept without the code
    before = {each.key for each in await store.everything()}
    for spelling in broken_up(code):
        await sam.says(way.format(spelling))
        assert LOOKS_LIKE_ONE in sam.sees
        assert "Type /code and then the code." in sam.sees
        assert exactly(code) not in exactly(sam.sees)
    assert await store.read(Question) == []
    since = [each for each in await store.everything() if each.key not in before]
    assert [each for each in since if exactly(code) in exactly(json.dumps(each.to_json()))] == []
    assert exactly(code) not in exactly(caplog.text)
    await sam.says(f"/code {code}")
    assert "Your role is now: curator" in sam.sees


async def test_codes_for_a_team_and_for_linking_are_no_questions_either(amal, jo, sam, store):
    await leads(amal)
    for code in (await invites(amal, "Lived experience"), await makes_a_code(jo)):
        await sam.says(f"my code is {code}")
        assert LOOKS_LIKE_ONE in sam.sees
    assert await store.read(Question) == []
    await sam.says(f"/link {await makes_a_code(jo)}")
    await sam.presses(YES)
    assert "Done. These places are linked:" in sam.sees


async def test_where_words_are_kept_a_code_is_not(amal, priya, store, caplog):
    caplog.set_level(logging.DEBUG)
    await agrees(amal)
    await amal.says(f"Moorland {CODE}")  # in place of an organisation
    assert LOOKS_LIKE_ONE in amal.sees
    assert (await amal.assessment()).profile == {}
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says(f"Board minute {CODE}")
    assert LOOKS_LIKE_ONE in amal.sees
    await amal.says("Board minute")
    assert [each.title for each in (await amal.assessment()).register.values()] == ["Board minute"]
    await is_nowhere(store, caplog, CODE)
    await priya.says("/export json state:all")
    exported = [each.content.decode() for each in await priya.files()]
    assert [each for each in exported if exactly(CODE) in exactly(each)] == []


async def test_at_an_evidence_note_it_asks_again_and_keeps_the_step(amal, store, caplog):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says(f"Minutes, code {CODE}")
    assert LOOKS_LIKE_ONE in amal.sees
    assert amal.replies[-1].title == "Evidence for L1"
    await amal.says("Minutes")
    await amal.edits("Minutes", f"Minutes {CODE}")
    assert LOOKS_LIKE_ONE in amal.sees
    assert (await amal.assessment()).answers["L1"].evidence == "Minutes"
    await is_nowhere(store, caplog, CODE)


async def test_in_practice_it_reads_the_same(sam):
    await sam.says("/practice")
    await sam.says(CODE)
    assert LOOKS_LIKE_ONE in sam.sees


def test_every_code_is_found_as_it_is_handed_over():
    codes = [one_time_code() for _ in range(1_000)]
    assert [each for each in codes if each not in codes_in(f"please use {in_parts(each)} today")] == []


@pytest.mark.parametrize("digits", range(DIGITS + 2))
def test_broken_up_like_words_it_takes_two_digits_to_be_a_code(digits):
    whole = "2" * digits + ("ABCDEFGHJK" * 3)[: 27 - digits]
    found = codes_in(" ".join(whole[at : at + 4] for at in range(0, 27, 4)))
    assert (whole in found) is (digits >= 2)


@pytest.mark.parametrize("spelling", broken_up(CODE))
def test_what_is_scrubbed_has_no_piece_of_a_code_left(spelling):
    assert scrub(f"What is {spelling} for?") == "What is [code] for?"


@pytest.mark.parametrize("kinds", [1, 2, 8, 9])
def test_of_few_letters_it_is_no_code(kinds):
    whole = ("ABCDEFGHJ"[:kinds] * 27)[:27]
    assert (codes_in(whole) == (whole,)) is (kinds >= 9)


def test_a_letter_fewer_is_no_code():
    whole = exactly(CODE)
    assert codes_in(whole) == (whole,)
    assert codes_in(whole[1:]) == ()


def test_of_a_message_full_of_codes_ten_are_looked_for():
    assert len(codes_in("! ".join(in_parts(one_time_code()) for _ in range(30)))) == 10


def test_nothing_that_people_ask_or_note_looks_like_a_code():
    entries = load().entries.values()
    said = [*FAIR, *(each for entry in entries for each in (entry.question, *entry.ask, entry.answer))]
    assert [each for each in said if codes_in(each)] == []
