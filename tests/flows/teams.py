"""Ways through a team that many conversations begin with."""

import re

from people import Person
from walking import reaches_the_areas

CODE = re.compile(r"/code ([2-9A-Z]{9}(?:-[2-9A-Z]{9}){2})")


async def leads(person: Person, **differing: str) -> None:
    """Begin an assessment, as far as the areas."""
    await reaches_the_areas(person, **differing)


async def invites(person: Person, voice: str, *areas: str) -> str:
    """Make a code for a colleague; return it."""
    await person.says("/team")
    await person.presses("Invite a colleague")
    await person.presses(voice)
    for area in areas:
        await person.presses(area)
    await person.presses("Make the code" if areas else "All areas")
    return CODE.search(person.sees)[1]


async def joins(lead: Person, colleague: Person, voice: str, *areas: str) -> None:
    """Be invited, and take part."""
    await colleague.says(f"/code {await invites(lead, voice, *areas)}")
    await colleague.presses("Yes, take part")


async def part_of(person: Person):
    """Return the one part somebody has in what others lead."""
    [part] = [each for each in await person.assessments() if each.of]
    return part
