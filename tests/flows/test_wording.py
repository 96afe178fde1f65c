"""Before free words are kept: what looks personal is shown, and the one who typed it decides."""

import pytest
from people import Clock
from walking import PROFILE, agrees, answers, has_answered, reaches_the_areas, reaches_the_first_question

BOTH_STORES = True
BAD = "Appraisal of our manager Dave, 07700 900123"
FAIR = "Appraisal form (blank)"


async def types_something_personal(person, words=BAD):
    await reaches_the_first_question(person)
    await person.presses("3 Embedded")
    await person.says(words)


async def note(person):
    answer = (await person.assessment()).answers["L1"]
    return answer.evidence, answer.asked


async def pending(person):
    return (await person.session()).pending


async def test_what_was_seen_is_shown_and_nothing_is_kept_yet(amal):
    await types_something_personal(amal)
    assert amal.replies[-1].title == "Before I keep this"
    assert "This looks like a phone number: 07700 900123" in amal.sees
    assert "This looks like somebody's name: Dave" in amal.sees
    assert amal.choices == ["Type it again", "Keep it as it is"]
    assert await note(amal) == ("", False)


async def test_typed_again_it_is_kept_with_only_that_its_writer_was_asked(amal):
    await types_something_personal(amal)
    await amal.presses("Type it again")
    assert amal.replies[-1].title == "Evidence for L1"
    assert BAD not in await pending(amal)
    await amal.says(FAIR)
    assert await note(amal) == (FAIR, True)
    assert await pending(amal) == ()
    assert amal.replies[-1].title == "L2. Plan and money"


async def test_typed_again_at_once_it_is_kept_too(amal):
    await types_something_personal(amal)
    await amal.says(FAIR)
    assert await note(amal) == (FAIR, True)
    assert await pending(amal) == ()


async def test_the_one_who_typed_it_may_keep_it(amal):
    await types_something_personal(amal)
    await amal.presses("Keep it as it is")
    assert "Your evidence note is saved." in amal.sees
    assert await note(amal) == (BAD, True)
    assert await pending(amal) == ()
    assert amal.replies[-1].title == "L2. Plan and money"


async def test_to_keep_can_be_typed(amal):
    await types_something_personal(amal)
    await amal.says("keep it as it is")
    assert await note(amal) == (BAD, True)


async def test_the_same_words_again_are_asked_about_again(amal):
    await types_something_personal(amal)
    await amal.says(BAD)
    assert amal.replies[-1].title == "Before I keep this"
    assert await note(amal) == ("", False)


async def test_words_without_a_finding_are_kept_without_asking(amal):
    await types_something_personal(amal, FAIR)
    assert await note(amal) == (FAIR, False)


@pytest.mark.parametrize("elsewhere", ["No evidence yet", "All areas", "/answers", "/pause", "/evidence"])
async def test_who_goes_elsewhere_leaves_the_words_behind(amal, elsewhere):
    await types_something_personal(amal)
    await (amal.says(elsewhere) if elsewhere.startswith("/") else amal.presses(elsewhere))
    assert await pending(amal) == ()
    await amal.presses("Keep it as it is")
    assert "Those words are not here any more, and were not kept." in amal.sees
    assert await note(amal) == ("", False)


async def test_a_question_in_between_leaves_them_waiting(amal):
    await types_something_personal(amal)
    await amal.says("What are the levels?")
    await amal.presses("Keep it as it is")
    assert await note(amal) == (BAD, True)


async def test_keeping_them_twice_keeps_them_once(amal):
    await types_something_personal(amal)
    await amal.presses("Keep it as it is")
    await amal.presses("Keep it as it is")
    assert "not here any more" in amal.sees
    assert await note(amal) == (BAD, True)


async def test_nobody_keeps_somebody_elses_words(amal, jo):
    await types_something_personal(amal)
    await reaches_the_areas(jo)
    await jo.presses_data(amal.button("Keep it as it is").carries)
    assert "is not yours" in jo.sees
    assert await note(amal) == ("", False)


async def test_forget_forgets_the_words_that_wait(amal, store):
    await types_something_personal(amal)
    await amal.says("/forget")
    await amal.presses("Yes, delete it")
    assert "07700" not in str([each.to_json() for each in await store.everything()])


