"""Before the first criterion: what is coming, then a few questions about the organisation."""

from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.assess.wording import checked
from bot.messages import Choice, Progress, Reply, plain
from bot.typed_names import in_one_line
from bot.visit import Visit
from knowledge.model import ProfileField
from storage.records import Assessment


class Setup:
    """Shows and takes the profile questions. Its choices carry `profile:<ref>:...`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say
        self._fields = drafts.content.profile

    def intro(self) -> Reply:
        """Say what is coming, and that it can be tried without anything kept."""
        minutes = self._drafts.content.framework.minutes
        practice = Choice(self._say("practice.try"), "try:")
        return Reply(self._say("begin.text", minutes=minutes), self._say("begin.title"), choices=(practice,))

    def show(self, visit: Visit, assessment: Assessment, field: ProfileField) -> Reply:
        """Ask one profile question."""
        visit.go("assess", f"profile:{field.id}", assessment=assessment.ref)
        at = self._fields.index(field)
        ref = assessment.ref
        options = [Choice(each.label, f"profile:{ref}:{field.id}:{each.id}") for each in field.options]
        back = [Choice(self._say("assess.back"), f"profile:{ref}:back:{field.id}")] if at else []
        pause = [Choice(self._say("assess.pause"), f"pause:{ref}")]
        now = assessment.profile.get(field.id)
        note = self._say("profile.now", value=field.label(now)) if now else ""
        progress = Progress(at + 1, len(self._fields), self._say("profile.progress"))
        choices = (*options, *back, *pause)
        return Reply(field.why, title=field.ask, note=note, choices=choices, progress=progress)

    def take(self, visit: Visit, assessment: Assessment, field_id: str, value: str) -> Assessment:
        """Keep the answer to a profile question; raises `BotError` with what to do when it is none."""
        field = self.field(field_id)
        value = in_one_line(value)
        if field.options and value not in {option.id for option in field.options}:
            value = self._typed(field, value)
        if not value:
            raise BotError(self._say("profile.empty"))
        if len(value) > field.at_most:
            raise BotError(self._say("profile.too_long", most=field.at_most, length=len(value)))
        if not field.options:
            checked(visit, assessment, f"profile:{field.id}", value)
        profile = {**assessment.profile, field.id: value}
        return self._drafts.keep(visit, replace(assessment, profile=profile))

    def field(self, field_id: str) -> ProfileField:
        """Return a profile question by its id."""
        for field in self._fields:
            if field.id == field_id:
                return field
        raise BotError(self._say("assess.old_choice"))

    def before(self, field_id: str) -> ProfileField:
        """Return the profile question before this one."""
        return self._fields[max(0, self._fields.index(self.field(field_id)) - 1)]

    def after(self, field_id: str) -> ProfileField | None:
        """Return the profile question behind this one."""
        at = self._fields.index(self.field(field_id)) + 1
        return self._fields[at] if at < len(self._fields) else None

    def _typed(self, field: ProfileField, words: str) -> str:
        for number, option in enumerate(field.options, 1):
            if plain(words) in {plain(option.label), option.id, str(number)}:
                return option.id
        raise BotError(self._say("profile.choose"))
