"""The overview: four areas with their state, and the list of answers to check and change."""

from dataclasses import replace

from bot.errors import BotError
from bot.evidence_days import counted, lapsed
from bot.flows.assess.draft import Drafts, how_many_open, is_open, next_open
from bot.flows.assess.questions import Questions
from bot.messages import Choice, Progress, Reply
from bot.visit import Visit
from knowledge.framework import Area, Criterion, Framework
from storage.records import Assessment


class Hub:
    """Shows where an assessment stands. Its choices carry `area:<ref>:<area>` and `go:<ref>:<criterion>`."""

    def __init__(self, drafts: Drafts, questions: Questions) -> None:
        self._drafts = drafts
        self._questions = questions
        self._say = drafts.say

    def show(self, visit: Visit, assessment: Assessment) -> Reply:
        """List the areas as To do, Started or Done, and let any be chosen."""
        visit.go("assess", "hub", assessment=assessment.ref)
        framework = self._drafts.framework(assessment)
        lines = [self._line(area, assessment) for area in framework.areas]
        ref = assessment.ref
        areas = [Choice(area.title, f"area:{ref}:{area.id}") for area in framework.areas]
        of_the_whole = [
            Choice(self._say("hub.result"), f"result:{ref}"),
            Choice(self._say("hub.team"), f"team:home:{ref}"),
        ]
        ways = [
            Choice(self._say("hub.check"), f"check:{ref}"),
            *([] if assessment.of else of_the_whole),
            Choice(self._say("assess.pause"), f"pause:{ref}"),
        ]
        still_open = how_many_open(framework, assessment)
        told = (self._set_aside(assessment), "\n".join(lines), self._left(framework, assessment))
        text = "\n\n".join(filter(None, told))
        total = len(framework.criteria)
        label = "again.progress" if assessment.earlier else "hub.progress"
        progress = Progress(total - still_open, total, self._say(label))
        title = self._say("team.hub" if assessment.of else "hub.title")
        return Reply(text, title, choices=(*areas, *ways), progress=progress)

    def area(self, assessment: Assessment, area_id: str) -> Area:
        """Return an area; raises `BotError` when its version has no such area."""
        for area in self._drafts.framework(assessment).areas:
            if area.id == area_id:
                return area
        raise BotError(self._say("assess.old_choice"))

    def into(self, assessment: Assessment, area_id: str) -> Criterion:
        """Return where to go on in an area: its first open criterion, or its first."""
        area = self.area(assessment, area_id)
        still_open = (each for each in area.criteria if is_open(assessment, each.id))
        return next(still_open, area.criteria[0])

    def complete(self, visit: Visit, assessment: Assessment) -> Reply:
        """Say that everything is answered, and offer to check or to finish."""
        visit.go("assess", "complete", assessment=assessment.ref)
        ref = assessment.ref
        choices = (
            Choice(self._say("check.button"), f"check:{ref}"),
            self._finish(assessment),
        )
        total = len(self._drafts.framework(assessment).criteria)
        progress = Progress(total, total, self._say("hub.progress"))
        return Reply(self._say("check.complete", total=total), choices=choices, progress=progress)

    def check(self, visit: Visit, assessment: Assessment, *, closed: bool = False) -> tuple[Reply, ...]:
        """List all answers, an area at a time, each with a way to change it, unless it is closed: a part by
        whoever leads, any by a later one.
        """
        framework = self._drafts.framework(assessment)
        today = visit.now.date()
        over = lapsed(assessment, today)
        counting = replace(assessment, answers=counted(assessment, today))
        areas = [self._answers(framework, area, counting, over) for area in framework.areas]
        profile = () if assessment.of else (self._profile(assessment),)
        listed = (*profile, *areas)
        if closed:
            return (*_only_shown(listed), Reply(self._say("team.closed")))
        if assessment.later:
            result = Choice(self._say("assess.see_result"), f"result:{assessment.ref}")
            return (*_only_shown(listed), Reply(self._say("again.closed"), choices=(result,)))
        visit.go("assess", "check", assessment=assessment.ref)
        return (*listed, self.ways_on(assessment))

    def thanks(self, assessment: Assessment) -> Reply:
        """Say that a part is done, or what is still open in it; the result is for whoever leads."""
        ref = assessment.ref
        if assessment.finished:
            return Reply(
                self._say("team.thanks"), choices=(Choice(self._say("check.button"), f"check:{ref}"),)
            )
        still_open = how_many_open(self._drafts.framework(assessment), assessment)
        choices = (Choice(self._say("assess.areas"), f"hub:{ref}"),)
        return Reply(self._say("team.no_result", open=still_open), choices=choices)

    def ways_on(self, assessment: Assessment) -> Reply:
        """Offer what can be done after checking, without the long list."""
        framework = self._drafts.framework(assessment)
        still_open = how_many_open(framework, assessment)
        ref = assessment.ref
        following = next_open(framework, assessment)
        first = (
            Choice(self._say("check.continue"), f"go:{ref}:{following.id}")
            if following
            else self._finish(assessment)
        )
        text = self._left(framework, assessment) if still_open else self._say("check.ready")
        return Reply(text, choices=(first, Choice(self._say("assess.areas"), f"hub:{ref}")))

    def _finish(self, assessment: Assessment) -> Choice:
        name = "team.finish" if assessment.of else "check.finish"
        return Choice(self._say(name), f"finish:{assessment.ref}")

    def _profile(self, assessment: Assessment) -> Reply:
        fields = self._drafts.content.profile
        lines = [
            f"{field.title}: {field.label(assessment.profile[field.id])}"
            for field in fields
            if field.id in assessment.profile
        ]
        ref = assessment.ref
        choices = tuple(
            Choice(self._say("check.change", what=field.title), f"profile:{ref}:ask:{field.id}")
            for field in fields
            if field.id in assessment.profile
        )
        return Reply("\n".join(lines), self._say("check.profile"), choices=choices)

    def _answers(
        self, framework: Framework, area: Area, assessment: Assessment, over: tuple[str, ...]
    ) -> Reply:
        lines = [self._answer(framework, each, assessment, over) for each in area.criteria]
        choices = tuple(
            Choice(self._say("check.change", what=each.id), f"go:{assessment.ref}:{each.id}")
            for each in area.criteria
        )
        return Reply("\n".join(lines), area.title, choices=choices)

    def _answer(
        self, framework: Framework, criterion: Criterion, assessment: Assessment, over: tuple[str, ...]
    ) -> str:
        answer = assessment.answers.get(criterion.id)
        said = self._questions.in_words(framework, answer) if answer else self._say("check.not_answered")
        if answer and answer.carried:
            said = self._say("again.of_last_time", what=said)
        more = (answer.evidence or answer.not_applicable) if answer else ""
        if answer and not more and criterion.id in over:
            more = self._say("register.over_line")
        line = f"{criterion.id} {criterion.title}: {said}"
        return f"{line}\n   {more}" if more else line

    def _set_aside(self, assessment: Assessment) -> str:
        """Tell a colleague what a new version set aside: the lead moved to it, and was told themselves."""
        aside = [each for each in assessment.set_aside if each not in assessment.answers]
        return self._say("team.set_aside", aside=", ".join(aside)) if assessment.of and aside else ""

    def _left(self, framework: Framework, assessment: Assessment) -> str:
        """Say how many are still to be answered; of a re-assessment, how many were looked at."""
        still_open, total = how_many_open(framework, assessment), len(framework.criteria)
        if still_open and assessment.earlier:
            return self._say("again.looked_at", looked_at=total - still_open, total=total)
        return self._say("hub.open" if still_open else "hub.all", open=still_open)

    def _line(self, area: Area, assessment: Assessment) -> str:
        done = sum(not is_open(assessment, criterion.id) for criterion in area.criteria)
        state = "done" if done == len(area.criteria) else "started" if done else "to_do"
        words = self._say(f"hub.{state}", done=done, total=len(area.criteria))
        return f"{area.title}: {words}"


def _only_shown(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    return tuple(replace(each, choices=()) for each in replies)