@pytest.mark.parametrize("field", ["organisation", "service"])
async def test_the_names_of_organisation_and_service_are_looked_at_too(amal, field):
    await agrees(amal)
    for each in list(PROFILE)[: list(PROFILE).index(field)]:
        await amal.says(PROFILE[each])
    await amal.says("Dr Fothergill and Mrs Green")
    assert "This looks like somebody's name: Mrs Green" in amal.sees
    assert field not in (await amal.assessment()).profile
    await amal.presses("Keep it as it is")
    assert (await amal.assessment()).profile[field] == "Dr Fothergill and Mrs Green"
    assert amal.replies[-1].title != "Before I keep this"


async def test_the_reason_why_something_does_not_apply_is_looked_at_too(amal):
    await reaches_the_first_question(amal)
    await answers(amal, *["2 In place"] * 8)
    await amal.presses("Not applicable")
    await amal.says("Our manager Dave says so")
    assert amal.replies[-1].title == "Before I keep this"
    assert await has_answered(amal, "H4") == "open"
    await amal.says("No role needs a check")
    answer = (await amal.assessment()).answers["H4"]
    assert (answer.not_applicable, answer.asked) == ("No role needs a check", True)


async def test_an_edited_note_is_looked_at_too_and_the_open_step_stays_open(amal):
    await types_something_personal(amal, FAIR)
    await amal.edits(FAIR, BAD)
    assert "Before I keep this" in [reply.title for reply in amal.replies]
    assert amal.replies[-1].title == "L2. Plan and money"
    assert await note(amal) == (FAIR, False)
    await amal.presses("Keep it as it is")
    assert await note(amal) == (BAD, True)


async def test_the_words_that_were_asked_about_can_be_edited_into_better_ones(amal):
    await types_something_personal(amal)
    await amal.edits(BAD, FAIR)
    assert await note(amal) == (FAIR, True)
    assert await pending(amal) == ()


async def test_edited_into_better_ones_the_first_words_can_be_kept_no_more(amal):
    await types_something_personal(amal)
    await amal.edits(BAD, FAIR)
    await amal.presses("Keep it as it is")
    assert "Those words are not here any more" in amal.sees
    assert await note(amal) == (FAIR, True)


async def test_an_edit_of_something_else_leaves_the_words_waiting(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "3 Embedded", evidence="Plan")
    await amal.presses("3 Embedded")
    await amal.says(BAD)
    await amal.edits("Plan", FAIR)
    assert BAD in await pending(amal)


async def in_records(store):
    """Return the kinds of record that hold something of the words."""
    return {each.kind for each in await store.everything() if "900123" in str(each.to_json())}


async def test_until_their_writer_decides_the_words_are_only_where_they_wait(amal, store):
    await types_something_personal(amal)
    assert await in_records(store) == {"session"}
    await amal.says("/mydata")
    assert b"This looks like a phone number." in amal.documents[0].content


@pytest.mark.parametrize("away", ["reworded", "edited", "gone elsewhere"])
async def test_once_they_are_dropped_they_are_in_no_record(amal, store, away):
    await types_something_personal(amal)
    if away == "reworded":
        await amal.presses("Type it again")
    elif away == "edited":
        await amal.edits(BAD, FAIR)
    else:
        await amal.presses("All areas")
    assert await in_records(store) == set()


async def test_what_was_seen_delivered_again_names_the_kinds_alone(amal):
    await types_something_personal(amal)
    await amal.repeats()
    assert "This looks like a phone number." in amal.sees
    assert "900123" not in amal.sees
    assert amal.choices == ["Type it again", "Keep it as it is"]


async def test_what_is_too_long_is_told_so_first(amal):
    await types_something_personal(amal, f"{BAD} " * 40)
    assert "Please shorten it to 500 or fewer." in amal.sees
    assert await pending(amal) == ()


async def test_that_somebody_was_asked_stays_when_the_score_changes(amal):
    await types_something_personal(amal)
    await amal.presses("Keep it as it is")
    await amal.presses_data(f"go:{(await amal.assessment()).ref}:L1")
    await amal.presses("1 Early")
    assert await note(amal) == (BAD, True)


async def test_words_that_nobody_decided_on_are_forgotten_after_a_day(amal, app, clock: Clock):
    await types_something_personal(amal)
    clock.passes(hours=23)
    await app.upkeep.once()
    assert BAD in await pending(amal)
    clock.passes(hours=2)
    await app.upkeep.once()
    assert await pending(amal) == ()
