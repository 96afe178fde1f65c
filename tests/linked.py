"""Linking places, as people in tests do it."""

import re

from people import Person

CODE = re.compile(r"/link ([A-Z0-9]{9}-[A-Z0-9]{9}-[A-Z0-9]{9})")
YES, NO = "Yes, I made it. Link them", "No, do not link"


async def makes_a_code(person: Person) -> str:
    """Ask for a code, also where places are linked already."""
    await person.says("/link")
    if "Link one more place" in person.choices:
        await person.presses("Link one more place")
    return CODE.search(person.sees)[1]


async def links(one: Person, other: Person) -> None:
    """Have a code made in one place, and typed and agreed to in the other."""
    await other.says(f"/link {await makes_a_code(one)}")
    await other.presses(YES)
    assert "Done. These places are linked:" in other.sees
