"""`/start`: what this is, what is kept, and where to begin."""

from people import Person
from walking import answers, finishes, reaches_the_first_question

OFFERED = ["Ask a question", "Start the self-assessment", "Roles and peer mentoring", "Help"]


async def test_start_says_what_this_is_and_whose_it_is_not(amal):
    await amal.says("/start")
    assert "prepare for the Lived Experience Charter" in amal.sees
    assert "not the Charter's own" in amal.sees
    assert "Only the Career Matters panel awards Charter status" in amal.sees
    assert "computer program" in amal.sees


async def test_start_says_what_is_kept_who_sees_it_and_how_it_goes(amal):
    await amal.says("/start")
    assert "What is kept" in amal.sees
    assert "You see them, and so do the people who look after this assistant" in amal.sees
    assert "/mydata" in amal.sees
    assert "/forget" in amal.sees


async def test_start_takes_a_few_short_messages(amal):
    await amal.says("/start")
    assert 2 <= len(amal.replies) <= 4
    assert all(len(reply.text) < 600 for reply in amal.replies)


async def test_start_offers_four_ways_on(amal):
    await amal.says("/start")
    assert amal.choices == OFFERED


async def test_start_keeps_nothing_of_an_assessment(amal):
    await amal.says("/start")
    assert await amal.assessments() == []


async def test_with_a_draft_start_says_where_it_is_and_offers_to_continue(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "2 In place", "1 Early")
    await amal.says("/start")
    assert "You are at 3 of 20, all saved." in amal.sees
    assert "Continue the self-assessment" in amal.choices
    assert "Start the self-assessment" not in amal.choices
    await amal.presses("Continue the self-assessment")
    assert "L3. Awareness for everyone" in amal.sees


async def test_start_does_not_show_one_person_anothers_draft(amal, jo):
    await reaches_the_first_question(amal)
    await jo.says("/start")
    assert jo.choices == OFFERED


async def test_after_a_finished_assessment_start_offers_the_result_or_a_new_one(amal):
    await finishes(amal)
    await amal.says("/start")
    await amal.presses("Start the self-assessment")
    assert amal.choices == ["See the result", "Check your answers", "Start a new one"]


async def test_ask_a_question_says_how(amal):
    await amal.says("/start")
    await amal.presses("Ask a question")
    assert "Type your question" in amal.sees


async def test_start_the_self_assessment_asks_for_the_agreement_first(app):
    ana = Person(app, "ana", agrees=False)
    await ana.says("/start")
    await ana.presses("Start the self-assessment")
    assert "Is it all right to keep this?" in ana.sees


async def test_roles_offers_what_peer_mentors_ask_and_each_is_answered(sam):
    await sam.says("/start")
    await sam.presses("Roles and peer mentoring")
    for question in sam.choices:
        await sam.presses(question)
        assert sam.replies[0].title == question


async def test_the_first_choices_can_be_typed_by_number_and_by_words(amal, jo):
    await amal.says("/start")
    await amal.says("2")
    assert "What is your organisation called?" in amal.sees
    await jo.says("/start")
    await jo.says("help")
    assert "What I can do" in jo.sees


async def test_a_second_start_leaves_an_open_step_open(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("/start")
    assert amal.replies[-1].title == "Evidence for L1"
    await amal.says("Board minutes March 2026")
    assert "Your evidence note is saved." in amal.sees
