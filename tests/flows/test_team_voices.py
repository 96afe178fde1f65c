"""Agreeing on one answer: the spread, the lower, the middle, or talk; and what others say stays as it is."""

import asyncio
import re
from io import BytesIO

import pytest
from people import MORNING, Person
from pypdf import PdfReader
from teams import joins, leads, part_of
from walking import answers, finishes

from bot.flows.report import Reports
from bot.flows.voices.stamp import before, stamp
from knowledge.voices import Spread
from storage.records import Assessment

BOTH_STORES = True

COUNTED = re.compile(r": \d+ (person|people)")


@pytest.fixture
def ada(app):
    return Person(app, "ada")


@pytest.fixture
def bo(app):
    return Person(app, "bo")


async def answers_area(person, area, *labels):
    """Answer the first criteria of an area."""
    ref = (await part_of(person)).ref
    await person.presses_data(f"hub:{ref}")
    await person.presses(area)
    await answers(person, *labels)


async def says_of(person, criterion, said):
    """Answer one criterion of a part, wherever one is."""
    await person.presses_data(f"answer:{(await part_of(person)).ref}:{criterion}:{said}")


async def own(person, criterion, said):
    await person.presses_data(f"answer:{(await whole_of(person)).ref}:{criterion}:{said}")


def in_print(document):
    """All words of a report."""
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(document.content)).pages).split()
    )


async def whole_of(person):
    [whole] = [each for each in await person.assessments() if not each.of]
    return whole


async def looks_at(person, criterion):
    await person.says("/team")
    await person.presses("Agree on the answers")
    await person.presses(f"Look at {criterion}")


async def agreed_on(person, criterion):
    answer = (await whole_of(person)).answers[criterion]
    return (answer.score, answer.agreed, answer.own)


@pytest.fixture
async def team(amal, jo, ada, bo):
    """Amal leads and says 3; human resources say 1, service delivery 2 and 4."""
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await joins(amal, ada, "Service delivery")
    await joins(amal, bo, "Service delivery")
    await own(amal, "S2", 3)
    for person, said in ((jo, 1), (ada, 2), (bo, 4)):
        await says_of(person, "S2", said)


async def test_the_lead_sees_the_spread_and_the_middle_of_each_group(amal, team):
    await looks_at(amal, "S2")
    assert amal.replies[0].title == "S2. Supervision and support"
    for line in (
        "4 of 4 have answered.",
        "1 Early: 1 person\n2 In place: 1 person\n3 Embedded: 1 person\n4 Leading: 1 person",
        "Service delivery: 2 In place\nHuman resources: 1 Early\nLeaders: 3 Embedded",
        "You said: 3 Embedded.",
    ):
        assert line in amal.sees
    await amal.presses("All areas and voices")
    assert "S2 Supervision and support: 4 of 4 answered, from 1 to 4. The middle is 2." in amal.sees
    assert "S3 Induction, flexibility, adjustments: nobody has answered yet." in amal.sees
    assert "With two in the middle it is the lower one." in amal.sees


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Take the lower: 1 Early", (1, "lower", "3")),
        ("Take the middle: 2 In place", (2, "middle", "3")),
        ("We talked: 0 Not started", (0, "talked", "3")),
        ("We talked: 2 In place", (2, "talked", "3")),
    ],
)
async def test_the_lead_takes_the_lower_the_middle_or_what_was_talked_of(amal, jo, team, label, kept):
    before = await part_of(jo)
    await looks_at(amal, "S2")
    await amal.presses(label)
    assert f"S2: agreed on {kept[0]}" in amal.sees
    assert await agreed_on(amal, "S2") == kept
    assert await part_of(jo) == before


async def test_dissent_is_kept_and_shown(amal, team):
    await looks_at(amal, "S2")
    await amal.presses("Take the middle: 2 In place")
    await looks_at(amal, "S2")
    assert "Agreed: 2 In place. 1 of 4 said less. 2 of 4 said more." in amal.sees
    assert "You said: 3 Embedded." in amal.sees


async def test_agreed_anew_the_leads_own_voice_is_still_theirs(amal, team):
    for label in ("Take the lower: 1 Early", "We talked: 4 Leading"):
        await looks_at(amal, "S2")
        await amal.presses(label)
    assert await agreed_on(amal, "S2") == (4, "talked", "3")


