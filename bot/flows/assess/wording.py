"""Before free words are kept: what looks personal in them is shown, and their writer decides."""

from collections.abc import Iterable
from dataclasses import replace

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.messages import Choice, Reply
from bot.personal import Seen, looks_personal
from bot.visit import Visit
from storage.records import Assessment


class LooksPersonal(Exception):
    """Words that look personal and are not kept until their writer has decided: `words`, typed at `step`."""

    def __init__(self, step: str, words: str, seen: tuple[Seen, ...]) -> None:
        self.step = step
        self.words = words
        self.seen = seen
        super().__init__("words that look personal")  # and never the words: this could reach a log


def checked(visit: Visit, assessment: Assessment, step: str, words: str) -> bool:
    """Return whether the writer was asked about these words; raises `LooksPersonal` until they decide."""
    asked = visit.session.pending[:2] == (assessment.ref, step)
    seen = looks_personal(words)
    if seen and visit.keeps != words:
        raise LooksPersonal(step, words, seen)
    if asked:
        visit.session = replace(visit.session, pending=())
    return asked


class Wording:
    """Asks about words and takes what was decided. Its choices carry `keep:<ref>:<step>` and `reword:...`."""

    def __init__(self, drafts: Drafts) -> None:
        self._say = drafts.say

    def ask(self, visit: Visit, assessment: Assessment, found: LooksPersonal) -> Reply:
        """Show what was seen and offer to reword it or to keep it; until then the words only wait.

        What is shown quotes them, so it is kept without them: the kept reply would outlive the decision.
        """
        ref = assessment.ref
        visit.session = replace(visit.session, pending=(ref, found.step, found.words))
        choices = (
            Choice(self._say("personal.reword"), f"reword:{ref}:{found.step}"),
            Choice(self._say("personal.keep"), f"keep:{ref}:{found.step}"),
        )
        text = self._text(self._seen(each) for each in found.seen)
        kinds = self._text(self._seen_kind(each) for each in found.seen)
        return Reply(text, title=self._say("personal.title"), choices=choices, kept_as=kinds)

    def kept(self, visit: Visit, assessment: Assessment, step: str) -> str:
        """Return the words that their writer keeps; raises `BotError` when they do not wait any more."""
        if visit.session.pending[:2] != (assessment.ref, step) or not visit.session.pending[2]:
            raise BotError(self._say("personal.gone"))
        visit.keeps = visit.session.pending[2]
        return visit.keeps

    def reword(self, visit: Visit, assessment: Assessment, step: str) -> None:
        """Go back to the step, and forget the words, though not that their writer was asked."""
        if visit.session.pending[:2] != (assessment.ref, step):
            raise BotError(self._say("personal.gone"))
        visit.go("assess", step, assessment=assessment.ref)
        visit.session = replace(visit.session, pending=(assessment.ref, step, ""))

    def _text(self, lines: Iterable[str]) -> str:
        return "\n".join(lines) + "\n\n" + self._say("personal.ask")

    def _seen(self, seen: Seen) -> str:
        kind = self._say(f"personal.kinds.{seen.kind}")
        return self._say("personal.seen", kind=kind, words=seen.words)

    def _seen_kind(self, seen: Seen) -> str:
        return self._say("personal.seen_kind", kind=self._say(f"personal.kinds.{seen.kind}"))
