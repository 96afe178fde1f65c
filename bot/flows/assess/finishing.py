"""Before a self-assessment with colleagues is finished: who and what would be left out is said, and asked."""

from collections.abc import Sequence

from bot.flows.assess.draft import Drafts
from bot.flows.voices.together import Together
from bot.messages import Choice, Reply
from storage.records import Assessment


class Finishing:
    """Asks whether to finish anyway. The choice for it carries `finish:<ref>:<waiting>-<to agree>`, so that
    an old one asks again when these have changed.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    def ask(self, whole: Assessment, parts: Sequence[Assessment], carried: str) -> Reply | None:
        """Return the question; None where nothing is left out, or where just that was said yes to."""
        left = Together.of(self._drafts.framework(whole), whole, parts)
        shown = f"{left.waiting}-{left.to_agree}"
        if not (left.waiting or left.to_agree) or carried == shown:
            return None
        told = [
            self._say("finishing.waiting", n=left.waiting) if left.waiting else "",
            self._say("finishing.to_agree", n=left.to_agree) if left.to_agree else "",
            self._say("finishing.ask"),
        ]
        return Reply(" ".join(filter(None, told)), choices=tuple(self._choices(whole, left, shown)))

    def _choices(self, whole: Assessment, left: Together, shown: str) -> list[Choice]:
        agree = Choice(self._say("voices.button"), f"voices:areas:{whole.ref}")
        nudge = Choice(self._say("finishing.nudge"), f"team:home:{whole.ref}")
        anyway = Choice(self._say("finishing.anyway"), f"finish:{whole.ref}:{shown}")
        return [*([agree] if left.to_agree else []), *([nudge] if left.waiting else []), anyway]