async def test_a_high_score_asks_for_evidence(amal, team):
    await looks_at(amal, "S2")
    await amal.presses("We talked: 3 Embedded")
    assert "It counts as 2 until there is an evidence note." in amal.sees
    await amal.presses("Add an evidence note")
    await amal.says("Supervision policy")
    assert (await whole_of(amal)).answers["S2"].evidence == "Supervision policy"
    assert await agreed_on(amal, "S2") == (3, "talked", "3")


async def test_what_the_lead_says_later_is_their_own_voice_and_what_was_agreed_stays(amal, team):
    await looks_at(amal, "S2")
    await amal.presses("Take the lower: 1 Early")
    await own(amal, "S2", 4)
    assert "your own answer is saved. What you agreed on stays: 1 Early." in amal.sees
    assert await agreed_on(amal, "S2") == (1, "lower", "4")


async def test_where_all_said_the_same_one_press_agrees(amal, jo, ada, bo, team):
    for criterion in ("S1", "S3"):
        for person in (jo, ada, bo):
            await says_of(person, criterion, 2)
        await own(amal, criterion, 2)
    await amal.says("/team")
    await amal.presses("Agree on the answers")
    await amal.presses("All said the same: agree on S1, S3")
    assert "Agreed: S1, S3. Saved." in amal.sees
    assert await agreed_on(amal, "S1") == (2, "alike", "2")
    assert (await whole_of(amal)).answers["S2"].agreed == ""


async def test_what_is_alike_no_more_is_not_agreed_by_an_old_press(amal, jo, ada, bo, team):
    for person in (jo, ada, bo):
        await says_of(person, "S1", 2)
    await amal.says("/team")
    await amal.presses("Agree on the answers")
    await says_of(bo, "S1", 3)
    await amal.presses("All said the same: agree on S1")
    assert "Nothing was agreed just now." in amal.sees
    assert "S1" not in (await whole_of(amal)).answers


async def test_one_press_for_all_agrees_on_what_was_shown_and_nothing_else(amal, jo, ada, bo, team):
    for said in (2, 3):
        for person in (jo, ada, bo):
            await says_of(person, "S1", said)
        if said == 2:
            await amal.says("/team")
            await amal.presses("Agree on the answers")
    await amal.presses("All said the same: agree on S1")
    assert "Nothing was agreed just now." in amal.sees
    assert "S1" not in (await whole_of(amal)).answers
    await amal.presses("All said the same: agree on S1")
    assert await agreed_on(amal, "S1") == (3, "alike", "")


async def test_behind_one_agreement_comes_the_next_and_at_the_end_the_way_on(amal, jo, team):
    await says_of(jo, "L1", 1)
    await looks_at(amal, "S2")
    await amal.presses("Take the lower: 1 Early")
    assert amal.replies[-1].title == "L1. A senior person owns this"
    await amal.presses("We talked: 2 In place")
    assert "All that others have answered is agreed on" in amal.sees


# A conflict of two answers


async def test_when_somebody_changes_their_answer_meanwhile_the_lead_is_shown_what_changed(amal, jo, team):
    await looks_at(amal, "S2")
    await says_of(jo, "S2", 0)
    await amal.presses("Take the lower: 1 Early")
    assert "S2 has changed since you were shown it, so nothing was agreed just now." in amal.sees
    assert "You were shown:\n1 Early: 1 person\n2 In place: 1 person" in amal.sees
    assert "0 Not started: 1 person\n2 In place: 1 person" in amal.replies[-1].text
    assert await agreed_on(amal, "S2") == (3, "", "")
    await amal.presses("Take the lower: 0 Not started")
    assert await agreed_on(amal, "S2") == (0, "lower", "3")


async def test_on_two_devices_the_second_is_shown_what_was_agreed_meanwhile(app, amal, team):
    phone = Person(app, "amal", channel="telegram", device="phone")
    await looks_at(amal, "S2")
    await looks_at(phone, "S2")
    await phone.presses("Take the lower: 1 Early")
    await amal.presses("Take the middle: 2 In place")
    assert "Meanwhile it was agreed: 1 Early." in amal.sees
    assert await agreed_on(amal, "S2") == (1, "lower", "3")


