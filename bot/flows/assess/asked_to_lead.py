"""Being asked to lead: what a colleague is shown until they have said yes or no."""

from bot.flows.assess.draft import Drafts
from bot.messages import Choice, Reply
from bot.typed_names import set_apart
from bot.visit import Visit
from storage.records import Assessment


async def is_asked(visit: Visit, part: Assessment) -> bool:
    """Whether whoever leads has asked the owner of a part to lead from now on."""
    whole = await visit.turn.get(Assessment, part.of) if part.of else None
    return whole is not None and whole.handing_to == part.ref


async def offers(drafts: Drafts, visit: Visit) -> tuple[Reply, ...]:
    """Return what the speaker is asked to lead, each with a yes and a no."""
    parts = await drafts.everything(visit)
    return tuple([offer(drafts, each) for each in parts if await is_asked(visit, each)])


def offer(drafts: Drafts, part: Assessment) -> Reply:
    """Ask the owner of a part whether they will lead."""
    say = drafts.say
    choices = (
        Choice(say("team.lead_yes"), f"team:lead:{part.ref}"),
        Choice(say("team.lead_no"), f"team:notlead:{part.ref}"),
    )
    place = set_apart(drafts.about(part) or say("team.no_name"))
    return Reply(say("team.lead_offer", place=place), say("team.lead_title"), choices=choices)
