"""What is behind a result: the stage of the application, and what can be looked at or done next."""

from datetime import datetime

from bot.codes import grouped
from bot.days import day_in_words
from bot.flows.assess.draft import Drafts, next_open
from bot.messages import Choice, Reply
from knowledge.framework import Framework
from storage.records import Assessment


class NextStep:
    """Shows the stages, and the buttons under a result."""

    def __init__(self, drafts: Drafts) -> None:
        self._say = drafts.say

    def show(self, framework: Framework, assessment: Assessment, now: datetime) -> Reply:
        """Say which stage it is at, what follows, and what the result is of."""
        at = assessment.profile.get("stage", "")
        stage = next((each for each in framework.stages if each.id == at), None)
        here = self._say("result.stage", stage=stage.title) if stage else self._say("result.stage_before")
        following = stage.next if stage else self._say("result.stage_before_next")
        stages = " → ".join(each.title for each in framework.stages)
        text = self._say("result.stages", stages=stages, here=here, next=following)
        version = self._say(
            "result.version",
            version=framework.version,
            date=day_in_words(assessment.finished or now.isoformat()),
            ref=grouped(assessment.ref),
        )
        ref = assessment.ref
        choices = [Choice(self._say("check.button"), f"check:{ref}")]
        if still_open := next_open(framework, assessment):
            choices.insert(0, Choice(self._say("check.continue"), f"go:{ref}:{still_open.id}"))
        choices += () if assessment.of else self._further(ref)
        choices += [
            Choice(self._say("pictures.button"), f"pictures:{ref}"),
            Choice(self._say("report.button"), f"report:{ref}"),
            Choice(self._say("result.why"), "entry:how-scoring-works"),
        ]
        return Reply(text, self._say("result.next_title"), version, tuple(choices))

    def _further(self, ref: str) -> tuple[Choice, ...]:
        """What whoever leads the assessment can look at behind its result."""
        return (
            Choice(self._say("plan.button"), f"plan:{ref}"),
            Choice(self._say("why.button"), f"why:{ref}"),
        )