async def test_at_the_same_moment_nobody_overwrites_anybody(app, amal, jo, team):
    phone = Person(app, "amal", channel="telegram", device="phone")
    await looks_at(amal, "S2")
    await looks_at(phone, "S2")
    await asyncio.gather(
        amal.presses("Take the lower: 1 Early"),
        phone.presses("Take the middle: 2 In place"),
        says_of(jo, "S2", 0),
    )
    kept = await agreed_on(amal, "S2")
    assert (await part_of(jo)).answers["S2"].score == 0
    told = [person for person in (amal, phone) if "nothing was agreed just now" in person.sees]
    assert (kept in {(1, "lower", "3"), (2, "middle", "3")}) is (len(told) == 1)
    assert (kept == (3, "", "")) is (len(told) == 2)


async def test_the_same_press_twice_says_the_same(amal, team):
    await looks_at(amal, "S2")
    await amal.presses("Take the lower: 1 Early")
    said = amal.replies
    await amal.presses("Take the lower: 1 Early")
    assert amal.replies == said
    assert await agreed_on(amal, "S2") == (1, "lower", "3")


@pytest.mark.parametrize(
    "carried",
    [
        "voices:agree:{ref}:S2:lower:4:{stamp}",
        "voices:agree:{ref}:S2:talked:5:{stamp}",
        "voices:agree:{ref}:S2:talked:na:{stamp}",
        "voices:agree:{ref}:S2:talked:3:nonsense",
        "voices:agree:{ref}:S2:loudest:3:{stamp}",
        "voices:agree:{ref}:Z9:talked:3:{stamp}",
        "voices:agree:{ref}",
        "voices:alike:{ref}:kitchen:00000000",
        "voices:x:{ref}",
    ],
)
async def test_made_up_buttons_agree_on_nothing(amal, team, carried):
    await looks_at(amal, "S2")
    based_on = amal.button("Take the lower: 1 Early").carries.rsplit(":", 1)[1]
    before = await whole_of(amal)
    await amal.presses_data(carried.format(ref=before.ref, stamp=based_on))
    assert "does not fit any more" in amal.sees
    assert await whole_of(amal) == before


async def test_nobody_but_the_lead_sees_or_agrees(amal, jo, sam, team):
    await looks_at(amal, "S2")
    before = await whole_of(amal)
    for carried in {choice.carries for reply in amal.shown for choice in reply.choices}:
        for person in (jo, sam):
            if carried.startswith("voices:"):
                await person.presses_data(carried)
                assert "not yours. Nothing has changed." in person.sees
    assert await whole_of(amal) == before


# Don't know, not applicable, nobody


async def test_dont_know_is_a_voice_and_no_number(amal, jo, ada, bo, team):
    await says_of(bo, "S2", "dk")
    await looks_at(amal, "S2")
    assert "Don't know yet: 1 person" in amal.sees
    assert "Take the middle: 2 In place" in amal.choices


async def test_if_all_do_not_know_that_is_what_is_agreed(amal, jo, ada, bo, team):
    for person in (jo, ada, bo):
        await says_of(person, "H1", "dk")
    await looks_at(amal, "H1")
    await amal.presses("Take the middle: Don't know yet")
    answer = (await whole_of(amal)).answers["H1"]
    assert (answer.dont_know, answer.score, answer.agreed) == (True, None, "middle")


async def test_what_applies_to_nobody_can_be_agreed_to_with_the_frameworks_reason(amal, jo, ada, bo, team):
    for person in (jo, ada, bo):
        await person.presses_data(f"answer:{(await part_of(person)).ref}:H4:na")
        await person.says("Because of something only I know")
    await looks_at(amal, "H4")
    assert "something only I know" not in amal.sees
    await amal.presses("Take the lower: Not applicable")
    answer = (await whole_of(amal)).answers["H4"]
    assert "something only I know" not in answer.not_applicable
    assert answer.not_applicable


async def test_of_an_area_that_nobody_answers_there_is_only_talk(amal, team):
    await looks_at(amal, "R1")
    assert "nobody has answered yet." in amal.sees
    assert not any(each.startswith("Take") for each in amal.choices)
    await amal.presses("We talked: 2 In place")
    assert await agreed_on(amal, "R1") == (2, "talked", "")


async def test_only_those_who_were_asked_count(amal, jo, sam, team):
    await joins(amal, sam, "Others", "Leadership")
    await looks_at(amal, "S2")
    assert "4 of 4 have answered." in amal.sees
    await looks_at(amal, "L1")
    assert not any(each.startswith("Take") for each in amal.choices)


# Voices from lived experience


