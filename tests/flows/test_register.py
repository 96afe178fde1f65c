"""The evidence register: `/evidence` lists documents, each with what is known of it and where it counts."""

import pytest
from people import MORNING
from walking import answers, finishes, reaches_the_areas, reaches_the_first_question

from storage.records import EvidenceNote, Reminder

BOTH_STORES = True
TITLE = "Recruitment policy"


async def adds(person, title=TITLE, owner="Head of HR", dated="1 May 2026", valid="1 March 2027"):
    """Add a document with all that can be said of it, up to where it counts."""
    await person.says("/evidence")
    await person.presses("Add a document")
    for said in (title, owner, dated, valid):
        await person.says(said)


async def counts_for(person, area, *criteria):
    """Say in one area where the document at hand counts."""
    await person.presses(area)
    for criterion in criteria:
        await person.presses(f"Add: {criterion}")
    await person.presses("Done")


async def register(person):
    return list((await person.assessment()).register.values())


async def reminders(store):
    return [each for each in await store.read(Reminder) if each.what == "evidence"]


# Adding


async def test_an_empty_register_says_what_it_is_for(amal):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    assert amal.replies[0].title == "Your evidence register"
    assert "Add the titles of documents that show your scores." in amal.sees
    assert "Titles only, never the documents." in amal.sees
    assert amal.choices == ["Add a document", "All areas"]


async def test_without_an_assessment_there_is_no_register(amal):
    await amal.says("/evidence")
    assert "You have no self-assessment yet. Type /assess to start one." in amal.sees


