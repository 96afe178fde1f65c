"""Questions: a cited answer, a few to choose from, or plainly that it is not known."""

import pytest

from bot.answers import URGENT, Asked
from knowledge.loader import load_tests

NOT_KNOWN = "I do not know that"


@pytest.fixture(scope="session")
def unsure(answers):
    """A question that the search is in two minds about."""
    came = ((each, answers.ask(each)) for each in load_tests().near)
    return next(each for each, asked in came if asked.outcome == "offered" and not asked.unclear)


async def test_an_answer_stands_under_the_entrys_own_question(amal):
    await amal.says("charter price")
    assert amal.replies[0].title == "What does it cost?"
    assert "We found no published price" in amal.sees


async def test_an_answer_names_its_sources_with_their_dates(amal, content):
    await amal.says("What does it cost?")
    for source in content.entries["cost"].source[:3]:
        assert f"{source.title} ({source.date})" in amal.sees


async def test_of_many_sources_three_are_shown_and_the_rest_counted(amal, content):
    most = max(content.entries.values(), key=lambda entry: len(entry.source))
    assert len(most.source) > 3
    await amal.says(most.question)
    assert amal.sees.count("Source: ") == 3
    assert f"More sources: {len(most.source) - 3}." in amal.sees


async def test_an_answer_says_when_it_was_last_checked(amal, content):
    await amal.says("What does it cost?")
    checked = content.entries["cost"].checked
    assert f"Checked on {checked.day} {checked:%B %Y}" in amal.sees


KINDS = {
    "fact": "From published sources.",
    "guidance": "Our guidance, not the Charter's own words.",
    "not-published": "Not published.",
    "about-this-bot": "About this assistant.",
    "safety": "Help and safety.",
    "elsewhere": "Not ours to answer.",
}


@pytest.mark.parametrize("kind", KINDS)
async def test_an_answer_says_in_words_what_kind_it_is(amal, content, kind):
    entry = next(each for each in content.entries.values() if each.kind == kind)
    await amal.says(entry.question)
    assert amal.replies[0].title == entry.question
    assert [each for each in KINDS.values() if each in amal.sees] == [KINDS[kind]]


async def test_what_to_ask_next_can_be_pressed(amal, content):
    await amal.says("What does it cost?")
    follow_ups = [content.entries[each].question for each in content.entries["cost"].follow_ups]
    assert amal.choices == [*follow_ups, "Yes, it helped", "No, it did not"]
    await amal.presses(follow_ups[0])
    assert amal.replies[0].title == follow_ups[0]


async def test_what_to_ask_next_can_be_typed_by_its_number(amal, content):
    await amal.says("What does it cost?")
    second = amal.choices[1]
    await amal.says("2")
    assert amal.replies[0].title == second


async def test_when_unsure_it_offers_up_to_three_and_none_of_these(amal, unsure):
    await amal.says(unsure)
    assert "I am not sure which of these you mean" in amal.sees
    *offered, none = amal.choices
    assert 1 <= len(offered) <= 3
    assert none == "None of these"
    await amal.presses(offered[-1])
    assert amal.replies[0].title == offered[-1]


async def test_none_of_these_is_taken_at_its_word(amal, unsure):
    await amal.says(unsure)
    await amal.says("none of these")
    assert NOT_KNOWN in amal.sees


@pytest.mark.parametrize("question", ["who is the prime minister", "asdfghjkl qwpoeiruty", "👍👍👍", "?????"])
async def test_what_is_not_known_is_said_so_with_whom_to_ask(sam, question):
    await sam.says(question)
    assert NOT_KNOWN in sam.sees
    assert "ask Career Matters: www.career-matters.org" in sam.sees


async def test_a_question_of_a_thousand_characters_is_read_and_a_longer_one_is_not(sam):
    await sam.says("cost " * 200)
    assert "That is a long message" not in sam.sees
    await sam.says("cost " * 200 + "x")
    assert "That is a long message" in sam.sees
    assert "1000 characters" in sam.sees


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
async def test_an_empty_message_gets_a_friendly_word(sam, blank):
    await sam.says(blank)
    assert "I can only read words" in sam.sees


async def test_a_photo_is_not_kept_and_not_read(sam):
    await sam.sends_a_photo()
    assert "I can only read words. I did not keep what you sent." in sam.sees


async def test_a_button_of_an_answer_that_is_gone_says_so(sam):
    await sam.presses_data("entry:an-entry-that-was-renamed")
    assert "That answer is no longer here" in sam.sees


async def test_answers_may_be_read_by_others_and_nothing_else_may(sam):
    await sam.says("What does it cost?")
    assert all(reply.public for reply in sam.replies)
    await sam.says("/help")
    assert not any(reply.public for reply in sam.replies)


def test_help_in_distress_is_no_second_guess_at_another_question(answers, content):
    first, help_now, third = (content.entries[each] for each in ("cost", URGENT, "levels"))
    offered = answers.offers(Asked("offered", (first, help_now, third), 0.5))
    assert offered == [first, third]
    assert answers.offers(Asked("offered", (help_now, first), 0.5)) == [help_now, first]