async def lived(app, amal, how_many, *said, area="Service delivery"):
    people = [Person(app, f"lived{each}") for each in range(how_many)]
    for person, score in zip(people, said, strict=True):
        await joins(amal, person, "Lived experience", area)
        await says_of(person, "S2", score)
    return people


async def test_with_too_few_people_only_how_many_have_answered_is_shown(app, amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await says_of(jo, "S2", 3)
    await lived(app, amal, 1, 0)
    await own(amal, "S2", 3)
    await looks_at(amal, "S2")
    assert "3 of 3 have answered." in amal.sees
    assert "at least three of them beside you" in amal.sees
    assert not COUNTED.search(amal.sees)
    assert not any(each.startswith("Take") for each in amal.choices)
    await amal.presses("We talked: 2 In place")
    await looks_at(amal, "S2")
    assert "said" not in amal.replies[0].note


async def test_two_are_folded_into_all_and_three_are_shown_apart(app, amal, team):
    await lived(app, amal, 2, 0, 0)
    third = Person(app, "third")
    await joins(amal, third, "Lived experience", "Leadership")
    await looks_at(amal, "S2")
    assert "0 Not started: 2 people" in amal.sees
    assert "The middle of each group" not in amal.sees


async def test_three_are_shown_apart_once_all_have_answered(app, amal, team):
    await lived(app, amal, 2, 0, 0)
    third = Person(app, "third")
    await joins(amal, third, "Lived experience")
    await looks_at(amal, "S2")
    assert "6 of 7 have answered." in amal.sees
    assert not COUNTED.search(amal.sees)
    await says_of(third, "S2", 1)
    await looks_at(amal, "S2")
    assert "Lived experience: 0 Not started" in amal.sees


# Looking again, and comparing


STAYS_HIDDEN = "so what was said stays hidden."


async def stays_hidden(amal):
    """Nothing of what was said of S2 is shown, on no screen, and the words promise nothing."""
    await looks_at(amal, "S2")
    assert STAYS_HIDDEN in amal.sees
    assert "is shown when all" not in amal.sees
    assert not COUNTED.search(amal.sees)
    assert not any(each.startswith("Take") for each in amal.choices)
    await amal.presses("All areas and voices")
    assert "Supervision and support:" in amal.sees
    assert "have answered" in amal.sees.split("Supervision and support:")[1].splitlines()[0]
    await amal.says("/result")
    assert "Supervision and support\n" not in amal.sees.split("see it")[1].split("Not agreed")[0]


async def test_who_joins_alone_from_lived_experience_cannot_be_read_from_the_difference(app, amal, team):
    await looks_at(amal, "S2")
    assert COUNTED.search(amal.sees)
    [person] = await lived(app, amal, 1, 0)
    await stays_hidden(amal)
    await says_of(person, "S2", 4)
    await stays_hidden(amal)


async def test_nor_can_a_third_who_joins_after_two_were_shown(app, amal, team):
    await lived(app, amal, 2, 2, 2)
    await looks_at(amal, "S2")
    assert COUNTED.search(amal.sees)
    third = Person(app, "third")
    await joins(amal, third, "Lived experience")
    await says_of(third, "S2", 0)
    await stays_hidden(amal)


@pytest.mark.parametrize("who", ["lived", "other"])
async def test_nor_can_who_changes_their_answer_between_two_looks(app, amal, bo, team, who):
    [person] = await lived(app, amal, 1, 2)
    await looks_at(amal, "S2")
    assert COUNTED.search(amal.sees)
    await says_of(person if who == "lived" else bo, "S2", 0)
    await stays_hidden(amal)


async def test_nor_by_removing_the_others_one_by_one_and_inviting_them_again(app, amal, bo, team):
    await lived(app, amal, 1, 2)
    await looks_at(amal, "S2")
    assert COUNTED.search(amal.sees)
    await amal.presses_data(f"team:remove:{(await part_of(bo)).ref}")
    assert "you will then see only how many have answered" in amal.sees
    await amal.presses("Yes, remove them")
    await stays_hidden(amal)
    await joins(amal, bo, "Service delivery")
    await says_of(bo, "S2", 4)
    await stays_hidden(amal)


async def test_what_the_result_has_shown_counts_as_shown(app, amal, team):
    await amal.says("/result")
    assert "Leaders 3, human resources 1: Supervision and support" in amal.sees
    await lived(app, amal, 1, 0)
    await stays_hidden(amal)


async def test_three_who_join_together_are_a_crowd_and_are_shown(app, amal, team):
    await looks_at(amal, "S2")
    await lived(app, amal, 3, 0, 0, 1)
    await looks_at(amal, "S2")
    assert "Lived experience: 0 Not started" in amal.sees


async def test_who_joins_beside_lived_experience_is_shown_when_nobody_has_gone(app, amal, sam, team):
    await lived(app, amal, 1, 0)
    await looks_at(amal, "S2")
    await joins(amal, sam, "Others")
    await says_of(sam, "S2", 2)
    await looks_at(amal, "S2")
    assert "0 Not started: 1 person\n1 Early: 1 person\n2 In place: 2 people" in amal.sees


async def test_a_note_that_is_added_later_hides_nothing(app, amal, team, clock):
    [person] = await lived(app, amal, 1, 3)
    await looks_at(amal, "S2")
    clock.passes(minutes=1)
    await person.says("Peer supervision log")
    await looks_at(amal, "S2")
    assert COUNTED.search(amal.sees)
    assert "Peer supervision log" in amal.sees


async def test_evidence_is_named_without_whose_it_is_and_only_among_enough(app, amal, team):
    people = await lived(app, amal, 1, 3)
    await people[0].says("Peer supervision log")
    await looks_at(amal, "S2")
    assert "Evidence that was named:\n- Peer supervision log" in amal.sees
    assert "Lived experience" not in amal.sees
    await joins(amal, Person(app, "late"), "Lived experience")
    await looks_at(amal, "S2")
    assert "Peer supervision log" not in amal.sees


# In the result


async def test_alone_the_result_says_nothing_of_voices(amal):
    await finishes(amal)
    assert "How people in different places see it" not in [each.title for each in amal.replies]


async def test_the_result_says_how_much_is_not_agreed_on(amal, team):
    await amal.says("/result")
    assert "Leaders 3, human resources 1: Supervision and support" in amal.sees
    assert "Not agreed on yet: 1." in amal.sees
    await looks_at(amal, "S2")
    await amal.presses("Take the lower: 1 Early")
    await amal.says("/result")
    assert "Not agreed on yet" not in amal.sees
    assert "Leaders 3, human resources 1: Supervision and support" in amal.sees


def test_a_stamp_is_made_of_what_was_shown_and_can_be_read_back():
    shown = Spread(5, 5, {"1": 2, "4": 2, "dk": 1}, {"leader": "1"})
    assert before(stamp(shown, "3")) == ({"1": 2, "4": 2, "dk": 1}, "3")
    assert before(stamp(Spread(5, 7), "")) == (None, "")
    many = Spread(50, 50, {"1": 50})
    assert len(stamp(many, "dk")) == len(stamp(shown, "dk"))


async def test_a_report_that_keeps_nothing_names_only_the_gaps_that_were_shown(content, app, amal, team):
    async def gaps():
        parts = [each for each in await app.store.read(Assessment) if each.of]
        document = await Reports(content).paper(await whole_of(amal), None, MORNING, parts)
        return "Leaders 3, human resources 1" in in_print(document)

    assert not await gaps()
    await amal.says("/result")
    assert await gaps()


async def test_the_five_widest_gaps_are_named(amal, jo, ada, bo, team):
    for criterion in ("L1", "L2", "L3", "L4", "L5"):
        await own(amal, criterion, 3)
        for person, said in ((jo, 1), (ada, 2), (bo, 2)):
            await says_of(person, criterion, said)
    await amal.says("/result")
    assert len(re.findall(r"^- Leaders 3, human resources 1: ", amal.sees, re.MULTILINE)) == 5


async def test_a_gap_of_one_point_is_not_wide(amal, jo, team):
    await says_of(jo, "S2", 2)
    await amal.says("/result")
    assert "No wide gap shows" in amal.sees


async def test_what_the_report_has_shown_counts_as_shown(app, amal, team):
    await amal.says("/report")
    assert "Leaders 3, human resources 1" in in_print(amal.documents[0])
    await lived(app, amal, 1, 0)
    await stays_hidden(amal)


async def test_evidence_stands_in_the_order_of_the_alphabet_not_of_who_joined_first(amal, jo, sam):
    await leads(amal)
    for person, note in ((jo, "Zonal policy"), (sam, "Area policy")):
        await joins(amal, person, "Human resources")
        await says_of(person, "S2", 3)
        await person.says(note)
    await looks_at(amal, "S2")
    assert "- Area policy\n- Zonal policy" in amal.sees
