"""The first words, the list of commands, and the way to the entries on roles."""

from bot.answers import Answers
from bot.commands import Commands
from bot.flows.assess.flow import Assess
from bot.flows.consent.flow import Consent
from bot.flows.team.joining import Joining
from bot.messages import Choice, Reply
from bot.visit import Visit

ROLES_SHOWN = (
    "peer-mentor-role",
    "becoming-a-peer-mentor",
    "peer-worker-pay",
    "volunteer-to-paid-work",
    "supervision",
    "sharing-your-story",
    "telling-an-employer",
    "help-with-your-record",
)  # what people who hold or want a role ask first


class Start:
    """`/start`, `/help` and `/roles`; its choices carry `start:<what>`."""

    def __init__(
        self, commands: Commands, answers: Answers, assess: Assess, joining: Joining, consent: Consent
    ) -> None:
        self._commands = commands
        self._answers = answers
        self._assess = assess
        self._joining = joining
        self._consent = consent
        self._say = consent.say

    async def start(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Say what this is; or take the one-time code that a link brought along."""
        if words:
            return await self._joining.redeem(visit, words)
        say = self._say
        resume = await self._assess.where(visit)
        assess = say("start.continue" if resume else "start.assess")
        choices = (
            Choice(say("start.ask"), "start:ask"),
            Choice(assess, "start:assess"),
            Choice(say("start.roles"), "start:roles"),
            Choice(say("start.help"), "start:help"),
        )
        return (
            Reply(say("start.welcome"), title=say("start.title")),
            self._kept(visit),
            Reply(f"{resume}\n\n{say('start.choose')}".strip(), choices=choices),
        )

    def _kept(self, visit: Visit) -> Reply:
        """Say what is kept; whoever has not agreed yet may do so here, or go on without."""
        if not visit.agreed:
            return self._consent.offer(visit)
        return Reply(self._say("start.kept"), title=self._say("start.kept_title"))

    async def choose(self, visit: Visit, what: str) -> tuple[Reply, ...]:
        """Follow one of the first choices."""
        if what == "assess":
            return await self._assess.beginning.begin(visit, "")
        if what == "roles":
            return await self.roles(visit, "")
        if what == "help":
            return await self.help(visit, "")
        visit.leave()  # so that the question is no answer to an open step
        return (Reply(self._say("start.ask_away")),)

    async def help(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """List what this person may use."""
        lines = [f"/{item.command} - {item.does}" for item in self._commands.menu(visit.member.role)]
        text = f"{self._say('help.text')}\n\n" + "\n".join(lines)
        return (Reply(text, title=self._say("help.title"), note=self._say("help.note")),)

    async def roles(self, visit: Visit, words: str) -> tuple[Reply, ...]:
        """Offer what peer mentors and volunteers ask first."""
        shown = (self._answers.entry(each) for each in ROLES_SHOWN)
        choices = tuple(Choice(entry.question, f"entry:{entry.id}") for entry in shown if entry)
        say = self._say
        return (Reply(say("roles.text"), title=say("roles.title"), choices=choices),)
