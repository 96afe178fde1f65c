"""Ways through the self-assessment that many conversations begin with."""

from people import Person

PROFILE = {
    "organisation": "Moorland NHS Trust",
    "service": "Liaison and Diversion",
    "sector": "NHS trust or service",
    "role": "Leader or manager",
    "target": "Silver",
    "stage": "Training",
    "involvement": "Yes, somebody is",
}
CRITERIA = [f"{area}{number}" for area in "LHSR" for number in range(1, 6)]
AREAS = ["Leadership", "Human resources", "Service delivery", "Lived experience representation"]


async def agrees(person: Person) -> None:
    """Begin an assessment; somebody who has not agreed to what is kept does so now."""
    await person.says("/assess")
    if "Yes, that is fine" in person.choices:
        await person.presses("Yes, that is fine")


async def reaches_the_areas(person: Person, **differing: str) -> None:
    """Agree, and tell about the organisation."""
    await agrees(person)
    for said in (PROFILE | differing).values():
        await person.says(said)


async def reaches_the_first_question(person: Person) -> None:
    """Go on to L1."""
    await reaches_the_areas(person)
    await person.presses("Leadership")


async def answers(person: Person, *labels: str, evidence: str = "") -> None:
    """Press one answer after the other; where evidence is asked for, type it, or leave it for later."""
    for label in labels:
        await person.presses(label)
        if "No evidence yet" in person.choices:
            await (person.says(evidence) if evidence else person.presses("No evidence yet"))


async def answers_everything(
    person: Person, label: str = "2 In place", evidence: str = "", **differing: str
) -> None:
    """Go all the way to the last answer; `differing` names the criteria that are answered otherwise."""
    await reaches_the_first_question(person)
    await answers(person, *(differing.get(each, label) for each in CRITERIA), evidence=evidence)


async def finishes(person: Person, label: str = "2 In place", evidence: str = "", **differing: str) -> None:
    """Answer everything and look at the result."""
    await answers_everything(person, label, evidence, **differing)
    await person.presses("Finish and see the result")


async def has_answered(person: Person, criterion: str) -> str:
    """Return what is kept of a criterion, in one word."""
    answer = (await person.assessment()).answers.get(criterion)
    if answer is None:
        return "open"
    if answer.dont_know:
        return "unknown"
    return "n/a" if answer.not_applicable else str(answer.score)
