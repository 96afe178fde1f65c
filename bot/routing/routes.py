"""Where messages go: the table that the program puts together once."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.commands import Commands
from bot.flows.ask import Ask
from bot.flows.assess.flow import Assess
from bot.flows.consent.flow import Consent
from bot.flows.export.flow import Export
from bot.flows.hearing_back import HearingBack
from bot.flows.people.notices import Notices
from bot.flows.plan.flow import Plans
from bot.flows.practice.flow import Practice
from bot.flows.reminders.flow import Reminders
from bot.messages import Reply
from bot.visit import Visit

Replies = tuple[Reply, ...]
Handle = Callable[[Visit, str], Awaitable[Replies]]


class Flow(Protocol):
    """What the router needs to know of a flow that can be open."""

    async def typed(self, visit: Visit, text: str) -> Replies | None:
        """Take typed words at the open step; None when they are no answer to it."""

    async def again(self, visit: Visit) -> Replies:
        """Show the open step again."""


@dataclass(frozen=True)
class Routes:
    """Where messages go: commands by their table, choices by the word before their first colon, other text
    to the open flow. What that does not take goes to the plan, if it asks what would be, or to the question
    flow. `urgent` hears distress before all of them.
    """

    commands: Commands
    choices: Mapping[str, Handle]
    flows: Mapping[str, Flow]
    assess: Assess
    ask: Ask
    plans: Plans
    practice: Practice
    hearing_back: HearingBack
    reminders: Reminders
    notices: Notices
    export: Export
    consent: Consent
    urgent: Callable[[str], bool]
