"""What a store has collected: people with an assessment each, all of them made up and all alike."""

from itertools import islice

from knowledge.framework import Framework
from knowledge.loader import Content
from storage.records import Answer, Assessment, Member, Session

WHEN = "2026-10-01T09:00:00+00:00"
NOTE = "Involvement policy 2025; minutes of the advisory group, March 2026"
AT_ONCE = 1_000  # people kept by one commit


def in_hand(ref, address, content: Content, answered=0):
    """Return what is kept of somebody who is asked about the criterion behind those they have answered."""
    criteria = content.framework.criteria
    profile = {each.id: each.options[0].id if each.options else "Northtown" for each in content.profile}
    answers = {each.id: Answer(3, NOTE, at=WHEN) for each in criteria[:answered]}
    step = f"score:{criteria[answered % len(criteria)].id}"
    version = content.framework.version
    return (
        Member(address, since=WHEN, agreed=content.texts.say("information.version"), agreed_at=WHEN),
        Session(address, flow="assess", step=step, assessment=ref),
        Assessment(
            ref, address, version, agreed=WHEN, started=WHEN, changed=WHEN, profile=profile, answers=answers
        ),
    )


def half(framework: Framework):
    """How many criteria somebody in the middle of an assessment has answered."""
    return len(framework.criteria) // 2


async def fill(store, people):
    """Keep what belongs to many people."""
    people = iter(people)
    while some := list(islice(people, AT_ONCE)):
        async with store.turn("filling") as turn:
            for records in some:
                for record in records:
                    turn.put(record)