async def test_a_document_is_asked_about_one_thing_at_a_time(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    assert f'Where does "{TITLE}" count?' in amal.sees
    await counts_for(amal, "Human resources", "H1 We ask about criminal records late, and only if needed")
    assert amal.sees.splitlines()[1:3] == [
        TITLE,
        "Looked after by: Head of HR. Dated 1 May 2026. Valid until 1 March 2027. Counts for: H1.",
    ]
    [note] = await register(amal)
    assert note == EvidenceNote(
        TITLE, ("H1",), "Head of HR", "2026-05-01", "2027-03-01", at=note.at, asked=False
    )


async def test_everything_but_the_title_can_be_left_out(amal):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says(TITLE)
    for none in ("No role yet", "No date", "No end date"):
        await amal.presses(none)
    await amal.presses("Done")
    assert f"{TITLE}\nNo end date. Counts nowhere yet. Press Where it counts." in amal.sees


@pytest.mark.parametrize("none", ["none", "no date", "-"])
async def test_none_can_be_typed(amal, none):
    await reaches_the_areas(amal)
    await adds(amal, owner=none, dated=none, valid=none)
    [note] = await register(amal)
    assert (note.owner, note.dated, note.valid_until) == ("", "", "")


async def test_valid_until_a_month_is_until_its_end(amal):
    await reaches_the_areas(amal)
    await adds(amal, dated="May 2026", valid="March 2027")
    [note] = await register(amal)
    assert (note.dated, note.valid_until) == ("2026-05-01", "2027-03-31")


async def test_what_is_no_date_is_told_and_asked_again(amal):
    await reaches_the_areas(amal)
    await adds(amal, valid="next spring")
    assert "I could not read that as a date." in amal.sees
    assert f'Until when is "{TITLE}" valid' in amal.sees
    await amal.says("01/03/2027")
    assert (await register(amal))[0].valid_until == "2027-03-01"


async def test_an_end_before_the_date_of_the_document_is_not_taken(amal):
    await reaches_the_areas(amal)
    await adds(amal, dated="2 May 2026", valid="1 May 2026")
    assert "That is before the date of the document." in amal.sees
    assert (await register(amal))[0].valid_until == ""


async def test_a_document_bears_no_date_that_is_still_to_come(amal):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    for said in (TITLE, "Head of HR", "24 November 2026"):  # it is the 23rd
        await amal.says(said)
    assert "That day is still to come" in amal.sees
    assert (await register(amal))[0].dated == ""
    await amal.says("23 November 2026")
    assert (await register(amal))[0].dated == "2026-11-23"


async def test_a_title_has_1_to_200_characters_and_too_many_lose_nothing_else(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says("p" * 4_000)
    assert "That is 4000 characters. Please shorten it to 200 or fewer." in amal.sees
    assert "What is the document called?" in amal.sees
    await amal.says("p" * 201)
    assert "That is 201 characters." in amal.sees
    assert len(await register(amal)) == 1
    await amal.says("p" * 200)
    assert [note.title for note in await register(amal)] == [TITLE, "p" * 200]


async def test_an_owner_has_at_most_100_characters(amal):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says(TITLE)
    await amal.says("o" * 101)
    assert "That is 101 characters. Please shorten it to 100 or fewer." in amal.sees
    await amal.says("o" * 100)
    assert [note.owner for note in await register(amal)] == ["o" * 100]


@pytest.mark.parametrize(
    "title",
    ["Plan 🌱 for 2027", "سياسة التوظيف", "מדיניות \u200fגיוס", "<b>Policy</b> & more", "=1+1 policy"],
)
async def test_any_letters_are_kept_and_shown_as_typed(amal, title):
    await reaches_the_areas(amal)
    await adds(amal, title=title)
    assert [note.title for note in await register(amal)] == [title]
    await amal.says("/evidence")
    assert title in amal.sees


@pytest.mark.parametrize("slip", ["👍", "...", "42"])
async def test_a_slip_is_no_title(amal, slip):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says(slip)
    assert "type a few words" in amal.sees
    assert await register(amal) == []


async def test_a_file_is_never_kept(amal):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.sends_a_photo()
    assert "I did not keep what you sent" in amal.sees
    assert "What is the document called?" in amal.sees


async def test_a_title_may_say_that_it_is_one(amal):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says("Title: Ligature audit")
    assert [note.title for note in await register(amal)] == ["Ligature audit"]


async def test_marks_that_turn_words_round_are_not_kept_in_a_title_or_a_role(amal):
    await reaches_the_areas(amal)
    await adds(amal, "\u202eAudit\u2066 2026", "Head\u202d of HR", "no", "no")
    [note] = await register(amal)
    assert (note.title, note.owner) == ("Audit 2026", "Head of HR")


@pytest.mark.parametrize(
    ("said", "kept"), [("Type it again", "Sickness policy"), ("Keep it as it is", "Jenny's sick note")]
)
async def test_a_title_that_looks_personal_is_asked_about_first(amal, said, kept):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says("Jenny's sick note")
    assert "This looks like somebody's name: Jenny" in amal.sees
    assert await register(amal) == []
    await amal.presses(said)
    if kept == "Sickness policy":
        await amal.says(kept)
    [note] = await register(amal)
    assert (note.title, note.asked) == (kept, True)
    assert f'Who looks after "{kept}"?' in amal.sees


async def test_an_owner_that_is_a_name_is_asked_about_first(amal):
    await reaches_the_areas(amal)
    await adds(amal, owner="Karen Whitfield", dated="Head of HR", valid="no")
    [note] = await register(amal)
    assert (note.owner, note.asked) == ("Head of HR", True)


# Changing


async def test_each_thing_can_be_changed_by_itself(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    for change, said in (
        ("Change the title", "Recruitment and selection policy"),
        ("Change who looks after it", "Director of People"),
        ("Change its date", "2 June 2026"),
        ("Change until when it is valid", "no end date"),
    ):
        await amal.says("/evidence")
        await amal.presses(next(each for each in amal.choices if each.startswith("1. ")))
        await amal.presses(change)
        await amal.says(said)
        assert amal.replies[-1].title == "A document of yours"
    [note] = await register(amal)
    assert (note.title, note.owner) == ("Recruitment and selection policy", "Director of People")
    assert (note.dated, note.valid_until) == ("2026-06-02", "")


async def test_an_edited_title_corrects_the_document_and_adds_no_second(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.edits(TITLE, "Recruitment and retention policy")
    assert [note.title for note in await register(amal)] == ["Recruitment and retention policy"]


async def test_a_title_that_looked_personal_can_be_edited_twice_and_stays_one_document(amal):
    await reaches_the_areas(amal)
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says("Appraisal by our manager Dave")
    assert await register(amal) == []
    await amal.edits("Appraisal by our manager Dave", "Appraisal of our manager")
    assert "Who looks after" in amal.sees
    await amal.edits("Appraisal of our manager", "Appraisals of our managers")
    [note] = await register(amal)
    assert (note.title, note.asked) == ("Appraisals of our managers", True)


async def test_one_document_can_count_in_several_areas_and_no_more(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.presses("Leadership")
    await amal.presses("Add: L2 Plan and money")
    await amal.presses("Add: L1 A senior person owns this")
    await amal.presses("Other areas")
    assert "So far: L1, L2" in amal.sees
    await counts_for(amal, "Service delivery", "S4 Safe practice")
    assert (await register(amal))[0].criteria == ("L1", "L2", "S4")
    await amal.presses("Where it counts")
    await amal.presses("Leadership")
    await amal.presses("✓ L1 A senior person owns this (take out)")
    assert (await register(amal))[0].criteria == ("L2", "S4")


async def test_a_switch_pressed_twice_does_no_harm(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.presses("Leadership")
    await amal.presses("Add: L2 Plan and money")
    await amal.presses("Add: L2 Plan and money")
    assert (await register(amal))[0].criteria == ("L2",)


async def test_it_is_asked_before_a_document_goes(amal, store):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.says("/evidence")
    await amal.presses(f"1. {TITLE}")
    await amal.presses("Remove it")
    assert len(await register(amal)) == 1
    await amal.presses("Yes, remove it")
    assert "It is removed." in amal.sees
    assert await register(amal) == []
    assert await reminders(store) == []


@pytest.mark.parametrize(
    "old", ["Change the title", "Where it counts", "Leadership", "Remove it", "Yes, remove it", "No end date"]
)
async def test_buttons_of_a_document_that_is_gone_change_nothing(amal, old):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.presses("Leadership")
    await amal.presses("Done")
    await amal.presses("Remove it")
    await amal.presses("Yes, remove it")
    before = await amal.assessment()
    carried = next(
        choice.carries
        for reply in reversed(amal.shown)
        for choice in reply.choices
        if choice.label == old and choice.carries.startswith("reg:")
    )
    await amal.presses_data(carried)
    assert "Nothing has changed." in amal.sees
    assert await amal.assessment() == before


async def test_a_no_date_of_the_question_before_is_not_taken_for_this_one(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.presses("Done")
    await amal.presses("Change until when it is valid")
    await amal.presses("No date")
    assert "does not fit any more. Nothing has changed." in amal.sees
    [note] = await register(amal)
    assert (note.dated, note.valid_until) == ("2026-05-01", "2027-03-01")


async def test_an_old_no_date_takes_no_date_away(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.presses("No end date")
    assert "does not fit any more. Nothing has changed." in amal.sees
    assert (await register(amal))[0].valid_until == "2027-03-01"


NO_BUTTON = [
    "none:new:title", "none:new:dated", "ask:new:shoe", "ask:XXXX:title", "show:XXXX", "on:XXXX:L1",
    "turn:L1", "turn:Z9", "pick:Z9", "nonsense", "area:XXXX:leadership", "list:-1", "list:9999",
    "removed:XXXX",
]  # fmt: skip


@pytest.mark.parametrize("rest", NO_BUTTON)
async def test_what_no_button_carries_changes_nothing(amal, rest):
    await reaches_the_areas(amal)
    before = await amal.assessment()
    await amal.presses_data(f"reg:{before.ref}:{rest}")
    assert await amal.assessment() == before


async def test_somebody_elses_register_is_closed(amal, jo):
    await reaches_the_areas(amal)
    await adds(amal)
    await reaches_the_areas(jo)
    await jo.presses_data(amal.button("Back to the register").carries)
    assert "is not yours. Nothing has changed." in jo.sees
    assert TITLE not in jo.sees


async def test_a_long_register_is_shown_a_few_at_a_time(amal):
    await reaches_the_areas(amal)
    for number in range(1, 10):
        await adds(amal, title=f"Policy {number}")
    await amal.says("/evidence")
    assert ("8. Policy 8" in amal.sees, "9. Policy 9" in amal.sees) == (True, False)
    await amal.presses("More")
    assert ("1. Policy 1" in amal.sees, "9. Policy 9" in amal.sees) == (False, True)
    await amal.presses("9. Policy 9")
    assert "Policy 9" in amal.sees
    await amal.says("/evidence")
    await amal.presses("More")
    await amal.presses("More")
    assert "1. Policy 1" in amal.sees


async def test_a_title_of_more_than_forty_characters_is_cut_on_its_button(amal):
    await reaches_the_areas(amal)
    for title in ("a" * 40, "b" * 41):
        await adds(amal, title=title)
    await amal.says("/evidence")
    assert amal.choices[:2] == [f"1. {'a' * 40}", f"2. {'b' * 39}…"]


async def test_a_register_holds_a_hundred(amal, app):
    await reaches_the_areas(amal)
    assessment = await amal.assessment()
    full = {f"N{number:03}": EvidenceNote(f"Policy {number}") for number in range(100)}
    async with app.store.turn(amal.address) as turn:
        turn.put(type(assessment)(**{**vars(assessment), "register": full}))
    await amal.says("/evidence")
    await amal.presses("Add a document")
    assert "There are 100 documents in the register, and it holds no more." in amal.sees


# Notes at questions


async def test_a_note_at_a_question_can_be_put_into_the_register(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "3 Embedded", evidence="Board minute")
    await amal.says("/evidence")
    assert "At question L1: Board minute" in amal.sees
    await amal.presses("Put the note of L1 here")
    for said in ("no", "3 May 2026", "3 May 2027"):
        await amal.says(said)
    [note] = await register(amal)
    assert (note.title, note.criteria, note.valid_until) == ("Board minute", ("L1",), "2027-05-03")
    assert (await amal.assessment()).answers["L1"].evidence == ""
    await amal.presses("Put the note of L1 here")
    assert len(await register(amal)) == 1


async def test_a_note_too_long_for_a_title_stays_where_it_is(amal):
    await reaches_the_first_question(amal)
    await answers(amal, "3 Embedded", evidence="m" * 201)
    await amal.says("/evidence")
    await amal.presses("Put the note of L1 here")
    assert "That note is 201 characters. A title takes 200 or fewer." in amal.sees
    assert (await amal.assessment()).answers["L1"].evidence == "m" * 201


async def test_that_its_writer_was_asked_goes_along(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    await amal.says("Jenny's rota")
    await amal.presses("Keep it as it is")
    await amal.says("/evidence")
    await amal.presses("Put the note of L1 here")
    assert [note.asked for note in await register(amal)] == [True]


async def test_at_a_question_a_document_of_the_register_can_be_used(amal):
    await reaches_the_areas(amal)
    await adds(amal)
    await amal.presses("Done")
    await amal.says("/assess")
    await amal.presses("Leadership")
    await amal.presses("3 Embedded")
    await amal.presses("Use one from the register")
    assert "Which documents show L1 A senior person owns this?" in amal.sees
    await amal.presses(f"Add: {TITLE}")
    await amal.presses(f"✓ {TITLE} (take out)")
    await amal.presses(f"Add: {TITLE}")
    await amal.presses("Done")
    assert amal.replies[-1].title == "L2. Plan and money"
    assert (await register(amal))[0].criteria == ("L1",)
    await amal.presses_data(f"go:{(await amal.assessment()).ref}:L1")
    await amal.presses("4 Leading")
    assert f"From your register: {TITLE}" in amal.sees
    await amal.presses("Keep my note")
    await amal.says("/answers")
    assert f"L1 A senior person owns this: 4 Leading\n   {TITLE}" in amal.sees


async def test_without_documents_none_is_offered_at_a_question(amal):
    await reaches_the_first_question(amal)
    await amal.presses("3 Embedded")
    assert "Use one from the register" not in amal.choices


# In date


async def counts_everywhere(person, valid):
    """Finish with a 3 at L1 alone, for which one document is the evidence."""
    await finishes(person, L1="3 Embedded")
    await adds(person, valid=valid)
    await counts_for(person, "Leadership", "L1 A senior person owns this")


@pytest.mark.parametrize(
    ("valid", "points", "said"),
    [
        ("22 November 2026", "40/80", "OUT OF DATE since 22 November 2026, so it counts as none"),
        ("23 November 2026", "41/80", "RUNS OUT SOON, valid until 23 November 2026"),
        ("23 December 2026", "41/80", "RUNS OUT SOON, valid until 23 December 2026"),
        ("24 December 2026", "41/80", "Valid until 24 December 2026"),
        ("no end date", "41/80", "No end date"),
    ],
)
async def test_what_is_out_of_date_counts_as_none_and_says_so(amal, valid, points, said):
    await counts_everywhere(amal, valid)
    assert said in amal.sees
    await amal.says("/result")
    assert f"Evidenced score: {points} " in amal.sees
    assert ("out of date: L1. Type /evidence" in amal.sees) == (points == "40/80")
    assert "no evidence note yet" not in amal.sees


async def test_a_result_stays_as_it_was_on_the_day_it_was_finished(amal, clock):
    await counts_everywhere(amal, "1 December 2026")
    await amal.says("/result")
    before = amal.replies[0]
    clock.passes(days=400)
    await amal.says("/result")
    assert amal.replies[0] == before
    await amal.says("/evidence")
    assert "OUT OF DATE since 1 December 2026" in amal.sees
    assert "Its result counts what was in date on that day." in amal.sees


async def test_a_draft_loses_its_evidence_to_the_date(amal, clock):
    await reaches_the_first_question(amal)
    await answers(amal, "3 Embedded")
    await adds(amal, valid="1 December 2026")
    await counts_for(amal, "Leadership", "L1 A senior person owns this")
    await amal.says("/result")
    assert "Evidenced score: 3/80" in amal.sees
    clock.passes(days=9)
    await amal.says("/result")
    assert "Evidenced score: 2/80" in amal.sees
    assert "Counted as 2 because the evidence is out of date: L1." in amal.sees
    await amal.says("/answers")
    assert "3 Embedded\n   The evidence is out of date. Type /evidence to renew it." in amal.sees


async def test_looking_again_a_year_later_the_old_evidence_is_out_of_date_and_the_old_result_is_not(
    amal, clock
):
    await counts_everywhere(amal, "1 December 2026")
    clock.passes(days=365)
    await amal.says("/assess")
    for button in ("Start a new one", "Start from my last answers"):
        await amal.presses(button)
    await amal.says("/result")
    assert "Counted as 2 because the evidence is out of date: L1." in amal.sees
    [then_and_now] = [
        reply.text for reply in amal.replies if "Leadership: " in reply.text and "→" in reply.text
    ]
    assert "Leadership: 55% → 50%" in then_and_now
    assert "L1 A senior person owns this: 3 → 2" in then_and_now


async def test_a_register_that_a_later_assessment_has_closed_stays_as_it_was(amal):
    await counts_everywhere(amal, "1 March 2027")
    old = await amal.assessment()
    await amal.says("/assess")
    for button in ("Start a new one", "Start from my last answers"):
        await amal.presses(button)
    [note_id] = old.register
    for rest in (f"off:{note_id}:L1", f"removed:{note_id}"):
        await amal.presses_data(f"reg:{old.ref}:{rest}")
        assert "looked at, and no longer changed" in amal.sees
    kept = next(each for each in await amal.assessments() if each.ref == old.ref)
    assert kept.register == old.register


async def test_another_document_in_date_is_enough(amal):
    await counts_everywhere(amal, "1 November 2026")
    await adds(amal, title="Public statement", valid="no")
    await counts_for(amal, "Leadership", "L1 A senior person owns this")
    await amal.says("/result")
    assert "Evidenced score: 41/80" in amal.sees
    assert "out of date" not in amal.sees


# Reminders


async def test_its_owner_is_reminded_30_days_before_it_runs_out(amal, store):
    await reaches_the_areas(amal)
    await adds(amal, valid="1 March 2027")
    assessment = await amal.assessment()
    [note_id] = assessment.register
    [reminder] = await reminders(store)
    assert (reminder.address, reminder.place) == (amal.address, "amal")
    assert (reminder.ref, reminder.subject, reminder.due) == (
        assessment.ref,
        note_id,
        "2027-01-30T09:00:00+00:00",
    )


async def test_the_reminder_moves_with_the_date_and_goes_with_it(amal, store):
    await reaches_the_areas(amal)
    await adds(amal, valid="1 March 2027")
    await amal.presses("Done")
    await amal.presses("Change until when it is valid")
    await amal.says("1 April 2027")
    assert [each.due for each in await reminders(store)] == ["2027-03-02T09:00:00+00:00"]
    await amal.presses("Change until when it is valid")
    await amal.presses("No end date")
    assert await reminders(store) == []


async def test_who_was_just_told_that_it_runs_out_is_not_reminded(amal, store):
    await reaches_the_areas(amal)
    await adds(amal, valid="24 December 2026")
    assert [each.due for each in await reminders(store)] == ["2026-11-24T09:00:00+00:00"]
    await amal.presses("Done")
    await amal.presses("Change until when it is valid")
    await amal.says("23 December 2026")
    assert MORNING.isoformat() == "2026-11-23T09:00:00+00:00"
    assert await reminders(store) == []
