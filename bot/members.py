"""Who somebody is to the others who look after the assistant: a random id, since no name is kept."""

from dataclasses import replace

from bot.codes import SPOKEN, new_code
from storage.records import Member

LENGTH = 8  # letters of 24 kinds: 36.7 random bits


def known(member: Member) -> Member:
    """Return the member with an id: the one they have, or a new one."""
    return member if member.id else replace(member, id=new_code(LENGTH, SPOKEN))
