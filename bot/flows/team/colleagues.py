"""Who takes part in an assessment: no names exist, so people are numbered by the voice they speak with."""

from dataclasses import dataclass

from bot.errors import BotError
from bot.flows.assess.draft import Drafts, is_open
from bot.typed_names import set_apart
from bot.visit import Visit
from storage.records import Assessment


@dataclass(frozen=True)
class Colleague:
    """One person's part in an assessment, and what they are called there: `Service delivery 2`."""

    whole: Assessment
    part: Assessment
    name: str


class Colleagues:
    """Finds the people of an assessment for whoever leads it."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.say = drafts.say
        [role] = [field for field in drafts.content.profile if field.id == "role"]
        self.voices = tuple(option.id for option in role.options)

    async def led(self, visit: Visit, ref: str) -> Assessment:
        """Return an assessment that this person leads; raises `BotError` if they do not."""
        whole = await self.drafts.open_one(visit, ref)
        if whole.of:
            raise BotError(self.say("team.not_lead"))
        return whole

    async def all(self, visit: Visit, whole: Assessment) -> list[Colleague]:
        """Return the colleagues of an assessment in order of their voices, numbered as they joined."""
        parts = await self.drafts.parts(visit, whole)
        return [
            Colleague(whole, part, f"{self.voice(voice)} {number}")
            for voice in self.voices
            for number, part in enumerate((each for each in parts if each.voice == voice), 1)
        ]

    async def one(self, visit: Visit, ref: str) -> Colleague:
        """Return a colleague by the reference of their part; raises `BotError` unless this person leads."""
        part = await visit.turn.get(Assessment, ref)
        whole = await visit.turn.get(Assessment, part.of) if part and part.of else None
        if whole is None or whole.owner != visit.address:
            raise BotError(self.say("team.not_there"))
        return next(each for each in await self.all(visit, whole) if each.part.ref == ref)

    def voice(self, voice: str) -> str:
        """Return what people of a voice are called."""
        return self.say(f"voices.names.{voice}")

    def areas(self, whole: Assessment, areas: tuple[str, ...]) -> str:
        """Return the titles of some areas; none means all."""
        if not areas:
            return self.say("team.all_areas")
        framework = self.drafts.framework(whole)
        return ", ".join(area.title for area in framework.areas if area.id in areas)

    def answered(self, assessment: Assessment) -> tuple[int, int]:
        """Return how many of how many criteria somebody has answered of those they were asked."""
        criteria = self.drafts.framework(assessment).criteria
        return sum(not is_open(assessment, each.id) for each in criteria), len(criteria)

    def place(self, assessment: Assessment) -> str:
        """Return the organisation and service as they were typed, fit to stand inside a sentence."""
        return set_apart(self.drafts.about(assessment) or self.say("team.no_name"))
