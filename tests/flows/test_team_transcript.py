"""From the invitation to the result: a lead and three colleagues, a conflict of two answers, and the gap
between voices with two and with three people who have lived experience.
"""

from io import BytesIO

import pytest
from people import Person
from pypdf import PdfReader
from teams import joins, leads, part_of
from walking import CRITERIA, answers

BOTH_STORES = True

GAP = "Leaders 3, lived experience 1: Supervision and support"
GAPS = "How people in different places see it"


@pytest.fixture
def lived(app):
    """Three people with lived experience."""
    return [Person(app, name) for name in ("ari", "bea", "cal")]


async def does_all(person, label, **differing):
    """Answer a whole part, and say that it is finished."""
    await person.presses("Begin")
    await person.presses("Leadership")
    await answers(person, *(differing.get(each, label) for each in CRITERIA))
    await person.presses("I have finished my part")
    assert "Thank you, your part is done." in person.sees


async def leader_does_all(amal):
    """The lead answers everything: supervision is embedded, they say."""
    await amal.says("/assess")
    await amal.presses("Leadership")
    await answers(amal, *("3 Embedded" if each == "S2" else "2 In place" for each in CRITERIA))


def section(person, title):
    """The text of one message of the last turn."""
    return next(reply.text for reply in person.replies if reply.title == title)


def in_print(person):
    """All words of the report."""
    pages = PdfReader(BytesIO(person.documents[0].content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


async def test_three_colleagues_and_a_lead_from_invitation_to_result(amal, jo, sam, app):
    ada = Person(app, "ada")
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await joins(amal, ada, "Service delivery")
    await joins(amal, sam, "Lived experience")
    await leader_does_all(amal)
    await does_all(jo, "2 In place")
    await does_all(ada, "2 In place")

    await amal.says("/team")
    assert "You lead: 20 of 20 answered" in amal.sees
    assert "Human resources 1: finished, 20 of 20 answered" in amal.sees
    assert "Lived experience 1: 0 of 20 answered" in amal.sees
    await amal.presses("Lived experience 1")
    await amal.presses("Ask them to go on")

    await amal.presses_data(f"voices:see:{(await part_of(jo)).of}:S2")
    assert "3 of 4 have answered. What was said is shown when all" in amal.sees
    await does_all(sam, "2 In place", S2="0 Not started")

    await amal.says("/team")
    await amal.presses("Agree on the answers")
    assert "S2 Supervision and support: 4 of 4 answered, from 0 to 3. The middle is 2." in amal.sees
    assert "Lived experience" not in amal.sees.replace("Lived experience representation", "")
    for area in ("L1, L2, L3, L4, L5", "H1, H2, H3, H4, H5", "S1, S3, S4, S5", "R1, R2, R3, R4, R5"):
        await amal.presses(f"All said the same: agree on {area}")
        assert f"Agreed: {area}. Saved." in amal.sees
    await amal.presses("Look at S2")

    # A conflict of two answers: Ada thinks again, just before the lead decides.
    await ada.presses_data(f"answer:{(await part_of(ada)).ref}:S2:1")
    await amal.presses("Take the middle: 2 In place")
    assert "S2 has changed since you were shown it, so nothing was agreed just now." in amal.sees
    assert "You were shown:\n0 Not started: 1 person\n2 In place: 2 people" in amal.sees
    assert "changed an answer since you looked, so what was said stays hidden." in amal.replies[-1].text
    await amal.presses("We talked: 1 Early")
    assert "S2: agreed on 1 Early. Saved." in amal.sees
    assert "All that others have answered is agreed on, and saved." in amal.sees

    await amal.presses("Check your answers")
    await amal.presses("Finish and see the result")
    assert amal.replies[0].title == "Indicative level: Working towards"
    assert "Only the Career Matters panel awards Charter status." in amal.replies[0].text
    assert "S2 Supervision and support is at 1. It is essential" in amal.sees
    assert "No wide gap shows between groups" in section(amal, GAPS)
    assert sam.address not in amal.sees

    await sam.presses_data(f"answer:{(await part_of(sam)).ref}:S2:4")
    assert "The person who leads has finished, so your answers stay as they are." in sam.sees
    assert (await part_of(sam)).answers["S2"].score == 0


@pytest.mark.parametrize("how_many", [2, 3])
async def test_the_gap_between_voices_is_named_from_three_people_with_lived_experience(
    amal, jo, lived, how_many
):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    await leader_does_all(amal)
    await does_all(jo, "2 In place")
    for person in lived[:how_many]:
        await joins(amal, person, "Lived experience")
        await does_all(person, "2 In place", S2="1 Early")
    await amal.says("/result")
    assert (GAP in section(amal, GAPS)) is (how_many == 3)
    assert ("lived experience" in section(amal, GAPS)) is (how_many == 3)
    await amal.says("/report")
    assert (GAP in in_print(amal)) is (how_many == 3)
    await amal.says("/team")
    await amal.presses("Agree on the answers")
    await amal.presses("Look at S2")
    assert "1 Early: " in amal.sees  # all together, in either case
    assert ("Lived experience: 1 Early" in amal.sees) is (how_many == 3)
    assert ("Human resources: 2 In place" in amal.sees) is (how_many == 3)
