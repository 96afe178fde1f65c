"""A new version of the framework while a draft is under way: tell what it means, and let the lead choose."""

from collections.abc import Sequence
from dataclasses import replace

from bot import reminders
from bot.errors import BotError
from bot.flows.assess.carrying import divided, move
from bot.flows.assess.draft import Drafts, how_many_open
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.framework import Framework
from knowledge.versions import changes, is_newer
from storage.records import Assessment, Reminder


class Versions:
    """Tells once of a newer version. Its choices carry `move:<ref>:<version>` and `stay:<ref>:<version>`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    def news(self, visit: Visit, draft: Assessment | None) -> tuple[Reply, ...]:
        """Tell the lead of a draft what a newer version would change; nothing if that was told before."""
        newest = self._drafts.content.framework
        if draft is None or draft.told == newest.version or not self._may_move(draft, newest):
            return ()
        visit.turn.put(replace(draft, told=newest.version))
        return (self._told(draft, self._drafts.framework(draft), newest),)

    def move(
        self, visit: Visit, assessment: Assessment, version: str, parts: Sequence[Assessment] = ()
    ) -> Assessment:
        """Go on under the newest version, with the parts of colleagues; raises `BotError` for any other."""
        newest = self._drafts.content.framework
        if version != newest.version or not self._may_move(assessment, newest):
            raise BotError(self._say("assess.old_choice"))
        old = self._drafts.framework(assessment)
        for part in parts:
            self._move_part(visit, part, old, newest)
        moved = move(assessment, old, newest)
        for gone in assessment.plan.keys() - moved.plan.keys():
            visit.turn.remove(Reminder, reminders.about(moved, "plan", visit.now, gone).key)
        return self._drafts.keep(visit, moved)

    def _move_part(self, visit: Visit, part: Assessment, old: Framework, newest: Framework) -> None:
        """Move a colleague's part; a finished one in which something is asked again is open again."""
        moved = move(part, old, newest)
        if part.finished and how_many_open(self._drafts.framework(moved), moved):
            moved = replace(moved, finished="", changed=visit.at)
            visit.turn.put(reminders.of_draft(moved))
        visit.turn.put(moved)

    def moved(self, assessment: Assessment) -> Reply:
        """Say that it is done, and what is asked again."""
        aside = ", ".join(assessment.set_aside) or self._say("versions.none")
        return Reply(self._say("versions.moved", version=assessment.framework, aside=aside))

    def stayed(self, assessment: Assessment) -> Reply:
        """Say that nothing changes."""
        return Reply(self._say("versions.stayed", version=assessment.framework))

    def _may_move(self, draft: Assessment, newest: Framework) -> bool:
        """Whether this is a whole, unfinished assessment under an older version that is known."""
        if draft.finished or draft.of or not self._drafts.knows(draft):
            return False
        return is_newer(newest, self._drafts.framework(draft))

    def _told(self, draft: Assessment, old: Framework, new: Framework) -> Reply:
        between = changes(old, new)
        kept, aside = divided(draft.answers, old, new)
        again = [each.id for each in new.criteria if each.id in {*aside, *between.reworded}]
        text = self._say(
            "versions.told",
            new=new.version,
            old=old.version,
            kept=len(kept),
            again=self._named(new, again),
            added=self._named(new, between.new),
            gone=self._named(old, between.gone),
        )
        choices = (
            Choice(self._say("versions.move", version=new.version), f"move:{draft.ref}:{new.version}"),
            Choice(self._say("versions.stay", version=old.version), f"stay:{draft.ref}:{new.version}"),
        )
        return Reply(text, self._say("versions.title"), choices=choices)

    def _named(self, framework: Framework, names: tuple[str, ...] | list[str]) -> str:
        listed = (f"{name} {framework.criterion(name).title}" for name in names)
        return "; ".join(listed) or self._say("versions.none")
