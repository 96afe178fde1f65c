"""Where each step of a self-assessment leads: which one to show, and what comes behind an answer."""

from bot.flows.assess.again import Again
from bot.flows.assess.draft import Drafts, how_many_open, is_open, next_open, number
from bot.flows.assess.evidence import Evidence
from bot.flows.assess.hub import Hub
from bot.flows.assess.outcome import Outcome
from bot.flows.assess.questions import Questions
from bot.flows.assess.reasons import Reasons
from bot.flows.assess.setup import Setup
from bot.flows.assess.then_and_now import ThenAndNow
from bot.flows.assess.versions import Versions
from bot.flows.voices.showing import gaps_now_shown
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.framework import Criterion
from knowledge.loader import Content
from storage.records import Assessment

Replies = tuple[Reply, ...]


class Journey:
    """The parts of the self-assessment, and the ways between them.

    A step is one or two words in the session: `profile:<field>`, `score:<criterion>`,
    `evidence:<criterion>`, `reason:<criterion>`, `hub`, `check`, `complete`.
    """

    def __init__(self, content: Content) -> None:
        self.drafts = Drafts(content)
        self.say = content.texts.say
        self.setup = Setup(self.drafts)
        self.again = Again(self.drafts)
        self.versions = Versions(self.drafts)
        self.questions = Questions(self.drafts, self.again)
        self.evidence = Evidence(self.drafts, self.questions)
        self.reasons = Reasons(self.drafts)
        self.hub = Hub(self.drafts, self.questions)
        self.outcome = Outcome(self.drafts)
        self.then_and_now = ThenAndNow(self.drafts)

    def show_step(self, visit: Visit, assessment: Assessment) -> Replies:
        """Show the step of the session, or the first one that is open."""
        what, _, name = visit.session.step.partition(":")
        field = self.drafts.next_field(assessment)
        if field is None and what == "profile":
            field = self.setup.field(name)
        if field:
            return (self.setup.show(visit, assessment, field),)
        if what in {"score", "evidence", "reason"} and self._asks(assessment, name):
            return (self._show_criterion(visit, assessment, what, name),)
        if what == "check":
            return (self.hub.ways_on(assessment),)
        if what == "complete" and not how_many_open(self.drafts.framework(assessment), assessment):
            return (self.hub.complete(visit, assessment),)
        return (self.hub.show(visit, assessment),)

    def ask(self, visit: Visit, assessment: Assessment, criterion: Criterion) -> Reply:
        """Ask about a criterion; what is missing about the organisation comes first."""
        field = self.drafts.next_field(assessment)
        if field:
            return self.setup.show(visit, assessment, field)
        return self.questions.show(visit, assessment, criterion)

    def _asks(self, assessment: Assessment, name: str) -> bool:
        """Whether the assessment asks about a criterion: another version, or another's part, may not."""
        return any(each.id == name for each in self.drafts.framework(assessment).criteria)

    def _show_criterion(self, visit: Visit, assessment: Assessment, what: str, name: str) -> Reply:
        criterion = self.drafts.criterion(assessment, name)
        if what == "evidence" and self.evidence.wanted(assessment, criterion):
            return self.evidence.ask(visit, assessment, criterion)
        if what == "reason":
            return self.reasons.ask(visit, assessment, criterion)
        return self.questions.show(visit, assessment, criterion)

    def onwards(self, visit: Visit, assessment: Assessment, criterion: Criterion) -> Replies:
        """Go to the next open criterion behind this one; at the end, to the hub or the finish."""
        framework = self.drafts.framework(assessment)
        following = next_open(framework, assessment, criterion.id)
        if following is None:
            still_open = how_many_open(framework, assessment)
            end = self.hub.show if still_open else self.hub.complete
            return (end(visit, assessment),)
        shown = self.questions.show(visit, assessment, following)
        area = framework.area_of(criterion.id)
        if area == framework.area_of(following.id) or any(
            is_open(assessment, each.id) for each in area.criteria
        ):
            return (shown,)
        return (Reply(self.say("assess.area_done", area=area.title)), shown)

    def after_profile(self, visit: Visit, assessment: Assessment, field_id: str) -> Replies:
        """Go to the next profile question; behind the last, to the areas."""
        following = self.setup.after(field_id)
        if following and following.id not in assessment.profile:
            return (self.setup.show(visit, assessment, following),)
        if missing := self.drafts.next_field(assessment):
            return (self.setup.show(visit, assessment, missing),)
        if assessment.answers:
            return self.hub.check(visit, assessment)
        return (Reply(self.say("hub.intro")), self.hub.show(visit, assessment))

    async def check(self, visit: Visit, assessment: Assessment) -> Replies:
        """List the answers; those of a part whose whole is finished are only shown."""
        return self.hub.check(visit, assessment, closed=await self.drafts.is_closed(visit, assessment))

    def closed(self, part: Assessment) -> Reply:
        """Say that a part stays as it is, and what can still be done."""
        choices = (
            Choice(self.say("team.look"), f"check:{part.ref}"),
            Choice(self.say("team.own"), "begin:new"),
        )
        return Reply(self.say("team.closed"), choices=choices)

    async def result(self, visit: Visit, assessment: Assessment) -> Replies:
        """Show the result, of a re-assessment with then and now; a part has none, and is thanked for."""
        if await self.drafts.is_closed(visit, assessment):
            return (self.closed(assessment),)
        if assessment.of:
            return (self.hub.thanks(assessment),)
        parts = await self.drafts.parts(visit, assessment)
        assessment = gaps_now_shown(visit, self.drafts.framework(assessment), assessment, parts)
        level, *rest = self.outcome.show(assessment, visit.now, parts)
        return (level, *await self.then_and_now.show(visit, assessment), *rest)

    def where(self, visit: Visit, assessment: Assessment) -> str:
        """Say how far somebody has come, and that it is all saved."""
        if not self.drafts.knows(assessment):
            return self.say("versions.unknown", version=assessment.framework)
        framework = self.drafts.framework(assessment)
        total = len(framework.criteria)
        if self.drafts.next_field(assessment):
            return self.say("assess.where_start")
        if not how_many_open(framework, assessment):
            return self.say("assess.where_all", total=total)
        _, _, name = visit.session.step.partition(":")
        following = next_open(framework, assessment)
        at = name if self._asks(assessment, name) else following.id if following else ""
        return self.say("assess.where", at=number(framework, at), total=total)
